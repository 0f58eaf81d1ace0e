import { idIn, listIn } from "../core/answer";
import { decode, encode, wireId } from "../core/codec";
import { type Ctx, defineResource, type Live } from "../core/lifecycle";
import type { Desired } from "../core/schema";
import { adopt, templateName } from "./shared/fields";

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

const outputs = { type: "object", description: "Outputs.", properties: {} } as const;

type Template = Desired<typeof inputs>;

async function list(ctx: Ctx): Promise<Live<Template, Desired<typeof outputs>>[]> {
  const action = "DescribeLiveTimeShiftTemplates";
  return listIn(action, await ctx.list(action, {}), "Templates").map((wire) => {
    const read = decode(inputs, wire) as Template;
    if (read.transcodeTemplateIds?.length === 0) delete read.transcodeTemplateIds;
    return { id: idIn(action, wire, "TemplateId"), inputs: read, outputs: {} };
  });
}

export const timeShiftTemplate = defineResource(
  {
    token: "TimeShiftTemplate",
    summary: "Time shift: how far back viewers and clips can reach into a stream.",
    notes: ["A clip needs time shift on its stream before the push starts."],
    inputs,
    outputs,
    identity: ["templateName"],
    named: { field: "templateName" },
  },
  {
    find: async (ctx, desired) => (await list(ctx)).filter((live) => live.inputs.templateName === desired.templateName),
    read: async (ctx, id) => (await list(ctx)).find((live) => live.id === id),
    async create(ctx, desired) {
      const answer = await ctx.call("CreateLiveTimeShiftTemplate", encode(inputs, desired));
      return { id: idIn("CreateLiveTimeShiftTemplate", answer, "TemplateId"), outputs: {} };
    },
    async update(ctx, id, desired, last) {
      await ctx.call("ModifyLiveTimeShiftTemplate", { TemplateId: wireId(id), ...encode(inputs, desired, { last }) });
      return {};
    },
    async remove(ctx, id) {
      await ctx.call("DeleteLiveTimeShiftTemplate", { TemplateId: wireId(id) });
    },
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
