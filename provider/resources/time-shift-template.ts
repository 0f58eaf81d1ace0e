import { defineResource } from "../core/lifecycle";
import type { Desired } from "../core/schema";
import { adopt, templateName } from "./shared/fields";
import { dropEmpty, noOutputs, templateLifecycle } from "./shared/templates";

const inputs = {
  type: "object",
  description: "How far back viewers and clips can reach into a stream.",
  additionalProperties: false,
  required: ["duration"],
  properties: {
    templateName,
    description: { type: "string", description: "Description, at most 1024 bytes.", "x-max-bytes": 1024, "x-api": "Description" },
    duration: {
      type: "integer",
      description: "How far back one can go, seconds: 86400, 259200, 604800, 1296000 or 2592000 (1, 3, 7, 15 or 30 days).",
      enum: [86_400, 259_200, 604_800, 1_296_000, 2_592_000],
      "x-unit": "seconds",
      "x-api": "Duration",
    },
    itemDuration: {
      type: "integer",
      description: "Length of one segment, seconds. A clip is cut at segments.",
      default: 5,
      minimum: 3,
      maximum: 10,
      "x-unit": "seconds",
      "x-api": "ItemDuration",
    },
    area: {
      type: "string",
      description: "Where the streams are: `Mainland` (China) or `Overseas`.",
      enum: ["Mainland", "Overseas"],
      default: "Mainland",
      "x-api": "Area",
    },
    removeWatermark: {
      type: "boolean",
      description: "True shifts the original stream, false the watermarked or transcoded one.",
      default: false,
      "x-api": "RemoveWatermark",
    },
    transcodeTemplateIds: {
      type: "array",
      description: "Transcode templates whose streams are shifted; only with `removeWatermark: false`.",
      items: {
        type: "string",
        format: "id",
        description: "A transcode template.",
        pattern: "^[1-9][0-9]{0,18}$",
        "x-hint": "write the number of a transcode template",
      },
      maxItems: 100,
      "x-compare": "set",
      "x-api": "TranscodeTemplateIds",
    },
    adopt,
  },
} as const;

type Template = Desired<typeof inputs>;

export const timeShiftTemplate = defineResource(
  {
    token: "TimeShiftTemplate",
    summary: "Time shift: how far back viewers and clips can reach into a stream.",
    notes: ["A clip needs time shift on its stream before the push starts."],
    inputs,
    outputs: noOutputs,
    identity: ["templateName"],
    named: { field: "templateName" },
  },
  {
    ...templateLifecycle<Template>(inputs, {
      create: "CreateLiveTimeShiftTemplate",
      modify: "ModifyLiveTimeShiftTemplate",
      describe: "DescribeLiveTimeShiftTemplates",
      remove: "DeleteLiveTimeShiftTemplate",
      tidy: dropEmpty("transcodeTemplateIds"),
    }),
    rules: [
      {
        id: "transcoded-has-watermark",
        fields: ["removeWatermark", "transcodeTemplateIds"],
        path: "transcodeTemplateIds",
        test: (desired) =>
          desired.removeWatermark && (desired.transcodeTemplateIds?.length ?? 0) > 0
            ? "the original stream (removeWatermark: true) has no transcoded streams; leave one of the two out"
            : undefined,
      },
    ],
  },
);
