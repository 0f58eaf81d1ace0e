import { unknownWords, writesAny } from "../bound";
import type { Configuration, Rule } from "../configuration";
import { concerns } from "../explain";
import { exempts, templateOf } from "../formats";
import { matcherOf, pushOf } from "../matching";
import type { Moment } from "../moments";
import { listed, plansWords, targetWords } from "../words";
import { type DeclaredTask, isOver, tasksOf } from "./declared";
import { type ChangeFinding, finding, LOSABLE } from "./finding";
import { isRemade } from "./interrupted";
import { byFormat, foreverOf, formatChanges } from "./plans";
import { type Recorded, rulesOf } from "./recorded";
import { type TargetClass, targetClasses } from "./targets";

/** What a change of rules and templates does to streams. */
export function streamChanges(before: Configuration, after: Configuration, now: Moment | undefined): ChangeFinding[] {
  const [was, will] = [rulesOf(before), rulesOf(after)];
  const tasks = Map.groupBy(
    tasksOf(after).filter((one) => !isOver(one, now) && one.task.mixStream !== true && writesAny(one.writes) !== false),
    ({ task }) => `${task.appName}/${task.streamName}`,
  );
  return targetClasses(before, after).flatMap((one) => {
    const { appName, streamName } = one.push;
    const still = (tasks.get(`${appName}/${streamName}`) ?? []).filter(({ task }) => concerns(task, one.push));
    return changesOf(one, was(one.push), will(one.push), still);
  });
}

/** @param still the tasks that record the stream */
function changesOf({ words }: TargetClass, before: Recorded, after: Recorded, still: readonly DeclaredTask[]): ChangeFinding[] {
  if (before.unknownTemplate !== undefined || after.unknownTemplate !== undefined) return untold(words, before, after, still);
  if (before.plans.length === 0 && after.plans.length === 0) return [];
  if (before.plans.length === 0) return starts(words, after);
  if (after.plans.length === 0) return [stops(words, after, plansWords(before.plans), still)];
  const findings = formatChanges(words, byFormat(before.plans), byFormat(after.plans));
  const [old, next] = [before.rule?.template, after.rule?.template];
  if (old !== next) {
    findings.unshift(finding("template-changes", ["info", "none"], words, `will be recorded with template ${next} instead of ${old}`));
  }
  return findings;
}

function starts(words: string, { rule, plans }: Recorded): ChangeFinding[] {
  const says = `will be recorded with template ${rule?.template}: ${plansWords(plans)}`;
  return [finding("recording-starts", ["info", "none"], words, says), ...foreverOf(words, plans)];
}

function stops(words: string, { rule }: Recorded, untilNow: string, still: readonly DeclaredTask[]): ChangeFinding {
  const why = `${rule === undefined ? "no rule matches any more" : `template ${rule.template} makes no file`} (until now ${untilNow})`;
  if (still.length === 0) return finding("recording-stops", ["danger", "not-recorded"], words, `will no longer be recorded: ${why}`);
  const tasks = still.length > 3 ? `${still.length} tasks` : listed(still.map(({ task }) => task.origin));
  const says = `will no longer be recorded outside the ${still.length === 1 ? "window" : "windows"} of ${tasks}: ${why}`;
  return finding("recording-stops", ["warning", "not-recorded"], words, says);
}

/** A template on one of the sides is not declared here: what can be said all the same, and what cannot be ruled out. */
function untold(words: string, before: Recorded, after: Recorded, still: readonly DeclaredTask[]): ChangeFinding[] {
  if (before.unknownTemplate === after.unknownTemplate) return [];
  const untilNow =
    before.unknownTemplate === undefined ? plansWords(before.plans) : `recorded with ${unknownWords(before.unknownTemplate)}`;
  if (after.unknownTemplate !== undefined) {
    const instead = untilNow === "" ? "" : ` (until now ${untilNow})`;
    const says = `will be recorded with ${unknownWords(after.unknownTemplate)}, so what it makes cannot be told${instead}`;
    const possible = untilNow === "" ? (["permanent"] as const) : ([...LOSABLE, "permanent"] as const);
    return [finding("unknown-template", ["warning", "unknown", possible], words, says)];
  }
  if (after.plans.length === 0) return [stops(words, after, untilNow, still)];
  const says = `will be recorded with template ${after.rule?.template}: ${plansWords(after.plans)} (until now ${untilNow}, so what is lost cannot be told)`;
  return [finding("unknown-template", ["warning", "unknown", LOSABLE], words, says), ...foreverOf(words, after.plans)];
}

/** Rules of the same triple that are deleted and made again: nothing of a rule can be changed in place. */
export function ruleReplacements(before: Configuration, after: Configuration): ChangeFinding[] {
  const key = (rule: Rule) => `${rule.domainName}/${rule.appName}/${rule.streamName}`;
  const old = new Map(before.rules.map((rule) => [key(rule), rule]));
  const matcher = matcherOf(after.rules);
  return after.rules.flatMap((rule) => {
    const was = old.get(key(rule));
    if (was === undefined) return [];
    if (was.template === rule.template && !isRemade(before, after, rule.template)) return [];
    const why =
      was.template === rule.template ? `template ${rule.template} must be made anew` : `from template ${was.template} to ${rule.template}`;
    const next = matcher.resolve(pushOf(rule)).beaten[0]?.rule;
    const template = templateOf(after, next?.template);
    const exempt = next === undefined || (template !== undefined && exempts(template));
    const meanwhile = exempt ? "is not recorded" : `follows the rule for ${targetWords(next)} (template ${next.template})`;
    const says = `will be deleted and made again (${why}): a push that starts in between ${meanwhile}`;
    return [finding("rule-replaced", ["warning", "gap"], `the rule for ${targetWords(rule)}`, says)];
  });
}
