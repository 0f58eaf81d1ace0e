import { LONGEST_HIGHLIGHT } from "../by-task";
import type { Configuration, Highlight } from "../configuration";
import { concerns, highlightWindow } from "../explain";
import { inlinePlan } from "../formats";
import type { Target } from "../levels";
import type { Moment } from "../moments";
import { inWords } from "../time";
import { planWords, taskWords } from "../words";
import { type ChangeFinding, finding } from "./finding";
import { foreverOf } from "./plans";

/**
 * What a change does to highlights: a new one begins as soon as it is applied, and one that goes is stopped.
 * @param live the streams that are pushed now; undefined: not known
 */
export function highlightChanges(
  before: Configuration,
  after: Configuration,
  now: Moment | undefined,
  live: readonly Target[] | undefined,
): ChangeFinding[] {
  const [old, next] = [before, after].map(({ highlights }) => new Set(highlights.map(highlightIdentity)));
  return [
    ...before.highlights.filter((one) => next?.has(highlightIdentity(one)) === false).flatMap((one) => stopped(one, now)),
    ...after.highlights.filter((one) => old?.has(highlightIdentity(one)) === false).flatMap((one) => begun(one, live)),
  ];
}

/** A highlight that is called otherwise is another one, and records anew. */
export function highlightIdentity(one: Highlight): string {
  const { origin, domainName, appName, streamName, mixStream = false, duration, triggers = [] } = one;
  return JSON.stringify([origin, domainName, appName, streamName, mixStream, duration, triggers, inlinePlan(one)]);
}

function begun(one: Highlight, live: readonly Target[] | undefined): ChangeFinding[] {
  const [words, plan] = [taskWords(one), inlinePlan(one)];
  // The output of a mix is no push, so it is in no list of them.
  const isLive = live === undefined || one.mixStream === true ? undefined : live.some((stream) => concerns(one, stream));
  if (isLive === false) {
    const says = `will not be recorded by the highlight ${one.origin}: it is not live now, so the service will refuse that (StreamNotExist) and up will fail; apply it while the stream is live`;
    return [finding("highlight-refused", ["danger", "not-recorded"], words, says, "at-once")];
  }
  const length = inWords(Math.min(one.duration ?? LONGEST_HIGHLIGHT, LONGEST_HIGHLIGHT));
  const says = `will be recorded at once${isLive ? "" : " if it is live then"}, for ${length}: ${planWords(plan, "one file")}`;
  return [
    finding("highlight-starts", ["info", "none"], words, says, "at-once"),
    ...foreverOf(words, [plan], `the highlight ${one.origin}`),
  ];
}

function stopped(one: Highlight, now: Moment | undefined): ChangeFinding[] {
  const window = highlightWindow(one);
  if (window !== undefined && now !== undefined && window.end <= now) return [];
  const runs = window !== undefined && now !== undefined;
  const says = `will no longer be recorded by the highlight ${one.origin}${runs ? "" : ", if it still records"}; what was recorded stays`;
  return [
    finding("highlight-stops", runs ? ["danger", "not-recorded"] : ["info", "none", ["not-recorded"]], taskWords(one), says, "at-once"),
  ];
}
