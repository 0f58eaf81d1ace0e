import type { RowKey } from "../inferred";

/** Rows of emulator/CAPABILITIES.md that no run of the suite settles, or not wholly, by the reason. */
export const unsettled: readonly { readonly why: string; readonly rows: readonly RowKey[] }[] = [
  {
    why: "to measure a rate is to reach it, and the account's other callers would be refused meanwhile",
    rows: ["everywhere: rate", "action.ts: Requests per second"],
  },
  {
    why: "to reach a quota is to fill it, and nobody else could make anything in the account meanwhile",
    rows: [
      "everywhere: answers `InternalError.RuleOutLimit`",
      "everywhere: The quota's code is INF",
      "CreateLiveCallbackRule: The codes of a bad domain and of the quota",
      "quotas.snapshotRules",
      "quotas.callbackRules",
      "quotas.runningRecordTasks",
      "quotas.runningScreenshotTasks",
    ],
  },
  {
    why: "a page is only seen to be full with more tasks than one wants to make",
    rows: ["window-task-calls.ts: Tasks of one page", "window-task-calls.ts: Lists the tasks that lie whole inside"],
  },
  {
    why: "needs pushes that begin, break and end on command, and the minutes until their files appear: an encoder in the operator's hand",
    rows: [
      "Recording: Recordings under 10 seconds leave no file",
      "Recording: Names by VodFileName",
      "Recording: UploadInRecording",
      "fileNameClock",
      "recorder.ts: A push goes on in the file",
      "clips.ts: What the stream carried",
      "push-events.ts: The encoder that ends a push",
      "window-task-recording.ts: Overlapping tasks",
      "window-task-recording.ts: The template that a task records by",
    ],
  },
  {
    why: "needs a stream that is pushed without time shift, and one is enough to ask the operator for",
    rows: ["LiveRealTimeClip: A stream that nobody ever pushed"],
  },
  {
    why: "takes days or months to come about",
    rows: [
      "Recording: Expiry by StorageTime",
      "storageTimeFrom",
      "tasks.ts: How long an ended task stays known",
      "vod-reports.ts: FileDeleted",
    ],
  },
  {
    why: "needs a mix in the cloud, which the package does not make",
    rows: [
      "mixes.ts: With type 0",
      "mixes.ts: Breaks of the inputs",
      "callbacks.ts: The output of a mix",
      "Recording: A task for a mix",
      "mix-sources.ts: Whether a task takes",
      "mixTasksTakeInputs",
    ],
  },
  {
    why: "needs a receiver that the service can reach, and hours of refusing what it sends",
    rows: [
      "callbacks.ts: Sends one callback",
      "callbacks.ts: `domain` is the domain here",
      "callbacks.ts: No levels in the template",
      "callbacks.ts: The service waits so long for an answer",
      "callbacks.ts: Its descriptions",
      "Callbacks and events: How often 321 is reported",
      "deliveries.ts: Only HTTP 200 is taken",
      "vod-reports.ts: A failed PUSH is tried again",
      "ModifyEventConfig: An empty SignKey",
    ],
  },
  {
    why: "a rule for every app of the domain would tell the operator's own pushes",
    rows: ["configuration.ts: The callback template in effect"],
  },
  {
    why: "needs to look into the operator's bucket",
    rows: [
      "Recording: Endings, ids and addresses of files in COS",
      "Recording: Snapshots are JPEG pictures",
      "callbacks.ts: One in COS has no id",
      "cos.ts: Its name is the path of the template",
      "snapshot-files.ts",
      "snapshot-templates.ts: Placeholders",
      "snapshots.ts: By the rules of 2016",
    ],
  },
  {
    why: "the source of the clip would have to be deleted or cooled, and it is the operator's",
    rows: ["clip-sources.ts: The file of a persisted clip"],
  },
  {
    why: "depends on what the task flow does",
    rows: ["procedureDelay"],
  },
  {
    why: "can only be seen in an account whose event settings nobody ever changed",
    rows: ["vod-events.ts: The event settings"],
  },
  {
    why: "the interface of 2016 is opened by staff for each account, and its key is handed out by hand",
    rows: [
      "The interface of 2016",
      "legacyQueueConsumes",
      "legacyOutputArray",
      "legacy-calls.ts",
      "legacy-queue.ts",
      "legacy.ts: Only that 0 is success",
    ],
  },
  {
    why: "the suite calls as the package does, in JSON",
    rows: ["Protocol: A multipart form with TC3"],
  },
  {
    why: "is about the emulator and not about the service, which has one clock and calls whom it is told to",
    rows: ["Protocol: A timestamp within 5 minutes", "Callbacks and events: Callbacks go to loopback"],
  },
];
