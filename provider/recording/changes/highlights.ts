import type { Configuration, Highlight } from "../configuration";
import { highlightWindow } from "../explain";
import { inlinePlan } from "../formats";
import type { Moment } from "../moments";
import { planWords, taskWords } from "../words";
import { type ChangeFinding, finding } from "./finding";
import { foreverOf } from "./plans";

/** What a change does to highlights: a new one begins as soon as it is applied, and one that goes is stopped. */
export function highlightChanges(before: Configuration, after: Configuration, now: Moment | undefined): ChangeFinding[] {
  const [old, next] = [before, after].map(({ highlights }) => new Set(highlights.map(highlightIdentity)));
  return [
    ...before.highlights.filter((one) => next?.has(highlightIdentity(one)) === false).flatMap((one) => stopped(one, now)),
    ...after.highlights.filter((one) => old?.has(highlightIdentity(one)) === false).flatMap(begun),
  ];
}

/** A highlight that is called otherwise is another one, and records anew. */
export function highlightIdentity(one: Highlight): string {
  const { origin, domainName, appName, streamName, mixStream = false, duration, triggers = [] } = one;
  return JSON.stringify([origin, domainName, appName, streamName, mixStream, duration, triggers, inlinePlan(one)]);
}

function begun(one: Highlight): ChangeFinding[] {
  const [words, plan] = [taskWords(one), inlinePlan(one)];
  const says = `will be recorded at once if it is live then: ${planWords(plan)}`;
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
