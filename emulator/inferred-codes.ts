import type { Account } from "./account";
import { ApiError } from "./codes";

/** Of these, a page may list several for one condition, such as `FailedOperation.ConfInUsed` and `InternalError.ConfInUsed`. */
export const TWIN_PREFIXES = ["FailedOperation", "InternalError", "InvalidParameter"] as const;
export type TwinPrefix = (typeof TWIN_PREFIXES)[number];

/** A condition that is not refused at all. */
export const NO_ERROR = "OK";

interface Undecided {
  /** The actions that meet it. */
  readonly actions: readonly string[];
  readonly when: string;
  /** What may be answered, from the pages of the actions and the common codes; the first is the default. */
  readonly choices: readonly [string, ...string[]];
}

/** Conditions of which no page says which of its codes they are answered with. The setting `codes` chooses. */
export const UNDECIDED = {
  goneTemplate: {
    actions: ["DeleteLiveRecordTemplate", "DeleteLiveSnapshotTemplate"],
    when: "the template is gone already",
    choices: ["InternalError.ConfNotFound", "InternalError.NotFound"],
  },
  goneTimeShiftTemplate: {
    actions: ["ModifyLiveTimeShiftTemplate"],
    when: "there is no template of this id",
    choices: ["InternalError.ConfNotFound", "InternalError"],
  },
  unknownDomain: {
    actions: ["CreateLiveRecordRule", "CreateLiveSnapshotRule", "CreateLiveTimeShiftRule"],
    when: "the account does not have the push domain",
    choices: ["InternalError.NotFound", "InvalidParameter.DomainFormatError", "InvalidParameter"],
  },
  deleteRunningTask: {
    actions: ["DeleteLiveRecord"],
    when: "the task is running",
    choices: ["FailedOperation.AlterTaskState", "InvalidParameter", "InternalError"],
  },
  taskOfOtherStream: {
    actions: ["StopLiveRecord", "DeleteLiveRecord"],
    when: "the task belongs to another stream",
    choices: ["ResourceNotFound.ChannelNotExist", "ResourceNotFound.TaskId"],
  },
  unknownWindowTask: {
    actions: ["StopRecordTask", "DeleteRecordTask", "StopScreenshotTask", "DeleteScreenshotTask"],
    when: "there is no task of this id",
    choices: ["InvalidParameter", "InternalError", "UnsupportedOperation"],
  },
  highlightOffline: {
    actions: ["CreateLiveRecord"],
    when: "a highlight is asked for of a stream that is not live",
    choices: ["ResourceUnavailable.StreamNotExist", "ResourceNotFound.ChannelNotExist"],
  },
  stateOfUnknownStream: {
    actions: ["DescribeLiveStreamState"],
    when: "the stream was never pushed",
    choices: [NO_ERROR, "InternalError.GetStreamInfoError", "InternalError.StreamStatusError", "InternalError.ConfigNotExist"],
  },
  clipOfUnknownStream: {
    actions: ["LiveRealTimeClip"],
    when: "the stream was never pushed",
    choices: ["InvalidParameterValue.StreamIdInvalid", "UnsupportedOperation", "FailedOperation"],
  },
  clipWithoutTimeShift: {
    actions: ["LiveRealTimeClip"],
    when: "the stream has no time shift",
    choices: ["UnsupportedOperation", "InvalidParameterValue.StreamIdInvalid", "FailedOperation"],
  },
  clipOfEmptyWindow: {
    actions: ["LiveRealTimeClip"],
    when: "the time shift holds nothing of the window",
    choices: ["FailedOperation", "InvalidParameterValue.StartTime", "InvalidParameterValue.EndTime"],
  },
  clipWithoutVod: {
    actions: ["LiveRealTimeClip"],
    when: "VOD is not activated",
    choices: ["UnauthorizedOperation", "UnsupportedOperation", "FailedOperation"],
  },
  subtitlesFull: {
    actions: ["ModifyMediaInfo"],
    when: "the file would have more than 16 subtitles",
    choices: ["InvalidParameterValue", "LimitExceeded", "FailedOperation"],
  },
} as const satisfies Record<string, Undecided>;

export type Situation = keyof typeof UNDECIDED;
/** Codes by situation, where they are not the defaults. */
export type SituationCodes = { [S in Situation]?: (typeof UNDECIDED)[S]["choices"][number] };

/** The code of a situation, as set or the default. */
export function undecidedCode(account: Account, situation: Situation): string {
  return account.settings.codes[situation] ?? UNDECIDED[situation].choices[0];
}

/** Refuses a situation with its code. */
export function refuse(account: Account, situation: Situation, message: string): never {
  throw new ApiError(undecidedCode(account, situation), message);
}

/** An error with the prefix that the setting `codePrefix` prefers, where the action lists such a twin of its code. */
export function preferredTwin(account: Account, listed: readonly string[], error: unknown): unknown {
  const { codePrefix } = account.settings;
  if (codePrefix === null || !(error instanceof ApiError)) return error;
  const [prefix = "", ...rest] = error.code.split(".");
  const twin = [codePrefix, ...rest].join(".");
  const twins: readonly string[] = TWIN_PREFIXES;
  return rest.length > 0 && twins.includes(prefix) && listed.includes(twin) ? new ApiError(twin, error.message) : error;
}
