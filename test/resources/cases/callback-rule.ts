import { listIn } from "../../../provider/core/answer";
import { badRules } from "./rules";
import type { Cases } from "./types";

export const callbackRule: Cases = {
  token: "CallbackRule",
  creates: "CreateLiveCallbackRule",
  async prepare(_stage, ctx) {
    const first = await ctx.call("CreateLiveCallbackTemplate", { TemplateName: "first", RecordNotifyUrl: "http://127.0.0.1:9/first" });
    const second = await ctx.call("CreateLiveCallbackTemplate", { TemplateName: "second", RecordNotifyUrl: "http://127.0.0.1:9/second" });
    return { first: String(first["TemplateId"]), second: String(second["TemplateId"]) };
  },
  good: { domainName: "push.example.com", appName: "live", templateId: "{first}" },
  bad: [
    ...badRules.filter(({ path }) => path !== "streamName"),
    { name: "a stream, which callback rules do not know", with: { streamName: "s1" }, path: "streamName", says: /not a known field/ },
    { name: "an empty app", with: { appName: "" }, path: "appName", says: /is empty/ },
  ],
  updates: [
    { name: "another template", with: { templateId: "{second}" }, step: "replace" },
    { name: "another app", with: { appName: "lessons" }, step: "replace" },
  ],
  objects: async (_stage, ctx) => listIn("DescribeLiveCallbackRules", await ctx.call("DescribeLiveCallbackRules", {}), "Rules"),
  async disappear(ctx, _id, outs) {
    await ctx.call("DeleteLiveCallbackRule", { DomainName: outs["domainName"], AppName: outs["appName"] });
  },
};
