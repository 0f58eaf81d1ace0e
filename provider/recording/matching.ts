import type { Configuration, Rule, Template } from "./configuration";
import { exempts, templateOf } from "./formats";
import { LEVELS, type Level, levelOf, matches, ranked, type Target } from "./levels";

/** A rule that matches a push, and how narrowly. */
export interface Match<R extends Target = Rule> {
  readonly rule: R;
  readonly level: Level;
}

/** What the rules say about a push. */
export interface Resolution<R extends Target = Rule> {
  /** The only rule that counts; undefined: no rule matches. */
  readonly winner: Match<R> | undefined;
  /** The matching rules that lost, the narrowest first. The first of them would win without the winner. */
  readonly beaten: readonly Match<R>[];
}

/**
 * Finds the rule of a push in a set of rules, in time that does not grow with the set. Of rules with the same domain, app and stream
 * the first counts, because the service refuses the others.
 */
export class Matcher<R extends Target = Rule> {
  readonly #byTriple = new Map<string, R>();
  /** The levels at which there is any rule, the narrowest first. */
  readonly #levels: readonly LevelParts[];

  constructor(rules: readonly R[]) {
    const used = new Set<Level>();
    for (const rule of rules) {
      const key = tripleOf(rule);
      if (this.#byTriple.has(key)) continue;
      this.#byTriple.set(key, rule);
      used.add(levelOf(rule));
    }
    this.#levels = LEVEL_PARTS.filter(({ level }) => used.has(level));
  }

  resolve(push: Target): Resolution<R> {
    const found = this.#levels.flatMap((parts): Match<R>[] => {
      const rule = this.#at(push, parts);
      return rule === undefined ? [] : [{ rule, level: parts.level }];
    });
    const [winner, ...beaten] = found;
    return { winner, beaten };
  }

  winner(push: Target): R | undefined {
    for (const parts of this.#levels) {
      const rule = this.#at(push, parts);
      if (rule !== undefined) return rule;
    }
    return undefined;
  }

  #at({ domainName, appName, streamName }: Target, { domain, app, stream }: LevelParts): R | undefined {
    return this.#byTriple.get(`${domain ? domainName : ""}/${app ? appName : ""}/${stream ? streamName : ""}`);
  }
}

const matchers = new WeakMap<readonly Target[], Matcher<Target>>();

/** The matcher of a set of rules, made once for each set. */
export function matcherOf<R extends Target>(rules: readonly R[]): Matcher<R> {
  const known = matchers.get(rules);
  if (known !== undefined) return known as Matcher<R>;
  const matcher = new Matcher(rules);
  matchers.set(rules, matcher);
  return matcher;
}

/** Which parts of a push a level looks at. */
interface LevelParts {
  readonly level: Level;
  readonly domain: boolean;
  readonly app: boolean;
  readonly stream: boolean;
}

const LEVEL_PARTS: readonly LevelParts[] = LEVELS.map((level) => {
  const parts = level.split("+");
  return { level, domain: parts.includes("domain"), app: parts.includes("app"), stream: parts.includes("stream") };
});

/** One text per domain, app and stream; none of the three can hold a slash. */
export function tripleOf(target: Target): string {
  return `${target.domainName}/${target.appName}/${target.streamName}`;
}

/** Stands for a name that nobody has declared. No name of the service can hold a slash, so none can be mistaken for it. */
export const OTHER = "/other";

/** A push that a rule is about, in a domain, app and stream that no rule names where this one does not. */
export function pushOf(rule: Target): Target {
  return { domainName: rule.domainName || OTHER, appName: rule.appName || OTHER, streamName: rule.streamName || OTHER };
}

/** The rule that counts for a push and those that it beats. */
export function resolve<R extends Target>(rules: readonly R[], push: Target): Resolution<R> {
  const [winner, ...beaten] = ranked(rules, push).map((rule) => ({ rule, level: levelOf(rule) }));
  return { winner, beaten };
}

/** What would count for a push if one rule were not there. */
export function resolveWithout<R extends Target>(rules: readonly R[], push: Target, without: R): Resolution<R> {
  return resolve(
    rules.filter((rule) => rule !== without),
    push,
  );
}

/** Rules whose domain, app and stream are those of an earlier rule: the service refuses them (document 267/33101). */
export function duplicates<R extends Target>(rules: readonly R[]): { readonly rule: R; readonly first: R }[] {
  const seen = new Map<string, R>();
  const found: { rule: R; first: R }[] = [];
  for (const rule of rules) {
    const first = seen.get(tripleOf(rule));
    if (first === undefined) seen.set(tripleOf(rule), rule);
    else found.push({ rule, first });
  }
  return found;
}

/** A rule that loses pushes which it seems to be about. */
export interface Shadow<R extends Target = Rule> {
  readonly rule: R;
  /** The rule that takes its pushes. */
  readonly by: R;
  /** The pushes in question; the empty string means every. */
  readonly pushes: Target;
}

/**
 * App rules that lose a stream to a rule which names the stream in every app. That a stream without an app beats an app without a stream
 * surprises people: the service's order is not "more fields win".
 */
export function shadows<R extends Target>(rules: readonly R[]): Shadow<R>[] {
  const everyApp = rules.filter((rule) => rule.streamName !== "" && rule.appName === "");
  const everyStream = rules.filter((rule) => rule.streamName === "" && rule.appName !== "");
  return everyStream.flatMap((rule) =>
    everyApp.flatMap((by) => {
      if (by.domainName !== rule.domainName && by.domainName !== "" && rule.domainName !== "") return [];
      const pushes = { domainName: by.domainName || rule.domainName, appName: rule.appName, streamName: by.streamName };
      const winner = resolve(rules, pushes).winner?.rule;
      return winner === by ? [{ rule, by, pushes }] : [];
    }),
  );
}

/** The rules that win none of the pushes that can happen. Names of streams are endless: only for a closed list can that be said. */
export function neverWinning<R extends Target>(rules: readonly R[], pushes: readonly Target[]): R[] {
  const matcher = new Matcher(rules);
  const winners = new Set(pushes.map((push) => matcher.winner(push)));
  return rules.filter((rule) => !winners.has(rule));
}

/** The pushes of a list that a rule wins. */
export function won<R extends Target>(rules: readonly R[], rule: R, pushes: readonly Target[]): Target[] {
  return pushes.filter((push) => matches(rule, push) && resolve(rules, push).winner?.rule === rule);
}

/** The rules of a domain that keep single streams from being recorded. */
export interface Exemptions {
  readonly domainName: string;
  readonly rules: readonly Rule[];
}

/** Domains with single streams exempt from recording. For many of them the recording guide advises a push domain of their own. */
export function exemptions(configuration: Configuration): Exemptions[] {
  const byDomain = new Map<string, Rule[]>();
  for (const rule of configuration.rules) {
    const template: Template | undefined = templateOf(configuration, rule.template);
    if (rule.streamName === "" || template === undefined || !exempts(template)) continue;
    byDomain.set(rule.domainName, [...(byDomain.get(rule.domainName) ?? []), rule]);
  }
  return [...byDomain].map(([domainName, rules]) => ({ domainName, rules }));
}
