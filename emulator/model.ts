import type { Id } from "./ids";
import type { Format } from "./model-configuration";
import type { CosPlace } from "./model-vod";

export * from "./model-configuration";
export * from "./model-vod";

/** What a stream is known by at the live service. */
export interface StreamKey {
  domain: string;
  app: string;
  stream: string;
}

/** A stretch of time; `end` null means it still goes on. Milliseconds. */
export interface Stretch {
  start: number;
  end: number | null;
}

/** A stretch that is over. Milliseconds. */
export interface ClosedStretch {
  start: number;
  end: number;
}

/** What a stream or a file carries. */
export interface Tracks {
  readonly audio: boolean;
  readonly video: boolean;
}

/** A stream that was pushed, or mixed in the cloud, at least once. */
export interface Stream extends StreamKey {
  live: boolean;
  /** `mixed`: the output of a mix under a name of its own, which tasks reach only when they ask for it. */
  source: "push" | "mixed";
  /** Pushed outside China. */
  overseas: boolean;
  /** The mix whose picture the stream shows under its own name, or null. */
  mix: string | null;
  /** What the callbacks of one push and its break share. */
  sequence: string;
  audio: boolean;
  video: boolean;
  pushes: Stretch[];
  /** The record rule that the last push start resolved to, or null. */
  recordedBy: Resolution | null;
  /** The time-shift rule that the last push start resolved to, or null. */
  shiftedBy: Resolution | null;
  /** Recordings that run or wait for the push to come back. */
  active: string[];
  /** The time-shift session of the running push. */
  session: string | null;
  /** Runs of snapshots of the running push. */
  snapshots: string[];
}

/**
 * A picture mixed in the cloud from several streams. `outputStreamType` 0: the output takes the name of one of its inputs, whose own
 * picture is then not seen; 1: the output is a stream of its own beside the inputs (S4).
 */
export interface Mix {
  id: string;
  inputs: StreamKey[];
  output: StreamKey;
  outputStreamType: 0 | 1;
  start: number;
}

/** A rule that won for a push, and by which level. */
export interface Resolution {
  level: string;
  /** Number of the level in the newer guide (1-4), null for levels it lacks. */
  guideLevel: number | null;
  /** Number of the level in the older guide's table (0-3). */
  sourceLevel: number;
  rule: StreamKey;
  templateId: Id;
  templateName: string | null;
  formats: Format[];
}

/** A CreateLiveRecord task. */
export interface RecordTask {
  taskId: Id;
  domain: string | null;
  app: string;
  stream: string;
  highlight: boolean;
  mixStream: boolean;
  content: "video" | "audio";
  format: Format;
  start: number;
  end: number;
  /** Seconds. */
  interval: number;
  /** Seconds; 0 keeps for ever. */
  storageTime: number;
  state: "waiting" | "running" | "finished" | "stopped";
  createdAt: number;
  recordings: string[];
}

/** The families of tasks with a string id: CreateRecordTask and CreateScreenshotTask. */
export type WindowTaskFamily = "record" | "screenshot";

/** A CreateRecordTask or CreateScreenshotTask task. Milliseconds. */
export interface WindowTask extends StreamKey {
  family: WindowTaskFamily;
  taskId: string;
  start: number;
  end: number;
  /** Records the output of a mix instead of a push. */
  mixStream: boolean;
  /** The template as the call named it, whether or not there is one; 0 names none. */
  templateId: Id;
  /** When it was stopped; null never. A stopped task does not start again. */
  stoppedAt: number | null;
  /** No query shows a deleted task and no later push is recorded for it; what runs goes on until `end`. */
  deleted: boolean;
  createdAt: number;
  recordings: string[];
}

/** A snapshot of a 2016 domain that waits in queue 100 of the old interface. */
export interface QueuedSnapshot {
  id: string;
  stream_id: string;
  /** File name in the bucket. */
  pic_url: string;
}

/** One recorder at work on one stream and format, for a rule or for a task. */
export interface Recording extends StreamKey {
  id: string;
  /** The rules of 2016 count as one of the whole domain, with template 0. */
  by: { rule: StreamKey; templateId: Id } | { taskId: Id | string };
  format: Format;
  content: "video" | "audio";
  state: "recording" | "waiting" | "ended";
  start: number;
  end: number | null;
  /** `mixed`: at least for a while it showed the picture of a mix. */
  picture: "own" | "mixed";
  tracks: Tracks;
  /** Milliseconds in the files that were closed before the one that is being written. */
  closed: number;
  /** Stretches of the file that is being written. */
  parts: Stretch[];
  /** Slice length in seconds, null for one file per push. */
  interval: number | null;
  /** Seconds that the recorder waits for a broken push; 0 ends the file at once. */
  continuation: number;
  storageTime: number;
  vodFileName: string;
  subAppId: Id;
  classId: Id;
  procedure: string;
  storageClass: string;
  /** Null: the files go to VOD. */
  cos: CosPlace | null;
  /** Ids in VOD; in COS the bucket's host and the name in it. */
  files: string[];
  /** Files that are not there any more. */
  gone: { count: number; at: number; why: "deleted" | "expired" | "overwritten" } | null;
}

/** Why something gives no recording. Milliseconds and seconds as named. */
export type Why =
  | { code: "no-rule" | "empty-stream" | "overseas" | "vod-off" }
  | { code: "no-bucket"; bucket: string }
  /** A rule is there that would record it, and counts from a later moment on (milliseconds). */
  | { code: "not-in-effect"; rule: StreamKey; template: string; from: number | null }
  | { code: "norecord"; rule: StreamKey | null; template: string }
  | { code: "too-short"; format: Format; seconds: number; least: number }
  | { code: "no-sound"; format: Format }
  | { code: "three-recorders"; most: number }
  /** The task wants the output of a mix under a name of its own, and the stream is a push, or the other way round. */
  | { code: "other-source"; source: Stream["source"] }
  /** From start to end of the task. */
  | { code: "never-pushed"; start: number; end: number };

/** A recording that somebody may count on and that is not made. */
export interface Miss extends StreamKey {
  /** When the push began, milliseconds; null: there was none. */
  push: number | null;
  /** The task that wanted the recording; null: the rules. */
  task: Id | string | null;
  why: Why;
}

/** Snapshots of one push at a fixed interval, for a rule, for a task or by the rules of 2016. The single pictures follow from it. */
export interface SnapshotRun extends StreamKey {
  id: string;
  by: { rule: StreamKey; templateId: Id } | { taskId: string };
  /** By the rules of 2016: on absolute time, named and queued as they say. */
  of2016: boolean;
  /** Seconds. */
  interval: number;
  pushStart: number;
  start: number;
  end: number | null;
  width: number;
  height: number;
  /** Where the pictures go: host of the bucket, then patterns of folder and file name. */
  bucket: string;
  folder: string;
  fileName: string;
  /** Its next picture is an event of the account, because somebody is told of it. */
  planned: boolean;
}

/** A stretch of time-shift data: one push of one stream. */
export interface Session extends StreamKey {
  sid: string;
  start: number;
  end: number | null;
  templateId: Id;
  /** Segment length in seconds. */
  itemDuration: number;
  /** Seconds that a segment is kept. */
  retention: number;
}
