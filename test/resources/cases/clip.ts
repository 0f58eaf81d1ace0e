import { listIn } from "../../../provider/core/answer";
import { isProps, type Props } from "../../../provider/core/schema";
import type { RunningStream, World } from "../place";
import { later, utc } from "../times";
import type { Cases } from "./types";

const DAY = 86_400;

const half = ({ from, to }: RunningStream) => utc(new Date((from.getTime() + to.getTime()) / 2));

const subApp = ({ vod }: World): Props => (vod.subAppId === undefined ? {} : { SubAppId: vod.subAppId });

export const clip: Cases = {
  token: "Clip",
  creates: "LiveRealTimeClip",
  needs: "a running stream",
  good: ({ running, vod }) => ({
    streamId: running.stream,
    host: running.host,
    startTime: utc(running.from),
    endTime: utc(running.to),
    isPersistence: true,
    expireTime: utc(later(running.to, DAY)),
    procedure: vod.procedure,
    classId: vod.classId,
    name: "opening",
    description: "the opening",
    tags: ["match", "opening"],
    metaDataRequired: true,
    ...(vod.subAppId === undefined ? {} : { subAppId: vod.subAppId }),
  }),
  bad: [
    { name: "no stream", with: { streamId: undefined }, path: "streamId", says: /is missing/ },
    {
      name: "an end before the start",
      with: ({ running }) => ({ endTime: utc(later(running.from, -60)) }),
      path: "endTime",
      says: /not after startTime/,
    },
    {
      name: "a time without a zone",
      with: ({ running }) => ({ startTime: utc(running.from).slice(0, -1) }),
      path: "startTime",
      says: /names no zone/,
    },
    {
      name: "contexts over their limit",
      with: { sourceContext: "x".repeat(251) },
      path: "sourceContext",
      says: /251 characters long; at most 250/,
    },
    { name: "a session context over its limit", with: { sessionContext: "x".repeat(1001) }, path: "sessionContext", says: /at most 1000/ },
    {
      name: "an expiry before the clip's own end",
      with: ({ running }) => ({ expireTime: half(running) }),
      path: "expireTime",
      says: /expire before its own end/,
    },
    { name: "a URL for a host", with: { host: "http://play.example.com/" }, path: "host", says: /bare play domain/ },
    {
      name: "a transcoded stream without its template",
      with: { streamInfo: { type: "Transcoding" } },
      path: "streamInfo.templateId",
      says: /is missing/,
    },
    { name: "the API's flag for persistence", with: { isPersistence: 1 }, path: "isPersistence", says: /true or false/ },
    { name: "too many tags", with: { tags: Array.from({ length: 17 }, (_, i) => `t${i}`) }, path: "tags", says: /at most 16/ },
    {
      name: "an expiry on a clip that is not persisted",
      with: { isPersistence: false },
      path: "expireTime",
      says: /no effect on a clip that is not persisted; set isPersistence: true/,
    },
    { name: "a name on a clip that is not persisted", with: { isPersistence: false }, path: "name", says: /not persisted/ },
    {
      name: "an application's number that JavaScript cannot hold",
      with: { subAppId: 123456789012345680000 },
      path: "subAppId",
      says: /write it as text, in quotes/,
    },
    { name: "a mistyped field", with: { stream: "x" }, path: "stream", says: /did you mean streamId\?|known here/ },
  ],
  updates: [
    { name: "a later expiry", with: ({ running }) => ({ expireTime: utc(later(running.to, 2 * DAY)) }), step: "update" },
    { name: "no expiry", with: { expireTime: undefined }, step: "update" },
    {
      name: "name, description, category and tags",
      with: { name: "start", description: undefined, classId: 0, tags: ["match", "start"] },
      step: "update",
    },
    { name: "a shorter piece", with: ({ running }) => ({ endTime: half(running) }), step: "replace" },
    { name: "no task flow", with: { procedure: undefined }, step: "replace" },
  ],
  async objects({ ctx, world }) {
    const since = { StreamIds: [world.running.stream], CreateTime: { After: utc(world.running.from) }, Limit: 100 };
    const answer = await ctx.call("SearchMedia", { ...subApp(world), ...since, Filters: ["basicInfo"] });
    return listIn("SearchMedia", answer, "MediaInfoSet").filter(({ BasicInfo: basic }) => {
      const source = isProps(basic) && isProps(basic["SourceInfo"]) ? basic["SourceInfo"]["SourceContext"] : undefined;
      return typeof source === "string" && source.startsWith(`${world.tag}-`);
    });
  },
  async drift(ctx, { id, world }) {
    const ExpireTime = utc(later(world.running.to, 3 * DAY));
    await ctx.call("ModifyMediaInfo", { ...subApp(world), FileId: id, Description: "by hand", ExpireTime });
  },
  async disappear(ctx, { id, world }) {
    await ctx.call("DeleteMedia", { ...subApp(world), FileId: id });
  },
};
