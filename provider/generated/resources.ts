// Generated from the registry of kinds by `npm run generate`; not edited by hand.
import type * as pulumi from "@pulumi/pulumi";
import { LiveResource } from "../fronts/live-resource";

/** Records FLV files. Present means on; left out means that no FLV file is made. */
export interface RecordTemplateFlvParamArgs {
  /** Switches the format on. Default: true. API: Enable. */
  enable?: pulumi.Input<boolean> | undefined;

  /**
   * Length of one file, seconds. HLS ignores it: one file from push to interruption. Range: 60 to 43200 seconds (1 min to 12
   * h). Default: 1800. API: RecordInterval.
   */
  recordInterval?: pulumi.Input<number> | undefined;

  /**
   * How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it. Range: 0 to 129600000
   * seconds (0 s to 1500 days). Default: 0. API: StorageTime.
   */
  storageTime?: pulumi.Input<number> | undefined;

  /** VOD application that receives the files. Left out: the main application. API: VodSubAppId. */
  vodSubAppId?: pulumi.Input<string | number> | undefined;

  /**
   * Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}`
   * `{StartMinute}` `{StartSecond}` `{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.
   * API: VodFileName.
   */
  vodFileName?: pulumi.Input<string> | undefined;

  /** VOD task flow that is started on every file. API: Procedure. */
  procedure?: pulumi.Input<string> | undefined;

  /** VOD storage class of the files. Default: "normal". API: StorageMode. */
  storageMode?: pulumi.Input<"normal" | "cold"> | undefined;

  /** VOD category of the files. Default: 0. API: ClassId. */
  classId?: pulumi.Input<number> | undefined;

  /** COS bucket without the `-appid` suffix. API: CosBucketName. */
  cosBucketName?: pulumi.Input<string> | undefined;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosBucketRegion. */
  cosBucketRegion?: pulumi.Input<string> | undefined;

  /**
   * Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`,
   * `{RandomID}`. API: CosBucketPath.
   */
  cosBucketPath?: pulumi.Input<string> | undefined;
}

/** Records HLS files. Present means on; left out means that no HLS file is made. */
export interface RecordTemplateHlsParamArgs {
  /** Switches the format on. Default: true. API: Enable. */
  enable?: pulumi.Input<boolean> | undefined;

  /**
   * Length of one file, seconds. HLS ignores it: one file from push to interruption. Range: 60 to 43200 seconds (1 min to 12
   * h). Default: 1800. API: RecordInterval.
   */
  recordInterval?: pulumi.Input<number> | undefined;

  /**
   * How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it. Range: 0 to 129600000
   * seconds (0 s to 1500 days). Default: 0. API: StorageTime.
   */
  storageTime?: pulumi.Input<number> | undefined;

  /** VOD application that receives the files. Left out: the main application. API: VodSubAppId. */
  vodSubAppId?: pulumi.Input<string | number> | undefined;

  /**
   * Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}`
   * `{StartMinute}` `{StartSecond}` `{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.
   * API: VodFileName.
   */
  vodFileName?: pulumi.Input<string> | undefined;

  /** VOD task flow that is started on every file. API: Procedure. */
  procedure?: pulumi.Input<string> | undefined;

  /** VOD storage class of the files. Default: "normal". API: StorageMode. */
  storageMode?: pulumi.Input<"normal" | "cold"> | undefined;

  /** VOD category of the files. Default: 0. API: ClassId. */
  classId?: pulumi.Input<number> | undefined;

  /** COS bucket without the `-appid` suffix. API: CosBucketName. */
  cosBucketName?: pulumi.Input<string> | undefined;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosBucketRegion. */
  cosBucketRegion?: pulumi.Input<string> | undefined;

  /**
   * Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`,
   * `{RandomID}`. API: CosBucketPath.
   */
  cosBucketPath?: pulumi.Input<string> | undefined;
}

/** Records MP4 files. Present means on; left out means that no MP4 file is made. */
export interface RecordTemplateMp4ParamArgs {
  /** Switches the format on. Default: true. API: Enable. */
  enable?: pulumi.Input<boolean> | undefined;

  /**
   * Length of one file, seconds. HLS ignores it: one file from push to interruption. Range: 60 to 43200 seconds (1 min to 12
   * h). Default: 1800. API: RecordInterval.
   */
  recordInterval?: pulumi.Input<number> | undefined;

  /**
   * How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it. Range: 0 to 129600000
   * seconds (0 s to 1500 days). Default: 0. API: StorageTime.
   */
  storageTime?: pulumi.Input<number> | undefined;

  /** VOD application that receives the files. Left out: the main application. API: VodSubAppId. */
  vodSubAppId?: pulumi.Input<string | number> | undefined;

  /**
   * Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}`
   * `{StartMinute}` `{StartSecond}` `{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.
   * API: VodFileName.
   */
  vodFileName?: pulumi.Input<string> | undefined;

  /** VOD task flow that is started on every file. API: Procedure. */
  procedure?: pulumi.Input<string> | undefined;

  /** VOD storage class of the files. Default: "normal". API: StorageMode. */
  storageMode?: pulumi.Input<"normal" | "cold"> | undefined;

  /** VOD category of the files. Default: 0. API: ClassId. */
  classId?: pulumi.Input<number> | undefined;

  /** COS bucket without the `-appid` suffix. API: CosBucketName. */
  cosBucketName?: pulumi.Input<string> | undefined;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosBucketRegion. */
  cosBucketRegion?: pulumi.Input<string> | undefined;

  /**
   * Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`,
   * `{RandomID}`. API: CosBucketPath.
   */
  cosBucketPath?: pulumi.Input<string> | undefined;
}

/** Records AAC files. Present means on; left out means that no AAC file is made. Audio only. */
export interface RecordTemplateAacParamArgs {
  /** Switches the format on. Default: true. API: Enable. */
  enable?: pulumi.Input<boolean> | undefined;

  /**
   * Length of one file, seconds. HLS ignores it: one file from push to interruption. Range: 60 to 7200 seconds (1 min to 2
   * h). Default: 1800. API: RecordInterval.
   */
  recordInterval?: pulumi.Input<number> | undefined;

  /**
   * How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it. Range: 0 to 129600000
   * seconds (0 s to 1500 days). Default: 0. API: StorageTime.
   */
  storageTime?: pulumi.Input<number> | undefined;

  /** VOD application that receives the files. Left out: the main application. API: VodSubAppId. */
  vodSubAppId?: pulumi.Input<string | number> | undefined;

  /**
   * Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}`
   * `{StartMinute}` `{StartSecond}` `{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.
   * API: VodFileName.
   */
  vodFileName?: pulumi.Input<string> | undefined;

  /** VOD task flow that is started on every file. API: Procedure. */
  procedure?: pulumi.Input<string> | undefined;

  /** VOD storage class of the files. Default: "normal". API: StorageMode. */
  storageMode?: pulumi.Input<"normal" | "cold"> | undefined;

  /** VOD category of the files. Default: 0. API: ClassId. */
  classId?: pulumi.Input<number> | undefined;

  /** COS bucket without the `-appid` suffix. API: CosBucketName. */
  cosBucketName?: pulumi.Input<string> | undefined;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosBucketRegion. */
  cosBucketRegion?: pulumi.Input<string> | undefined;

  /**
   * Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`,
   * `{RandomID}`. API: CosBucketPath.
   */
  cosBucketPath?: pulumi.Input<string> | undefined;
}

/** Records MP3 files. Present means on; left out means that no MP3 file is made. Audio only. */
export interface RecordTemplateMp3ParamArgs {
  /** Switches the format on. Default: true. API: Enable. */
  enable?: pulumi.Input<boolean> | undefined;

  /**
   * Length of one file, seconds. HLS ignores it: one file from push to interruption. Range: 60 to 43200 seconds (1 min to 12
   * h). Default: 1800. API: RecordInterval.
   */
  recordInterval?: pulumi.Input<number> | undefined;

  /**
   * How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it. Range: 0 to 129600000
   * seconds (0 s to 1500 days). Default: 0. API: StorageTime.
   */
  storageTime?: pulumi.Input<number> | undefined;

  /** VOD application that receives the files. Left out: the main application. API: VodSubAppId. */
  vodSubAppId?: pulumi.Input<string | number> | undefined;

  /**
   * Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}`
   * `{StartMinute}` `{StartSecond}` `{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.
   * API: VodFileName.
   */
  vodFileName?: pulumi.Input<string> | undefined;

  /** VOD task flow that is started on every file. API: Procedure. */
  procedure?: pulumi.Input<string> | undefined;

  /** VOD storage class of the files. Default: "normal". API: StorageMode. */
  storageMode?: pulumi.Input<"normal" | "cold"> | undefined;

  /** VOD category of the files. Default: 0. API: ClassId. */
  classId?: pulumi.Input<number> | undefined;

  /** COS bucket without the `-appid` suffix. API: CosBucketName. */
  cosBucketName?: pulumi.Input<string> | undefined;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosBucketRegion. */
  cosBucketRegion?: pulumi.Input<string> | undefined;

  /**
   * Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`,
   * `{RandomID}`. API: CosBucketPath.
   */
  cosBucketPath?: pulumi.Input<string> | undefined;
}

/** Continuation: joins the pieces of an interrupted HLS recording. */
export interface RecordTemplateHlsSpecialParamArgs {
  /**
   * How long after an interruption a new push still goes on in the same HLS file, seconds; 0 switches it off. HLS only, and
   * never for a stream without audio. Range: 0 to 1800 seconds (0 s to 30 min). Default: 0. API: FlowContinueDuration.
   */
  flowContinueDuration?: pulumi.Input<number> | undefined;
}

/** FLV only. */
export interface RecordTemplateFlvSpecialParamArgs {
  /** Upload the file while it is still being recorded. Default: false. API: UploadInRecording. */
  uploadInRecording?: pulumi.Input<boolean> | undefined;
}

/** Records FLV files. Present means on; left out means that no FLV file is made. */
export interface RecordTemplateFlvParam {
  /** Switches the format on. API: Enable. */
  enable?: boolean;

  /** Length of one file, seconds. HLS ignores it: one file from push to interruption. API: RecordInterval. */
  recordInterval?: number;

  /** How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it. API: StorageTime. */
  storageTime?: number;

  /** VOD application that receives the files. Left out: the main application. API: VodSubAppId. */
  vodSubAppId?: string;

  /**
   * Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}`
   * `{StartMinute}` `{StartSecond}` `{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.
   * API: VodFileName.
   */
  vodFileName?: string;

  /** VOD task flow that is started on every file. API: Procedure. */
  procedure?: string;

  /** VOD storage class of the files. API: StorageMode. */
  storageMode?: "normal" | "cold";

  /** VOD category of the files. API: ClassId. */
  classId?: number;

  /** COS bucket without the `-appid` suffix. API: CosBucketName. */
  cosBucketName?: string;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosBucketRegion. */
  cosBucketRegion?: string;

  /**
   * Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`,
   * `{RandomID}`. API: CosBucketPath.
   */
  cosBucketPath?: string;
}

/** Records HLS files. Present means on; left out means that no HLS file is made. */
export interface RecordTemplateHlsParam {
  /** Switches the format on. API: Enable. */
  enable?: boolean;

  /** Length of one file, seconds. HLS ignores it: one file from push to interruption. API: RecordInterval. */
  recordInterval?: number;

  /** How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it. API: StorageTime. */
  storageTime?: number;

  /** VOD application that receives the files. Left out: the main application. API: VodSubAppId. */
  vodSubAppId?: string;

  /**
   * Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}`
   * `{StartMinute}` `{StartSecond}` `{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.
   * API: VodFileName.
   */
  vodFileName?: string;

  /** VOD task flow that is started on every file. API: Procedure. */
  procedure?: string;

  /** VOD storage class of the files. API: StorageMode. */
  storageMode?: "normal" | "cold";

  /** VOD category of the files. API: ClassId. */
  classId?: number;

  /** COS bucket without the `-appid` suffix. API: CosBucketName. */
  cosBucketName?: string;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosBucketRegion. */
  cosBucketRegion?: string;

  /**
   * Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`,
   * `{RandomID}`. API: CosBucketPath.
   */
  cosBucketPath?: string;
}

/** Records MP4 files. Present means on; left out means that no MP4 file is made. */
export interface RecordTemplateMp4Param {
  /** Switches the format on. API: Enable. */
  enable?: boolean;

  /** Length of one file, seconds. HLS ignores it: one file from push to interruption. API: RecordInterval. */
  recordInterval?: number;

  /** How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it. API: StorageTime. */
  storageTime?: number;

  /** VOD application that receives the files. Left out: the main application. API: VodSubAppId. */
  vodSubAppId?: string;

  /**
   * Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}`
   * `{StartMinute}` `{StartSecond}` `{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.
   * API: VodFileName.
   */
  vodFileName?: string;

  /** VOD task flow that is started on every file. API: Procedure. */
  procedure?: string;

  /** VOD storage class of the files. API: StorageMode. */
  storageMode?: "normal" | "cold";

  /** VOD category of the files. API: ClassId. */
  classId?: number;

  /** COS bucket without the `-appid` suffix. API: CosBucketName. */
  cosBucketName?: string;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosBucketRegion. */
  cosBucketRegion?: string;

  /**
   * Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`,
   * `{RandomID}`. API: CosBucketPath.
   */
  cosBucketPath?: string;
}

/** Records AAC files. Present means on; left out means that no AAC file is made. Audio only. */
export interface RecordTemplateAacParam {
  /** Switches the format on. API: Enable. */
  enable?: boolean;

  /** Length of one file, seconds. HLS ignores it: one file from push to interruption. API: RecordInterval. */
  recordInterval?: number;

  /** How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it. API: StorageTime. */
  storageTime?: number;

  /** VOD application that receives the files. Left out: the main application. API: VodSubAppId. */
  vodSubAppId?: string;

  /**
   * Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}`
   * `{StartMinute}` `{StartSecond}` `{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.
   * API: VodFileName.
   */
  vodFileName?: string;

  /** VOD task flow that is started on every file. API: Procedure. */
  procedure?: string;

  /** VOD storage class of the files. API: StorageMode. */
  storageMode?: "normal" | "cold";

  /** VOD category of the files. API: ClassId. */
  classId?: number;

  /** COS bucket without the `-appid` suffix. API: CosBucketName. */
  cosBucketName?: string;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosBucketRegion. */
  cosBucketRegion?: string;

  /**
   * Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`,
   * `{RandomID}`. API: CosBucketPath.
   */
  cosBucketPath?: string;
}

/** Records MP3 files. Present means on; left out means that no MP3 file is made. Audio only. */
export interface RecordTemplateMp3Param {
  /** Switches the format on. API: Enable. */
  enable?: boolean;

  /** Length of one file, seconds. HLS ignores it: one file from push to interruption. API: RecordInterval. */
  recordInterval?: number;

  /** How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it. API: StorageTime. */
  storageTime?: number;

  /** VOD application that receives the files. Left out: the main application. API: VodSubAppId. */
  vodSubAppId?: string;

  /**
   * Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}`
   * `{StartMinute}` `{StartSecond}` `{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.
   * API: VodFileName.
   */
  vodFileName?: string;

  /** VOD task flow that is started on every file. API: Procedure. */
  procedure?: string;

  /** VOD storage class of the files. API: StorageMode. */
  storageMode?: "normal" | "cold";

  /** VOD category of the files. API: ClassId. */
  classId?: number;

  /** COS bucket without the `-appid` suffix. API: CosBucketName. */
  cosBucketName?: string;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosBucketRegion. */
  cosBucketRegion?: string;

  /**
   * Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`,
   * `{RandomID}`. API: CosBucketPath.
   */
  cosBucketPath?: string;
}

/** Continuation: joins the pieces of an interrupted HLS recording. */
export interface RecordTemplateHlsSpecialParam {
  /**
   * How long after an interruption a new push still goes on in the same HLS file, seconds; 0 switches it off. HLS only, and
   * never for a stream without audio. API: FlowContinueDuration.
   */
  flowContinueDuration?: number;
}

/** FLV only. */
export interface RecordTemplateFlvSpecialParam {
  /** Upload the file while it is still being recorded. API: UploadInRecording. */
  uploadInRecording?: boolean;
}

/** Which files are made of a recorded stream: formats, length of a file, storage, continuation. */
export interface RecordTemplateArgs {
  /**
   * Name of the template: Chinese characters, letters, digits, `_` and `-`, at most 255 bytes. Left out: the resource's name
   * with a digest of its URN. API: TemplateName.
   */
  templateName?: pulumi.Input<string> | undefined;

  /** Description. API: Description. */
  description?: pulumi.Input<string> | undefined;

  /** Records FLV files. Present means on; left out means that no FLV file is made. API: FlvParam. */
  flvParam?: pulumi.Input<RecordTemplateFlvParamArgs> | undefined;

  /** Records HLS files. Present means on; left out means that no HLS file is made. API: HlsParam. */
  hlsParam?: pulumi.Input<RecordTemplateHlsParamArgs> | undefined;

  /** Records MP4 files. Present means on; left out means that no MP4 file is made. API: Mp4Param. */
  mp4Param?: pulumi.Input<RecordTemplateMp4ParamArgs> | undefined;

  /** Records AAC files. Present means on; left out means that no AAC file is made. Audio only. API: AacParam. */
  aacParam?: pulumi.Input<RecordTemplateAacParamArgs> | undefined;

  /** Records MP3 files. Present means on; left out means that no MP3 file is made. Audio only. API: Mp3Param. */
  mp3Param?: pulumi.Input<RecordTemplateMp3ParamArgs> | undefined;

  /** The template is for slow (delayed) live. Default: false. A change replaces the object. API: IsDelayLive. */
  isDelayLive?: pulumi.Input<boolean> | undefined;

  /** Continuation: joins the pieces of an interrupted HLS recording. API: HlsSpecialParam. */
  hlsSpecialParam?: pulumi.Input<RecordTemplateHlsSpecialParamArgs> | undefined;

  /** FLV only. API: FlvSpecialParam. */
  flvSpecialParam?: pulumi.Input<RecordTemplateFlvSpecialParamArgs> | undefined;

  /**
   * True records the original stream, false the watermarked or transcoded one. No effect for slow live. Default: false. API:
   * RemoveWatermark.
   */
  removeWatermark?: pulumi.Input<boolean> | undefined;

  /** Store the files in COS instead of VOD. Default: false. A change replaces the object. API: CosStore. */
  cosStore?: pulumi.Input<boolean> | undefined;

  /** Take over an object that already stands at the service under this name or key, instead of failing. Default: false. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Which files are made of a recorded stream: formats, length of a file, storage, continuation.
 *
 * A template without any format is legal and useful: bound to a stream it keeps that stream from being recorded
 * (`norecord`).
 *
 * A change reaches only pushes that start after it took effect (about 10 minutes); a running push keeps the old
 * configuration.
 *
 * At most 50 templates per account.
 */
export class RecordTemplate extends LiveResource {
  /**
   * Name of the template: Chinese characters, letters, digits, `_` and `-`, at most 255 bytes. Left out: the resource's name
   * with a digest of its URN. API: TemplateName.
   */
  declare readonly templateName: pulumi.Output<string>;

  /** Description. API: Description. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Records FLV files. Present means on; left out means that no FLV file is made. API: FlvParam. */
  declare readonly flvParam: pulumi.Output<RecordTemplateFlvParam | undefined>;

  /** Records HLS files. Present means on; left out means that no HLS file is made. API: HlsParam. */
  declare readonly hlsParam: pulumi.Output<RecordTemplateHlsParam | undefined>;

  /** Records MP4 files. Present means on; left out means that no MP4 file is made. API: Mp4Param. */
  declare readonly mp4Param: pulumi.Output<RecordTemplateMp4Param | undefined>;

  /** Records AAC files. Present means on; left out means that no AAC file is made. Audio only. API: AacParam. */
  declare readonly aacParam: pulumi.Output<RecordTemplateAacParam | undefined>;

  /** Records MP3 files. Present means on; left out means that no MP3 file is made. Audio only. API: Mp3Param. */
  declare readonly mp3Param: pulumi.Output<RecordTemplateMp3Param | undefined>;

  /** The template is for slow (delayed) live. API: IsDelayLive. */
  declare readonly isDelayLive: pulumi.Output<boolean>;

  /** Continuation: joins the pieces of an interrupted HLS recording. API: HlsSpecialParam. */
  declare readonly hlsSpecialParam: pulumi.Output<RecordTemplateHlsSpecialParam | undefined>;

  /** FLV only. API: FlvSpecialParam. */
  declare readonly flvSpecialParam: pulumi.Output<RecordTemplateFlvSpecialParam | undefined>;

  /**
   * True records the original stream, false the watermarked or transcoded one. No effect for slow live. API:
   * RemoveWatermark.
   */
  declare readonly removeWatermark: pulumi.Output<boolean>;

  /** Store the files in COS instead of VOD. API: CosStore. */
  declare readonly cosStore: pulumi.Output<boolean>;

  constructor(name: string, args?: RecordTemplateArgs, opts?: pulumi.CustomResourceOptions) {
    super(RecordTemplate.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "RecordTemplate",
    outputs: [
      "templateName",
      "description",
      "flvParam",
      "hlsParam",
      "mp4Param",
      "aacParam",
      "mp3Param",
      "isDelayLive",
      "hlsSpecialParam",
      "flvSpecialParam",
      "removeWatermark",
      "cosStore",
    ],
    secrets: [],
  };

  /**
   * Looks an existing RecordTemplate up by its id, without managing it.
   * @param id the service's id, or a rule's `domain/app/stream`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): RecordTemplate {
    return new RecordTemplate(name, {} as RecordTemplateArgs, { ...opts, id });
  }
}

/** Records the pushes of a domain, an app or a stream with a template. */
export interface RecordRuleArgs {
  /** Push domain. A change replaces the object. API: DomainName. */
  domainName: pulumi.Input<string>;

  /** App: the first part of the push path. Left out or empty: every app. A change replaces the object. API: AppName. */
  appName?: pulumi.Input<string> | undefined;

  /** Stream: the last part of the push path. Left out or empty: every stream. A change replaces the object. API: StreamName. */
  streamName?: pulumi.Input<string> | undefined;

  /** The template to apply: the `id` of the template resource. A change replaces the object. API: TemplateId. */
  templateId: pulumi.Input<string | number>;

  /** Take over an object that already stands at the service under this name or key, instead of failing. Default: false. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Records the pushes of a domain, an app or a stream with a template.
 *
 * A push is recorded by exactly one rule, the narrowest that matches; nothing is merged from wider ones.
 *
 * A rule cannot be changed in place: another template means that the rule is deleted and made again, with a moment in
 * between without it.
 *
 * The push domain must exist in Tencent Cloud Live. At most 50 rules per account.
 */
export class RecordRule extends LiveResource {
  /** Push domain. API: DomainName. */
  declare readonly domainName: pulumi.Output<string>;

  /** App: the first part of the push path. Left out or empty: every app. API: AppName. */
  declare readonly appName: pulumi.Output<string>;

  /** Stream: the last part of the push path. Left out or empty: every stream. API: StreamName. */
  declare readonly streamName: pulumi.Output<string>;

  /** The template to apply: the `id` of the template resource. API: TemplateId. */
  declare readonly templateId: pulumi.Output<string>;

  /** How narrowly the rule matches: `domain+app+stream` beats `domain+stream` beats `domain+app` beats `domain`. */
  declare readonly level: pulumi.Output<string>;

  constructor(name: string, args: RecordRuleArgs, opts?: pulumi.CustomResourceOptions) {
    super(RecordRule.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "RecordRule",
    outputs: ["domainName", "appName", "streamName", "templateId", "level"],
    secrets: [],
  };

  /**
   * Looks an existing RecordRule up by its id, without managing it.
   * @param id the service's id, or a rule's `domain/app/stream`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): RecordRule {
    return new RecordRule(name, {} as RecordRuleArgs, { ...opts, id });
  }
}

/** Records one stream between two times with a record template (CreateRecordTask). */
export interface RecordTaskArgs {
  /** Push domain. A change replaces the object. API: DomainName. */
  domainName: pulumi.Input<string>;

  /** App: the first part of the push path. Default: "live". A change replaces the object. API: AppName. */
  appName?: pulumi.Input<string> | undefined;

  /** Stream: the last part of the push path. A change replaces the object. API: StreamName. */
  streamName: pulumi.Input<string>;

  /**
   * Begin of the window. RFC 3339 with an offset, or a local time with `timeZone`. Best a little before the event. A change
   * replaces the object. API: StartTime.
   */
  startTime: pulumi.Input<string>;

  /** End of the window, at most 24 hours after its begin. A change replaces the object. API: EndTime. */
  endTime: pulumi.Input<string>;

  /**
   * IANA zone in which times without an offset are read, such as `Asia/Shanghai`. Without it every time must carry its
   * offset.
   */
  timeZone?: pulumi.Input<string> | undefined;

  /**
   * The record template: the `id` of a RecordTemplate. It must exist; the service would take a wrong one and record HLS for
   * ever. A change replaces the object. API: TemplateId.
   */
  templateId: pulumi.Input<string | number>;

  /** Record the output of a mix instead of a pushed stream. Default: false. A change replaces the object. API: StreamType. */
  mixStream?: pulumi.Input<boolean> | undefined;

  /** Take over an object that already stands at the service under this name or key, instead of failing. Default: false. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Records one stream between two times with a record template (CreateRecordTask).
 *
 * Prefer it to `ScheduledRecord` for new work: the service can show it again. Do not use both kinds for one stream.
 *
 * The service takes tasks that end within 7 days. A later one is `planned`: run `up` again inside that time, best from a
 * schedule.
 *
 * It records beside the rules: a stream that a rule records too gives two sets of files. More than 3 overlapping tasks on
 * one stream are not all recorded.
 *
 * Create it at least a few seconds before the push, best an hour. Recorded files are never touched, not even on delete.
 *
 * The service forgets tasks after 3 months; a window that is over is finished, never created again and never changed.
 *
 * The service does not show whether a task records the stream or the mix of its name: with `mixStream`, one that is there
 * already is taken over only with `adopt: true`, and the two cannot stand side by side with one window and template.
 *
 * Needs a region that has record tasks (`TENCENTCLOUD_REGION`, default `ap-guangzhou`).
 */
export class RecordTask extends LiveResource {
  /** Push domain. API: DomainName. */
  declare readonly domainName: pulumi.Output<string>;

  /** App: the first part of the push path. API: AppName. */
  declare readonly appName: pulumi.Output<string>;

  /** Stream: the last part of the push path. API: StreamName. */
  declare readonly streamName: pulumi.Output<string>;

  /**
   * Begin of the window. RFC 3339 with an offset, or a local time with `timeZone`. Best a little before the event. API:
   * StartTime.
   */
  declare readonly startTime: pulumi.Output<string>;

  /** End of the window, at most 24 hours after its begin. API: EndTime. */
  declare readonly endTime: pulumi.Output<string>;

  /**
   * The record template: the `id` of a RecordTemplate. It must exist; the service would take a wrong one and record HLS for
   * ever. API: TemplateId.
   */
  declare readonly templateId: pulumi.Output<string>;

  /** Record the output of a mix instead of a pushed stream. API: StreamType. */
  declare readonly mixStream: pulumi.Output<boolean>;

  /**
   * `planned`: ends 7 days ahead or more, not sent yet; the first `up` inside that time sends it. `scheduled`: the service
   * has the task. `finished`: the window is over. `missed`: the window was over before the task could be sent.
   */
  declare readonly status: pulumi.Output<string>;

  /** The service's id of the task; empty while it is planned or when it was missed. */
  declare readonly taskId: pulumi.Output<string>;

  constructor(name: string, args: RecordTaskArgs, opts?: pulumi.CustomResourceOptions) {
    super(RecordTask.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "RecordTask",
    outputs: ["domainName", "appName", "streamName", "startTime", "endTime", "templateId", "mixStream", "status", "taskId"],
    secrets: [],
  };

  /**
   * Looks an existing RecordTask up by its id, without managing it.
   * @param id the service's id, or a rule's `domain/app/stream`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): RecordTask {
    return new RecordTask(name, {} as RecordTaskArgs, { ...opts, id });
  }
}

/** Records one stream between two times (CreateLiveRecord). */
export interface ScheduledRecordArgs {
  /** Stream: the last part of the push path. A change replaces the object. API: StreamName. */
  streamName: pulumi.Input<string>;

  /** App: the first part of the push path. Default: "live". A change replaces the object. API: AppName. */
  appName?: pulumi.Input<string> | undefined;

  /** Push domain. Required when the account pushes on more than one. A change replaces the object. API: DomainName. */
  domainName?: pulumi.Input<string> | undefined;

  /**
   * Begin of the window. RFC 3339 with an offset, or a local time with `timeZone`. Best a little before the event. A change
   * replaces the object. API: StartTime.
   */
  startTime: pulumi.Input<string>;

  /** End of the window, at most 24 hours after its begin. A change replaces the object. API: EndTime. */
  endTime: pulumi.Input<string>;

  /**
   * IANA zone in which times without an offset are read, such as `Asia/Shanghai`. Without it every time must carry its
   * offset.
   */
  timeZone?: pulumi.Input<string> | undefined;

  /** `video` records picture and sound, `audio` sound only. Default: "video". A change replaces the object. API: RecordType. */
  recordType?: pulumi.Input<"video" | "audio"> | undefined;

  /** File format. Default: "flv". A change replaces the object. API: FileFormat. */
  fileFormat?: pulumi.Input<"flv" | "hls" | "mp4" | "aac" | "mp3"> | undefined;

  /**
   * Record the output C of a mix A+B=C instead of the stream itself. Default: false. A change replaces the object. API:
   * MixStream.
   */
  mixStream?: pulumi.Input<boolean> | undefined;

  /** Length of one file, seconds. Range: 1800 to 7200 seconds (30 min to 2 h). Default: 1800. A change replaces the object. */
  recordInterval?: pulumi.Input<number> | undefined;

  /**
   * How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. Range: 0 to 129600000 seconds (0 s to
   * 1500 days). Default: 0. A change replaces the object.
   */
  storageTime?: pulumi.Input<number> | undefined;

  /**
   * Only after a create whose answer was lost, when nobody can tell whether the task exists: `keep` = it exists, leave it;
   * `sendAgain` = it does not, create it. Remove it once the record is confirmed.
   */
  afterLostReply?: pulumi.Input<"keep" | "sendAgain"> | undefined;
}

/**
 * Records one stream between two times (CreateLiveRecord).
 *
 * For new work prefer `RecordTask`, which the service can show again. Do not use both kinds for one stream.
 *
 * The service cannot show such a task again, so refresh asks nothing, and a lost answer needs your decision
 * (`afterLostReply`).
 *
 * It records beside the rules: a stream that a rule records too gives two sets of files. Recorded files are never touched,
 * not even on delete.
 *
 * A window that is over when it is first declared is not sent (`missed`); a window that is over is never changed again.
 *
 * Not for streams pushed outside China. At most 4000 created a day and 400 running at once.
 */
export class ScheduledRecord extends LiveResource {
  /** Stream: the last part of the push path. API: StreamName. */
  declare readonly streamName: pulumi.Output<string>;

  /** App: the first part of the push path. API: AppName. */
  declare readonly appName: pulumi.Output<string>;

  /** Push domain. Required when the account pushes on more than one. API: DomainName. */
  declare readonly domainName: pulumi.Output<string | undefined>;

  /**
   * Begin of the window. RFC 3339 with an offset, or a local time with `timeZone`. Best a little before the event. API:
   * StartTime.
   */
  declare readonly startTime: pulumi.Output<string>;

  /** End of the window, at most 24 hours after its begin. API: EndTime. */
  declare readonly endTime: pulumi.Output<string>;

  /** `video` records picture and sound, `audio` sound only. API: RecordType. */
  declare readonly recordType: pulumi.Output<"video" | "audio">;

  /** File format. API: FileFormat. */
  declare readonly fileFormat: pulumi.Output<"flv" | "hls" | "mp4" | "aac" | "mp3">;

  /** Record the output C of a mix A+B=C instead of the stream itself. API: MixStream. */
  declare readonly mixStream: pulumi.Output<boolean>;

  /** Length of one file, seconds. */
  declare readonly recordInterval: pulumi.Output<number>;

  /** How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. */
  declare readonly storageTime: pulumi.Output<number>;

  /**
   * `scheduled`: the service has the task. `missed`: the window was over when this was first declared, nothing was sent.
   * `uncertain`: the answer to the create was lost. `unconfirmed`: it was lost and you said `keep`.
   */
  declare readonly status: pulumi.Output<string>;

  constructor(name: string, args: ScheduledRecordArgs, opts?: pulumi.CustomResourceOptions) {
    super(ScheduledRecord.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "ScheduledRecord",
    outputs: [
      "streamName",
      "appName",
      "domainName",
      "startTime",
      "endTime",
      "recordType",
      "fileFormat",
      "mixStream",
      "recordInterval",
      "storageTime",
      "status",
    ],
    secrets: [],
  };
}

/** Records a running stream at once, for a few minutes (CreateLiveRecord with Highlight). */
export interface HighlightRecordArgs {
  /** Stream: the last part of the push path. A change replaces the object. API: StreamName. */
  streamName: pulumi.Input<string>;

  /** App: the first part of the push path. Default: "live". A change replaces the object. API: AppName. */
  appName?: pulumi.Input<string> | undefined;

  /** Push domain. Required when the account pushes on more than one. A change replaces the object. API: DomainName. */
  domainName?: pulumi.Input<string> | undefined;

  /**
   * How long to record from the create on, seconds. The service ends it after 30 minutes at the latest and advises 5 minutes
   * or less. Range: 1 to 1800 seconds (1 s to 30 min). Default: 300. A change replaces the object.
   */
  duration?: pulumi.Input<number> | undefined;

  /** `video` records picture and sound, `audio` sound only. Default: "video". A change replaces the object. API: RecordType. */
  recordType?: pulumi.Input<"video" | "audio"> | undefined;

  /** File format. Default: "flv". A change replaces the object. API: FileFormat. */
  fileFormat?: pulumi.Input<"flv" | "hls" | "mp4" | "aac" | "mp3"> | undefined;

  /**
   * Record the output C of a mix A+B=C instead of the stream itself. Default: false. A change replaces the object. API:
   * MixStream.
   */
  mixStream?: pulumi.Input<boolean> | undefined;

  /** Length of one file, seconds. Range: 1800 to 7200 seconds (30 min to 2 h). Default: 1800. A change replaces the object. */
  recordInterval?: pulumi.Input<number> | undefined;

  /**
   * How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. Range: 0 to 129600000 seconds (0 s to
   * 1500 days). Default: 0. A change replaces the object.
   */
  storageTime?: pulumi.Input<number> | undefined;

  /** Any texts; a change of them records again. A change replaces the object. */
  triggers?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Only after a create whose answer was lost, when nobody can tell whether the task exists: `keep` = it exists, leave it;
   * `sendAgain` = it does not, create it. Remove it once the record is confirmed.
   */
  afterLostReply?: pulumi.Input<"keep" | "sendAgain"> | undefined;
}

/**
 * Records a running stream at once, for a few minutes (CreateLiveRecord with Highlight).
 *
 * The stream must be live when this is applied. Deleting the resource while it records stops the recording; the file
 * stays.
 *
 * The service cannot show such a task again, so refresh asks nothing, and a lost answer needs your decision
 * (`afterLostReply`).
 *
 * To record again, change `triggers`.
 */
export class HighlightRecord extends LiveResource {
  /** Stream: the last part of the push path. API: StreamName. */
  declare readonly streamName: pulumi.Output<string>;

  /** App: the first part of the push path. API: AppName. */
  declare readonly appName: pulumi.Output<string>;

  /** Push domain. Required when the account pushes on more than one. API: DomainName. */
  declare readonly domainName: pulumi.Output<string | undefined>;

  /**
   * How long to record from the create on, seconds. The service ends it after 30 minutes at the latest and advises 5 minutes
   * or less.
   */
  declare readonly duration: pulumi.Output<number>;

  /** `video` records picture and sound, `audio` sound only. API: RecordType. */
  declare readonly recordType: pulumi.Output<"video" | "audio">;

  /** File format. API: FileFormat. */
  declare readonly fileFormat: pulumi.Output<"flv" | "hls" | "mp4" | "aac" | "mp3">;

  /** Record the output C of a mix A+B=C instead of the stream itself. API: MixStream. */
  declare readonly mixStream: pulumi.Output<boolean>;

  /** Length of one file, seconds. */
  declare readonly recordInterval: pulumi.Output<number>;

  /** How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. */
  declare readonly storageTime: pulumi.Output<number>;

  /** Any texts; a change of them records again. */
  declare readonly triggers: pulumi.Output<string[] | undefined>;

  /**
   * `recording`: the service has the task. `uncertain`: the answer to the create was lost. `unconfirmed`: it was lost and
   * you said `keep`.
   */
  declare readonly status: pulumi.Output<string>;

  /** When the recording ends by itself, RFC 3339, UTC. */
  declare readonly endsAt: pulumi.Output<string>;

  constructor(name: string, args: HighlightRecordArgs, opts?: pulumi.CustomResourceOptions) {
    super(HighlightRecord.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "HighlightRecord",
    outputs: [
      "streamName",
      "appName",
      "domainName",
      "duration",
      "recordType",
      "fileFormat",
      "mixStream",
      "recordInterval",
      "storageTime",
      "triggers",
      "status",
      "endsAt",
    ],
    secrets: [],
  };
}

/** Time shift: how far back viewers and clips can reach into a stream. */
export interface TimeShiftTemplateArgs {
  /**
   * Name of the template: Chinese characters, letters, digits, `_` and `-`, at most 255 bytes. Left out: the resource's name
   * with a digest of its URN. API: TemplateName.
   */
  templateName?: pulumi.Input<string> | undefined;

  /** Description, at most 1024 bytes. API: Description. */
  description?: pulumi.Input<string> | undefined;

  /** How far back one can go, seconds: 86400, 259200, 604800, 1296000 or 2592000 (1, 3, 7, 15 or 30 days). API: Duration. */
  duration: pulumi.Input<number>;

  /** Length of one segment, seconds. A clip is cut at segments. Range: 3 to 10 seconds. Default: 5. API: ItemDuration. */
  itemDuration?: pulumi.Input<number> | undefined;

  /** Where the streams are: `Mainland` (China) or `Overseas`. Default: "Mainland". API: Area. */
  area?: pulumi.Input<"Mainland" | "Overseas"> | undefined;

  /** True shifts the original stream, false the watermarked or transcoded one. Default: false. API: RemoveWatermark. */
  removeWatermark?: pulumi.Input<boolean> | undefined;

  /** Transcode templates whose streams are shifted; only with `removeWatermark: false`. API: TranscodeTemplateIds. */
  transcodeTemplateIds?: pulumi.Input<pulumi.Input<string | number>[]> | undefined;

  /** Take over an object that already stands at the service under this name or key, instead of failing. Default: false. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Time shift: how far back viewers and clips can reach into a stream.
 *
 * A clip needs time shift on its stream before the push starts.
 */
export class TimeShiftTemplate extends LiveResource {
  /**
   * Name of the template: Chinese characters, letters, digits, `_` and `-`, at most 255 bytes. Left out: the resource's name
   * with a digest of its URN. API: TemplateName.
   */
  declare readonly templateName: pulumi.Output<string>;

  /** Description, at most 1024 bytes. API: Description. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** How far back one can go, seconds: 86400, 259200, 604800, 1296000 or 2592000 (1, 3, 7, 15 or 30 days). API: Duration. */
  declare readonly duration: pulumi.Output<number>;

  /** Length of one segment, seconds. A clip is cut at segments. API: ItemDuration. */
  declare readonly itemDuration: pulumi.Output<number>;

  /** Where the streams are: `Mainland` (China) or `Overseas`. API: Area. */
  declare readonly area: pulumi.Output<"Mainland" | "Overseas">;

  /** True shifts the original stream, false the watermarked or transcoded one. API: RemoveWatermark. */
  declare readonly removeWatermark: pulumi.Output<boolean>;

  /** Transcode templates whose streams are shifted; only with `removeWatermark: false`. API: TranscodeTemplateIds. */
  declare readonly transcodeTemplateIds: pulumi.Output<string[] | undefined>;

  constructor(name: string, args: TimeShiftTemplateArgs, opts?: pulumi.CustomResourceOptions) {
    super(TimeShiftTemplate.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "TimeShiftTemplate",
    outputs: ["templateName", "description", "duration", "itemDuration", "area", "removeWatermark", "transcodeTemplateIds"],
    secrets: [],
  };

  /**
   * Looks an existing TimeShiftTemplate up by its id, without managing it.
   * @param id the service's id, or a rule's `domain/app/stream`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): TimeShiftTemplate {
    return new TimeShiftTemplate(name, {} as TimeShiftTemplateArgs, { ...opts, id });
  }
}

/** Keeps the last days of a domain, an app or a stream for time shift and clips. */
export interface TimeShiftRuleArgs {
  /** Push domain. A change replaces the object. API: DomainName. */
  domainName: pulumi.Input<string>;

  /** App: the first part of the push path. Left out or empty: every app. A change replaces the object. API: AppName. */
  appName?: pulumi.Input<string> | undefined;

  /** Stream: the last part of the push path. Left out or empty: every stream. A change replaces the object. API: StreamName. */
  streamName?: pulumi.Input<string> | undefined;

  /** The template to apply: the `id` of the template resource. A change replaces the object. API: TemplateId. */
  templateId: pulumi.Input<string | number>;

  /** Take over an object that already stands at the service under this name or key, instead of failing. Default: false. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Keeps the last days of a domain, an app or a stream for time shift and clips.
 *
 * The empty string means every app and every stream, as in record rules; the service is told `*`.
 */
export class TimeShiftRule extends LiveResource {
  /** Push domain. API: DomainName. */
  declare readonly domainName: pulumi.Output<string>;

  /** App: the first part of the push path. Left out or empty: every app. API: AppName. */
  declare readonly appName: pulumi.Output<string>;

  /** Stream: the last part of the push path. Left out or empty: every stream. API: StreamName. */
  declare readonly streamName: pulumi.Output<string>;

  /** The template to apply: the `id` of the template resource. API: TemplateId. */
  declare readonly templateId: pulumi.Output<string>;

  /** How narrowly the rule matches: `domain+app+stream` beats `domain+stream` beats `domain+app` beats `domain`. */
  declare readonly level: pulumi.Output<string>;

  constructor(name: string, args: TimeShiftRuleArgs, opts?: pulumi.CustomResourceOptions) {
    super(TimeShiftRule.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "TimeShiftRule",
    outputs: ["domainName", "appName", "streamName", "templateId", "level"],
    secrets: [],
  };

  /**
   * Looks an existing TimeShiftRule up by its id, without managing it.
   * @param id the service's id, or a rule's `domain/app/stream`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): TimeShiftRule {
    return new TimeShiftRule(name, {} as TimeShiftRuleArgs, { ...opts, id });
  }
}

/** Which variant of the stream to cut. Left out: the original. */
export interface ClipStreamInfoArgs {
  /** `Original` or `Transcoding`. Default: "Original". API: Type. */
  type?: pulumi.Input<"Original" | "Transcoding"> | undefined;

  /** Transcode template; required with `Transcoding`. API: TemplateId. */
  templateId?: pulumi.Input<string | number> | undefined;
}

/** Which variant of the stream to cut. Left out: the original. */
export interface ClipStreamInfo {
  /** `Original` or `Transcoding`. API: Type. */
  type?: "Original" | "Transcoding";

  /** Transcode template; required with `Transcoding`. API: TemplateId. */
  templateId?: string;
}

/** A stretch of time. */
export interface ClipSegmentsItem {
  /** RFC 3339, UTC. */
  startTime: string;

  /** RFC 3339, UTC. */
  endTime: string;
}

/** A stretch of time. */
export interface ClipGapsItem {
  /** RFC 3339, UTC. */
  startTime: string;

  /** RFC 3339, UTC. */
  endTime: string;
}

/** Cuts a piece out of a stream while it runs (LiveRealTimeClip), persisted or not. */
export interface ClipArgs {
  /** Stream code: the stream's name. A change replaces the object. API: StreamId. */
  streamId: pulumi.Input<string>;

  /**
   * Play domain for time shift as added in VOD: the one that is tied to the push domain, not the push domain itself.
   * Required for accounts whose first clip was made after 2021-01-01. A change replaces the object. API: Host.
   */
  host?: pulumi.Input<string> | undefined;

  /**
   * Begin of the piece, in the past. Rounded to whole segments of the time shift. A change replaces the object. API:
   * StartTime.
   */
  startTime: pulumi.Input<string>;

  /** End of the piece, in the past. A change replaces the object. API: EndTime. */
  endTime: pulumi.Input<string>;

  /**
   * IANA zone in which times without an offset are read, such as `Asia/Shanghai`. Without it every time must carry its
   * offset.
   */
  timeZone?: pulumi.Input<string> | undefined;

  /**
   * True makes a file of its own (`fileId`) with its own life. False makes only a playlist over the recording: it ends when
   * the recording is deleted or expires. Default: false. A change replaces the object. API: IsPersistence.
   */
  isPersistence?: pulumi.Input<boolean> | undefined;

  /** Persisted only: when VOD deletes the clip for good. Left out: never. API: ExpireTime. */
  expireTime?: pulumi.Input<string> | undefined;

  /** Persisted only: VOD task flow to start on the clip. A change replaces the object. API: Procedure. */
  procedure?: pulumi.Input<string> | undefined;

  /** Persisted only: VOD category. Default: 0. API: ClassId. */
  classId?: pulumi.Input<number> | undefined;

  /**
   * Persisted only: at most 250 characters, handed back in events. By it an earlier, interrupted run is recognised. Left
   * out: a mark made of the resource's URN. A change replaces the object. API: SourceContext.
   */
  sourceContext?: pulumi.Input<string> | undefined;

  /**
   * Persisted only: at most 1000 characters, handed back in task-flow events when `procedure` is set. A change replaces the
   * object. API: SessionContext.
   */
  sessionContext?: pulumi.Input<string> | undefined;

  /** Persisted only: name of the file in VOD, at most 64 characters. */
  name?: pulumi.Input<string> | undefined;

  /** Persisted only: description of the file in VOD, at most 128 characters. */
  description?: pulumi.Input<string> | undefined;

  /** Persisted only: tags of the file in VOD, at most 16 of at most 32 characters. */
  tags?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /** Ask for size, bit rate and codecs (`metaData`). Default: false. A change replaces the object. API: MetaDataRequired. */
  metaDataRequired?: pulumi.Input<boolean> | undefined;

  /** Which variant of the stream to cut. Left out: the original. A change replaces the object. API: StreamInfo. */
  streamInfo?: pulumi.Input<ClipStreamInfoArgs> | undefined;

  /**
   * VOD application. Required for accounts that activated VOD on or after 2023-12-25, even for the main application. A
   * change replaces the object. API: SubAppId.
   */
  subAppId?: pulumi.Input<string | number> | undefined;

  /** Take over an object that already stands at the service under this name or key, instead of failing. Default: false. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Cuts a piece out of a stream while it runs (LiveRealTimeClip), persisted or not.
 *
 * The stream must have had time shift when it was pushed (`TimeShiftTemplate`, `TimeShiftRule`).
 *
 * Not persisted: only a URL, which dies with the recording; nothing at the service can be read back or deleted.
 *
 * Persisted: a VOD file of its own. Do not delete or cool the source before the event `PersistenceComplete`. **Deleting
 * the resource deletes the media for good.**
 *
 * A persisted clip cannot be cut again once its source is gone; a replacement is therefore made first, and the old clip
 * goes only when the new one stands.
 */
export class Clip extends LiveResource {
  /** Stream code: the stream's name. API: StreamId. */
  declare readonly streamId: pulumi.Output<string>;

  /**
   * Play domain for time shift as added in VOD: the one that is tied to the push domain, not the push domain itself.
   * Required for accounts whose first clip was made after 2021-01-01. API: Host.
   */
  declare readonly host: pulumi.Output<string | undefined>;

  /** Begin of the piece, in the past. Rounded to whole segments of the time shift. API: StartTime. */
  declare readonly startTime: pulumi.Output<string>;

  /** End of the piece, in the past. API: EndTime. */
  declare readonly endTime: pulumi.Output<string>;

  /**
   * True makes a file of its own (`fileId`) with its own life. False makes only a playlist over the recording: it ends when
   * the recording is deleted or expires. API: IsPersistence.
   */
  declare readonly isPersistence: pulumi.Output<boolean>;

  /** Persisted only: when VOD deletes the clip for good. Left out: never. API: ExpireTime. */
  declare readonly expireTime: pulumi.Output<string | undefined>;

  /** Persisted only: VOD task flow to start on the clip. API: Procedure. */
  declare readonly procedure: pulumi.Output<string | undefined>;

  /** Persisted only: VOD category. API: ClassId. */
  declare readonly classId: pulumi.Output<number>;

  /**
   * Persisted only: at most 250 characters, handed back in events. By it an earlier, interrupted run is recognised. Left
   * out: a mark made of the resource's URN. API: SourceContext.
   */
  declare readonly sourceContext: pulumi.Output<string>;

  /** Persisted only: at most 1000 characters, handed back in task-flow events when `procedure` is set. API: SessionContext. */
  declare readonly sessionContext: pulumi.Output<string | undefined>;

  /** Persisted only: name of the file in VOD, at most 64 characters. */
  declare readonly name: pulumi.Output<string | undefined>;

  /** Persisted only: description of the file in VOD, at most 128 characters. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Persisted only: tags of the file in VOD, at most 16 of at most 32 characters. */
  declare readonly tags: pulumi.Output<string[] | undefined>;

  /** Ask for size, bit rate and codecs (`metaData`). API: MetaDataRequired. */
  declare readonly metaDataRequired: pulumi.Output<boolean>;

  /** Which variant of the stream to cut. Left out: the original. API: StreamInfo. */
  declare readonly streamInfo: pulumi.Output<ClipStreamInfo | undefined>;

  /**
   * VOD application. Required for accounts that activated VOD on or after 2023-12-25, even for the main application. API:
   * SubAppId.
   */
  declare readonly subAppId: pulumi.Output<string | undefined>;

  /** HLS playlist (m3u8). */
  declare readonly url: pulumi.Output<string>;

  /** VOD FileId; empty for a clip that is not persisted. */
  declare readonly fileId: pulumi.Output<string>;

  /** VOD task flow that was started; empty without `procedure`. */
  declare readonly vodTaskId: pulumi.Output<string>;

  /** What VOD knows of the media, as the API names it; only with `metaDataRequired`. */
  declare readonly metaData: pulumi.Output<Record<string, unknown> | undefined>;

  /** The continuous stretches that the clip holds. Empty when an interrupted run was taken over. */
  declare readonly segments: pulumi.Output<ClipSegmentsItem[]>;

  /** The parts of the asked window in which the stream was interrupted. */
  declare readonly gaps: pulumi.Output<ClipGapsItem[]>;

  /** Actual length, seconds. */
  declare readonly duration: pulumi.Output<number>;

  /** `available`, or `expired` after `expireTime`. */
  declare readonly status: pulumi.Output<string>;

  constructor(name: string, args: ClipArgs, opts?: pulumi.CustomResourceOptions) {
    super(Clip.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "Clip",
    outputs: [
      "streamId",
      "host",
      "startTime",
      "endTime",
      "isPersistence",
      "expireTime",
      "procedure",
      "classId",
      "sourceContext",
      "sessionContext",
      "name",
      "description",
      "tags",
      "metaDataRequired",
      "streamInfo",
      "subAppId",
      "url",
      "fileId",
      "vodTaskId",
      "metaData",
      "segments",
      "gaps",
      "duration",
      "status",
    ],
    secrets: [],
  };
}

/** Pictures of a stream, taken at intervals and stored in COS. */
export interface SnapshotTemplateArgs {
  /**
   * Name of the template: Chinese characters, letters, digits, `_` and `-`, at most 255 bytes. Left out: the resource's name
   * with a digest of its URN. API: TemplateName.
   */
  templateName?: pulumi.Input<string> | undefined;

  /** Description, at most 1024 bytes. API: Description. */
  description?: pulumi.Input<string> | undefined;

  /** Account number (AppId) of the COS bucket. API: CosAppId. */
  cosAppId: pulumi.Input<string | number>;

  /** COS bucket without the `-appid` suffix. API: CosBucket. */
  cosBucket: pulumi.Input<string>;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosRegion. */
  cosRegion: pulumi.Input<string>;

  /**
   * Time between two pictures, seconds. Below 5 only when the template is made: the service does not change to it. Range: 2
   * to 300 seconds (2 s to 5 min). Default: 10. API: SnapshotInterval.
   */
  snapshotInterval?: pulumi.Input<number> | undefined;

  /** Width of a picture; 0 is the stream's own. Range: 0 to 3000 pixels. Default: 0. API: Width. */
  width?: pulumi.Input<number> | undefined;

  /** Height of a picture; 0 is the stream's own. Range: 0 to 2000 pixels. Default: 0. API: Height. */
  height?: pulumi.Input<number> | undefined;

  /** Have the pictures moderated. Default: false. API: PornFlag. */
  pornFlag?: pulumi.Input<boolean> | undefined;

  /**
   * Folder in the bucket, without a slash at its end; placeholders in braces. Default: "/{Year}-{Month}-{Day}". API:
   * CosPrefix.
   */
  cosPrefix?: pulumi.Input<string> | undefined;

  /**
   * Name of a picture; placeholders in braces. Default:
   * "{StreamID}-screenshot-{Hour}-{Minute}-{Second}-{Width}x{Height}{Ext}". API: CosFileName.
   */
  cosFileName?: pulumi.Input<string> | undefined;

  /** Take over an object that already stands at the service under this name or key, instead of failing. Default: false. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Pictures of a stream, taken at intervals and stored in COS.
 *
 * The bucket must exist and the service must be allowed to write to it.
 *
 * At most 50 snapshot templates per account.
 */
export class SnapshotTemplate extends LiveResource {
  /**
   * Name of the template: Chinese characters, letters, digits, `_` and `-`, at most 255 bytes. Left out: the resource's name
   * with a digest of its URN. API: TemplateName.
   */
  declare readonly templateName: pulumi.Output<string>;

  /** Description, at most 1024 bytes. API: Description. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Account number (AppId) of the COS bucket. API: CosAppId. */
  declare readonly cosAppId: pulumi.Output<string>;

  /** COS bucket without the `-appid` suffix. API: CosBucket. */
  declare readonly cosBucket: pulumi.Output<string>;

  /** Region of the COS bucket, such as `ap-guangzhou`. API: CosRegion. */
  declare readonly cosRegion: pulumi.Output<string>;

  /**
   * Time between two pictures, seconds. Below 5 only when the template is made: the service does not change to it. API:
   * SnapshotInterval.
   */
  declare readonly snapshotInterval: pulumi.Output<number>;

  /** Width of a picture; 0 is the stream's own. API: Width. */
  declare readonly width: pulumi.Output<number>;

  /** Height of a picture; 0 is the stream's own. API: Height. */
  declare readonly height: pulumi.Output<number>;

  /** Have the pictures moderated. API: PornFlag. */
  declare readonly pornFlag: pulumi.Output<boolean>;

  /** Folder in the bucket, without a slash at its end; placeholders in braces. API: CosPrefix. */
  declare readonly cosPrefix: pulumi.Output<string>;

  /** Name of a picture; placeholders in braces. API: CosFileName. */
  declare readonly cosFileName: pulumi.Output<string>;

  constructor(name: string, args: SnapshotTemplateArgs, opts?: pulumi.CustomResourceOptions) {
    super(SnapshotTemplate.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "SnapshotTemplate",
    outputs: [
      "templateName",
      "description",
      "cosAppId",
      "cosBucket",
      "cosRegion",
      "snapshotInterval",
      "width",
      "height",
      "pornFlag",
      "cosPrefix",
      "cosFileName",
    ],
    secrets: [],
  };

  /**
   * Looks an existing SnapshotTemplate up by its id, without managing it.
   * @param id the service's id, or a rule's `domain/app/stream`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): SnapshotTemplate {
    return new SnapshotTemplate(name, {} as SnapshotTemplateArgs, { ...opts, id });
  }
}

/** Takes pictures of the pushes of a domain, an app or a stream with a snapshot template. */
export interface SnapshotRuleArgs {
  /** Push domain. A change replaces the object. API: DomainName. */
  domainName: pulumi.Input<string>;

  /** App: the first part of the push path. Left out or empty: every app. A change replaces the object. API: AppName. */
  appName?: pulumi.Input<string> | undefined;

  /** Stream: the last part of the push path. Left out or empty: every stream. A change replaces the object. API: StreamName. */
  streamName?: pulumi.Input<string> | undefined;

  /** The template to apply: the `id` of the template resource. A change replaces the object. API: TemplateId. */
  templateId: pulumi.Input<string | number>;

  /** Take over an object that already stands at the service under this name or key, instead of failing. Default: false. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Takes pictures of the pushes of a domain, an app or a stream with a snapshot template.
 *
 * A domain can be linked to one snapshot template only.
 */
export class SnapshotRule extends LiveResource {
  /** Push domain. API: DomainName. */
  declare readonly domainName: pulumi.Output<string>;

  /** App: the first part of the push path. Left out or empty: every app. API: AppName. */
  declare readonly appName: pulumi.Output<string>;

  /** Stream: the last part of the push path. Left out or empty: every stream. API: StreamName. */
  declare readonly streamName: pulumi.Output<string>;

  /** The template to apply: the `id` of the template resource. API: TemplateId. */
  declare readonly templateId: pulumi.Output<string>;

  /** How narrowly the rule matches: `domain+app+stream` beats `domain+stream` beats `domain+app` beats `domain`. */
  declare readonly level: pulumi.Output<string>;

  constructor(name: string, args: SnapshotRuleArgs, opts?: pulumi.CustomResourceOptions) {
    super(SnapshotRule.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "SnapshotRule",
    outputs: ["domainName", "appName", "streamName", "templateId", "level"],
    secrets: [],
  };

  /**
   * Looks an existing SnapshotRule up by its id, without managing it.
   * @param id the service's id, or a rule's `domain/app/stream`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): SnapshotRule {
    return new SnapshotRule(name, {} as SnapshotRuleArgs, { ...opts, id });
  }
}

/** Which URLs are told of pushes, recordings and snapshots, and with which key the messages are signed. */
export interface CallbackTemplateArgs {
  /**
   * Name of the template: Chinese characters, letters, digits, `_` and `-`, at most 255 bytes. Left out: the resource's name
   * with a digest of its URN. API: TemplateName.
   */
  templateName?: pulumi.Input<string> | undefined;

  /** Description, at most 1024 bytes. API: Description. */
  description?: pulumi.Input<string> | undefined;

  /** URL that is told of every start of a push (event 1). API: StreamBeginNotifyUrl. */
  streamBeginNotifyUrl?: pulumi.Input<string> | undefined;

  /** URL that is told of every interruption (event 0). API: StreamEndNotifyUrl. */
  streamEndNotifyUrl?: pulumi.Input<string> | undefined;

  /** URL that is told of every recorded file (event 100). API: RecordNotifyUrl. */
  recordNotifyUrl?: pulumi.Input<string> | undefined;

  /**
   * URL that is told of the start, pause, resumption, failure and end of recordings (event 332). The service never shows
   * this field, so a change by hand is not seen. API: RecordStatusNotifyUrl.
   */
  recordStatusNotifyUrl?: pulumi.Input<string> | undefined;

  /** URL that is told of faults of a recording (event 341). API: RecordExceptionNotifyUrl. */
  recordExceptionNotifyUrl?: pulumi.Input<string> | undefined;

  /** Which faults are told. API: RecordExceptionLevels. */
  recordExceptionLevels?: pulumi.Input<pulumi.Input<"error" | "warning" | "info">[]> | undefined;

  /** URL that is told of every snapshot (event 200). API: SnapshotNotifyUrl. */
  snapshotNotifyUrl?: pulumi.Input<string> | undefined;

  /** URL that is told of findings of picture moderation (event 317). API: PornCensorshipNotifyUrl. */
  pornCensorshipNotifyUrl?: pulumi.Input<string> | undefined;

  /** URL that is told of findings of sound moderation (event 318). API: AudioAuditNotifyUrl. */
  audioAuditNotifyUrl?: pulumi.Input<string> | undefined;

  /** URL that is told of faults of a push (event 321). API: PushExceptionNotifyUrl. */
  pushExceptionNotifyUrl?: pulumi.Input<string> | undefined;

  /**
   * Key with which all callbacks are signed: `sign` is the MD5 of the key followed by `t`. Kept as a secret. API:
   * CallbackKey.
   */
  callbackKey?: pulumi.Input<string> | undefined;

  /** Take over an object that already stands at the service under this name or key, instead of failing. Default: false. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Which URLs are told of pushes, recordings and snapshots, and with which key the messages are signed.
 *
 * The recording-status and recording-exception URLs tell of a recording that fails while there is still time to act.
 *
 * Messages may come twice and in any order. A message counts as delivered when the receiver answers 200 within 20 seconds.
 *
 * At most 50 callback templates per account.
 */
export class CallbackTemplate extends LiveResource {
  /**
   * Name of the template: Chinese characters, letters, digits, `_` and `-`, at most 255 bytes. Left out: the resource's name
   * with a digest of its URN. API: TemplateName.
   */
  declare readonly templateName: pulumi.Output<string>;

  /** Description, at most 1024 bytes. API: Description. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** URL that is told of every start of a push (event 1). API: StreamBeginNotifyUrl. */
  declare readonly streamBeginNotifyUrl: pulumi.Output<string | undefined>;

  /** URL that is told of every interruption (event 0). API: StreamEndNotifyUrl. */
  declare readonly streamEndNotifyUrl: pulumi.Output<string | undefined>;

  /** URL that is told of every recorded file (event 100). API: RecordNotifyUrl. */
  declare readonly recordNotifyUrl: pulumi.Output<string | undefined>;

  /**
   * URL that is told of the start, pause, resumption, failure and end of recordings (event 332). The service never shows
   * this field, so a change by hand is not seen. API: RecordStatusNotifyUrl.
   */
  declare readonly recordStatusNotifyUrl: pulumi.Output<string | undefined>;

  /** URL that is told of faults of a recording (event 341). API: RecordExceptionNotifyUrl. */
  declare readonly recordExceptionNotifyUrl: pulumi.Output<string | undefined>;

  /** Which faults are told. API: RecordExceptionLevels. */
  declare readonly recordExceptionLevels: pulumi.Output<("error" | "warning" | "info")[] | undefined>;

  /** URL that is told of every snapshot (event 200). API: SnapshotNotifyUrl. */
  declare readonly snapshotNotifyUrl: pulumi.Output<string | undefined>;

  /** URL that is told of findings of picture moderation (event 317). API: PornCensorshipNotifyUrl. */
  declare readonly pornCensorshipNotifyUrl: pulumi.Output<string | undefined>;

  /** URL that is told of findings of sound moderation (event 318). API: AudioAuditNotifyUrl. */
  declare readonly audioAuditNotifyUrl: pulumi.Output<string | undefined>;

  /** URL that is told of faults of a push (event 321). API: PushExceptionNotifyUrl. */
  declare readonly pushExceptionNotifyUrl: pulumi.Output<string | undefined>;

  /**
   * Key with which all callbacks are signed: `sign` is the MD5 of the key followed by `t`. Kept as a secret. API:
   * CallbackKey.
   */
  declare readonly callbackKey: pulumi.Output<string | undefined>;

  constructor(name: string, args?: CallbackTemplateArgs, opts?: pulumi.CustomResourceOptions) {
    super(CallbackTemplate.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "CallbackTemplate",
    outputs: [
      "templateName",
      "description",
      "streamBeginNotifyUrl",
      "streamEndNotifyUrl",
      "recordNotifyUrl",
      "recordStatusNotifyUrl",
      "recordExceptionNotifyUrl",
      "recordExceptionLevels",
      "snapshotNotifyUrl",
      "pornCensorshipNotifyUrl",
      "audioAuditNotifyUrl",
      "pushExceptionNotifyUrl",
      "callbackKey",
    ],
    secrets: ["callbackKey"],
  };

  /**
   * Looks an existing CallbackTemplate up by its id, without managing it.
   * @param id the service's id, or a rule's `domain/app/stream`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): CallbackTemplate {
    return new CallbackTemplate(name, {} as CallbackTemplateArgs, { ...opts, id });
  }
}

/** Sends the events of an app of a domain to the URLs of a callback template. */
export interface CallbackRuleArgs {
  /** Push domain. A change replaces the object. API: DomainName. */
  domainName: pulumi.Input<string>;

  /** App: the first part of the push path. Default: "live". A change replaces the object. API: AppName. */
  appName?: pulumi.Input<string> | undefined;

  /** The template to apply: the `id` of the template resource. A change replaces the object. API: TemplateId. */
  templateId: pulumi.Input<string | number>;

  /** Take over an object that already stands at the service under this name or key, instead of failing. Default: false. */
  adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Sends the events of an app of a domain to the URLs of a callback template.
 *
 * Callback rules know no streams: one rule per domain and app.
 */
export class CallbackRule extends LiveResource {
  /** Push domain. API: DomainName. */
  declare readonly domainName: pulumi.Output<string>;

  /** App: the first part of the push path. API: AppName. */
  declare readonly appName: pulumi.Output<string>;

  /** The template to apply: the `id` of the template resource. API: TemplateId. */
  declare readonly templateId: pulumi.Output<string>;

  /** How narrowly the rule matches: `domain+app+stream` beats `domain+stream` beats `domain+app` beats `domain`. */
  declare readonly level: pulumi.Output<string>;

  constructor(name: string, args: CallbackRuleArgs, opts?: pulumi.CustomResourceOptions) {
    super(CallbackRule.shape, name, args, opts);
  }

  private static readonly shape = { token: "CallbackRule", outputs: ["domainName", "appName", "templateId", "level"], secrets: [] };

  /**
   * Looks an existing CallbackRule up by its id, without managing it.
   * @param id the service's id, or a rule's `domain/app/stream`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): CallbackRule {
    return new CallbackRule(name, {} as CallbackRuleArgs, { ...opts, id });
  }
}

/** Which events a VOD application tells, and how (ModifyEventConfig). */
export interface VodEventConfigArgs {
  /**
   * VOD application. Required for accounts that activated VOD on or after 2023-12-25, even for the main application. A
   * change replaces the object. API: SubAppId.
   */
  subAppId?: pulumi.Input<string | number> | undefined;

  /** `PUSH`: told to `notificationUrl`. `PULL`: kept until they are pulled, at most 4 days. API: Mode. */
  mode: pulumi.Input<"PUSH" | "PULL">;

  /** URL that is told of events, with `PUSH`. API: NotificationUrl. */
  notificationUrl?: pulumi.Input<string> | undefined;

  /** Event when a file has been stored, recordings included. Default: "OFF". API: UploadMediaCompleteEventSwitch. */
  uploadMediaCompleteEventSwitch?: pulumi.Input<"ON" | "OFF"> | undefined;

  /** Event when a file has been deleted. Default: "OFF". API: DeleteMediaCompleteEventSwitch. */
  deleteMediaCompleteEventSwitch?: pulumi.Input<"ON" | "OFF"> | undefined;

  /**
   * Event when a persisted clip stands on its own and its source may go. Default: "OFF". API:
   * PersistenceCompleteEventSwitch.
   */
  persistenceCompleteEventSwitch?: pulumi.Input<"ON" | "OFF"> | undefined;

  /**
   * Key with which messages are signed, at most 32 letters and digits. The service never shows it, so a change by hand is
   * not seen. Kept as a secret. API: SignKey.
   */
  signKey?: pulumi.Input<string> | undefined;
}

/**
 * Which events a VOD application tells, and how (ModifyEventConfig).
 *
 * There is exactly one such configuration per VOD application: creating this resource changes it, destroying it puts back
 * what was there before.
 *
 * `persistenceCompleteEventSwitch` tells when the source of a persisted clip may be deleted.
 *
 * A sign key that was set before cannot be put back, because the service never shows it.
 */
export class VodEventConfig extends LiveResource {
  /**
   * VOD application. Required for accounts that activated VOD on or after 2023-12-25, even for the main application. API:
   * SubAppId.
   */
  declare readonly subAppId: pulumi.Output<string | undefined>;

  /** `PUSH`: told to `notificationUrl`. `PULL`: kept until they are pulled, at most 4 days. API: Mode. */
  declare readonly mode: pulumi.Output<"PUSH" | "PULL">;

  /** URL that is told of events, with `PUSH`. API: NotificationUrl. */
  declare readonly notificationUrl: pulumi.Output<string | undefined>;

  /** Event when a file has been stored, recordings included. API: UploadMediaCompleteEventSwitch. */
  declare readonly uploadMediaCompleteEventSwitch: pulumi.Output<"ON" | "OFF">;

  /** Event when a file has been deleted. API: DeleteMediaCompleteEventSwitch. */
  declare readonly deleteMediaCompleteEventSwitch: pulumi.Output<"ON" | "OFF">;

  /** Event when a persisted clip stands on its own and its source may go. API: PersistenceCompleteEventSwitch. */
  declare readonly persistenceCompleteEventSwitch: pulumi.Output<"ON" | "OFF">;

  /**
   * Key with which messages are signed, at most 32 letters and digits. The service never shows it, so a change by hand is
   * not seen. Kept as a secret. API: SignKey.
   */
  declare readonly signKey: pulumi.Output<string | undefined>;

  /** What was set before, as the API names it; a destroy puts it back. */
  declare readonly previous: pulumi.Output<Record<string, unknown>>;

  constructor(name: string, args: VodEventConfigArgs, opts?: pulumi.CustomResourceOptions) {
    super(VodEventConfig.shape, name, args, opts);
  }

  private static readonly shape = {
    token: "VodEventConfig",
    outputs: [
      "subAppId",
      "mode",
      "notificationUrl",
      "uploadMediaCompleteEventSwitch",
      "deleteMediaCompleteEventSwitch",
      "persistenceCompleteEventSwitch",
      "signKey",
      "previous",
    ],
    secrets: ["signKey"],
  };

  /**
   * Looks an existing VodEventConfig up by its id, without managing it.
   * @param id the service's id, or a rule's `domain/app/stream`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): VodEventConfig {
    return new VodEventConfig(name, {} as VodEventConfigArgs, { ...opts, id });
  }
}
