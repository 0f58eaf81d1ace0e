/** The product a request is signed for; also the first label of the vendor's host names. */
export type ServiceName = "live" | "vod";

/**
 * What sending an action twice would do.
 * - `read`: changes nothing;
 * - `write`: the same values give the same state (modify, delete, stop), so a lost reply may be answered by sending it again;
 * - `create`: every success is a new object, and no action of either product takes an idempotency token, so it is never resent once
 *   the service may have seen it.
 */
export type Effect = "read" | "write" | "create";

/** All that the client must know of an action before it sends it. */
export interface ActionSpec {
  readonly service: ServiceName;
  /** The product's API version, sent as `X-TC-Version`. */
  readonly version: string;
  /** Documented limit, requests per second, per account and action. */
  readonly rate: number;
  readonly effect: Effect;
  /** Whether the action needs `X-TC-Region`. Where it is not needed the service ignores it. */
  readonly region: boolean;
  /** The listings that this action makes stale. Empty for reads. */
  readonly stale: readonly string[];
  /** Nothing of this package sends it: it stands here for those who use the client themselves, and needs no permission. */
  readonly spare?: true;
}

type Product = Pick<ActionSpec, "service" | "version">;

const live: Product = { service: "live", version: "2018-08-01" };
const vod: Product = { service: "vod", version: "2018-07-17" };

const read = (product: Product, rate: number): ActionSpec => ({ ...product, rate, effect: "read", region: false, stale: [] });
const write = (product: Product, rate: number, stale: readonly string[] = []): ActionSpec => ({
  ...product,
  rate,
  effect: "write",
  region: false,
  stale,
});
const create = (product: Product, rate: number, stale: readonly string[] = []): ActionSpec => ({
  ...product,
  rate,
  effect: "create",
  region: false,
  stale,
});
const regional = (spec: ActionSpec): ActionSpec => ({ ...spec, region: true });
const spare = (spec: ActionSpec): ActionSpec => ({ ...spec, spare: true });

const recordTemplates = ["DescribeLiveRecordTemplates", "DescribeLiveRecordTemplate"];
const recordRules = ["DescribeLiveRecordRules"];
const recordTasks = ["DescribeRecordTask"];
const timeShiftTemplates = ["DescribeLiveTimeShiftTemplates"];
const timeShiftRules = ["DescribeLiveTimeShiftRules"];
const snapshotTemplates = ["DescribeLiveSnapshotTemplates", "DescribeLiveSnapshotTemplate"];
const snapshotRules = ["DescribeLiveSnapshotRules"];
const screenshotTasks = ["DescribeScreenshotTask"];
const callbackTemplates = ["DescribeLiveCallbackTemplates", "DescribeLiveCallbackTemplate"];
const callbackRules = ["DescribeLiveCallbackRules"];
const media = ["SearchMedia", "DescribeMediaInfos"];

/**
 * Every action that this package sends: the only place that says how.
 *
 * Rates are the documented ones. Where the documents give none: live templates and rules follow their siblings (writes 200, reads 500),
 * screenshot tasks follow record tasks (20), media actions and the stream event list take the common 100. `DescribeEventConfig` is
 * documented with 100 and with 20; the lower one holds in both cases.
 */
export const actions = {
  CreateLiveRecordTemplate: create(live, 200, recordTemplates),
  ModifyLiveRecordTemplate: write(live, 200, recordTemplates),
  DescribeLiveRecordTemplates: read(live, 500),
  DescribeLiveRecordTemplate: spare(read(live, 500)),
  DeleteLiveRecordTemplate: write(live, 200, recordTemplates),
  CreateLiveRecordRule: create(live, 200, recordRules),
  DescribeLiveRecordRules: read(live, 500),
  DeleteLiveRecordRule: write(live, 200, recordRules),

  CreateLiveRecord: create(live, 100),
  StopLiveRecord: write(live, 200),
  DeleteLiveRecord: write(live, 200),
  CreateRecordTask: regional(create(live, 20, recordTasks)),
  DescribeRecordTask: regional(read(live, 20)),
  StopRecordTask: regional(write(live, 20, recordTasks)),
  DeleteRecordTask: regional(write(live, 20, recordTasks)),

  CreateLiveTimeShiftTemplate: create(live, 20, timeShiftTemplates),
  ModifyLiveTimeShiftTemplate: write(live, 20, timeShiftTemplates),
  DescribeLiveTimeShiftTemplates: read(live, 20),
  DeleteLiveTimeShiftTemplate: write(live, 20, timeShiftTemplates),
  CreateLiveTimeShiftRule: create(live, 20, timeShiftRules),
  DescribeLiveTimeShiftRules: read(live, 20),
  DeleteLiveTimeShiftRule: write(live, 20, timeShiftRules),
  DescribeTimeShiftStreamList: regional(read(live, 20)),
  DescribeTimeShiftRecordDetail: regional(read(live, 20)),

  CreateLiveSnapshotTemplate: create(live, 200, snapshotTemplates),
  ModifyLiveSnapshotTemplate: write(live, 200, snapshotTemplates),
  DescribeLiveSnapshotTemplate: spare(read(live, 500)),
  DescribeLiveSnapshotTemplates: read(live, 500),
  DeleteLiveSnapshotTemplate: write(live, 200, snapshotTemplates),
  CreateLiveSnapshotRule: create(live, 200, snapshotRules),
  DescribeLiveSnapshotRules: read(live, 500),
  DeleteLiveSnapshotRule: write(live, 200, snapshotRules),
  CreateScreenshotTask: spare(regional(create(live, 20, screenshotTasks))),
  DescribeScreenshotTask: spare(regional(read(live, 20))),
  StopScreenshotTask: spare(regional(write(live, 20, screenshotTasks))),
  DeleteScreenshotTask: spare(regional(write(live, 20, screenshotTasks))),

  CreateLiveCallbackTemplate: create(live, 200, callbackTemplates),
  ModifyLiveCallbackTemplate: write(live, 200, callbackTemplates),
  DescribeLiveCallbackTemplate: spare(read(live, 500)),
  DescribeLiveCallbackTemplates: read(live, 500),
  DeleteLiveCallbackTemplate: write(live, 200, callbackTemplates),
  CreateLiveCallbackRule: create(live, 200, callbackRules),
  DescribeLiveCallbackRules: read(live, 500),
  DeleteLiveCallbackRule: write(live, 200, callbackRules),
  DescribeLiveDomains: read(live, 200),
  DescribeLiveStreamState: read(live, 300),
  DescribeLiveStreamOnlineList: read(live, 100),
  DescribeLiveStreamEventList: spare(read(live, 100)),

  // A clip that is not persisted would be harmless to repeat, but the action is one and its persisted form makes a new file each time.
  LiveRealTimeClip: create(vod, 100, media),
  DescribeMediaInfos: read(vod, 100),
  SearchMedia: read(vod, 100),
  DeleteMedia: write(vod, 100, media),
  ModifyMediaInfo: write(vod, 100, media),
  ModifyEventConfig: write(vod, 20, ["DescribeEventConfig"]),
  DescribeEventConfig: read(vod, 20),
  // Pulling leases events for 30 s: after a lost reply they come again.
  PullEvents: read(vod, 100),
  ConfirmEvents: write(vod, 100),
} satisfies Record<string, ActionSpec>;

/** The name of an action in the table. */
export type ActionName = keyof typeof actions;

const table: ReadonlyMap<string, ActionSpec> = new Map(Object.entries(actions));

/**
 * The table's entry for an action.
 * @throws TypeError for a name that is not in the table: a mistake in the caller, not in the user's program.
 */
export function actionSpec(action: string): ActionSpec {
  const spec = table.get(action);
  if (spec === undefined) throw new TypeError(`unknown action "${action}": add it to the action table before calling it`);
  return spec;
}
