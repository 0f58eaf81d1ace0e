import { closest } from "fastest-levenshtein";

/** Limits on what one account may hold (service facts 7.14). */
export interface Quotas {
  recordTemplates: number;
  recordRules: number;
  timeShiftTemplates: number;
  timeShiftRules: number;
  snapshotTemplates: number;
  /** INF: no page states a number; the one of record rules. */
  snapshotRules: number;
  callbackTemplates: number;
  /** INF: no page states a number; the one of record rules. */
  callbackRules: number;
  /** CreateRecordTask tasks whose window is open (INF: the number is not stated; the one of CreateLiveRecord). */
  runningRecordTasks: number;
  /** CreateScreenshotTask tasks whose window is open (INF, as above). */
  runningScreenshotTasks: number;
  /** Recorders that overlapping CreateRecordTask tasks get on one stream; likewise for CreateScreenshotTask. */
  recordersPerStream: number;
  /** Timed CreateLiveRecord tasks that run at once. */
  runningTasks: number;
  /** Timed CreateLiveRecord tasks created in one China-time day, deleted ones not counted. */
  tasksPerDay: number;
}

/** How the emulated service behaves where the account or the documents leave it open. */
export interface Settings {
  /** Seconds until a change of templates and rules counts for new pushes. Default 600 (S4; newer pages say 300 to 600, 7.2). */
  effectDelay: number;
  /** Seconds between the end of a recording and its file. Default 300 (7.4: about 5 minutes). */
  fileDelay: number;
  /** Recordings shorter than this many seconds leave no file. Default 10 (7.4). */
  minRecordSeconds: number;
  quotas: Quotas;
  /** Requests per second by action, over the documented rates (7.15). */
  rates: Record<string, number>;
  /** Milliseconds that every answer waits. Default 0. */
  latencyMs: number;
  /** Record rules may leave the domain empty, as the older guide describes (S4). Default false. */
  allowEmptyDomain: boolean;
  /** The account has VOD; without it nothing is recorded. Default true. */
  vodActivated: boolean;
  /** LiveRealTimeClip needs `Host`, as for accounts younger than 2021 (S1). Default true. */
  clipHostRequired: boolean;
  /** Seconds between taking a snapshot and its picture in the bucket. Default 5 (S3: within 15). */
  snapshotDelay: number;
  /** Seconds until the data of a persisted clip is its own, which PersistenceComplete tells. Default 60 (INF). */
  persistenceDelay: number;
  /** Seconds that a task flow takes on a new file. Default 60 (INF). */
  procedureDelay: number;
  /**
   * Seconds in which an equal CreateLiveRecord call makes a second task; a later one answers the task that there is, while it has not
   * ended. Null: every call makes a task of its own (default; S2 and the SDK warn of duplicates within 3 seconds and promise nothing after).
   */
  repeatSeconds: number | null;
  /** Host names and addresses that callbacks may go to beside loopback; `*` is every one. Default none. */
  callbackTargets: string[];
  /**
   * Buckets, as `name` without the application's number, that exist and may be written to; null is every one (default). A recording for
   * another one is lost, as documented for missing permissions.
   */
  cosBuckets: string[] | null;
  /** Longest clip in seconds (INF: the longest time-shift playback, 6 hours). */
  maxClipSeconds: number;
  /** Play domain to push domain; a play domain that is not listed serves any push domain. */
  playDomains: Record<string, string>;
  /** Push domains that record by the rules of 2016 (S3). */
  legacyDomains: string[];
  /** Key that the 2016 interface is signed with. Default the one of the examples, 5d41402abc4b2a76b9719d911017c592. */
  legacyKey: string;
  /** Reading the queue of the 2016 interface takes what it answers out of the queue. Default true (INF: not documented). */
  legacyQueueConsumes: boolean;
  /** The 2016 interface wraps `output` into an array, as its tables type it; they describe one object. Default false (INF). */
  legacyOutputArray: boolean;
  /** Seconds that PullEvents waits for an event while the queue is empty. Default 5. */
  pullSeconds: number;
  /** PullEvents answers ResourceNotFound where there is no event, and not an empty set. Default false (INF: not documented). */
  emptyPullFails: boolean;
  /** A second callback rule for a domain and app is refused with FailedOperation.RuleAlreadyExist, else it replaces the first. Default true (INF). */
  callbackRuleOnce: boolean;
  /**
   * The first id of a template and of a CreateLiveRecord task, which the others follow; digits as text where a number is not exact. Defaults
   * 1001 and 1 (INF: the service's are 64 bits and in no order that a page states).
   */
  firstTemplateId: number | string;
  firstTaskId: number | string;
  /** Push domains of the account; null accepts every well-formed domain. */
  domains: string[] | null;
}

const QUOTAS: Quotas = {
  recordTemplates: 50,
  recordRules: 50,
  timeShiftTemplates: 50,
  timeShiftRules: 50,
  snapshotTemplates: 50,
  snapshotRules: 50,
  callbackTemplates: 50,
  callbackRules: 50,
  runningRecordTasks: 400,
  runningScreenshotTasks: 400,
  recordersPerStream: 3,
  runningTasks: 400,
  tasksPerDay: 4000,
};

/** A fresh copy of the default settings. */
export function defaultSettings(): Settings {
  return {
    effectDelay: 600,
    fileDelay: 300,
    minRecordSeconds: 10,
    quotas: { ...QUOTAS },
    rates: {},
    latencyMs: 0,
    allowEmptyDomain: false,
    vodActivated: true,
    clipHostRequired: true,
    snapshotDelay: 5,
    persistenceDelay: 60,
    procedureDelay: 60,
    repeatSeconds: null,
    callbackTargets: [],
    cosBuckets: null,
    maxClipSeconds: 6 * 3600,
    playDomains: {},
    legacyDomains: [],
    legacyKey: "5d41402abc4b2a76b9719d911017c592",
    legacyQueueConsumes: true,
    legacyOutputArray: false,
    pullSeconds: 5,
    emptyPullFails: false,
    callbackRuleOnce: true,
    firstTemplateId: 1001,
    firstTaskId: 1,
    domains: null,
  };
}

/** A change to the settings; `quotas` and `rates` may be given in part, and a rate of null goes back to the documented one. */
export type SettingsChange = Partial<Omit<Settings, "quotas" | "rates">> & {
  readonly quotas?: Partial<Quotas>;
  readonly rates?: Record<string, number | null>;
};

/** Raised for a setting that does not exist or cannot have the value. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

type Kind = "number" | "number?" | "boolean" | "key" | "id" | "quotas" | "rates" | "map" | "strings" | "strings?";

const KINDS: Record<keyof Settings, Kind> = {
  effectDelay: "number",
  fileDelay: "number",
  minRecordSeconds: "number",
  quotas: "quotas",
  rates: "rates",
  latencyMs: "number",
  allowEmptyDomain: "boolean",
  vodActivated: "boolean",
  clipHostRequired: "boolean",
  snapshotDelay: "number",
  persistenceDelay: "number",
  procedureDelay: "number",
  repeatSeconds: "number?",
  callbackTargets: "strings",
  cosBuckets: "strings?",
  maxClipSeconds: "number",
  playDomains: "map",
  legacyDomains: "strings",
  legacyKey: "key",
  legacyQueueConsumes: "boolean",
  legacyOutputArray: "boolean",
  pullSeconds: "number",
  emptyPullFails: "boolean",
  callbackRuleOnce: "boolean",
  firstTemplateId: "id",
  firstTaskId: "id",
  domains: "strings?",
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isId = (value: unknown): boolean =>
  typeof value === "string" ? /^[1-9]\d{0,18}$/.test(value) : Number.isSafeInteger(value) && Number(value) >= 1;
const isStrings = (value: unknown): boolean => Array.isArray(value) && value.every((entry) => typeof entry === "string");

function known(name: string, names: readonly string[], what: string): void {
  if (!names.includes(name)) throw new SettingsError(`There is no ${what} \`${name}\`; the nearest is \`${closest(name, [...names])}\`.`);
}

function check(name: string, kind: Kind, value: unknown, actions: readonly string[]): void {
  const wrong = (expected: string): never => {
    throw new SettingsError(`The setting \`${name}\` takes ${expected}.`);
  };
  if (kind === "number" && !isCount(value)) wrong("a number of 0 or more");
  if (kind === "number?" && value !== null && !isCount(value)) wrong("a number of 0 or more, or null");
  if (kind === "boolean" && typeof value !== "boolean") wrong("true or false");
  if (kind === "id" && !isId(value)) wrong("an integer from 1 to 2^63, as digits in quotes where a number is not exact");
  if (kind === "key" && !(typeof value === "string" && Buffer.byteLength(value) === 32)) wrong("a string of 32 bytes");
  if (kind === "strings" && !isStrings(value)) wrong("an array of strings");
  if (kind === "strings?" && value !== null && !isStrings(value)) wrong("an array of strings or null");
  if (kind === "map" && !(isObject(value) && Object.values(value).every((entry) => typeof entry === "string")))
    wrong("an object of strings");
  if (kind !== "quotas" && kind !== "rates") return;
  if (!isObject(value)) wrong("an object of numbers");
  for (const [key, entry] of Object.entries(isObject(value) ? value : {})) {
    known(key, kind === "quotas" ? Object.keys(QUOTAS) : actions, kind === "quotas" ? "quota" : "action");
    if (!isCount(entry) && !(kind === "rates" && entry === null))
      throw new SettingsError(`\`${name}.${key}\` takes a number of 0 or more.`);
  }
}

/**
 * The settings after a change. Quotas and rates change by key, everything else as a whole.
 * Throws SettingsError for an unknown name (with the nearest known one) or a wrong value, and then changes nothing.
 */
export function changeSettings(current: Settings, change: unknown, actions: readonly string[]): Settings {
  if (!isObject(change)) throw new SettingsError("Settings are an object.");
  for (const [name, value] of Object.entries(change)) {
    known(name, Object.keys(KINDS), "setting");
    check(name, KINDS[name as keyof Settings], value, actions);
  }
  const given = change as SettingsChange;
  const rates = Object.entries({ ...current.rates, ...given.rates }).filter((entry): entry is [string, number] => entry[1] !== null);
  return { ...current, ...given, quotas: { ...current.quotas, ...given.quotas }, rates: Object.fromEntries(rates) };
}
