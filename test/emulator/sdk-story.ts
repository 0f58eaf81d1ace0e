import type { Emulator } from "../../emulator/index";
import { brokenHour, PUSH } from "./story";

/** What earlier calls of the story made. */
export interface Made {
  record: number;
  shift: number;
  snapshot: number;
  callback: number;
  task: number;
  recordTask: string;
  screenshotTask: string;
  file: string;
  handle: string;
}

/** The parts of answers that later calls need. */
export interface Kept {
  TemplateId: number;
  TaskId: string & number;
  FileId: string;
  EventSet: readonly { EventHandle: string }[];
}

type Params = Readonly<Record<string, unknown>>;

/** One action in the story: a call that succeeds, what happens before it, what is kept of its answer, and calls that are refused. */
export interface SdkCall {
  readonly action: string;
  before?(emulator: Emulator): Promise<void> | void;
  good(made: Made): Params;
  keep?(answer: Kept): Partial<Made>;
  /** Refused calls, each by what is different from the good one, and its code; `undefined` leaves a parameter out. */
  readonly bad?: readonly (readonly [Params, string])[];
}

export const STORY_START = "2018-09-20T09:00:00Z";
const NOW = Date.parse("2018-09-20T11:05:00Z") / 1000;
const RULE = { DomainName: PUSH, AppName: "", StreamName: "" };
const EVERY = { DomainName: PUSH, AppName: "*", StreamName: "*" };
const PAIR = { DomainName: PUSH, AppName: "live" };
const COS = { CosAppId: 1250000000, CosBucket: "pictures", CosRegion: "ap-guangzhou" };
const WINDOW = { StreamName: "s", DomainName: PUSH, AppName: "live", StartTime: NOW + 3600, EndTime: NOW + 7200 };
const DAY = { StartTime: NOW - 43_200, EndTime: NOW };
const gone = { TemplateId: 999_999 };

const RECORD: readonly SdkCall[] = [
  {
    action: "CreateLiveRecordTemplate",
    good: () => ({
      TemplateName: "archive",
      HlsParam: { Enable: 1, StorageTime: 2_592_000 },
      FlvSpecialParam: { UploadInRecording: true },
    }),
    keep: ({ TemplateId }) => ({ record: TemplateId }),
    bad: [
      [{ TemplateName: "a b" }, "InvalidParameterValue"],
      [{ HlsParam: { VodFileName: "{Nonsense}" } }, "InvalidParameter.InvalidVodFileName"],
    ],
  },
  {
    action: "ModifyLiveRecordTemplate",
    good: ({ record }) => ({ TemplateId: record, Description: "new" }),
    bad: [[gone, "FailedOperation.NotFound"]],
  },
  { action: "DescribeLiveRecordTemplate", good: ({ record }) => ({ TemplateId: record }), bad: [[gone, "FailedOperation.NotFound"]] },
  { action: "DescribeLiveRecordTemplates", good: () => ({ IsDelayLive: 0 }), bad: [[{ IsDelayLive: 2 }, "InvalidParameterValue"]] },
  {
    action: "CreateLiveRecordRule",
    good: ({ record }) => ({ ...RULE, TemplateId: record }),
    bad: [
      [{}, "FailedOperation.RuleAlreadyExist"],
      [gone, "InvalidParameter.ConfNotFound"],
      [{ DomainName: "no domain" }, "InvalidParameter.DomainFormatError"],
    ],
  },
  { action: "DescribeLiveRecordRules", good: () => ({}) },
];

const CONFIGURATION: readonly SdkCall[] = [
  {
    action: "CreateLiveTimeShiftTemplate",
    good: () => ({ TemplateName: "week", Duration: 604_800 }),
    keep: ({ TemplateId }) => ({ shift: TemplateId }),
    bad: [[{ Duration: 7 }, "InvalidParameterValue"]],
  },
  {
    action: "ModifyLiveTimeShiftTemplate",
    good: ({ shift }) => ({ TemplateId: shift, Description: "new" }),
    bad: [[gone, "InternalError.ConfNotFound"]],
  },
  { action: "DescribeLiveTimeShiftTemplates", good: () => ({}) },
  {
    action: "CreateLiveTimeShiftRule",
    good: ({ shift }) => ({ ...EVERY, TemplateId: shift }),
    bad: [
      [{}, "FailedOperation.RuleAlreadyExist"],
      [gone, "InternalError.ConfNotFound"],
    ],
  },
  { action: "DescribeLiveTimeShiftRules", good: () => ({}) },
  {
    action: "CreateLiveSnapshotTemplate",
    good: () => ({ TemplateName: "pictures", ...COS }),
    keep: ({ TemplateId }) => ({ snapshot: TemplateId }),
    bad: [
      [{ SnapshotInterval: 1 }, "InvalidParameterValue"],
      [{ CosFileName: "{Nonsense}" }, "InvalidParameter.COSCustomFileNameError"],
    ],
  },
  {
    action: "ModifyLiveSnapshotTemplate",
    good: ({ snapshot }) => ({ TemplateId: snapshot, ...COS, SnapshotInterval: 60 }),
    bad: [
      [gone, "FailedOperation.NotFound"],
      [{ CosBucket: undefined }, "MissingParameter"],
    ],
  },
  { action: "DescribeLiveSnapshotTemplate", good: ({ snapshot }) => ({ TemplateId: snapshot }), bad: [[gone, "FailedOperation.NotFound"]] },
  { action: "DescribeLiveSnapshotTemplates", good: () => ({}) },
  {
    action: "CreateLiveSnapshotRule",
    good: ({ snapshot }) => ({ ...RULE, TemplateId: snapshot }),
    bad: [
      [{}, "FailedOperation.RuleAlreadyExist"],
      [gone, "InvalidParameter.ConfNotFound"],
    ],
  },
  { action: "DescribeLiveSnapshotRules", good: () => ({}) },
  {
    action: "CreateLiveCallbackTemplate",
    good: () => ({ TemplateName: "calls", RecordNotifyUrl: "http://example.com/a", CallbackKey: "k" }),
    keep: ({ TemplateId }) => ({ callback: TemplateId }),
    bad: [
      [{ RecordNotifyUrl: undefined }, "InvalidParameter"],
      [{ RecordNotifyUrl: "nowhere" }, "InvalidParameter.UrlNotSafe"],
    ],
  },
  {
    action: "ModifyLiveCallbackTemplate",
    good: ({ callback }) => ({ TemplateId: callback, RecordStatusNotifyUrl: "http://example.com/b" }),
    bad: [[gone, "FailedOperation.NotFound"]],
  },
  { action: "DescribeLiveCallbackTemplate", good: ({ callback }) => ({ TemplateId: callback }), bad: [[gone, "FailedOperation.NotFound"]] },
  { action: "DescribeLiveCallbackTemplates", good: () => ({}) },
  {
    action: "CreateLiveCallbackRule",
    good: ({ callback }) => ({ ...PAIR, TemplateId: callback }),
    bad: [
      [gone, "InvalidParameter.ConfNotFound"],
      [{ AppName: undefined }, "MissingParameter"],
    ],
  },
  { action: "DescribeLiveCallbackRules", good: () => ({}) },
  {
    action: "ModifyEventConfig",
    good: () => ({ Mode: "PULL", UploadMediaCompleteEventSwitch: "ON" }),
    bad: [[{ Mode: "PUSH or PULL" }, "InvalidParameter"]],
  },
  { action: "DescribeEventConfig", good: () => ({}) },
];

const STREAMS: readonly SdkCall[] = [
  {
    action: "DescribeLiveStreamEventList",
    before: (emulator) => brokenHour(emulator),
    good: () => ({ StartTime: "2018-09-20T00:00:00Z", EndTime: "2018-09-20T11:05:00Z" }),
    bad: [[{ EndTime: "2018-09-21T00:00:00Z" }, "InvalidParameterValue"]],
  },
  { action: "DescribeLiveStreamState", good: () => ({ ...PAIR, StreamName: "s" }), bad: [[{ StreamName: undefined }, "MissingParameter"]] },
  {
    action: "DescribeLiveStreamOnlineList",
    before: (emulator) => emulator.push({ domain: PUSH, app: "live", stream: "s" }),
    good: () => ({}),
    bad: [[{ PageSize: 1 }, "InvalidParameterValue"]],
  },
  { action: "DescribeTimeShiftStreamList", good: () => DAY, bad: [[{ StartTime: NOW - 90_000 }, "InvalidParameter"]] },
  {
    action: "DescribeTimeShiftRecordDetail",
    good: () => ({ Domain: PUSH, AppName: "live", StreamName: "record-stream", ...DAY }),
    bad: [[{ EndTime: NOW - 43_200 }, "InvalidParameter"]],
  },
  { action: "DescribeLiveDomains", good: () => ({}), bad: [[{ DomainType: 2 }, "InvalidParameterValue"]] },
];

const TASKS: readonly SdkCall[] = [
  {
    action: "CreateLiveRecord",
    good: () => ({ StreamName: "s", StartTime: "2018-09-20 20:00:00", EndTime: "2018-09-20 21:00:00" }),
    keep: ({ TaskId }) => ({ task: TaskId }),
    bad: [
      [{ EndTime: "2018-09-20 19:00:00" }, "InvalidParameterValue"],
      [{ StreamName: "off", Highlight: 1 }, "ResourceUnavailable.StreamNotExist"],
    ],
  },
  {
    action: "StopLiveRecord",
    good: ({ task }) => ({ StreamName: "s", TaskId: task }),
    bad: [
      [{ TaskId: 999 }, "ResourceNotFound.TaskId"],
      [{ StreamName: "other" }, "ResourceNotFound.ChannelNotExist"],
    ],
  },
  {
    action: "DeleteLiveRecord",
    good: ({ task }) => ({ StreamName: "s", TaskId: task }),
    bad: [[{}, "ResourceNotFound.TaskId"]],
  },
  {
    action: "CreateRecordTask",
    good: ({ record }) => ({ ...WINDOW, TemplateId: record }),
    keep: ({ TaskId }) => ({ recordTask: TaskId }),
    bad: [[{ EndTime: NOW + 604_800 }, "InvalidParameter"]],
  },
  {
    action: "DescribeRecordTask",
    good: () => ({ StartTime: NOW, EndTime: NOW + 604_800 }),
    bad: [[{ EndTime: NOW + 604_801 }, "InvalidParameter"]],
  },
  { action: "StopRecordTask", good: ({ recordTask }) => ({ TaskId: recordTask }), bad: [[{ TaskId: "none" }, "InvalidParameter"]] },
  { action: "DeleteRecordTask", good: ({ recordTask }) => ({ TaskId: recordTask }), bad: [[{}, "InvalidParameter"]] },
  {
    action: "CreateScreenshotTask",
    good: ({ snapshot }) => ({ ...WINDOW, TemplateId: snapshot }),
    keep: ({ TaskId }) => ({ screenshotTask: TaskId }),
    bad: [[{ TemplateId: undefined }, "MissingParameter"]],
  },
  {
    action: "DescribeScreenshotTask",
    good: () => ({ StartTime: NOW, EndTime: NOW + 604_800 }),
    bad: [[{ StartTime: NOW + 604_800 }, "InvalidParameter"]],
  },
  {
    action: "StopScreenshotTask",
    good: ({ screenshotTask }) => ({ TaskId: screenshotTask }),
    bad: [[{ TaskId: "none" }, "InvalidParameter"]],
  },
  { action: "DeleteScreenshotTask", good: ({ screenshotTask }) => ({ TaskId: screenshotTask }), bad: [[{}, "InvalidParameter"]] },
];

const MEDIA: readonly SdkCall[] = [
  {
    action: "LiveRealTimeClip",
    good: () => ({
      Host: "example.com",
      StreamId: "record-stream",
      StartTime: "2018-09-20T10:00:00Z",
      EndTime: "2018-09-20T11:00:00Z",
      IsPersistence: 1,
      MetaDataRequired: 1,
    }),
    keep: ({ FileId }) => ({ file: FileId }),
    bad: [
      [{ EndTime: "2018-09-20T09:00:00Z" }, "InvalidParameterValue.EndTime"],
      [{ StreamId: "never-pushed" }, "InvalidParameterValue.StreamIdInvalid"],
    ],
  },
  {
    action: "ModifyMediaInfo",
    good: ({ file }) => ({
      FileId: file,
      Name: "final",
      AddTags: ["a"],
      AddKeyFrameDescs: [{ TimeOffset: 1, Content: "start" }],
      AddSubtitles: [{ Name: "en", Language: "en", Format: "vtt", Content: "V0VCVlRU" }],
    }),
    bad: [
      [{ FileId: "1" }, "ResourceNotFound.FileNotExist"],
      [{ ClearTags: 1 }, "InvalidParameterValue.AddTagsAndClearTagsConflict"],
    ],
  },
  {
    action: "DescribeMediaInfos",
    good: ({ file }) => ({ FileIds: [file] }),
    bad: [[{ FileIds: [] }, "InvalidParameterValue.FileIdsEmpty"]],
  },
  {
    action: "SearchMedia",
    good: () => ({ StreamIds: ["record-stream"] }),
    bad: [[{ Offset: 4999, Limit: 10 }, "InvalidParameterValue.Offset"]],
  },
  { action: "DeleteMedia", good: ({ file }) => ({ FileId: file }), bad: [[{}, "ResourceNotFound"]] },
  {
    action: "PullEvents",
    good: () => ({}),
    keep: ({ EventSet }) => ({ handle: EventSet[0]?.EventHandle ?? "" }),
    bad: [[{ SubAppId: "one" }, "InvalidParameterValue"]],
  },
  { action: "ConfirmEvents", good: ({ handle }) => ({ EventHandles: [handle] }), bad: [[{}, "InvalidParameterValue"]] },
];

const ENDINGS: readonly SdkCall[] = [
  { action: "DeleteLiveRecordRule", good: () => RULE, bad: [[{}, "FailedOperation.NotFound"]] },
  { action: "DeleteLiveRecordTemplate", good: ({ record }) => ({ TemplateId: record }), bad: [[{}, "InternalError.ConfNotFound"]] },
  { action: "DeleteLiveTimeShiftRule", good: () => EVERY, bad: [[{}, "FailedOperation.NotFound"]] },
  { action: "DeleteLiveTimeShiftTemplate", good: ({ shift }) => ({ TemplateId: shift }), bad: [[{}, "FailedOperation.NotFound"]] },
  { action: "DeleteLiveSnapshotRule", good: () => RULE, bad: [[{}, "FailedOperation.NotFound"]] },
  { action: "DeleteLiveSnapshotTemplate", good: ({ snapshot }) => ({ TemplateId: snapshot }), bad: [[{}, "InternalError.ConfNotFound"]] },
  { action: "DeleteLiveCallbackRule", good: () => PAIR, bad: [[{}, "FailedOperation.NotFound"]] },
  { action: "DeleteLiveCallbackTemplate", good: ({ callback }) => ({ TemplateId: callback }), bad: [[{}, "FailedOperation.NotFound"]] },
];

/** Every action once, in an order in which each finds what it needs. */
export const STORY: readonly SdkCall[] = [...RECORD, ...CONFIGURATION, ...STREAMS, ...TASKS, ...MEDIA, ...ENDINGS];
