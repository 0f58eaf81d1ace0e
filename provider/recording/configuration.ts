import type { Target } from "./levels";

/** The file formats of the service, as CreateLiveRecord spells them. */
export const FORMATS = ["flv", "hls", "mp4", "aac", "mp3"] as const;

export type Format = (typeof FORMATS)[number];

/** What every declared thing carries: the name under which its author knows it (a resource name, a path in a manifest). Only shown, never read. */
export interface Declared {
  readonly origin: string;
}

/** One format block of a template (RecordParam). A block that is present is on unless `enable` says otherwise. */
export interface FormatSettings {
  readonly enable?: boolean | undefined;
  /** Length of one file, seconds; default 1800. HLS ignores it. */
  readonly recordInterval?: number | undefined;
  /** How long VOD keeps the files, seconds; 0 (default) keeps them for ever. COS ignores it. */
  readonly storageTime?: number | undefined;
  readonly vodSubAppId?: string | undefined;
  readonly vodFileName?: string | undefined;
  readonly procedure?: string | undefined;
  readonly storageMode?: "normal" | "cold" | undefined;
  readonly classId?: number | undefined;
  readonly cosBucketName?: string | undefined;
  readonly cosBucketRegion?: string | undefined;
  readonly cosBucketPath?: string | undefined;
}

/** A record template; without any format it exempts what it is bound to from recording. */
export interface Template extends Declared {
  /** What rules and tasks of the same configuration call it. */
  readonly key: string;
  readonly templateName?: string | undefined;
  readonly flvParam?: FormatSettings | undefined;
  readonly hlsParam?: FormatSettings | undefined;
  readonly mp4Param?: FormatSettings | undefined;
  readonly aacParam?: FormatSettings | undefined;
  readonly mp3Param?: FormatSettings | undefined;
  readonly isDelayLive?: boolean | undefined;
  /** `flowContinueDuration`: how long a broken push may take to come back into the same HLS file, seconds, 0 to 1800. */
  readonly hlsSpecialParam?: { readonly flowContinueDuration?: number | undefined } | undefined;
  readonly flvSpecialParam?: { readonly uploadInRecording?: boolean | undefined } | undefined;
  readonly removeWatermark?: boolean | undefined;
  readonly cosStore?: boolean | undefined;
}

/** A record rule; the empty string means every. */
export interface Rule extends Target, Declared {
  /** Key of a template. */
  readonly template: string;
}

/** Times as a user writes them: RFC 3339 with an offset, or a local time with `timeZone`. */
interface Zoned {
  readonly timeZone?: string | undefined;
}

/** What all declared tasks say of their stream. */
export interface TaskTarget {
  readonly domainName?: string | undefined;
  readonly appName: string;
  readonly streamName: string;
  /** Records the output of a mix under a new name (`MixStream`, `StreamType`) instead of the stream itself. */
  readonly mixStream?: boolean | undefined;
}

interface InlineFormat {
  readonly recordType?: "video" | "audio" | undefined;
  /** Default `flv`. */
  readonly fileFormat?: Format | undefined;
  /** Seconds, 1800 (default) to 7200. */
  readonly recordInterval?: number | undefined;
  /** Seconds; 0 (default) keeps for ever. */
  readonly storageTime?: number | undefined;
}

/** A timed record of the older family (CreateLiveRecord), with a format of its own. */
export interface TimedRecord extends TaskTarget, InlineFormat, Zoned, Declared {
  readonly startTime: string;
  readonly endTime: string;
}

/** A task of the newer family (CreateRecordTask). A template that is missing or unknown is no error there: it records HLS for ever. */
export interface RecordTask extends TaskTarget, Zoned, Declared {
  /** Left out: starts when it is created. */
  readonly startTime?: string | undefined;
  readonly endTime: string;
  /** Key of a template. */
  readonly template?: string | undefined;
  /** It was declared when it was too far ahead, and has not been sent to the service. */
  readonly planned?: boolean | undefined;
}

/** A record that starts when it is applied and needs a live stream (CreateLiveRecord with Highlight). */
export interface Highlight extends TaskTarget, InlineFormat, Declared {
  /** Seconds; the service ends it after 1800 at the latest. */
  readonly duration?: number | undefined;
  /** Any texts; a change of them records again. */
  readonly triggers?: readonly string[] | undefined;
  /** When it was started, RFC 3339; left out: when the configuration is applied. */
  readonly startedAt?: string | undefined;
}

/** A piece cut from the time-shift data of a stream (LiveRealTimeClip). */
export interface Clip extends Zoned, Declared {
  /** Tells it from others of its name; left out: its name does. */
  readonly key?: string | undefined;
  /** All of its declaration that cannot be changed in place, in one form: two clips of which this differs are two cuts. */
  readonly fixed?: string | undefined;
  readonly streamId: string;
  /** Where the stream is pushed, as far as it was said: the service itself takes its name alone. */
  readonly domainName?: string | undefined;
  readonly appName?: string | undefined;
  /** Play domain for time shift. */
  readonly host?: string | undefined;
  readonly startTime: string;
  readonly endTime: string;
  readonly isPersistence?: boolean | undefined;
  /** Persisted only; left out: never. */
  readonly expireTime?: string | undefined;
  readonly subAppId?: string | undefined;
  readonly procedure?: string | undefined;
}

export interface TimeShiftTemplate extends Declared {
  readonly key: string;
  /** How far back one can go, seconds. */
  readonly duration: number;
  /** Length of one segment, seconds, 3 to 10; default 5. */
  readonly itemDuration?: number | undefined;
  readonly area?: "Mainland" | "Overseas" | undefined;
  readonly removeWatermark?: boolean | undefined;
}

/** Bound rules of time shift and snapshots: as record rules, the empty string means every. */
export interface BoundRule extends Target, Declared {
  readonly template: string;
}

export interface SnapshotTemplate extends Declared {
  readonly key: string;
  /** Seconds; default 10. */
  readonly snapshotInterval?: number | undefined;
  /** The bucket that the pictures go to; its name without the account's number. */
  readonly cosBucket?: string | undefined;
  readonly cosAppId?: string | undefined;
  readonly cosRegion?: string | undefined;
  readonly cosPrefix?: string | undefined;
  readonly cosFileName?: string | undefined;
  /** Pixels; 0 (default) is the stream's own. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** `pornFlag` */
  readonly moderated?: boolean | undefined;
}

export interface CallbackTemplate extends Declared {
  readonly key: string;
  readonly recordNotifyUrl?: string | undefined;
  readonly recordStatusNotifyUrl?: string | undefined;
  readonly recordExceptionNotifyUrl?: string | undefined;
  readonly recordExceptionLevels?: readonly string[] | undefined;
  /** Whether callbacks are signed; the key itself never comes here. */
  readonly hasKey?: boolean | undefined;
  /** The environment variable that holds the key, where that is known. */
  readonly keyIn?: string | undefined;
}

export interface CallbackRule extends Declared {
  readonly domainName: string;
  readonly appName: string;
  readonly template: string;
}

/** Events of one VOD application (ModifyEventConfig). */
export interface VodEvents extends Declared {
  readonly subAppId?: string | undefined;
  readonly mode?: "PUSH" | "PULL" | undefined;
  readonly notificationUrl?: string | undefined;
  readonly persistenceCompleteEventSwitch?: "ON" | "OFF" | undefined;
  /** Whether events are signed; the key itself never comes here. */
  readonly hasKey?: boolean | undefined;
  /** The environment variable that holds the key, where that is known. */
  readonly keyIn?: string | undefined;
}

/** All that one stack or manifest declares of recording. */
export interface Configuration {
  readonly templates: readonly Template[];
  readonly rules: readonly Rule[];
  readonly timed: readonly TimedRecord[];
  readonly tasks: readonly RecordTask[];
  readonly highlights: readonly Highlight[];
  readonly clips: readonly Clip[];
  readonly timeShiftTemplates: readonly TimeShiftTemplate[];
  readonly timeShiftRules: readonly BoundRule[];
  readonly snapshotTemplates: readonly SnapshotTemplate[];
  readonly snapshotRules: readonly BoundRule[];
  readonly callbackTemplates: readonly CallbackTemplate[];
  readonly callbackRules: readonly CallbackRule[];
  readonly vodEvents: readonly VodEvents[];
}

/** A configuration with the given parts and nothing else. */
export function configurationOf(parts: Partial<Configuration>): Configuration {
  return {
    templates: [],
    rules: [],
    timed: [],
    tasks: [],
    highlights: [],
    clips: [],
    timeShiftTemplates: [],
    timeShiftRules: [],
    snapshotTemplates: [],
    snapshotRules: [],
    callbackTemplates: [],
    callbackRules: [],
    vodEvents: [],
    ...parts,
  };
}
