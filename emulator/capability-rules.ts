/** How far a rule of the service is emulated: as documented, as we had to guess (INF), or not at all. */
export type Standing = "documented" | "inferred" | "not built";

/** A rule that goes across actions. `source` is a section of the service facts or a seed (S0-S4). */
export interface CapabilityRule {
  readonly area: string;
  readonly rule: string;
  readonly source: string;
  readonly standing: Standing;
  /** Module of the emulator that holds it. */
  readonly where?: string;
  /** Setting that changes it. */
  readonly setting?: string;
}

type Row = readonly [rule: string, source: string, standing: Standing, where?: string, setting?: string];

const rows = (area: string, list: readonly Row[]): CapabilityRule[] =>
  list.map(([rule, source, standing, where, setting]) => ({
    area,
    rule,
    source,
    standing,
    ...(where === undefined ? {} : { where }),
    ...(setting === undefined ? {} : { setting }),
  }));

/** The rules, by area. */
export const CAPABILITY_RULES: readonly CapabilityRule[] = [
  ...rows("Protocol", [
    ["POST with TC3-HMAC-SHA256, further signed headers, unsigned payload", "8.1", "documented", "tc3"],
    ["GET with TC3; GET and form POST with HmacSHA1 and HmacSHA256", "8.1", "documented", "authentication"],
    ["A multipart form with TC3, as the official clients make one", "8.1", "inferred", "multipart"],
    ["Temporary keys with their token", "8.1", "documented", "authentication"],
    ["A timestamp within 5 minutes of the account's or of the machine's time", "8.1", "inferred", "authentication"],
    ["HTTP 200 for errors, `Response.Error`, a UUID as RequestId", "8.1", "documented", "api"],
    ["Unknown parameters are refused, then missing ones, types, values", "8.1", "inferred", "parameters"],
    ["Ids of up to 64 bits, digit by digit", "2", "documented", "ids", "firstTaskId"],
    ["Rates per action on the machine's clock", "7.15", "documented", "rates", "rates"],
    ["Region of the task and time-shift actions", "0", "documented", "regions"],
    [
      "Conditions with several codes: FailedOperation first, then InternalError, then InvalidParameter",
      "0",
      "inferred",
      "inferred-codes",
      "codePrefix",
    ],
    ["Conditions of which no page says which code they have", "0", "inferred", "inferred-codes", "codes"],
    ["CAM policies, arrears, bans, IP lists", "8.1", "not built"],
    ["HTTPS", "8.1", "not built"],
  ]),
  ...rows("Templates and rules", [
    [
      "The best matching rule alone counts: domain, app and stream before domain and stream, domain and app, domain",
      "7.1",
      "documented",
      "matching",
    ],
    ["Rules without a domain, as the older guide has them", "S4", "documented", "matching", "allowEmptyDomain"],
    ["A change counts for pushes that start after the delay", "7.2", "documented", "configuration", "effectDelay"],
    ["A template without formats exempts streams", "7.3", "documented", "recorder"],
    ["A template in use cannot be deleted", "7.12", "documented", "templates"],
    ["Quotas of templates and rules", "7.14", "documented", "settings", "quotas"],
    ["One snapshot template per domain", "4", "documented", "actions/CreateLiveSnapshotRule"],
    ["Modify keeps what is left out", "9", "inferred", "templates", "modifyKeepsBlocks"],
    ["A domain that the account does not have", "7.12", "inferred", "rules", "domains"],
    ["A second callback rule of a pair", "5", "inferred", "actions/CreateLiveCallbackRule", "callbackRuleOnce"],
    ["Wildcards: empty for record, snapshot and callback rules, `*` for time shift", "9", "documented", "matching"],
    ["Domains: add, delete, bind certificates", "7.12", "not built"],
    ["Watermark and transcoding of what is recorded", "1", "not built"],
  ]),
  ...rows("Recording", [
    ["Slices by RecordInterval, one HLS file for each push", "7.4", "documented", "recorder"],
    ["An HLS file goes on over an interruption, never without audio", "7.5", "documented", "recorder"],
    ["Recordings under 10 seconds leave no file", "7.4", "inferred", "files", "minRecordSeconds"],
    ["Files appear minutes after the recording", "7.4", "documented", "files", "fileDelay"],
    ["Names by VodFileName, in China time", "7.10", "inferred", "files", "fileNameClock"],
    ["Expiry by StorageTime from the file's creation", "7.9", "inferred", "files", "storageTimeFrom"],
    ["Timed and highlight tasks beside rules", "7.6, 7.7", "documented", "tasks"],
    ["A wrong template of CreateRecordTask records HLS for ever", "2", "documented", "window-task-recording"],
    ["At most 3 recorders of overlapping tasks on a stream", "2", "documented", "window-task-recording", "quotas"],
    ["A deleted task goes on with what it records", "2", "documented", "window-tasks"],
    ["Mixes of both output types", "7.8", "documented", "mixes"],
    ["The rules of 2016: half-hour slices, snapshots every 10 s", "S3", "documented", "snapshots", "legacyDomains"],
    ["Equal CreateLiveRecord calls", "2", "inferred", "settings", "repeatSeconds"],
    [
      "Files in COS by CosBucketPath and its placeholders, overwritten by a file of the same name, kept for ever",
      "1, 7.9",
      "documented",
      "cos",
    ],
    ["Endings, ids and addresses of files in COS", "1", "inferred", "cos"],
    ["A recording is lost where its bucket may not be written to", "1", "documented", "misses", "cosBuckets"],
    ["UploadInRecording is kept in the template and changes nothing that can be seen", "1", "inferred", "templates"],
    [
      "A task for a mix (MixStream, StreamType 1) records no push of that name, and one for a push no mix",
      "7.8",
      "inferred",
      "mix-sources",
      "mixTasksTakeInputs",
    ],
    ["Snapshots are JPEG pictures of their size in one grey, in the bucket of the template", "4", "inferred", "snapshots"],
    ["Parts of a file by Range: 206 and 416", "RFC 9110", "documented", "media-response"],
  ]),
  ...rows("Time shift and clips", [
    ["Sessions by push, kept as long as the template says", "3", "documented", "timeshift"],
    ["Clips of whole segments, one entry for each stretch", "7.11", "documented", "clips"],
    ["Which side of a clip is rounded", "7.11", "inferred", "timeshift", "clipRounding"],
    ["The longest clip", "6", "inferred", "clips", "maxClipSeconds"],
    ["A clip that is not persisted dies with its source", "7.11", "documented", "media"],
    ["Data of a persisted clip is its own after a while", "7.11", "inferred", "clips", "persistenceDelay"],
    ["Time-shift playback addresses", "3", "not built"],
  ]),
  ...rows("Callbacks and events", [
    ["Push, break, file, snapshot, recording status and exception, signed", "7.13", "documented", "callbacks"],
    ["Retries: 12 a minute apart, snapshots 5 two minutes apart", "7.13", "documented", "deliveries"],
    ["Callbacks go to loopback and named hosts only", "none", "inferred", "try-post", "callbackTargets"],
    [
      "VOD events by PUSH and PULL: 16 for each pull, 30 s to confirm, 4 days, 5 s of waiting",
      "6",
      "documented",
      "vod-events",
      "pullSeconds",
    ],
    ["An empty pull", "6", "inferred", "actions/PullEvents", "emptyPullFails"],
    ["Confirmation of all handles or none", "6", "inferred", "actions/ConfirmEvents"],
    ["Something wrong with a push (321), on command", "267/84046", "documented", "callbacks"],
    ["How often 321 is reported, and its descriptions", "267/84046", "inferred", "callbacks"],
    [
      "Moderation of pictures and sound (317, 318): no source has their fields, and nothing here looks at what is shown",
      "7.13",
      "not built",
    ],
  ]),
  ...rows("The interface of 2016", [
    ["Queue, slices and status, signed by md5(key + t)", "S3", "documented", "legacy"],
    ["Every spelling of its parameters", "8.2", "documented", "legacy-params"],
    ["Other values of `ret` than 0", "8.2", "inferred", "legacy"],
    ["Reading the queue consumes", "8.2", "inferred", "legacy-queue", "legacyQueueConsumes"],
    ["`output` as an object or as an array of one", "8.2", "inferred", "legacy", "legacyOutputArray"],
  ]),
];

/** Actions whose rate a page states (service facts 7.15); the others have 200 for writes and 500 for reads (INF). */
export const STATED_RATES: readonly RegExp[] = [
  /^(Create|Delete)LiveRecordTemplate$/,
  /^(CreateLiveRecordRule|StopLiveRecord|DeleteLiveRecord|CreateLiveRecord)$/,
  /^CreateLiveSnapshot(Template|Rule)$/,
  /^(Create|Modify)LiveCallbackTemplate$/,
  /^CreateLiveCallbackRule$/,
  /^Describe(LiveRecordTemplate|LiveRecordRules|LiveSnapshotTemplate|LiveCallbackTemplates|LiveStreamState|LiveStreamOnlineList|LiveDomains)$/,
  /^(LiveRealTimeClip|PullEvents|ModifyEventConfig|DescribeEventConfig)$/,
  /RecordTask$/,
  /TimeShift/,
];
