import { wireId } from "../../../provider/core/codec";
import { deleteTemplate, templateObjects } from "./templates";
import type { Cases, Changes } from "./types";

const at =
  (field: string, name: string): Changes =>
  ({ callbacks }) => ({ [field]: `${callbacks}/${name}` });

export const callbackTemplate: Cases = {
  token: "CallbackTemplate",
  creates: "CreateLiveCallbackTemplate",
  good: ({ callbacks }) => ({
    description: "all events",
    streamBeginNotifyUrl: `${callbacks}/begin`,
    streamEndNotifyUrl: `${callbacks}/end`,
    recordNotifyUrl: `${callbacks}/record`,
    recordStatusNotifyUrl: `${callbacks}/status`,
    recordExceptionNotifyUrl: `${callbacks}/exception`,
    recordExceptionLevels: ["error", "warning"],
    snapshotNotifyUrl: `${callbacks}/snapshot`,
    callbackKey: "5d41402abc4b2a76b9719d911017c592",
  }),
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
    { name: "a URL", with: at("recordNotifyUrl", "files"), step: "update" },
    { name: "a URL taken away", with: { snapshotNotifyUrl: undefined }, step: "update" },
    { name: "the URL that is never shown", with: at("recordStatusNotifyUrl", "other"), step: "update" },
    { name: "the key", with: { callbackKey: "another-key" }, step: "update" },
    { name: "the key taken away", with: { callbackKey: undefined }, step: "update" },
    { name: "levels in another order and one less", with: { recordExceptionLevels: ["error"] }, step: "update" },
  ],
  objects: templateObjects("Callback"),
  async drift(ctx, { id, world }) {
    const RecordNotifyUrl = `${world.callbacks}/by-hand`;
    await ctx.call("ModifyLiveCallbackTemplate", { TemplateId: wireId(id), RecordNotifyUrl, CallbackKey: "by-hand" });
  },
  disappear: deleteTemplate("Callback"),
};
