import { boundIn, ruleWrites, type Written } from "../bound";
import type { Configuration, Rule } from "../configuration";
import type { Target } from "../levels";
import { matcherOf } from "../matching";

/** What the rules of one configuration do to a push. */
export interface Recorded extends Written {
  readonly rule: Rule | undefined;
}

export type RuleReader = (push: Target) => Recorded;

/** Says of any push what the rules of a configuration record of it, in time that does not grow with their number. */
export function rulesOf(configuration: Configuration): RuleReader {
  const known = readers.get(configuration);
  if (known !== undefined) return known;
  const reader = readerOf(configuration);
  readers.set(configuration, reader);
  return reader;
}

const readers = new WeakMap<Configuration, RuleReader>();

function readerOf(configuration: Configuration): RuleReader {
  const matcher = matcherOf(configuration.rules);
  const known = new Map(configuration.templates.map(({ key }) => [key, ruleWrites(boundIn(configuration, key))]));
  return (push) => {
    const rule = matcher.winner(push);
    if (rule === undefined) return { rule, plans: [] };
    return { rule, ...(known.get(rule.template) ?? { plans: [], unknownTemplate: rule.template }) };
  };
}
