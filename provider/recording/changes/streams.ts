import type { Configuration, Format, Rule } from "../configuration";
import { exempts, type FormatPlan, plansOf, templateOf } from "../formats";
import { Matcher, pushOf } from "../matching";
import { plansWords, targetWords } from "../words";
import { type ChangeFinding, finding } from "./finding";
import { formatChanges, isForEver, permanent } from "./plans";
import { type TargetClass, targetClasses } from "./targets";

/** What the rules of one configuration do to a push. */
interface Recorded {
  readonly rule: Rule | undefined;
  readonly plans: ReadonlyMap<Format, FormatPlan>;
}

/** What a change of rules and templates does to streams. */
export function streamChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const [was, will] = [reader(before), reader(after)];
  return targetClasses([before, after]).flatMap((one) => changesOf(one, was(one), will(one)));
}

function reader(configuration: Configuration): (one: TargetClass) => Recorded {
  const matcher = new Matcher(configuration.rules);
  const plans = new Map(
    configuration.templates.map((template) => [template.key, new Map(plansOf(template).map((plan) => [plan.format, plan]))]),
  );
  return ({ push }) => {
    const rule = matcher.winner(push);
    return { rule, plans: plans.get(rule?.template ?? "") ?? new Map() };
  };
}

function changesOf({ words }: TargetClass, before: Recorded, after: Recorded): ChangeFinding[] {
  const was = [...before.plans.values()];
  const will = [...after.plans.values()];
  if (was.length === 0 && will.length === 0) return [];
  if (was.length === 0) return starts(words, after, will);
  if (will.length === 0) {
    const how = `until now ${plansWords(was)}`;
    const why = after.rule === undefined ? "no rule matches any more" : `template ${after.rule.template} makes no file`;
    return [finding("recording-stops", ["danger", "not-recorded"], words, `will no longer be recorded: ${why} (${how})`)];
  }
  const findings = formatChanges(words, before.plans, after.plans);
  const [old, next] = [before.rule?.template, after.rule?.template];
  if (old !== next) {
    findings.unshift(finding("template-changes", ["info", "none"], words, `will be recorded with template ${next} instead of ${old}`));
  }
  return findings;
}

function starts(words: string, after: Recorded, will: readonly FormatPlan[]): ChangeFinding[] {
  const says = `will be recorded with template ${after.rule?.template}: ${plansWords(will)}`;
  const forEver = will.filter(isForEver);
  return [
    finding("recording-starts", ["info", "none"], words, says),
    ...(forEver.length === 0
      ? []
      : [
          permanent(
            words,
            forEver.map(({ format }) => format),
          ),
        ]),
  ];
}

/** Rules of the same triple that are deleted and made again: nothing of a rule can be changed in place. */
export function ruleReplacements(before: Configuration, after: Configuration): ChangeFinding[] {
  const key = (rule: Rule) => `${rule.domainName}/${rule.appName}/${rule.streamName}`;
  const old = new Map(before.rules.map((rule) => [key(rule), rule]));
  const matcher = new Matcher(after.rules);
  return after.rules.flatMap((rule) => {
    const was = old.get(key(rule));
    if (was === undefined) return [];
    const [from, to] = [templateOf(before, was.template), templateOf(after, rule.template)];
    const remade = from !== undefined && to !== undefined && (!same(from.cosStore, to.cosStore) || !same(from.isDelayLive, to.isDelayLive));
    if (was.template === rule.template && !remade) return [];
    const why =
      was.template === rule.template ? `template ${rule.template} must be made anew` : `from template ${was.template} to ${rule.template}`;
    const next = matcher.resolve(pushOf(rule)).beaten[0]?.rule;
    const exempt = next === undefined || exempts(templateOf(after, next.template) ?? { origin: "", key: "" });
    const meanwhile = exempt ? "is not recorded" : `follows the rule for ${targetWords(next)} (template ${next.template})`;
    const says = `will be deleted and made again (${why}): a push that starts in between ${meanwhile}`;
    return [finding("rule-replaced", ["warning", "gap"], `the rule for ${targetWords(rule)}`, says)];
  });
}

function same(a: boolean | undefined, b: boolean | undefined): boolean {
  return (a ?? false) === (b ?? false);
}
