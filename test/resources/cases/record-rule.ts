import { badRules, goodRule, ruleUpdates } from "./rules";
import type { Cases } from "./types";

export const recordRule: Cases = {
  token: "RecordRule",
  creates: "CreateLiveRecordRule",
  async prepare(_stage, ctx) {
    const first = await ctx.call("CreateLiveRecordTemplate", { TemplateName: "first" });
    const second = await ctx.call("CreateLiveRecordTemplate", { TemplateName: "second" });
    return { first: String(first["TemplateId"]), second: String(second["TemplateId"]) };
  },
  good: goodRule,
  bad: badRules,
  updates: ruleUpdates("{second}"),
  objects: async (stage) => (await stage.state()).record.rules,
  async drift(ctx, _id, outs) {
    const triple = { DomainName: outs["domainName"], AppName: outs["appName"], StreamName: outs["streamName"] };
    const other = await ctx.call("CreateLiveRecordTemplate", { TemplateName: "by-hand" });
    await ctx.call("DeleteLiveRecordRule", triple);
    await ctx.call("CreateLiveRecordRule", { ...triple, TemplateId: other["TemplateId"] });
  },
  async disappear(ctx, _id, outs) {
    await ctx.call("DeleteLiveRecordRule", { DomainName: outs["domainName"], AppName: outs["appName"], StreamName: outs["streamName"] });
  },
};
