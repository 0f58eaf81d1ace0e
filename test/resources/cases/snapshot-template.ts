import { listIn } from "../../../provider/core/answer";
import type { Cases } from "./types";

export const snapshotTemplate: Cases = {
  token: "SnapshotTemplate",
  creates: "CreateLiveSnapshotTemplate",
  good: {
    description: "every half minute",
    cosAppId: 1_250_000_000,
    cosBucket: "pictures",
    cosRegion: "ap-guangzhou",
    snapshotInterval: 30,
    width: 640,
    height: 360,
    pornFlag: true,
    cosPrefix: "/live",
    cosFileName: "{StreamID}{Ext}",
  },
  bad: [
    { name: "no bucket", with: { cosBucket: undefined }, path: "cosBucket", says: /is missing: COS bucket/ },
    { name: "an interval below 2", with: { snapshotInterval: 1 }, path: "snapshotInterval", says: /2 to 300 seconds/ },
    { name: "a picture too wide", with: { width: 3001 }, path: "width", says: /0 to 3000 pixels/ },
    { name: "a prefix that ends in a slash", with: { cosPrefix: "/live/" }, path: "cosPrefix", says: /leave the slash at the end away/ },
    { name: "a bucket's full name for the account", with: { cosAppId: "pictures-1250000000" }, path: "cosAppId", says: /write the AppId/ },
    { name: "a mistyped field", with: { cosbucket: "x" }, path: "cosbucket", says: /did you mean cosBucket\?/ },
  ],
  updates: [
    { name: "the interval", with: { snapshotInterval: 10 }, step: "update" },
    { name: "bucket and region", with: { cosBucket: "other", cosRegion: "ap-shanghai" }, step: "update" },
    {
      name: "everything back to its default",
      with: {
        description: undefined,
        snapshotInterval: undefined,
        width: undefined,
        height: undefined,
        pornFlag: undefined,
        cosPrefix: undefined,
        cosFileName: undefined,
      },
      step: "update",
    },
  ],
  objects: async (_stage, ctx) => listIn("DescribeLiveSnapshotTemplates", await ctx.call("DescribeLiveSnapshotTemplates", {}), "Templates"),
  async drift(ctx, id) {
    await ctx.call("ModifyLiveSnapshotTemplate", {
      TemplateId: Number(id),
      CosAppId: 1_250_000_000,
      CosBucket: "pictures",
      CosRegion: "ap-guangzhou",
      SnapshotInterval: 5,
    });
  },
  async disappear(ctx, id) {
    await ctx.call("DeleteLiveSnapshotTemplate", { TemplateId: Number(id) });
  },
};
