import type { CallbackTemplate, Configuration, VodEvents } from "../configuration";
import { OTHER } from "../matching";
import { listed } from "../words";
import { type ChangeFinding, finding } from "./finding";

/** What a callback template reports, and how it is called. */
const REPORTS: readonly { readonly what: string; readonly url: (template: CallbackTemplate) => string | undefined }[] = [
  { what: "failed recordings", url: ({ recordExceptionNotifyUrl }) => recordExceptionNotifyUrl },
  { what: "new files", url: ({ recordNotifyUrl }) => recordNotifyUrl },
  { what: "the beginning and end of recordings", url: ({ recordStatusNotifyUrl }) => recordStatusNotifyUrl },
];

/** How grave a failure must be to be reported, where nothing is chosen. */
const LEVELS: readonly string[] = ["error", "warning", "info"];

/** Domains and applications of which something was reported and will not be. */
export function alertChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  return [...callbackChanges(before, after), ...eventChanges(before, after)];
}

type Reporter = CallbackTemplate | { readonly unknown: string } | undefined;

/** Which template reports of an app: its own rule's, else that of the whole domain. */
function reporterIn({ callbackRules, callbackTemplates }: Configuration) {
  const rules = new Map(callbackRules.map((rule) => [`${rule.domainName}/${rule.appName}`, rule.template]));
  const templates = new Map(callbackTemplates.map((template) => [template.key, template]));
  return (domainName: string, appName: string): Reporter => {
    const key = rules.get(`${domainName}/${appName}`) ?? rules.get(`${domainName}/`);
    return key === undefined ? undefined : (templates.get(key) ?? { unknown: key });
  };
}

function callbackChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const [was, will] = [reporterIn(before), reporterIn(after)];
  const places = new Map([...before.callbackRules, ...after.callbackRules].map((rule) => [`${rule.domainName}/${rule.appName}`, rule]));
  return [...places.values()].flatMap(({ domainName, appName }) => {
    const app = appName === "" ? OTHER : appName;
    return lessReported(appName === "" ? domainName : `${domainName}/${appName}`, was(domainName, app), will(domainName, app));
  });
}

function lessReported(words: string, was: Reporter, will: Reporter): ChangeFinding[] {
  if (was === undefined) return [];
  if ("unknown" in was || (will !== undefined && "unknown" in will)) {
    const key = will !== undefined && "unknown" in will ? will.unknown : "unknown" in was ? was.unknown : "";
    if (will !== undefined && "unknown" in was && "unknown" in will && was.unknown === will.unknown) return [];
    const says = `will perhaps no longer be reported of as before: callback template ${key} is not declared here, so that cannot be told`;
    return [finding("alerts-stop", ["warning", "unknown", ["alerts"]], words, says)];
  }
  const lost = REPORTS.filter(({ url }) => url(was) && !(will && url(will))).map(({ what }) => what);
  const findings = lost.length === 0 ? [] : [finding("alerts-stop", ["warning", "alerts"], words, `will no longer report ${listed(lost)}`)];
  if (will !== undefined) findings.push(...otherwiseReported(words, was, will));
  if (!was.recordExceptionNotifyUrl || !will?.recordExceptionNotifyUrl) return findings;
  const [old, next] = [was, will].map(({ recordExceptionLevels }) =>
    recordExceptionLevels === undefined || recordExceptionLevels.length === 0 ? LEVELS : recordExceptionLevels,
  );
  const levels = (old ?? []).filter((level) => next?.includes(level) === false);
  if (levels.length === 0) return findings;
  const says = `will no longer report failed recordings of level ${listed(levels)}`;
  return [...findings, finding("alerts-stop", ["warning", "alerts"], words, says)];
}

/** What is reported all the same, but to another address, or signed with another key. */
function otherwiseReported(words: string, was: CallbackTemplate, will: CallbackTemplate): ChangeFinding[] {
  const moved = REPORTS.flatMap(({ what, url }) => {
    const [from, to] = [url(was), url(will)];
    return from && to && from !== to ? [`will report ${what} to ${placeOf(to, from)}`] : [];
  });
  const told = (says: string) => finding("alerts-change", ["info", "none"], words, says);
  const reports = REPORTS.some(({ url }) => url(was) && url(will));
  return [...moved.map(told), ...(reports ? signingChanges(words, [was, was.hasKey === true], [will, will.hasKey === true]) : [])];
}

/** The host where it is another one, else the whole address. */
function placeOf(to: string, from: string): string {
  const [next, old] = [URL.parse(to)?.host, URL.parse(from)?.host];
  return next === undefined || next === old ? `${to} instead of ${from}` : `${next} instead of ${old ?? from}`;
}

type Signing = readonly [keyed: { readonly keyIn?: string | undefined }, signs: boolean];

function signingChanges(words: string, [was, signed]: Signing, [will, signs]: Signing, effect?: ChangeFinding["effect"]): ChangeFinding[] {
  const told = (says: string, risk: "alerts" | "none") =>
    finding("alerts-change", [risk === "none" ? "info" : "warning", risk], words, says, effect);
  if (signed && !signs) return [told("will no longer sign what it reports, so who checks signatures takes it for forged", "alerts")];
  if (!signed && signs) return [told("will sign what it reports", "none")];
  if (was.keyIn === undefined || will.keyIn === undefined || was.keyIn === will.keyIn) return [];
  const says = `will sign what it reports with the key in ${will.keyIn} instead of the one in ${was.keyIn}: who checks signatures must know that one`;
  return [told(says, "none")];
}

/** Events of VOD, by application. Without a declaration the application keeps, or gets back, what it had before. */
function eventChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const next = new Map(after.vodEvents.map((events) => [applicationOf(events), events]));
  return before.vodEvents.flatMap((was) => {
    const will = next.get(applicationOf(was));
    const words = `the VOD application ${applicationOf(was) || "(the main one)"}`;
    if (will === undefined) {
      const says = "will tell its events as it did before they were declared here, which cannot be told";
      return [finding("alerts-stop", ["warning", "unknown", ["alerts"]], words, says, "at-once")];
    }
    const lost = [
      ...(was.persistenceCompleteEventSwitch === "ON" && will.persistenceCompleteEventSwitch !== "ON"
        ? ["will no longer tell when a clip is persisted, before which its source must not be deleted"]
        : []),
      ...(was.mode === "PUSH" && was.notificationUrl && !(will.mode === "PUSH" && will.notificationUrl)
        ? [`will no longer send its events to ${was.notificationUrl}`]
        : []),
    ];
    const moved =
      was.mode === "PUSH" &&
      will.mode === "PUSH" &&
      was.notificationUrl &&
      will.notificationUrl &&
      was.notificationUrl !== will.notificationUrl
        ? [`will send its events to ${placeOf(will.notificationUrl, was.notificationUrl)}`]
        : [];
    return [
      ...lost.map((says) => finding("alerts-stop", ["warning", "alerts"], words, says, "at-once")),
      ...moved.map((says) => finding("alerts-change", ["info", "none"], words, says, "at-once")),
      ...signingChanges(words, [was, was.hasKey === true], [will, will.hasKey === true], "at-once"),
    ];
  });
}

/** The main application may be left out or written as 0. */
function applicationOf({ subAppId }: VodEvents): string {
  return subAppId === undefined || subAppId === "0" ? "" : subAppId;
}
