import type { Configuration } from "../configuration";
import type { Target } from "../levels";
import { matcherOf, OTHER, tripleOf } from "../matching";
import { targetWords } from "../words";

/** Pushes that every rule treats alike. */
export interface TargetClass {
  /** One push of the class. */
  readonly push: Target;
  readonly words: string;
}

/**
 * All pushes that rules of these configurations tell apart, one representative each: the streams that a rule names, the other streams of a named app,
 * a named stream in the other apps, and all the rest of a domain. What two configurations do to these they do to every push.
 */
export function targetClasses(before: Configuration, after: Configuration): readonly TargetClass[] {
  const known = classes.get(before)?.get(after);
  if (known !== undefined) return known;
  const found = classesOfRules([before.rules, after.rules]);
  classes.set(before, (classes.get(before) ?? new WeakMap<Configuration, readonly TargetClass[]>()).set(after, found));
  return found;
}

/** Several that look at a change ask for the same classes. */
const classes = new WeakMap<Configuration, WeakMap<Configuration, readonly TargetClass[]>>();

/** The same for rules of any family, on several sides. */
export function classesOfRules(sides: readonly (readonly Target[])[]): TargetClass[] {
  const rules = sides.flat();
  const matchers = sides.map((side) => matcherOf(side));
  const winners = (push: Target) => matchers.map((matcher) => matcher.winner(push));
  const domains = new Set(rules.map(({ domainName }) => domainName || OTHER));
  return [...domains].flatMap((domainName) => {
    const named = rules.filter((rule) => rule.domainName === domainName || rule.domainName === "");
    return distinct(pushesOf(domainName, named), winners).map((push, _, all) => ({ push, words: wordsOf(push, all) }));
  });
}

/** The widest first, so that what is only a case of something wider can be told. */
function pushesOf(domainName: string, named: readonly Target[]): Target[] {
  const apps = new Set(named.map(({ appName }) => appName).filter((name) => name !== ""));
  const everywhere = new Set(
    named.filter(({ appName, streamName }) => appName === "" && streamName !== "").map(({ streamName }) => streamName),
  );
  const pushes = new Map<string, Target>();
  const add = (appName: string, streamName: string) => {
    const push = { domainName, appName, streamName };
    pushes.set(tripleOf(push), push);
  };
  add(OTHER, OTHER);
  for (const app of apps) add(app, OTHER);
  for (const stream of everywhere) add(OTHER, stream);
  for (const { appName, streamName } of named) if (appName !== "" && streamName !== "") add(appName, streamName);
  for (const app of apps) for (const stream of everywhere) add(app, stream);
  return [...pushes.values()];
}

/** Leaves out the pushes to which the same rules apply as to a wider class, before and after. */
function distinct(pushes: readonly Target[], winners: (push: Target) => readonly unknown[]): Target[] {
  const known = new Map<string, readonly unknown[]>();
  return pushes.filter((push) => {
    const rules = winners(push);
    known.set(tripleOf(push), rules);
    const wider = [
      { ...push, streamName: OTHER },
      { ...push, appName: OTHER },
    ].filter((one) => tripleOf(one) !== tripleOf(push));
    return !wider.some((one) => known.get(tripleOf(one))?.every((rule, index) => rule === rules[index]) === true);
  });
}

function wordsOf(push: Target, all: readonly Target[]): string {
  const domain = push.domainName === OTHER ? "any other domain" : push.domainName;
  const asRule = {
    domainName: domain,
    appName: push.appName === OTHER ? "" : push.appName,
    streamName: push.streamName === OTHER ? "" : push.streamName,
  };
  const isOne = push.appName !== OTHER && push.streamName !== OTHER;
  const narrower = !isOne && all.some((other) => other !== push && within(other, push));
  if (!narrower) return targetWords(asRule);
  if (asRule.streamName === "") return targetWords(asRule).replace("every stream", "every other stream");
  return `stream ${asRule.streamName} of ${domain} in every other app`;
}

/** Whether another class takes pushes out of this one. A stream that is named in every app is taken out of every app. */
function within(other: Target, push: Target): boolean {
  const [anyApp, anyStream] = [push.appName === OTHER, push.streamName === OTHER];
  if (anyApp) return anyStream || other.streamName === push.streamName;
  return anyStream && other.streamName !== OTHER && (other.appName === OTHER || other.appName === push.appName);
}
