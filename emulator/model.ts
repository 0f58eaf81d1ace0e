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

/** A rule of either family (RuleInfo); times are China time. */
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

/** A stream that was pushed at least once. */
export interface Stream extends StreamKey {
  live: boolean;
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

/** One recorder at work on one stream and format, for a rule or for a task. */
export interface Recording extends StreamKey {
  id: string;
  by: { rule: StreamKey; templateId: number } | { taskId: number };
  format: Format;
  content: "video" | "audio";
  state: "recording" | "waiting" | "ended";
  start: number;
  end: number | null;
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
  /** The push that the file was recorded from. */
  live: StreamKey & { start: number; end: number };
  /** The stretches that the file holds, one after the other. */
  stretches: ClosedStretch[];
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
  itemDuration: number;
  /** Recordings whose files the clip plays from; none means that the time-shift data itself is the source. */
  recordings: string[];
  sessions: string[];
  createdAt: number;
  dead: { at: number; why: string } | null;
}
