import { alertChanges } from "./changes/alerts";
import { clipChanges } from "./changes/clips";
import { doubles } from "./changes/doubles";
import { bySeverity, type ChangeFinding, finding } from "./changes/finding";
import { highlightChanges } from "./changes/highlights";
import { plannedChanges } from "./changes/planned";
import { snapshotChanges } from "./changes/snapshots";
import { ruleReplacements, streamChanges } from "./changes/streams";
import { taskChanges } from "./changes/tasks";
import { timeShiftChanges } from "./changes/time-shift";
import type { Configuration } from "./configuration";
import type { Target } from "./levels";
import type { Moment } from "./moments";

export { begunAtOnce } from "./changes/begun";
export { CHANGE_KINDS, type ChangeFinding, type ChangeKind, type NamedRisk, RISK_MEANINGS, RISKS, together } from "./changes/finding";
export { interrupted } from "./changes/interrupted";
export { keptClip, keptHighlight, keptTask } from "./changes/kept";
export { type PlannedTask, plannedTasks, plannedTime } from "./changes/planned";
export { rulesOf } from "./changes/recorded";
export { type TargetClass, targetClasses } from "./changes/targets";

export interface ChangeOptions {
  /** The service's time; with it windows that are over are left alone and running ones are told apart. */
  readonly now?: Moment | undefined;
  /** Keys of clips that are made anew although nothing of them may differ: an engine can be told so. */
  readonly remade?: ReadonlySet<string> | undefined;
  /** The streams that are pushed now; left out: not known. */
  readonly live?: readonly Target[] | undefined;
}

/** What it means for recordings to go from one configuration to another, the gravest first. Needs no timetable. */
export function compareConfigurations(before: Configuration, after: Configuration, options: ChangeOptions = {}): ChangeFinding[] {
  const findings = [
    ...streamChanges(before, after, options.now),
    ...ruleReplacements(before, after),
    ...taskChanges(before, after, options.now),
    ...plannedChanges(before, after, options.now),
    ...highlightChanges(before, after, options.now, options.live),
    ...doubles(before, after, options.now),
    ...clipChanges(before, after, options.remade, options.now),
    ...timeShiftChanges(before, after),
    ...snapshotChanges(before, after),
    ...alertChanges(before, after),
  ];
  if (findings.some(({ effect }) => effect === "next-push")) {
    const says =
      "will count for pushes that start about 10 minutes after they are applied; streams that are being pushed keep what they have until they are pushed anew";
    findings.push(finding("takes-effect", ["info", "none"], "the changes of rules and templates", says));
  }
  return bySeverity(findings);
}
