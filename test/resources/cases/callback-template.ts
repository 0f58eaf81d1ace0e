import { listIn } from "../../../provider/core/answer";
import type { Cases } from "./types";

const url = (name: string) => `http://127.0.0.1:9/${name}`;

export const callbackTemplate: Cases = {
  token: "CallbackTemplate",
  creates: "CreateLiveCallbackTemplate",
  good: {
    description: "all events",
    streamBeginNotifyUrl: url("begin"),
    streamEndNotifyUrl: url("end"),
    recordNotifyUrl: url("record"),
    recordStatusNotifyUrl: url("status"),
    recordExceptionNotifyUrl: url("exception"),
    recordExceptionLevels: ["error", "warning"],
    snapshotNotifyUrl: url("snapshot"),
    callbackKey: "5d41402abc4b2a76b9719d911017c592",
  },
  bad: [
    {
      name: "no URL at all",
      with: Object.fromEntries(
        [
          "streamBeginNotifyUrl",
          "streamEndNotifyUrl",
          "recordNotifyUrl",
          "recordStatusNotifyUrl",
          "recordExceptionNotifyUrl",
          "snapshotNotifyUrl",
        ].map((name) => [name, undefined]),
      ),
      path: "",
      says: /at least one URL is needed/,
    },
    {
      name: "a URL without its scheme",
      with: { recordNotifyUrl: "example.com/hook" },
      path: "recordNotifyUrl",
      says: /begins with http:\/\/ or https:\/\//,
    },
    {
      name: "a level that does not exist",
      with: { recordExceptionLevels: ["errors"] },
      path: "recordExceptionLevels[0]",
      says: /did you mean "error"\?/,
    },
    {
      name: "a mistyped field",
      with: { recordNotifyURL: "http://example.com" },
      path: "recordNotifyURL",
      says: /did you mean recordNotifyUrl\?/,
    },
  ],
  updates: [
    { name: "a URL", with: { recordNotifyUrl: url("files") }, step: "update" },
    { name: "a URL taken away", with: { snapshotNotifyUrl: undefined }, step: "update" },
    { name: "the URL that is never shown", with: { recordStatusNotifyUrl: url("other") }, step: "update" },
    { name: "the key", with: { callbackKey: "another-key" }, step: "update" },
    { name: "the key taken away", with: { callbackKey: undefined }, step: "update" },
    { name: "levels in another order and one less", with: { recordExceptionLevels: ["error"] }, step: "update" },
  ],
  objects: async (_stage, ctx) => listIn("DescribeLiveCallbackTemplates", await ctx.call("DescribeLiveCallbackTemplates", {}), "Templates"),
  async drift(ctx, id) {
    await ctx.call("ModifyLiveCallbackTemplate", { TemplateId: Number(id), RecordNotifyUrl: url("by-hand"), CallbackKey: "by-hand" });
  },
  async disappear(ctx, id) {
    await ctx.call("DeleteLiveCallbackTemplate", { TemplateId: Number(id) });
  },
};
