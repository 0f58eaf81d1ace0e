import { wireId } from "../../../provider/core/codec";
import { deleteTemplate, templateObjects } from "./templates";
import type { Cases } from "./types";

export const snapshotTemplate: Cases = {
  token: "SnapshotTemplate",
  creates: "CreateLiveSnapshotTemplate",
  good: ({ cos }) => ({
    description: "every half minute",
    cosAppId: cos.appId,
    cosBucket: cos.bucket,
    cosRegion: cos.region,
    snapshotInterval: 30,
    width: 640,
    height: 360,
    pornFlag: true,
    cosPrefix: "/live",
    cosFileName: "{StreamID}{Ext}",
  }),
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
  objects: templateObjects("Snapshot"),
  async drift(ctx, { id, world: { cos } }) {
    await ctx.call("ModifyLiveSnapshotTemplate", {
      TemplateId: wireId(id),
      CosAppId: cos.appId,
      CosBucket: cos.bucket,
      CosRegion: cos.region,
      SnapshotInterval: 5,
    });
  },
  disappear: deleteTemplate("Snapshot"),
};
