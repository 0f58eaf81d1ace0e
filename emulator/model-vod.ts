import type { Id } from "./ids";
import type { ClosedStretch, StreamKey, Tracks } from "./model";

/** What VOD tells about its events, per sub-application. SignKey is never answered by a query. */
export interface EventConfig {
  Mode: "PUSH" | "PULL";
  NotificationUrl: string;
  UploadMediaCompleteEventSwitch: "ON" | "OFF";
  DeleteMediaCompleteEventSwitch: "ON" | "OFF";
  PersistenceCompleteEventSwitch: "ON" | "OFF";
  SignKey: string;
}

/** An event that waits in the PULL queue of a sub-application. Milliseconds. */
export interface QueuedEvent {
  id: string;
  subAppId: Id;
  content: VodEvent;
  queuedAt: number;
  /** When it was last pulled, null never; each pull has a handle of its own. */
  pulledAt: number | null;
  pulls: number;
}

/** What an event says: its type and the one object of that type; a queued event gets its `EventHandle` when it is pulled. */
export interface VodEvent {
  EventType: string;
  [event: `${string}Event`]: object;
}

/** A task flow that runs on a file. */
export interface Flow {
  taskId: string;
  procedure: string;
  /** Given back when the flow has ended. */
  sessionContext: string;
}

/** A callback or VOD event on its way to an address. */
export interface Delivery {
  id: string;
  event: string;
  url: string;
  /** What is sent, without the signature that each try gets anew. */
  body: Record<string, unknown>;
  /** Names of expiry and signature in the body, and the key; null is not signed. */
  signed: { expiry: "t" | "T"; sign: "sign" | "Sign"; key: string } | null;
  /** Tries made, and what is left to do after a failure: so many more, so many seconds apart. */
  tries: number;
  retries: number;
  interval: number;
}

/** A stretch of a file, with the seconds that one of its segments lasts where that is not the same throughout the file. */
export interface Piece extends ClosedStretch {
  itemDuration?: number;
}

/** What a file holds, wherever it is kept. Milliseconds. */
export interface Footage {
  type: string;
  /** When it came to where it is kept. */
  createTime: number;
  /** The push that it was recorded from. */
  live: StreamKey & { start: number; end: number };
  /** The stretches that it holds, one after the other. */
  stretches: Piece[];
  /** `mixed`: at least for a while it shows the picture of a mix. */
  picture: "own" | "mixed";
  tracks: Tracks;
  /** Seconds that one segment of a playlist lasts. */
  itemDuration: number;
}

/** Where in COS a recorder puts its files: `bucket` without the application's number, `path` a pattern (RecordParam). */
export interface CosPlace {
  bucket: string;
  region: string;
  path: string;
}

/** A file in COS. */
export interface CosFile extends Footage {
  recordingId: string;
  /** Host name of the bucket. */
  host: string;
  /** Name in the bucket, without a leading slash. */
  key: string;
}

/** A file in VOD. */
export interface Media extends Footage {
  fileId: string;
  subAppId: Id;
  name: string;
  description: string;
  category: "Video" | "Audio";
  updateTime: number;
  /** Null never expires. */
  expireTime: number | null;
  classId: Id;
  /** The cover picture in Base64; empty: there is none. */
  cover: string;
  tags: string[];
  keyFrames: { TimeOffset: number; Content: string }[];
  /** `Content` is WebVTT in Base64. */
  subtitles: { Id: string; Name: string; Language: string; Format: string; Content: string }[];
  sourceContext: string;
  storageClass: string;
  recordingId: string | null;
  clipId: string | null;
  flow: Flow | null;
}

/** A LiveRealTimeClip. */
export interface Clip extends StreamKey {
  id: string;
  persisted: boolean;
  fileId: string;
  vodTaskId: string;
  procedure: string;
  sessionContext: string;
  start: number;
  end: number;
  stretches: Piece[];
  tracks: Tracks;
  /** Seconds of its longest segments. */
  itemDuration: number;
  /** Recordings whose files the clip plays from; none means that the time-shift data itself is the source. */
  recordings: string[];
  /** The time-shift sessions of its stretches. */
  sessions: string[];
  createdAt: number;
  /** A persisted clip's data is its own; until then it plays from its sources. */
  complete: boolean;
  dead: { at: number; why: string } | null;
}
