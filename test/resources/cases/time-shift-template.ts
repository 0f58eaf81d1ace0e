import { wireId } from "../../../provider/core/codec";
import { deleteTemplate, templateObjects } from "./templates";
import type { Cases } from "./types";

export const timeShiftTemplate: Cases = {
  token: "TimeShiftTemplate",
  creates: "CreateLiveTimeShiftTemplate",
  good: () => ({ description: "a week", duration: 604_800, itemDuration: 4, area: "Overseas", transcodeTemplateIds: [12, "11"] }),
  bad: [
    { name: "no duration", with: { duration: undefined }, path: "duration", says: /is missing: How far back/ },
    {
      name: "a duration that is not offered",
      with: { duration: 172_800 },
      path: "duration",
      says: /one of 86400, 259200, 604800, 1296000, 2592000/,
    },
    { name: "a duration as text", with: { duration: "7d" }, path: "duration", says: /"7d" is not/ },
    { name: "segments too long", with: { itemDuration: 11 }, path: "itemDuration", says: /3 to 10 seconds/ },
    { name: "an area in lower case", with: { area: "mainland" }, path: "area", says: /did you mean "Mainland"\?/ },
    { name: "a name too long", with: { templateName: "x".repeat(256) }, path: "templateName", says: /256 bytes long .*at most 255/ },
    {
      name: "a Chinese name of 300 bytes",
      with: { templateName: "录".repeat(100) },
      path: "templateName",
      says: /300 bytes long .*at most 255/,
    },
    {
      name: "transcoded streams of the original",
      with: { removeWatermark: true },
      path: "transcodeTemplateIds",
      says: /leave one of the two out/,
    },
    { name: "a mistyped field", with: { itemduration: 5 }, path: "itemduration", says: /did you mean itemDuration\?/ },
  ],
  updates: [
    { name: "the duration", with: { duration: 86_400 }, step: "update" },
    { name: "transcode templates taken away", with: { transcodeTemplateIds: undefined }, step: "update" },
    { name: "area and segments back to their defaults", with: { area: undefined, itemDuration: undefined }, step: "update" },
    { name: "the original stream", with: { removeWatermark: true, transcodeTemplateIds: undefined }, step: "update" },
    { name: "a name of one's own", with: ({ tag }) => ({ templateName: `${tag}-week` }), step: "update" },
  ],
  objects: templateObjects("TimeShift"),
  async drift(ctx, { id }) {
    await ctx.call("ModifyLiveTimeShiftTemplate", { TemplateId: wireId(id), Duration: 2_592_000 });
  },
  disappear: deleteTemplate("TimeShift"),
};
