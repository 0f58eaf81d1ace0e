import { type Configuration, FORMATS, type Format, type FormatSettings, type Template, type TimedRecord } from "./configuration";

/** Where a file goes. */
export type Destination =
  | { readonly kind: "vod" /** VOD application; left out: the main one. */; readonly subAppId?: string }
  | { readonly kind: "cos"; readonly bucket: string; readonly region: string; readonly path: string };

/** How one format of a recording is written. */
export interface FormatPlan {
  readonly format: Format;
  readonly content: "video" | "audio";
  /** Length of one file, seconds; null: one file from push to interruption (HLS). */
  readonly interval: number | null;
  /** Seconds that VOD keeps a file; 0 for ever. Means nothing in COS. */
  readonly storageTime: number;
  readonly destination: Destination;
  /** Seconds that an HLS file waits for a broken push; 0 never. */
  readonly continuation: number;
  /** Pattern of the file name in VOD. */
  readonly vodFileName: string;
  readonly cold: boolean;
  /** Task flow that VOD starts on each new file; left out: none. */
  readonly procedure?: string | undefined;
  /** The original stream is recorded, not the watermarked or transcoded one. */
  readonly original?: true | undefined;
  /** Slow live is recorded, not the stream as it is pushed. */
  readonly delayed?: true | undefined;
}

/** Length of one file when nothing is said, seconds (RecordParam, document 267/30845). */
const DEFAULT_INTERVAL = 1800;

/** The name that VOD gives a recorded file when no pattern is set (RecordParam). */
export const DEFAULT_FILE_NAME =
  "{StreamID}_{StartYear}-{StartMonth}-{StartDay}-{StartHour}-{StartMinute}-{StartSecond}_{EndYear}-{EndMonth}-{EndDay}-{EndHour}-{EndMinute}-{EndSecond}";

/** The block of a template that belongs to a format. */
export function settingsOf(template: Template, format: Format): FormatSettings | undefined {
  return template[`${format}Param`];
}

/** The formats that a template makes, in the order of the service's fields. */
export function formatsOf(template: Template): Format[] {
  return FORMATS.filter((format) => {
    const settings = settingsOf(template, format);
    return settings !== undefined && settings.enable !== false;
  });
}

/** Whether a template makes no file at all: bound to a stream, it exempts it. */
export function exempts(template: Template): boolean {
  return formatsOf(template).length === 0;
}

/** What a template writes. */
export function plansOf(template: Template): FormatPlan[] {
  return formatsOf(template).map((format) => {
    const settings = settingsOf(template, format) ?? {};
    return {
      format,
      content: isAudio(format) ? "audio" : "video",
      interval: format === "hls" ? null : settings.recordInterval || DEFAULT_INTERVAL,
      // COS ignores it, so another value there is no other plan.
      storageTime: template.cosStore === true ? 0 : (settings.storageTime ?? 0),
      destination: destinationOf(template, settings),
      continuation: format === "hls" ? (template.hlsSpecialParam?.flowContinueDuration ?? 0) : 0,
      vodFileName: settings.vodFileName || DEFAULT_FILE_NAME,
      cold: settings.storageMode === "cold",
      ...(settings.procedure && template.cosStore !== true ? { procedure: settings.procedure } : {}),
      // It has no effect for slow live.
      ...(template.removeWatermark === true && template.isDelayLive !== true ? { original: true as const } : {}),
      ...(template.isDelayLive === true ? { delayed: true as const } : {}),
    };
  });
}

function destinationOf(template: Template, settings: FormatSettings): Destination {
  if (template.cosStore === true) {
    return {
      kind: "cos",
      bucket: settings.cosBucketName ?? "",
      region: settings.cosBucketRegion ?? "",
      path: settings.cosBucketPath ?? "",
    };
  }
  const subAppId = settings.vodSubAppId ?? "0";
  return subAppId === "0" || subAppId === "" ? { kind: "vod" } : { kind: "vod", subAppId };
}

function isAudio(format: Format): boolean {
  return format === "aac" || format === "mp3";
}

/** What a timed record or a highlight writes. An interruption ends its file, whatever the format. */
export function inlinePlan(record: Pick<TimedRecord, "recordType" | "fileFormat" | "recordInterval" | "storageTime">): FormatPlan {
  const format = record.fileFormat ?? "flv";
  return {
    format,
    content: isAudio(format) || record.recordType === "audio" ? "audio" : "video",
    interval: format === "hls" ? null : (record.recordInterval ?? DEFAULT_INTERVAL),
    storageTime: record.storageTime ?? 0,
    destination: { kind: "vod" },
    continuation: 0,
    vodFileName: DEFAULT_FILE_NAME,
    cold: false,
  };
}

export function templateOf(configuration: Configuration, key: string | undefined): Template | undefined {
  return key === undefined ? undefined : configuration.templates.find((template) => template.key === key);
}
