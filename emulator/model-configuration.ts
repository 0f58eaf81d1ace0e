import type { Id } from "./ids";

/** The formats a template or a task can record. */
export const FORMATS = ["flv", "hls", "mp4", "aac", "mp3"] as const;
export type Format = (typeof FORMATS)[number];

/** One format block of a template as the service keeps it (RecordParam). */
export interface RecordParam {
  RecordInterval: number;
  StorageTime: number;
  Enable: number;
  VodSubAppId: Id;
  VodFileName: string;
  Procedure: string | null;
  StorageMode: string | null;
  ClassId: Id | null;
  CosBucketName: string | null;
  CosBucketRegion: string | null;
  CosBucketPath: string | null;
}

/** A record template as DescribeLiveRecordTemplates answers it. */
export interface RecordTemplate {
  TemplateId: Id;
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
  TemplateId: Id;
  TemplateName: string;
  Description: string;
  Duration: number;
  ItemDuration: number;
  Area: string;
  RemoveWatermark: boolean;
  TranscodeTemplateIds: Id[];
}

/** A snapshot template as DescribeLiveSnapshotTemplate answers it; SnapshotInterval in seconds. */
export interface SnapshotTemplate {
  TemplateId: Id;
  TemplateName: string;
  Description: string;
  SnapshotInterval: number;
  /** 0 keeps the source's. */
  Width: number;
  Height: number;
  PornFlag: number;
  CosAppId: Id;
  CosBucket: string;
  CosRegion: string;
  CosPrefix: string | null;
  CosFileName: string | null;
}

/** A callback template; an empty URL is not called. */
export interface CallbackTemplate {
  TemplateId: Id;
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
  TemplateId: Id;
  DomainName: string;
  AppName: string;
  StreamName: string;
}
