import { listIn } from "../../../provider/core/answer";
import { hoursOn, unix } from "../times";
import { badTasks, badWindows, laterEnd, window } from "./tasks";
import { makeTemplate } from "./templates";
import type { Cases } from "./types";

const shared = badTasks.filter(({ path }) => !["fileFormat", "recordInterval"].includes(path));

export const recordTask: Cases = {
  token: "RecordTask",
  creates: "CreateRecordTask",
  async prepare(ctx, world) {
    const first = await makeTemplate(ctx, "Record", world, "first", { Mp4Param: { Enable: 1 } });
    const second = await makeTemplate(ctx, "Record", world, "second", { HlsParam: { Enable: 1 } });
    return { first, second };
  },
  good: (world) => ({ domainName: world.domain, streamName: world.tag, ...window(world), templateId: world.refs["first"] }),
  bad: [
    ...shared,
    { name: "no domain", with: { domainName: undefined }, path: "domainName", says: /is missing/ },
    { name: "no template", with: { templateId: undefined }, path: "templateId", says: /is missing: The record template/ },
    { name: "a template's name for its id", with: { templateId: "archive" }, path: "templateId", says: /best as the `id`/ },
    ...badWindows,
    { name: "a time without a zone", with: { timeZone: undefined }, path: "startTime", says: /names no zone/ },
  ],
  updates: [
    { name: "another template", with: ({ refs }) => ({ templateId: refs["second"] }), step: "replace" },
    { name: "a later end", with: laterEnd, step: "replace" },
    { name: "the mixed stream", with: { mixStream: true }, step: "replace" },
  ],
  async objects({ ctx, world }) {
    const week = { StartTime: unix(hoursOn(world, 0)), EndTime: unix(hoursOn(world, 100)), StreamName: world.tag };
    const answer = await ctx.call("DescribeRecordTask", week);
    return listIn("DescribeRecordTask", answer, "TaskList").filter((task) => task["Stopped"] === 0);
  },
  async disappear(ctx, { id }) {
    await ctx.call("DeleteRecordTask", { TaskId: id });
  },
  async drift(ctx, { id }) {
    await ctx.call("StopRecordTask", { TaskId: id });
  },
};
