import { listIn } from "../../../provider/core/answer";
import { badTasks } from "./tasks";
import type { Cases } from "./types";

const shared = badTasks.filter(({ path }) => !["fileFormat", "recordInterval"].includes(path));

export const recordTask: Cases = {
  token: "RecordTask",
  creates: "CreateRecordTask",
  async prepare(_stage, ctx) {
    const first = await ctx.call("CreateLiveRecordTemplate", { TemplateName: "first", Mp4Param: { Enable: 1 } });
    const second = await ctx.call("CreateLiveRecordTemplate", { TemplateName: "second", HlsParam: { Enable: 1 } });
    return { first: String(first["TemplateId"]), second: String(second["TemplateId"]) };
  },
  good: {
    domainName: "push.example.com",
    streamName: "test",
    startTime: "2018-09-11T08:00",
    endTime: "2018-09-11T10:00",
    timeZone: "Asia/Shanghai",
    templateId: "{first}",
  },
  bad: [
    ...shared,
    { name: "no domain", with: { domainName: undefined }, path: "domainName", says: /is missing/ },
    { name: "no template", with: { templateId: undefined }, path: "templateId", says: /is missing: The record template/ },
    { name: "a template's name for its id", with: { templateId: "archive" }, path: "templateId", says: /best as the `id`/ },
    { name: "an end before the start", with: { endTime: "2018-09-11T07:00" }, path: "endTime", says: /not after startTime/ },
    { name: "a window over 24 hours", with: { endTime: "2018-09-12T08:01" }, path: "endTime", says: /longer than 24 hours; split it/ },
    { name: "a time without a zone", with: { timeZone: undefined }, path: "startTime", says: /names no zone/ },
  ],
  updates: [
    { name: "another template", with: { templateId: "{second}" }, step: "replace" },
    { name: "a later end", with: { endTime: "2018-09-11T11:00" }, step: "replace" },
    { name: "the mixed stream", with: { mixStream: true }, step: "replace" },
  ],
  async objects(_stage, ctx) {
    const week = { StartTime: Date.parse("2018-09-08T00:00:00Z") / 1000, EndTime: Date.parse("2018-09-15T00:00:00Z") / 1000 };
    const answer = await ctx.call("DescribeRecordTask", week);
    return listIn("DescribeRecordTask", answer, "TaskList").filter((task) => task["Stopped"] === 0);
  },
  async disappear(ctx, id) {
    await ctx.call("DeleteRecordTask", { TaskId: id });
  },
  async drift(ctx, id) {
    await ctx.call("StopRecordTask", { TaskId: id });
  },
};
