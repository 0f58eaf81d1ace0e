import type { Cases } from "./types";

export const clip: Cases = {
  token: "Clip",
  creates: "LiveRealTimeClip",
  async prepare(stage, ctx) {
    const template = await ctx.call("CreateLiveTimeShiftTemplate", { TemplateName: "week", Duration: 604_800 });
    await ctx.call("CreateLiveTimeShiftRule", {
      DomainName: "push.example.com",
      AppName: "*",
      StreamName: "*",
      TemplateId: template["TemplateId"],
    });
    await stage.setClock("2018-09-20T09:50:00Z");
    await stage.push({ domain: "push.example.com", app: "live", stream: "record-stream" });
    await stage.setClock("2018-09-20T11:10:00Z");
    return {};
  },
  good: {
    streamId: "record-stream",
    host: "play.example.com",
    startTime: "2018-09-20T10:00:00Z",
    endTime: "2018-09-20T11:00:00Z",
    isPersistence: true,
    expireTime: "2030-01-01T00:00:00Z",
    procedure: "SomeProcedure",
    classId: 3,
    name: "opening",
    description: "the opening",
    tags: ["match", "opening"],
    metaDataRequired: true,
  },
  bad: [
    { name: "no stream", with: { streamId: undefined }, path: "streamId", says: /is missing/ },
    { name: "an end before the start", with: { endTime: "2018-09-20T09:00:00Z" }, path: "endTime", says: /not after startTime/ },
    { name: "a time without a zone", with: { startTime: "2018-09-20T10:00:00" }, path: "startTime", says: /names no zone/ },
    {
      name: "contexts over their limit",
      with: { sourceContext: "x".repeat(251) },
      path: "sourceContext",
      says: /251 characters long; at most 250/,
    },
    { name: "a session context over its limit", with: { sessionContext: "x".repeat(1001) }, path: "sessionContext", says: /at most 1000/ },
    {
      name: "an expiry before the clip's own end",
      with: { expireTime: "2018-09-20T10:30:00Z" },
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
    { name: "a later expiry", with: { expireTime: "2031-01-01T00:00:00Z" }, step: "update" },
    { name: "no expiry", with: { expireTime: undefined }, step: "update" },
    {
      name: "name, description, category and tags",
      with: { name: "start", description: undefined, classId: 0, tags: ["match", "start"] },
      step: "update",
    },
    { name: "a shorter piece", with: { endTime: "2018-09-20T10:30:00Z" }, step: "replace" },
    { name: "another task flow", with: { procedure: "Other" }, step: "replace" },
  ],
  objects: async (stage) => (await stage.state()).clips.filter((entry) => entry.alive && entry.fileId !== ""),
  async drift(ctx, id) {
    await ctx.call("ModifyMediaInfo", { FileId: id, Description: "by hand", ExpireTime: "2029-01-01T00:00:00Z" });
  },
  async disappear(ctx, id) {
    await ctx.call("DeleteMedia", { FileId: id });
  },
};
