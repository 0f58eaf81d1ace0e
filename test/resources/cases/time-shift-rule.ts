import { badRules, goodRule, ruleUpdates } from "./rules";
import type { Cases } from "./types";

export const timeShiftRule: Cases = {
  token: "TimeShiftRule",
  creates: "CreateLiveTimeShiftRule",
  async prepare(_stage, ctx) {
    const first = await ctx.call("CreateLiveTimeShiftTemplate", { TemplateName: "first", Duration: 86_400 });
    const second = await ctx.call("CreateLiveTimeShiftTemplate", { TemplateName: "second", Duration: 86_400 });
    return { first: String(first["TemplateId"]), second: String(second["TemplateId"]) };
  },
  good: goodRule,
  bad: badRules,
  updates: [
    ...ruleUpdates("{second}"),
    { name: "every app and stream", with: { appName: undefined, streamName: undefined }, step: "replace" },
  ],
  objects: async (stage) => (await stage.state()).timeShift.rules,
  async drift(ctx, _id, outs) {
    const triple = { DomainName: outs["domainName"], AppName: outs["appName"], StreamName: outs["streamName"] };
    const other = await ctx.call("CreateLiveTimeShiftTemplate", { TemplateName: "by-hand", Duration: 86_400 });
    await ctx.call("DeleteLiveTimeShiftRule", triple);
    await ctx.call("CreateLiveTimeShiftRule", { ...triple, TemplateId: other["TemplateId"] });
  },
  async disappear(ctx, _id, outs) {
    await ctx.call("DeleteLiveTimeShiftRule", { DomainName: outs["domainName"], AppName: outs["appName"], StreamName: outs["streamName"] });
  },
};
