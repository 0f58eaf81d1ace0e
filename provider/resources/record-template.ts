import { defineResource } from "../core/lifecycle";
import { type Desired, isProps, type Props } from "../core/schema";
import { adopt, templateName } from "./shared/fields";
import { noOutputs, templateLifecycle } from "./shared/templates";

/** The API's RecordParam: one block per file format. */
function format<const Interval extends { readonly minimum: number; readonly maximum: number }>(
  name: string,
  interval: Interval,
  note = "",
) {
  return {
    type: "object",
    description: `Records ${name} files. Present means on; left out means that no ${name} file is made.${note}`,
    additionalProperties: false,
    "x-switch": "enable",
    "x-off": { Enable: 0 },
    properties: {
      enable: { type: "boolean", description: "Switches the format on.", default: true, "x-api": "Enable", "x-flag": true },
      recordInterval: {
        type: "integer",
        description: "Length of one file, seconds. HLS ignores it: one file from push to interruption.",
        default: 1800,
        ...interval,
        "x-unit": "seconds",
        "x-api": "RecordInterval",
      },
      storageTime: {
        type: "integer",
        description: "How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever. COS ignores it.",
        default: 0,
        minimum: 0,
        maximum: 129_600_000,
        "x-unit": "seconds",
        "x-api": "StorageTime",
      },
      vodSubAppId: {
        type: "string",
        format: "id",
        description: "VOD application that receives the files. Left out: the main application.",
        pattern: "^[0-9]{1,18}$",
        "x-hint": "write the number of the VOD application",
        "x-api": "VodSubAppId",
      },
      vodFileName: {
        type: "string",
        description:
          "Pattern of the file name. Placeholders: `{StreamID}`, `{StartYear}` `{StartMonth}` `{StartDay}` `{StartHour}` `{StartMinute}` `{StartSecond}` " +
          "`{StartMillisecond}` and the same seven with `End`. Left out: the service's own pattern.",
        maxLength: 1024,
        "x-api": "VodFileName",
      },
      procedure: { type: "string", description: "VOD task flow that is started on every file.", maxLength: 255, "x-api": "Procedure" },
      storageMode: {
        type: "string",
        description: "VOD storage class of the files.",
        default: "normal",
        enum: ["normal", "cold"],
        "x-api": "StorageMode",
      },
      classId: { type: "integer", description: "VOD category of the files.", default: 0, "x-api": "ClassId" },
      cosBucketName: { type: "string", description: "COS bucket without the `-appid` suffix.", maxLength: 63, "x-api": "CosBucketName" },
      cosBucketRegion: {
        type: "string",
        description: "Region of the COS bucket, such as `ap-guangzhou`.",
        maxLength: 64,
        "x-api": "CosBucketRegion",
      },
      cosBucketPath: {
        type: "string",
        description:
          "Path in the COS bucket, starting with `/`; placeholders as in `vodFileName`, and `{RecordSource}`, `{RecordId}`, `{RandomID}`.",
        maxLength: 1024,
        pattern: "^/",
        "x-hint": "begin the path with /",
        "x-api": "CosBucketPath",
      },
    },
  } as const;
}

const FORMATS = ["flvParam", "hlsParam", "mp4Param", "aacParam", "mp3Param"] as const;

const inputs = {
  type: "object",
  description: "Which files are made of a recorded stream, how they are cut, and how long they are kept.",
  additionalProperties: false,
  properties: {
    templateName,
    description: { type: "string", description: "Description.", maxLength: 1024, "x-api": "Description" },
    flvParam: { ...format("FLV", { minimum: 60, maximum: 43_200 }), "x-api": "FlvParam" },
    hlsParam: { ...format("HLS", { minimum: 60, maximum: 43_200 }), "x-api": "HlsParam" },
    mp4Param: { ...format("MP4", { minimum: 60, maximum: 43_200 }), "x-api": "Mp4Param" },
    aacParam: { ...format("AAC", { minimum: 60, maximum: 7_200 }, " Audio only."), "x-api": "AacParam" },
    mp3Param: { ...format("MP3", { minimum: 60, maximum: 43_200 }, " Audio only."), "x-api": "Mp3Param" },
    isDelayLive: {
      type: "boolean",
      description: "The template is for slow (delayed) live.",
      default: false,
      "x-api": "IsDelayLive",
      "x-flag": true,
      "x-replace": true,
    },
    hlsSpecialParam: {
      type: "object",
      description: "Continuation: joins the pieces of an interrupted HLS recording.",
      additionalProperties: false,
      "x-api": "HlsSpecialParam",
      "x-off": { FlowContinueDuration: 0 },
      properties: {
        flowContinueDuration: {
          type: "integer",
          description:
            "How long after an interruption a new push still goes on in the same HLS file, seconds; 0 switches it off. HLS only, and never for a stream without audio.",
          default: 0,
          minimum: 0,
          maximum: 1_800,
          "x-unit": "seconds",
          "x-api": "FlowContinueDuration",
        },
      },
    },
    flvSpecialParam: {
      type: "object",
      description: "FLV only.",
      additionalProperties: false,
      "x-api": "FlvSpecialParam",
      "x-off": { UploadInRecording: false },
      properties: {
        uploadInRecording: {
          type: "boolean",
          description: "Upload the file while it is still being recorded.",
          default: false,
          "x-api": "UploadInRecording",
        },
      },
    },
    removeWatermark: {
      type: "boolean",
      description: "True records the original stream, false the watermarked or transcoded one. No effect for slow live.",
      default: false,
      "x-api": "RemoveWatermark",
    },
    cosStore: {
      type: "boolean",
      description: "Store the files in COS instead of VOD.",
      default: false,
      "x-api": "CosStore",
      "x-flag": true,
      "x-replace": true,
    },
    adopt,
  },
} as const;

type Template = Desired<typeof inputs>;
/** The service shows these blocks also where none was given. */
function dropIdleBlocks(read: Props): void {
  for (const name of ["hlsSpecialParam", "flvSpecialParam"]) {
    const block = read[name];
    if (isProps(block) && Object.values(block).every((value) => value === 0 || value === false)) delete read[name];
  }
}

export const recordTemplate = defineResource(
  {
    token: "RecordTemplate",
    summary: "Which files are made of a recorded stream: formats, length of a file, storage, continuation.",
    notes: [
      "A template without any format is legal and useful: bound to a stream it keeps that stream from being recorded (`norecord`).",
      "A change reaches only pushes that start after it took effect (about 10 minutes); a running push keeps the old configuration.",
      "At most 50 templates per account.",
    ],
    inputs,
    outputs: noOutputs,
    identity: ["templateName"],
    named: { field: "templateName" },
  },
  {
    // Slow-live templates are listed only when they are asked for.
    ...templateLifecycle<Template>(inputs, {
      create: "CreateLiveRecordTemplate",
      modify: "ModifyLiveRecordTemplate",
      describe: "DescribeLiveRecordTemplates",
      remove: "DeleteLiveRecordTemplate",
      listings: [{ IsDelayLive: 0 }, { IsDelayLive: 1 }],
      fixed: ["IsDelayLive", "CosStore"],
      tidy: dropIdleBlocks,
    }),
    rules: [
      {
        id: "cos-needs-bucket",
        fields: [...FORMATS, "cosStore"],
        path: "cosStore",
        test(desired) {
          if (!desired.cosStore) return undefined;
          const lacking = FORMATS.filter((name) => {
            const block = desired[name];
            return block?.enable === true && (!block.cosBucketName || !block.cosBucketRegion || !block.cosBucketPath);
          });
          return lacking.length === 0
            ? undefined
            : `storing to COS needs cosBucketName, cosBucketRegion and cosBucketPath in ${lacking.join(", ")}`;
        },
      },
      {
        id: "continuation-needs-hls",
        fields: ["hlsParam", "hlsSpecialParam"],
        path: "hlsSpecialParam.flowContinueDuration",
        level: "warning",
        test: (desired) =>
          (desired.hlsSpecialParam?.flowContinueDuration ?? 0) > 0 && desired.hlsParam?.enable !== true
            ? "continuation joins HLS files only, and this template makes none"
            : undefined,
      },
    ],
  },
);
