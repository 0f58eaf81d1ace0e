import { listIn } from "../../../provider/core/answer";
import { badRules, goodRule, ruleUpdates } from "./rules";
import type { Cases } from "./types";

const cos = { CosAppId: 1_250_000_000, CosBucket: "pictures", CosRegion: "ap-guangzhou" };

export const snapshotRule: Cases = {
  token: "SnapshotRule",
  creates: "CreateLiveSnapshotRule",
  async prepare(_stage, ctx) {
    const first = await ctx.call("CreateLiveSnapshotTemplate", { TemplateName: "first", ...cos });
    const second = await ctx.call("CreateLiveSnapshotTemplate", { TemplateName: "second", ...cos });
    return { first: String(first["TemplateId"]), second: String(second["TemplateId"]) };
  },
  good: goodRule,
  bad: badRules,
  updates: ruleUpdates("{second}"),
  objects: async (_stage, ctx) => listIn("DescribeLiveSnapshotRules", await ctx.call("DescribeLiveSnapshotRules", {}), "Rules"),
  async disappear(ctx, _id, outs) {
    await ctx.call("DeleteLiveSnapshotRule", { DomainName: outs["domainName"], AppName: outs["appName"], StreamName: outs["streamName"] });
  },
};
