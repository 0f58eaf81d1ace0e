import type { Cases } from "./types";

export const vodEventConfig: Cases = {
  token: "VodEventConfig",
  creates: "ModifyEventConfig",
  setting: true,
  good: { mode: "PUSH", notificationUrl: "http://127.0.0.1:9/events", persistenceCompleteEventSwitch: "ON", signKey: "abc123" },
  bad: [
    { name: "no mode", with: { mode: undefined }, path: "mode", says: /is missing/ },
    { name: "a mode in lower case", with: { mode: "push" }, path: "mode", says: /did you mean "PUSH"\?/ },
    { name: "PUSH without a URL", with: { notificationUrl: undefined }, path: "notificationUrl", says: /mode PUSH needs the URL/ },
    {
      name: "true for a switch",
      with: { persistenceCompleteEventSwitch: true },
      path: "persistenceCompleteEventSwitch",
      says: /"ON", "OFF"/,
    },
    { name: "a sign key with other characters", with: { signKey: "abc-123" }, path: "signKey", says: /letters and digits only/ },
  ],
  updates: [
    { name: "another event", with: { uploadMediaCompleteEventSwitch: "ON" }, step: "update" },
    { name: "pulling instead", with: { mode: "PULL", notificationUrl: undefined }, step: "update" },
    { name: "the sign key", with: { signKey: "xyz" }, step: "update" },
  ],
  async objects(_stage, ctx) {
    const config = await ctx.call("DescribeEventConfig", {});
    return config["PersistenceCompleteEventSwitch"] === "ON" ? [config] : [];
  },
  async drift(ctx) {
    await ctx.call("ModifyEventConfig", { PersistenceCompleteEventSwitch: "OFF" });
  },
};
