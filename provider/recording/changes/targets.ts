import type { Configuration } from "../configuration";
import type { Target } from "../levels";
import { tripleOf } from "../matching";
import { targetWords } from "../words";

/** Stands for a name that nobody has declared. No name of the service can hold a slash, so none can be mistaken for it. */
const OTHER = "/other";

/** Pushes that every rule treats alike. */
export interface TargetClass {
  /** One push of the class. */
  readonly push: Target;
  readonly words: string;
}

/**
 * All pushes that rules of these configurations can tell apart, one representative each: the streams that a rule or a task names, the other streams of
 * a named app, a named stream in the other apps, and all the rest of a domain. What two configurations do to these they do to every push.
 */
export function targetClasses(configurations: readonly Configuration[]): TargetClass[] {
  const rules = configurations.flatMap((configuration) => configuration.rules);
  const tasks = configurations.flatMap(({ timed, tasks: newer, highlights }) => [...timed, ...newer, ...highlights]);
  const named = [...rules, ...tasks.map((task) => ({ ...task, domainName: task.domainName ?? "" }))];
  const domains = new Set(named.map(({ domainName }) => domainName).filter((name) => name !== ""));
  if (rules.some(({ domainName }) => domainName === "")) domains.add(OTHER);
  return [...domains].flatMap((domainName) =>
    classesOf(
      domainName,
      named.filter((one) => one.domainName === domainName || one.domainName === ""),
    ),
  );
}

function classesOf(domainName: string, named: readonly Target[]): TargetClass[] {
  const classes = new Map<string, Target>();
  const add = (appName: string, streamName: string) => {
    const push = { domainName, appName, streamName };
    classes.set(tripleOf(push), push);
  };
  const apps = new Set(named.map(({ appName }) => appName).filter((name) => name !== ""));
  const inEveryApp = new Set(named.filter(({ appName }) => appName === "").map(({ streamName }) => streamName));
  inEveryApp.delete("");
  add(OTHER, OTHER);
  for (const app of apps) add(app, OTHER);
  for (const stream of inEveryApp) add(OTHER, stream);
  for (const { appName, streamName } of named) if (appName !== "" && streamName !== "") add(appName, streamName);
  for (const app of apps) for (const stream of inEveryApp) add(app, stream);
  return [...classes.values()].map((push) => ({ push, words: wordsOf(push, apps, inEveryApp) }));
}

function wordsOf({ domainName, appName, streamName }: Target, apps: ReadonlySet<string>, inEveryApp: ReadonlySet<string>): string {
  const domain = domainName === OTHER ? "any other domain" : domainName;
  const asRule = { domainName: domain, appName: appName === OTHER ? "" : appName, streamName: streamName === OTHER ? "" : streamName };
  const others = (asRule.appName === "" && apps.size > 0) || (asRule.streamName === "" && inEveryApp.size > 0);
  if (asRule.streamName === "") return others ? targetWords(asRule).replace("every stream", "every other stream") : targetWords(asRule);
  return asRule.appName === "" && apps.size > 0 ? `stream ${asRule.streamName} of ${domain} in every other app` : targetWords(asRule);
}
