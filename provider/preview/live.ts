import { type Written, writesAny } from "../recording/bound";
import { begunAtOnce, interrupted, rulesOf } from "../recording/changes";
import type { Configuration } from "../recording/configuration";
import { concerns } from "../recording/explain";
import type { Target } from "../recording/levels";
import type { Moment } from "../recording/moments";
import { listed } from "../recording/words";
import type { PlanFinding } from "./findings";

/** Streams on air that a change reaches: by rule when they are pushed anew, by a task of this hour or a highlight at once. */
export function liveFindings(before: Configuration, after: Configuration, live: readonly Target[], now: Moment): PlanFinding[] {
  const [old, next] = [rulesOf(before), rulesOf(after)];
  const [stopped, begun] = [interrupted(before, after, now), begunAtOnce(before, after, now)];
  const atOnce = { stops: [] as string[], starts: [] as string[] };
  const later = { starts: [] as string[], stops: [] as string[], changes: [] as string[] };
  for (const stream of live) {
    const [was, will] = [old(stream), next(stream)];
    const name = `${stream.domainName}/${stream.appName}/${stream.streamName}`;
    if (byRule(was) !== byRule(will)) {
      // What cannot be told is taken for a recording: to stop it, or to begin it otherwise, matters then.
      later[writesAny(was) === false ? "starts" : writesAny(will) === false ? "stops" : "changes"].push(name);
    }
    if (stopped.some((task) => concerns(task, stream))) atOnce.stops.push(name);
    else if (begun.some((task) => concerns(task, stream))) atOnce.starts.push(name);
  }
  return [
    ...liveFinding(atOnce.stops, ["danger", "at-once"], "a recording that runs is stopped or begun again as soon as this is applied"),
    ...liveFinding(
      later.changes,
      ["warning", "next-push"],
      "the old recording goes on, and the new one counts only when the push has ended and begun again",
    ),
    ...liveFinding(later.stops, ["warning", "next-push"], "the recording goes on until the push has ended"),
    ...liveFinding(later.starts, ["warning", "next-push"], "the recording begins only when the push has ended and begun again"),
    ...liveFinding(
      atOnce.starts,
      ["info", "at-once"],
      "a recording begins as soon as this is applied, and none that runs is stopped for it",
      "none",
    ),
  ];
}

/** Two that are equal are the same recording. */
function byRule({ plans, unknownTemplate }: Written): string {
  return JSON.stringify([plans, unknownTemplate]);
}

function liveFinding(
  subjects: readonly string[],
  [severity, effect]: readonly [PlanFinding["severity"], PlanFinding["effect"]],
  what: string,
  risk: PlanFinding["risk"] = "live",
): PlanFinding[] {
  if (subjects.length === 0) return [];
  const text = `${some(subjects)} ${subjects.length === 1 ? "is" : "are"} live now: ${what}.`;
  return [{ kind: "live-now", severity, risk, possible: [], subjects, text, effect }];
}

/** The first few of many. */
export function some(subjects: readonly string[]): string {
  return subjects.length > 4 ? `${subjects.slice(0, 3).join(", ")} and ${subjects.length - 3} more` : listed(subjects);
}
