/** The formats a template or a task can record. */
export const FORMATS = ["flv", "hls", "mp4", "aac", "mp3"] as const;
export type Format = (typeof FORMATS)[number];

/** One format block of a template as the service keeps it (RecordParam). */
export interface RecordParam {
  RecordInterval: number;
  StorageTime: number;
  Enable: number;
  VodSubAppId: number;
  VodFileName: string;
  Procedure: string | null;
  StorageMode: string | null;
  ClassId: number | null;
  CosBucketName: string | null;
  CosBucketRegion: string | null;
  CosBucketPath: string | null;
}

/** A record template as DescribeLiveRecordTemplates answers it. */
export interface RecordTemplate {
  TemplateId: number;
  TemplateName: string;
  Description: string;
  FlvParam: RecordParam;
  HlsParam: RecordParam;
  Mp4Param: RecordParam;
  AacParam: RecordParam;
  Mp3Param: RecordParam;
  IsDelayLive: number;
  HlsSpecialParam: { FlowContinueDuration: number };
  FlvSpecialParam: { UploadInRecording: boolean } | null;
  RemoveWatermark: boolean;
  CosStore: number;
}

/** A time-shift template as DescribeLiveTimeShiftTemplates answers it; Duration and ItemDuration in seconds. */
export interface TimeShiftTemplate {
  TemplateId: number;
  TemplateName: string;
  Description: string;
  Duration: number;
  ItemDuration: number;
  Area: string;
  RemoveWatermark: boolean;
  TranscodeTemplateIds: number[];
}

/** A snapshot template as DescribeLiveSnapshotTemplate answers it; SnapshotInterval in seconds. */
export interface SnapshotTemplate {
  TemplateId: number;
  TemplateName: string;
  Description: string;
  SnapshotInterval: number;
  /** 0 keeps the source's. */
  Width: number;
  Height: number;
  PornFlag: number;
  CosAppId: number;
  CosBucket: string;
  CosRegion: string;
  CosPrefix: string | null;
  CosFileName: string | null;
}

/** A callback template; an empty URL is not called. */
export interface CallbackTemplate {
  TemplateId: number;
  TemplateName: string;
  Description: string;
  StreamBeginNotifyUrl: string;
  StreamEndNotifyUrl: string;
  StreamMixNotifyUrl: string;
  RecordNotifyUrl: string;
  /** Kept and called, but never answered by a query. */
  RecordStatusNotifyUrl: string;
  SnapshotNotifyUrl: string;
  PornCensorshipNotifyUrl: string;
  PushExceptionNotifyUrl: string;
  AudioAuditNotifyUrl: string;
  RecordExceptionNotifyUrl: string;
  RecordExceptionLevels: string[];
  CallbackKey: string;
}

/** A rule of any family (RuleInfo); times are China time. Callback rules have no stream: theirs is "". */
export interface Rule {
  CreateTime: string;
  UpdateTime: string;
  TemplateId: number;
  DomainName: string;
  AppName: string;
  StreamName: string;
}

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
  templateId: number;
  templateName: string | null;
  formats: Format[];
}

/** A CreateLiveRecord task. */
export interface RecordTask {
  taskId: number;
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
  templateId: number;
  /** When it was stopped; null never. A stopped task does not start again. */
  stoppedAt: number | null;
  /** No query shows a deleted task and no later push is recorded for it; what runs goes on until `end`. */
  deleted: boolean;
  createdAt: number;
  recordings: string[];
}

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
  subAppId: number;
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
  by: { rule: StreamKey; templateId: number } | { taskId: number | string };
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
  subAppId: number;
  classId: number;
  procedure: string;
  storageClass: string;
  cos: boolean;
  files: string[];
}

/** Snapshots of one push at a fixed interval, for a rule, for a task or by the rules of 2016. The single pictures follow from it. */
export interface SnapshotRun extends StreamKey {
  id: string;
  by: { rule: StreamKey; templateId: number } | { taskId: string };
  /** By the rules of 2016: on absolute time, named and queued as they say. */
  of2016: boolean;
  /** Seconds. */
  interval: number;
  pushStart: number;
  start: number;
  end: number | null;
  width: number;
  height: number;
  /** Where the pictures go: address of the bucket, then patterns of folder and file name. */
  bucket: string;
  folder: string;
  fileName: string;
}

/** A stretch of time-shift data: one push of one stream. */
export interface Session extends StreamKey {
  sid: string;
  start: number;
  end: number | null;
  templateId: number;
  /** Segment length in seconds. */
  itemDuration: number;
  /** Seconds that a segment is kept. */
  retention: number;
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

/** A file in VOD. */
export interface Media {
  fileId: string;
  subAppId: number;
  name: string;
  description: string;
  type: string;
  category: "Video" | "Audio";
  createTime: number;
  updateTime: number;
  /** Null never expires. */
  expireTime: number | null;
  classId: number;
  coverUrl: string;
  tags: string[];
  keyFrames: { TimeOffset: number; Content: string }[];
  subtitles: { Id: string; Name: string; Language: string; Format: string; Url: string }[];
  sourceContext: string;
  storageClass: string;
  recordingId: string | null;
  clipId: string | null;
  flow: Flow | null;
  /** The push that the file was recorded from. */
  live: StreamKey & { start: number; end: number };
  /** The stretches that the file holds, one after the other. */
  stretches: ClosedStretch[];
  /** `mixed`: at least for a while it shows the picture of a mix. */
  picture: "own" | "mixed";
  tracks: Tracks;
  /** Seconds that one segment of a playlist lasts. */
  itemDuration: number;
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
  stretches: ClosedStretch[];
  tracks: Tracks;
  itemDuration: number;
  /** Recordings whose files the clip plays from; none means that the time-shift data itself is the source. */
  recordings: string[];
  sessions: string[];
  createdAt: number;
  /** A persisted clip's data is its own; until then it plays from its sources. */
  complete: boolean;
  dead: { at: number; why: string } | null;
}
