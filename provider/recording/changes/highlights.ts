import type { Configuration, Highlight } from "../configuration";
import { inlinePlan } from "../formats";
import { planWords, taskWords } from "../words";
import { type ChangeFinding, finding } from "./finding";

/** What a change does to highlights: a new one begins as soon as it is applied. */
export function highlightChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const key = (one: Highlight) => JSON.stringify([one.origin, one.domainName, one.appName, one.streamName, one.duration]);
  const old = new Set(before.highlights.map(key));
  return after.highlights
    .filter((one) => !old.has(key(one)))
    .map((one) => {
      const says = `will be recorded at once if it is live then: ${planWords(inlinePlan(one))}`;
      return finding("highlight-starts", ["info", "none"], taskWords(one), says, "at-once");
    });
}
