/** Reading from plain Node, from a Pulumi program and from the command line. Nothing here changes anything. */

export { type CamPolicy, type CamPolicyOptions, camPolicy } from "./cam-policy";
export {
  type Answered,
  type CallbackUrl,
  type ClippedStream,
  type Diagnosis,
  type DoctorOptions,
  doctor,
  type PlannedTask,
  type Reach,
} from "./doctor/index";
export {
  LegacyClient,
  LegacyError,
  type LegacyFile,
  type LegacyFileQuery,
  type LegacyOptions,
  type LegacySnapshot,
  type LegacyStatus,
  legacySign,
} from "./legacy";
export { type LegacyPicture, legacyPictureUrl, legacyPlayUrl, parseLegacyPicture } from "./legacy-addresses";
export { openReader, type Reader, type ReaderOptions } from "./reader";
export { findRecordTasks, type RecordTaskInfo } from "./record-tasks";
export { findRecordings, type Recording, type RecordingQuery } from "./recordings";
export {
  getStreamState,
  listOnlineStreams,
  listTimeShiftSessions,
  listTimeShiftStreams,
  type OnlineStream,
  type Session,
  type StreamName,
  type StreamState,
  type TimeShiftStream,
} from "./streams";
export type { Moment, Window } from "./times";
export { type Confirmation, confirmVodEvents, pullVodEvents, type VodEvent } from "./vod-events";
