import { enabledFormats, paramName } from "./configuration";
import type { CosPlace, Format, Recording, RecordParam, RecordTask, RecordTemplate, StreamKey } from "./model";

/** Slice length where a template or task says none, and always by the rules of 2016 (S3, 7.4). Seconds. */
const DEFAULT_INTERVAL = 1800;

/** How a recorder writes one format, and for whom. */
export type Plan = Pick<
  Recording,
  | "by"
  | "format"
  | "content"
  | "interval"
  | "continuation"
  | "storageTime"
  | "vodFileName"
  | "subAppId"
  | "classId"
  | "procedure"
  | "storageClass"
  | "cos"
>;

const PLAIN = {
  content: "video",
  continuation: 0,
  storageTime: 0,
  vodFileName: "",
  subAppId: 0,
  classId: 0,
  procedure: "",
  storageClass: "STANDARD",
  cos: null,
} as const;

/** What a template records for a rule, a plan per enabled format; none for a norecord template. */
export function plansOfRule(template: RecordTemplate, rule: StreamKey): Plan[] {
  return enabledFormats(template).map((format) => planOf(template, format, { rule, templateId: template.TemplateId }));
}

/** What a CreateLiveRecord task records. HLS is not sliced, and nothing continues over an interruption. */
export function planOfTask(task: RecordTask): Plan {
  const { taskId, format, content, storageTime, interval } = task;
  return { ...PLAIN, by: { taskId }, format, content, storageTime, interval: format === "hls" ? null : interval };
}

/**
 * What a CreateRecordTask task records: the template's formats, without continuation because an interruption closes the file of a task;
 * with a template that is missing or wrong, HLS for ever into the main application (service facts 2).
 */
export function plansOfWindowTask(taskId: string, template: RecordTemplate | undefined): Plan[] {
  if (template === undefined) return [{ ...PLAIN, by: { taskId }, format: "hls", interval: null }];
  return enabledFormats(template).map((format) => ({ ...planOf(template, format, { taskId }), continuation: 0 }));
}

/** What a push on a 2016 domain records: FLV, as its play addresses tell, in slices of at most half an hour, for ever (S3). */
export function planOf2016(domain: string): Plan {
  return { ...PLAIN, by: { rule: { domain, app: "", stream: "" }, templateId: 0 }, format: "flv", interval: DEFAULT_INTERVAL };
}

function planOf(template: RecordTemplate, format: Format, by: Plan["by"]): Plan {
  const param = template[paramName(format)];
  return {
    by,
    format,
    content: format === "aac" || format === "mp3" ? "audio" : "video",
    interval: format === "hls" ? null : param.RecordInterval || DEFAULT_INTERVAL,
    continuation: format === "hls" ? template.HlsSpecialParam.FlowContinueDuration : 0,
    storageTime: param.StorageTime,
    vodFileName: param.VodFileName,
    subAppId: param.VodSubAppId,
    classId: param.ClassId ?? 0,
    procedure: param.Procedure ?? "",
    storageClass: param.StorageMode === "cold" ? "STANDARD_IA" : "STANDARD",
    cos: template.CosStore === 1 ? cosPlaceOf(param) : null,
  };
}

function cosPlaceOf({ CosBucketName, CosBucketRegion, CosBucketPath }: RecordParam): CosPlace {
  return { bucket: CosBucketName ?? "", region: CosBucketRegion ?? "", path: CosBucketPath ?? "" };
}
