import type { CallbackTemplate, Configuration } from "../configuration";
import { exempts, templateOf } from "../formats";
import { Matcher, OTHER } from "../matching";
import { listed } from "../words";
import type { LintContext, LintRule, Objection } from "./rule";

/** What is recorded by rule on one domain. */
interface Recorded {
  readonly domainName: string;
  /** The first rule that records anything on the domain. */
  readonly origin: string;
  /** The rule that records in every app; undefined where only apps that are named are recorded. */
  everyApp?: string;
  /** Recorded apps that are known by name, each with what tells of it. */
  readonly apps: Map<string, string>;
}

function recordedDomains(configuration: Configuration, { events = [], streams = [] }: LintContext): Recorded[] {
  const records = ({ template: key }: { readonly template: string }) => {
    const template = templateOf(configuration, key);
    return template !== undefined && !exempts(template);
  };
  const found = new Map<string, Recorded>();
  for (const rule of configuration.rules.filter(records)) {
    const { domainName, appName, origin } = rule;
    const recorded: Recorded = found.get(domainName) ?? { domainName, origin, apps: new Map() };
    found.set(domainName, recorded);
    if (appName === "") recorded.everyApp ??= origin;
    else if (!recorded.apps.has(appName)) recorded.apps.set(appName, origin);
  }
  const matcher = new Matcher(configuration.rules);
  const named = [...events, ...streams, ...configuration.timeShiftRules, ...configuration.snapshotRules, ...configuration.callbackRules];
  for (const { domainName, appName, ...one } of named) {
    const recorded = found.get(domainName);
    if (recorded === undefined || appName === "" || recorded.apps.has(appName)) continue;
    const streamName = "streamName" in one && one.streamName !== "" ? one.streamName : OTHER;
    const winner = matcher.winner({ domainName, appName, streamName });
    if (winner !== undefined && records(winner)) recorded.apps.set(appName, winner.origin);
  }
  return [...found.values()];
}

interface Heard extends Recorded {
  /** The apps of the domain of which a callback of the sort tells. */
  readonly heard: readonly string[];
}

function heardDomains(configuration: Configuration, context: LintContext, has: (template: CallbackTemplate) => boolean): Heard[] {
  // A template that is not declared here may well tell.
  const mute = new Set(configuration.callbackTemplates.filter((template) => !has(template)).map(({ key }) => key));
  return recordedDomains(configuration, context).map((recorded) => {
    const rules = configuration.callbackRules.filter(
      ({ domainName, template }) => domainName === recorded.domainName && !mute.has(template),
    );
    return { ...recorded, heard: rules.map(({ appName }) => appName) };
  });
}

/** Recorded apps of which no callback of a sort tells anybody; a domain that has none of the sort is told of once. */
function unheard(has: (template: CallbackTemplate) => boolean, without: string): LintRule["check"] {
  return (configuration, context) =>
    heardDomains(configuration, context, has).flatMap(({ domainName, origin, apps, heard }): Objection[] => {
      if (heard.length === 0) return [{ origin, path: "", message: `${domainName} is recorded, and ${without}` }];
      return [...apps]
        .filter(([app]) => !heard.includes(app))
        .map(([app, rule]) => ({
          origin: rule,
          path: "",
          message: `${domainName}/${app} is recorded, and ${without} (the callbacks are for app ${listed(heard)})`,
        }));
    });
}

const tellsFailures = ({ recordExceptionNotifyUrl }: CallbackTemplate) => Boolean(recordExceptionNotifyUrl);

/** Checks of whether anybody hears of what is recorded. A callback rule is for one app, and without one for `live`. */
export const reporting: readonly LintRule[] = [
  {
    id: "missing-failure-callback",
    title: "Failed recordings that nobody hears of",
    why: "A recording that fails leaves no file and no error anywhere else. A callback rule is for one app of a domain; without `app` that is `live`.",
    source: "CreateLiveCallbackTemplate (RecordExceptionNotifyUrl), document 267/117052; CreateLiveCallbackRule (AppName)",
    hint: "bind a callback template with recordExceptionNotifyUrl to the domain, one rule for each app",
    severity: "warning",
    check: unheard(tellsFailures, "no callback reports recordings that fail"),
  },
  {
    id: "missing-file-callback",
    title: "New files that nobody hears of",
    why: "Without the callback a file has to be looked for; it is there only some 5 minutes after the end. A callback rule is for one app of a domain; without `app` that is `live`.",
    source: "CreateLiveCallbackTemplate (RecordNotifyUrl); recording guide; CreateLiveCallbackRule (AppName)",
    hint: "bind a callback template with recordNotifyUrl to the domain, one rule for each app",
    severity: "info",
    check: unheard(({ recordNotifyUrl }) => Boolean(recordNotifyUrl), "no callback tells of new files"),
  },
  {
    id: "failures-of-some-apps",
    title: "Recording in every app, failure callbacks for some",
    why: "A record rule without `app` is for every app of its domain; a callback rule is for one, and without `app` for `live`. What is pushed to another app fails unheard.",
    source: "CreateLiveRecordRule and CreateLiveCallbackRule (AppName)",
    hint: "add a callback for each app that is pushed to, or record only the apps that are named",
    severity: "info",
    check: (configuration, context) =>
      heardDomains(configuration, context, tellsFailures).flatMap(({ domainName, everyApp, heard }): Objection[] => {
        if (everyApp === undefined || heard.length === 0) return [];
        const message = `${domainName} is recorded in every app, and recordings that fail are reported for app ${listed(heard)} only: every other app is unheard`;
        return [{ origin: everyApp, path: "", message }];
      }),
  },
];
