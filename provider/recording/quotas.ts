/** A limit of the service. */
export interface Quota {
  readonly what: string;
  readonly limit: number;
  readonly source: string;
}

/** The limits that recording meets, as far as the documents state a number. Where older pages say 5 templates and rules, the newer 50 stands. */
export const QUOTAS = {
  recordTemplates: { what: "record templates of an account", limit: 50, source: "CreateLiveRecordTemplate, document 267/30845" },
  recordRules: { what: "record rules of an account", limit: 50, source: "recording guide, document 267/32739" },
  snapshotTemplates: { what: "snapshot templates of an account", limit: 50, source: "CreateLiveSnapshotTemplate" },
  callbackTemplates: { what: "callback templates of an account", limit: 50, source: "CreateLiveCallbackTemplate" },
  snapshotTemplatesPerDomain: { what: "snapshot templates of a domain", limit: 1, source: "CreateLiveSnapshotRule, document 267/30835" },
  timedRecordsPerDay: {
    what: "timed records created a day (deleted ones not counted)",
    limit: 4000,
    source: "CreateLiveRecord, document 267/30148",
  },
  timedRecordsRunning: { what: "timed records running at once", limit: 400, source: "CreateLiveRecord, document 267/30148" },
  recordersPerStream: {
    what: "recorders that overlapping tasks get on one stream",
    limit: 3,
    source: "CreateRecordTask, document 267/37309",
  },
  taskWindow: { what: "seconds from the start to the end of a task", limit: 86_400, source: "CreateRecordTask, document 267/37309" },
  taskHorizon: { what: "seconds from now to the end of a task", limit: 604_800, source: "CreateRecordTask, document 267/37309" },
  taskRetention: {
    what: "days for which the service remembers a task (3 months)",
    limit: 90,
    source: "DescribeRecordTask, document 267/56133",
  },
  highlight: { what: "seconds of a highlight", limit: 1800, source: "recording guide, highlights" },
  highlightAdvised: { what: "seconds of a highlight that the service advises", limit: 300, source: "CreateLiveRecord, document 267/30148" },
  domains: { what: "domains of an account", limit: 100, source: "AddLiveDomain" },
  searchResults: { what: "results of SearchMedia", limit: 5000, source: "SearchMedia, document 266/31813" },
} as const satisfies Record<string, Quota>;

export type QuotaName = keyof typeof QUOTAS;
