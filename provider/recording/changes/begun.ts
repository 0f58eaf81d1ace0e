import type { Configuration, TaskTarget } from "../configuration";
import type { Moment } from "../moments";
import { isPlanned, isRunning, tasksOf } from "./declared";
import { highlightIdentity } from "./highlights";

/** The streams of which a change begins recordings by task or highlight as soon as it is applied, if they are live. */
export function begunAtOnce(before: Configuration, after: Configuration, now: Moment): TaskTarget[] {
  const sent = new Set(tasksOf(before).flatMap(({ task, identity }) => (isPlanned(task) ? [] : [identity])));
  const highlights = new Set(before.highlights.map(highlightIdentity));
  return [
    ...tasksOf(after).flatMap((one) => (isRunning(one, now) && !sent.has(one.identity) ? [one.task] : [])),
    ...after.highlights.filter((one) => !highlights.has(highlightIdentity(one))),
  ];
}
