/** What a push or a rule is about; the empty string in a rule means every. */
export interface Target {
  readonly domainName: string;
  readonly appName: string;
  readonly streamName: string;
}

/**
 * The levels of record rules, the narrowest first (documents 267/32739 and 267/33101, combined with the older table of four levels, in which
 * the domain may be empty). Exactly one rule is used for a push: the search ends at the first level that matches.
 */
export const LEVELS = ["domain+app+stream", "domain+stream", "app+stream", "stream", "domain+app", "domain", "app", "none"] as const;

export type Level = (typeof LEVELS)[number];

/** The level at which a rule matches. */
export function levelOf(rule: Target): Level {
  const parts = [rule.domainName && "domain", rule.appName && "app", rule.streamName && "stream"].filter((part) => part !== "");
  const name = parts.length === 0 ? "none" : parts.join("+");
  const level = LEVELS.find((entry) => entry === name);
  if (level === undefined) throw new RangeError(`no level ${name}`);
  return level;
}

export function matches(rule: Target, push: Target): boolean {
  return (["domainName", "appName", "streamName"] as const).every((part) => rule[part] === "" || rule[part] === push[part]);
}

/** The rules that match a push, the winner first. */
export function ranked<R extends Target>(rules: readonly R[], push: Target): R[] {
  return rules.filter((rule) => matches(rule, push)).sort((a, b) => LEVELS.indexOf(levelOf(a)) - LEVELS.indexOf(levelOf(b)));
}
