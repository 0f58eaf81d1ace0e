import type { Configuration } from "../configuration";
import { callbacks } from "./callbacks";
import { clipRules } from "./clips";
import { quotaRules } from "./quotas";
import { reporting } from "./reporting";
import type { LintContext, LintFinding, LintRule } from "./rule";
import { recordRules } from "./rules";
import { storage } from "./storage";
import { knownStreams } from "./streams";
import { recordTasks } from "./tasks";
import { recordTemplates } from "./templates";
import { times } from "./windows";

export type { KnownStream, LintContext, LintFinding, LintRule, PlannedEvent, Severity } from "./rule";

/** Every check, by topic. */
export const LINT_RULES: readonly LintRule[] = [
  ...recordRules,
  ...recordTemplates,
  ...storage,
  ...times,
  ...recordTasks,
  ...knownStreams,
  ...clipRules,
  ...reporting,
  ...callbacks,
  ...quotaRules,
];

/** Looks at a configuration with every check, or with those given. */
export function lint(configuration: Configuration, context: LintContext = {}, rules: readonly LintRule[] = LINT_RULES): LintFinding[] {
  return rules.flatMap(({ id, severity, hint, check }) =>
    check(configuration, context).map((objection): LintFinding => ({ id, severity, hint, ...objection })),
  );
}
