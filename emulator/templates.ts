import { ApiError, type Code, fail } from "./codes";
import { PLACEHOLDERS } from "./files";
import type { Id } from "./ids";
import type { RecordParam, RecordTemplate } from "./model";
import { bool, type Input, id, int, object, text } from "./parameters";

/** Longest StorageTime: 1500 days, in seconds. */
const MAX_STORAGE = 1500 * 86400;

/** A template name: Chinese, letters, digits, `_` and `-`, at most 255 bytes (the length is the sibling kinds', INF). */
export const NAME = {
  minLength: 1,
  maxBytes: 255,
  pattern: /^[\p{Script=Han}A-Za-z\d_-]+$/u,
  form: "only Chinese, letters, digits, _ and - are allowed",
} as const;

export const DESCRIPTION = { maxBytes: 1024 } as const;

/** A description where the page names its characters: Chinese, letters, digits, `_` and `-`, and spaces (INF: the console takes them). */
export const PLAIN_DESCRIPTION = {
  maxBytes: 1024,
  pattern: /^[\p{Script=Han}A-Za-z\d_ -]*$/u,
  form: "only Chinese, letters, digits, _ and - are allowed",
} as const;

const formatBlock = (interval: { min: number; max: number }) => ({
  RecordInterval: int(interval),
  StorageTime: int({ min: 0, max: MAX_STORAGE }),
  Enable: int({ oneOf: [0, 1] }),
  VodSubAppId: id({ min: 0 }),
  VodFileName: text(),
  Procedure: text(),
  StorageMode: text({ oneOf: ["normal", "cold"] }),
  ClassId: id(),
  CosBucketName: text(),
  CosBucketRegion: text(),
  CosBucketPath: text(),
});

const ANY_INTERVAL = { min: 0, max: Number.MAX_SAFE_INTEGER };
const FILE_INTERVAL = { min: 60, max: 43200 };

/** The format blocks and options that create and modify share. HLS ignores its interval, MP3 documents no range. */
export const FORMAT_FIELDS = {
  FlvParam: object(formatBlock(FILE_INTERVAL)),
  HlsParam: object(formatBlock(ANY_INTERVAL)),
  Mp4Param: object(formatBlock(FILE_INTERVAL)),
  AacParam: object(formatBlock({ min: 60, max: 7200 })),
  Mp3Param: object(formatBlock(ANY_INTERVAL)),
  HlsSpecialParam: object({ FlowContinueDuration: int({ min: 0, max: 1800 }) }),
  FlvSpecialParam: object({ UploadInRecording: bool() }),
  RemoveWatermark: bool(),
};

const BLOCKS = ["FlvParam", "HlsParam", "Mp4Param", "AacParam", "Mp3Param"] as const;
type Formats = Input<typeof FORMAT_FIELDS>;

const OFF: RecordParam = {
  RecordInterval: 1800,
  StorageTime: 0,
  Enable: 0,
  VodSubAppId: 0,
  VodFileName: "",
  Procedure: null,
  StorageMode: null,
  ClassId: null,
  CosBucketName: null,
  CosBucketRegion: null,
  CosBucketPath: null,
};

/** The format part of a template that names none. */
export const NO_FORMATS = {
  FlvParam: OFF,
  HlsParam: OFF,
  Mp4Param: OFF,
  AacParam: OFF,
  Mp3Param: OFF,
  HlsSpecialParam: { FlowContinueDuration: 0 },
  FlvSpecialParam: null,
  RemoveWatermark: false,
};

type FormatPart = Pick<RecordTemplate, keyof Formats>;

/**
 * Lays given blocks over the current ones: a block that is given replaces the old one whole, one that is left out stays, or with
 * `keepOmitted` false goes off. */
export function layFormats(current: FormatPart, given: Formats, cosStore: number, keepOmitted: boolean): FormatPart {
  const next: FormatPart = { ...current };
  for (const name of BLOCKS) {
    const block = given[name];
    if (block === undefined) {
      if (!keepOmitted) next[name] = OFF;
      continue;
    }
    const whole = { ...OFF, ...block };
    checkBlock(name, whole, cosStore);
    next[name] = whole;
  }
  if (given.HlsSpecialParam !== undefined) next.HlsSpecialParam = { FlowContinueDuration: given.HlsSpecialParam.FlowContinueDuration ?? 0 };
  if (given.FlvSpecialParam !== undefined) next.FlvSpecialParam = { UploadInRecording: given.FlvSpecialParam.UploadInRecording ?? false };
  if (given.RemoveWatermark !== undefined) next.RemoveWatermark = given.RemoveWatermark;
  return next;
}

function checkBlock(name: string, block: RecordParam, cosStore: number): void {
  for (const [open, placeholder = ""] of block.VodFileName.matchAll(/\{([^{}]*)\}?/g)) {
    if (!open.endsWith("}"))
      fail("InvalidParameter.InvalidVodFileName", `\`${name}.VodFileName\` has a placeholder without its closing brace: ${open}`);
    if (!PLACEHOLDERS.includes(placeholder))
      fail("InvalidParameter.InvalidVodFileName", `\`${name}.VodFileName\` has an unknown placeholder {${placeholder}}.`);
  }
  if (/[\\/:*?"<>|\p{Cc}]/u.test(block.VodFileName)) fail("InvalidParameter.InvalidVodFileName");
  if (cosStore !== 1 || block.Enable !== 1) return;
  if (block.CosBucketPath === null) fail("InvalidParameter", `\`${name}.CosBucketPath\` is required to store to COS.`);
  if (!block.CosBucketPath.startsWith("/")) fail("InvalidParameterValue", `\`${name}.CosBucketPath\` must start with "/".`);
}

/** The template of a family, or the family's code for a missing one. */
export function findTemplate<T>(templates: { get(key: string): T | undefined }, id: Id, code: string): T {
  const found = templates.get(String(id));
  if (found === undefined) throw new ApiError(code, `The template ${id} was not found.`);
  return found;
}

/** Refuses to delete a template that a rule still binds. */
export function refuseIfBound(rules: Iterable<{ TemplateId: Id }>, id: Id): void {
  for (const rule of rules) if (rule.TemplateId === id) fail("FailedOperation.ConfInUsed", `The template ${id} is in use by a rule.`);
}

/** Refuses one template more than the account may have. */
export function refuseOverQuota(size: number, quota: number, code: Code): void {
  if (size >= quota) fail(code);
}
