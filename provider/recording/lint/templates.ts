import { FORMATS, type Template } from "../configuration";
import { PLACEHOLDERS } from "../files";
import { exempts, formatsOf, plansOf, settingsOf } from "../formats";
import { inWords } from "../time";
import type { LintRule, Objection } from "./rule";

/** Older pages allow a continuation of 5 minutes, newer ones of 30. */
const OLD_CONTINUATION = 300;

/** Under this the files of a stream become very many. */
const SHORT_INTERVAL = 300;

function blocks(
  template: Template,
): { path: string; format: (typeof FORMATS)[number]; settings: NonNullable<ReturnType<typeof settingsOf>> }[] {
  return formatsOf(template).flatMap((format) => {
    const settings = settingsOf(template, format);
    return settings === undefined ? [] : [{ path: `${format}Param`, format, settings }];
  });
}

/** Checks one block of every template. */
function eachBlock(
  check: (block: ReturnType<typeof blocks>[number], template: Template) => Omit<Objection, "origin"> | undefined,
): LintRule["check"] {
  return ({ templates }) =>
    templates.flatMap((template) =>
      blocks(template).flatMap((block) => {
        const objection = check(block, template);
        return objection === undefined ? [] : [{ origin: template.origin, ...objection }];
      }),
    );
}

function eachTemplate(check: (template: Template) => Omit<Objection, "origin"> | undefined): LintRule["check"] {
  return ({ templates }) =>
    templates.flatMap((template) => {
      const objection = check(template);
      return objection === undefined ? [] : [{ origin: template.origin, ...objection }];
    });
}

/** Checks of templates by themselves. */
export const recordTemplates: readonly LintRule[] = [
  {
    id: "all-formats-off",
    title: "A template whose formats are all switched off",
    why: "It makes no file and exempts what it is bound to, although it looks like a template that records.",
    source: "CreateLiveRecordTemplate (RecordParam.Enable), document 267/30845",
    hint: "switch a format on, or remove the blocks to show that nothing is meant to be recorded",
    severity: "warning",
    check: eachTemplate((template) => {
      const declared = FORMATS.filter((format) => settingsOf(template, format) !== undefined);
      if (declared.length === 0 || !exempts(template)) return undefined;
      return {
        path: `${declared[0]}Param.enable`,
        message: `template ${template.key} describes ${declared.length} format(s) and makes none`,
      };
    }),
  },
  {
    id: "continuation-without-hls",
    title: "Continuation without HLS",
    why: "Only HLS files go on over an interruption; FLV, MP4, AAC and MP3 never do.",
    source: "recording guide (continued recording); HlsSpecialParam",
    hint: "add hlsParam, or remove flowContinueDuration",
    severity: "warning",
    check: eachTemplate((template) =>
      (template.hlsSpecialParam?.flowContinueDuration ?? 0) > 0 && !formatsOf(template).includes("hls")
        ? { path: "hlsSpecialParam.flowContinueDuration", message: `template ${template.key} makes no HLS file that could go on` }
        : undefined,
    ),
  },
  {
    id: "many-pieces",
    title: "A new file at every hiccup of the push",
    why: "Without continuation every interruption ends the file, so a shaky uplink leaves many pieces.",
    source: "recording guide (continued recording)",
    hint: "set hlsSpecialParam.flowContinueDuration, such as 300 seconds",
    severity: "info",
    check: eachTemplate((template) =>
      formatsOf(template).includes("hls") && (template.hlsSpecialParam?.flowContinueDuration ?? 0) === 0
        ? { path: "hlsSpecialParam.flowContinueDuration", message: `HLS files of template ${template.key} end at every break of the push` }
        : undefined,
    ),
  },
  {
    id: "long-continuation",
    title: "A long wait for a broken push",
    why: "The file comes that much later after the end, and older accounts allow 5 minutes at most.",
    source: "recording guide (5 minutes); HlsSpecialParam (1800 s)",
    hint: "300 seconds bridge most reconnects",
    severity: "info",
    check: eachTemplate(({ key, hlsSpecialParam }) => {
      const wait = hlsSpecialParam?.flowContinueDuration ?? 0;
      if (wait <= OLD_CONTINUATION) return undefined;
      return {
        path: "hlsSpecialParam.flowContinueDuration",
        message: `files of template ${key} come ${inWords(wait)} later than without continuation`,
      };
    }),
  },
  {
    id: "hls-interval-ignored",
    title: "recordInterval on HLS",
    why: "HLS is not cut: one file from push to interruption.",
    source: "RecordParam, document 267/30845",
    hint: "remove it; for files of a given length use MP4 or FLV",
    severity: "info",
    check: eachBlock(({ path, format, settings }) =>
      format === "hls" && settings.recordInterval !== undefined && settings.recordInterval !== 1800
        ? { path: `${path}.recordInterval`, message: `HLS ignores recordInterval (${inWords(settings.recordInterval)})` }
        : undefined,
    ),
  },
  {
    id: "many-small-files",
    title: "Very short files",
    why: "Every file is a media object of its own, with its own callback and its own expiry.",
    source: "RecordParam, document 267/30845 (60 to 43200 s)",
    hint: "1800 seconds are the service's default",
    severity: "info",
    check: eachBlock(({ path, format, settings: { recordInterval } }) =>
      format !== "hls" && recordInterval !== undefined && recordInterval < SHORT_INTERVAL
        ? { path: `${path}.recordInterval`, message: `an hour makes ${Math.ceil(3600 / recordInterval)} ${format.toUpperCase()} files` }
        : undefined,
    ),
  },
  {
    id: "file-name-not-unique",
    title: "Files that share a name",
    why: "Slices of one stream differ only in their times; without one in the name they are all called the same.",
    source: "RecordParam.VodFileName, document 267/30845",
    hint: "add {StartHour}{StartMinute}{StartSecond}",
    severity: "warning",
    check: eachBlock(({ path, settings: { vodFileName } }) => {
      if (!vodFileName || /\{(Start|End)(Second|Millisecond)\}/.test(vodFileName)) return undefined;
      const message = `"${vodFileName}" is the same for files that begin and end in the same minute, or for all files`;
      return { path: `${path}.vodFileName`, message };
    }),
  },
  {
    id: "unknown-placeholder",
    title: "A placeholder that the service does not know",
    why: "A wrong pattern is refused when the template is made (InvalidVodFileName).",
    source: "RecordParam.VodFileName, document 267/30845",
    hint: `use ${PLACEHOLDERS.slice(0, 3).join(", ")} … EndMillisecond in braces`,
    severity: "error",
    check: eachBlock(({ path, settings: { vodFileName } }) => {
      const unknown = [...(vodFileName ?? "").matchAll(/\{(\w*)\}/g)].find(([, name]) => !PLACEHOLDERS.includes(name ?? ""));
      return unknown === undefined ? undefined : { path: `${path}.vodFileName`, message: `the service knows no ${unknown[0]}` };
    }),
  },
  {
    id: "watermark-on-slow-live",
    title: "removeWatermark for slow live",
    why: "It has no effect there.",
    source: "CreateLiveRecordTemplate (RemoveWatermark), document 267/30845",
    hint: "remove it",
    severity: "info",
    check: eachTemplate(({ key, isDelayLive, removeWatermark }) =>
      isDelayLive === true && removeWatermark === true
        ? { path: "removeWatermark", message: `template ${key} is for slow live, where removeWatermark does nothing` }
        : undefined,
    ),
  },
  {
    id: "upload-without-flv",
    title: "Upload while recording without FLV",
    why: "Only FLV files are uploaded while they are recorded.",
    source: "FlvSpecialParam.UploadInRecording",
    hint: "add flvParam, or remove flvSpecialParam",
    severity: "warning",
    check: eachTemplate((template) =>
      template.flvSpecialParam?.uploadInRecording === true && !plansOf(template).some(({ format }) => format === "flv")
        ? { path: "flvSpecialParam.uploadInRecording", message: `template ${template.key} makes no FLV file` }
        : undefined,
    ),
  },
];
