import { boundIn, whyUnknown } from "../bound";
import { exempts, templateOf } from "../formats";
import { duplicates, exemptions, neverWinning, pushOf, resolve, resolveWithout, shadows } from "../matching";
import { targetWords } from "../words";
import type { LintRule } from "./rule";

/** From so many exempt streams on, a push domain of their own is less work and spares the quota. */
const MANY = 5;

/** Checks of record rules: which one counts, and whether any push reaches it. */
export const recordRules: readonly LintRule[] = [
  {
    id: "duplicate-rule",
    title: "Two rules for the same domain, app and stream",
    why: "The service takes one template per domain, app and stream and refuses the second rule (RuleAlreadyExist).",
    source: "document 267/33101",
    hint: "keep one of them",
    severity: "error",
    check: ({ rules }) =>
      duplicates(rules).map(({ rule, first }) => ({
        origin: rule.origin,
        path: "",
        message: `${targetWords(rule)} already has a rule: ${first.origin} (template ${first.template})`,
      })),
  },
  {
    id: "rule-without-domain",
    title: "A rule without a push domain",
    why: "CreateLiveRecordRule wants a domain; only the older table of levels knows rules without one.",
    source: "CreateLiveRecordRule, document 267/30846",
    hint: "write one rule per push domain",
    severity: "error",
    check: ({ rules }) =>
      rules
        .filter(({ domainName }) => domainName === "")
        .map(({ origin }) => ({ origin, path: "domainName", message: "the service refuses a rule that names no push domain" })),
  },
  {
    id: "rule-for-unknown-domain",
    title: "A rule for a domain that the account does not push on",
    why: "Nothing is ever recorded by such a rule, and it counts against the quota of 50.",
    source: "CreateLiveRecordRule; recording guide",
    hint: "correct the domain, or add it to the account first",
    severity: "warning",
    check: ({ rules }, { domains }) =>
      rules
        .filter(({ domainName }) => domains !== undefined && domainName !== "" && !domains.includes(domainName))
        .map(({ origin, domainName }) => ({ origin, path: "domainName", message: `${domainName} is not a push domain of the account` })),
  },
  {
    id: "rule-never-wins",
    title: "A rule that can never count",
    why: "Exactly one rule counts for a push, the narrowest. All streams that this one matches have a narrower rule.",
    source: "documents 267/32739 and 267/33101",
    hint: "remove it, or name the streams that it is meant for",
    severity: "warning",
    check: ({ rules }, { streams = [], closed }) =>
      closed !== true
        ? []
        : neverWinning(rules, streams).map((rule) => ({
            origin: rule.origin,
            path: "",
            message: `none of the ${streams.length} known streams is recorded by the rule for ${targetWords(rule)}`,
          })),
  },
  {
    id: "shadowed-rule",
    title: "An app rule that loses a stream",
    why: "A rule that names a stream in every app beats a rule that names an app, although both fill one field.",
    source: "document 267/32739 (order of levels)",
    hint: "add a rule with app and stream if the app rule is meant to count",
    severity: "warning",
    check: ({ rules }) =>
      shadows(rules)
        .filter(({ rule, by }) => rule.template !== by.template)
        .map(({ rule, by, pushes }) => ({
          origin: rule.origin,
          path: "",
          message: `${targetWords(pushes)} is not recorded by this rule but by ${by.origin} (template ${by.template})`,
        })),
  },
  {
    id: "rule-says-nothing-new",
    title: "A rule that repeats a wider one",
    why: "Without it the same template would count. Rules are few: 50 in an account.",
    source: "documents 267/32739 and 267/33101",
    hint: "remove it, unless the wider rule is about to change",
    severity: "info",
    check: ({ rules }) =>
      rules.flatMap((rule) => {
        const push = pushOf(rule);
        if (resolve(rules, push).winner?.rule !== rule) return [];
        const next = resolveWithout(rules, push, rule).winner?.rule;
        // A stream in every app is followed by the rules of the apps, not by one rule alone.
        const everyApp = rule.appName === "" && rule.streamName !== "";
        const apps = rules.filter((other) => other.domainName === rule.domainName && other.appName !== "" && other.streamName === "");
        const differs = everyApp && apps.some(({ template }) => template !== rule.template);
        if (next === undefined || next.template !== rule.template || differs) return [];
        return [
          {
            origin: rule.origin,
            path: "template",
            message: `${next.origin} records ${targetWords(rule)} with template ${rule.template} anyway`,
          },
        ];
      }),
  },
  {
    id: "unknown-template",
    title: "A template that is not declared here",
    why: "It may stand at the service under its number, but what it makes cannot be told: no check, no figure and no preview knows it.",
    source: "CreateLiveRecordRule, document 267/30846; CreateRecordTask, document 267/37309",
    hint: "declare it here, with adopt: true and its templateName to take over the one that stands at the service",
    severity: "info",
    check: (configuration) =>
      [...configuration.rules, ...configuration.tasks].flatMap(({ origin, template: key }) => {
        const bound = boundIn(configuration, key);
        return bound.is !== "unknown"
          ? []
          : [{ origin, path: "template", message: `${whyUnknown(bound.key)}: what it makes cannot be told` }];
      }),
  },
  {
    id: "unused-template",
    title: "A template that nothing uses",
    why: "A template records nothing until a rule or a task names it, and an account holds 50.",
    source: "CreateLiveRecordTemplate, document 267/30845",
    hint: "bind it with a rule, or remove it",
    severity: "warning",
    check: ({ templates, rules, tasks }) => {
      const used = new Set([...rules, ...tasks].map(({ template }) => template));
      return templates
        .filter(({ key }) => !used.has(key))
        .map(({ origin, key }) => ({ origin, path: "", message: `no rule and no task uses template ${key}` }));
    },
  },
  {
    id: "norecord-on-domain",
    title: "A whole domain exempt from recording",
    why: "A template without formats exempts what it is bound to. Bound to a domain it does what no rule at all would do.",
    source: "recording guide (exempting streams)",
    hint: "leave the domain without a rule, or give the template a format",
    severity: "warning",
    check: (configuration) =>
      configuration.rules.flatMap((rule) => {
        const template = templateOf(configuration, rule.template);
        if (template === undefined || !exempts(template) || rule.appName !== "" || rule.streamName !== "") return [];
        return [
          {
            origin: rule.origin,
            path: "template",
            message: `template ${rule.template} makes no file, so nothing of ${rule.domainName} is recorded`,
          },
        ];
      }),
  },
  {
    id: "many-exempt-streams",
    title: "Many streams exempt one by one",
    why: "Every exempt stream costs a rule, of which an account has 50; the guide advises a push domain of their own.",
    source: "recording guide (exempting streams)",
    hint: "push these streams on a domain that has no record rule",
    severity: "warning",
    check: (configuration) =>
      exemptions(configuration)
        .filter(({ rules }) => rules.length >= MANY)
        .map(({ domainName, rules }) => ({
          origin: rules[0]?.origin ?? domainName,
          path: "",
          message: `${rules.length} streams of ${domainName} are exempt by a rule each`,
        })),
  },
];
