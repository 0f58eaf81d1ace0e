import type { Ctx } from "../../../provider/core/lifecycle";
import type { World } from "../place";
import type { Cases } from "./types";

const subApp = ({ vod }: World) => (vod.subAppId === undefined ? {} : { SubAppId: vod.subAppId });

async function setting(ctx: Ctx, world: World): Promise<string> {
  const { RequestId: _id, ...shown } = await ctx.call("DescribeEventConfig", subApp(world));
  return JSON.stringify(shown);
}

export const vodEventConfig: Cases = {
  token: "VodEventConfig",
  creates: "ModifyEventConfig",
  setting: true,
  // The one setting of the account: what counts is that it is not what was there before.
  prepare: async (ctx, world) => ({ before: await setting(ctx, world) }),
  good: ({ callbacks, tag, vod }) => ({
    mode: "PUSH",
    notificationUrl: `${callbacks}/${tag}`,
    persistenceCompleteEventSwitch: "ON",
    signKey: "abc123",
    ...(vod.subAppId === undefined ? {} : { subAppId: vod.subAppId }),
  }),
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
  async objects({ ctx, world }) {
    const found = await setting(ctx, world);
    return found === world.refs["before"] ? [] : [found];
  },
  async drift(ctx, { world }) {
    await ctx.call("ModifyEventConfig", { ...subApp(world), PersistenceCompleteEventSwitch: "OFF" });
  },
};
