import { badRules, ruleCases } from "./rules";
import type { Cases } from "./types";

const cases = ruleCases("Callback", ({ callbacks }) => ({ RecordNotifyUrl: `${callbacks}/record` }));

export const callbackRule: Cases = {
  token: "CallbackRule",
  ...cases,
  good({ domain, tag, refs }) {
    return { domainName: domain, appName: tag, templateId: refs["first"] };
  },
  bad: [
    ...badRules.filter(({ path }) => path !== "streamName"),
    { name: "a stream, which callback rules do not know", with: { streamName: "s1" }, path: "streamName", says: /not a known field/ },
    { name: "an empty app", with: { appName: "" }, path: "appName", says: /is empty/ },
  ],
  updates: [
    { name: "another template", with: ({ refs }) => ({ templateId: refs["second"] }), step: "replace" },
    { name: "another app", with: ({ tag }) => ({ appName: `${tag}-lessons` }), step: "replace" },
  ],
  async disappear(ctx, { outs }) {
    await ctx.call("DeleteLiveCallbackRule", { DomainName: outs["domainName"], AppName: outs["appName"] });
  },
};
