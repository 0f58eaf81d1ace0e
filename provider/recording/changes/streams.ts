import type { Configuration, Format, Rule } from "../configuration";
import { exempts, type FormatPlan, plansOf, templateOf } from "../formats";
import { Matcher, pushOf } from "../matching";
import { inWords } from "../time";
import { destinationWords, kept, listed, plansWords, targetWords } from "../words";
import { type ChangeFinding, finding } from "./finding";
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
  const findings = formatChanges(words, before, after);
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

function isForEver(plan: FormatPlan): boolean {
  return plan.destination.kind === "vod" && plan.storageTime === 0;
}

function permanent(words: string, formats: readonly Format[]): ChangeFinding {
  const names = listed(formats.map((format) => format.toUpperCase()));
  return finding("kept-for-ever", ["warning", "permanent"], words, `will keep new ${names} files for ever: storageTime is 0`);
}

function formatChanges(words: string, before: Recorded, after: Recorded): ChangeFinding[] {
  const findings: ChangeFinding[] = [];
  const removed = [...before.plans.values()].filter(({ format }) => !after.plans.has(format));
  const added = [...after.plans.values()].filter(({ format }) => !before.plans.has(format));
  if (removed.length > 0) {
    const names = listed(removed.map(({ format }) => format.toUpperCase()));
    findings.push(finding("format-removed", ["warning", "not-recorded"], words, `will no longer be recorded as ${names}`));
  }
  if (added.length > 0) {
    findings.push(finding("format-added", ["info", "none"], words, `will also be recorded as ${plansWords(added)}`));
    const forEver = added.filter(isForEver);
    if (forEver.length > 0)
      findings.push(
        permanent(
          words,
          forEver.map(({ format }) => format),
        ),
      );
  }
  for (const [format, will] of after.plans) {
    const was = before.plans.get(format);
    if (was !== undefined) findings.push(...planChanges(words, was, will));
  }
  return findings;
}

function planChanges(words: string, was: FormatPlan, will: FormatPlan): ChangeFinding[] {
  const name = will.format.toUpperCase();
  const findings: ChangeFinding[] = [];
  const [from, to] = [destinationWords(was.destination), destinationWords(will.destination)];
  if (from !== to) {
    const says = `will store new ${name} files in ${to} instead of ${from}; files that exist already stay where they are`;
    findings.push(finding("destination-changes", ["warning", "none"], words, says));
  }
  if (will.destination.kind === "vod" && was.destination.kind === "vod" && was.storageTime !== will.storageTime)
    findings.push(retention(words, was, will));
  else if (isForEver(will) && !isForEver(was)) findings.push(permanent(words, [will.format]));
  const files = fileChanges(was, will);
  if (files.length > 0) findings.push(finding("files-change", ["info", "none"], words, `will have ${name} files ${listed(files)}`));
  return findings;
}

/** A template's storageTime counts for files made under it; what exists keeps the date that it got when it was made. */
function retention(words: string, was: FormatPlan, will: FormatPlan): ChangeFinding {
  const name = will.format.toUpperCase();
  if (will.storageTime === 0) return permanent(words, [will.format]);
  const change = `will keep new ${name} files ${kept(will)} instead of ${kept(was)}`;
  const shorter = was.storageTime === 0 || will.storageTime < was.storageTime;
  if (!shorter) return finding("retention-extended", ["info", "none"], words, `${change}; files that exist already keep their date`);
  const says = `${change}, after which they are deleted for good; files that exist already keep their date`;
  return finding("retention-shortened", ["danger", "data-loss"], words, says);
}

function fileChanges(was: FormatPlan, will: FormatPlan): string[] {
  const changes: string[] = [];
  if (was.interval !== will.interval && was.interval !== null && will.interval !== null) {
    changes.push(`of ${inWords(will.interval)} instead of ${inWords(was.interval)}`);
  }
  if (was.continuation !== will.continuation) {
    changes.push(
      will.continuation === 0
        ? "that end at every break of the push"
        : `joined over breaks of up to ${inWords(will.continuation)}${was.continuation === 0 ? "" : ` instead of ${inWords(was.continuation)}`}`,
    );
  }
  if (was.vodFileName !== will.vodFileName) changes.push(`named ${will.vodFileName}`);
  if (was.cold !== will.cold) changes.push(will.cold ? "in cold storage" : "in normal storage");
  return changes;
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
