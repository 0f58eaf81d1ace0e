import type { SituationCodes, TwinPrefix } from "./inferred-codes";

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

export const STORAGE_TIME_FROM = ["file", "end", "start"] as const;
export const FILE_NAME_CLOCKS = ["UTC+8", "UTC"] as const;
export const CLIP_ROUNDINGS = ["outwards", "inwards", "start-inclusive"] as const;

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
  /** Codes of conditions that no page decides, by the condition; the list is below. Default the first of each. */
  codes: SituationCodes;
  /**
   * Where a page lists one condition under several of the prefixes FailedOperation, InternalError and InvalidParameter, the one to answer
   * with. Null: as each action has it (default; INF: no page says which).
   */
  codePrefix: TwinPrefix | null;
  /** Modify keeps a format block of a record template that it leaves out, else it switches that format off. Default true (INF). */
  modifyKeepsBlocks: boolean;
  /** From when StorageTime counts: `file` from the file's creation, `end` from the end of what it holds, `start` from its beginning. Default `file` (INF). */
  storageTimeFrom: (typeof STORAGE_TIME_FROM)[number];
  /** Clock of the placeholders of file names and paths, `UTC+8` or `UTC`. Default `UTC+8` (INF: the console's default). */
  fileNameClock: (typeof FILE_NAME_CLOCKS)[number];
  /**
   * Which segments at the ends of a clip are in: `outwards` both that hold its start and its end (default, INF: as the sister action does),
   * `inwards` none that is not wholly inside, `start-inclusive` the one of its start alone.
   */
  clipRounding: (typeof CLIP_ROUNDINGS)[number];
  /** A task for a mix also records a mix under the name of one of its inputs (output type 0). Default false (INF: a mix under a new name alone). */
  mixTasksTakeInputs: boolean;
  /** Push domains of the account; null accepts every well-formed domain, and lists those that it has heard of or is asked for. */
  domains: string[] | null;
}

/** The quotas that an account has unless it is told others. */
export const QUOTAS: Quotas = {
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
    codes: {},
    codePrefix: null,
    modifyKeepsBlocks: true,
    storageTimeFrom: "file",
    fileNameClock: "UTC+8",
    clipRounding: "outwards",
    mixTasksTakeInputs: false,
    domains: null,
  };
}
