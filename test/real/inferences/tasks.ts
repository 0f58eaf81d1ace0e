import { idIn, listIn } from "../../../provider/core/answer";
import { wireId } from "../../../provider/core/codec";
import type { Ctx } from "../../../provider/core/lifecycle";
import type { Props } from "../../../provider/core/schema";
import { makeTemplate } from "../../resources/cases/templates";
import type { World } from "../../resources/place";
import { chinaLocal, hoursOn, later, unix } from "../../resources/times";
import { answerOf, answersOf, type Inference } from "./types";

const MINUTE = 60;

/** China time as CreateLiveRecord takes it. */
const china = (moment: Date): string => `${chinaLocal(moment).replace("T", " ")}:00`;

/** A timed record of tomorrow, of a stream that nobody pushes. */
const timed = (world: World): Props => ({
  DomainName: world.domain,
  StreamName: world.tag,
  StartTime: china(hoursOn(world, 24)),
  EndTime: china(hoursOn(world, 25)),
});

async function record(ctx: Ctx, params: Props): Promise<Props> {
  const id = idIn("CreateLiveRecord", await ctx.call("CreateLiveRecord", params), "TaskId");
  return { StreamName: params["StreamName"], TaskId: wireId(id) };
}

/** Parts of CreateRecordTask and CreateScreenshotTask that every task has. */
async function windowTask(ctx: Ctx, world: World, family: "Record" | "Screenshot", window: Props): Promise<Props> {
  const { cos, domain, tag } = world;
  const TemplateId =
    family === "Record"
      ? await makeTemplate(ctx, "Record", world, "window", { Mp4Param: { Enable: 1 } })
      : await makeTemplate(ctx, "Snapshot", world, "window", { CosAppId: cos.appId, CosBucket: cos.bucket, CosRegion: cos.region });
  const params = { DomainName: domain, AppName: "live", StreamName: tag, TemplateId: wireId(TemplateId), ...window };
  return { TaskId: idIn(`Create${family}Task`, await ctx.call(`Create${family}Task`, params), "TaskId") };
}

async function listed(ctx: Ctx, { tag }: World, family: "Record" | "Screenshot", from: Date, to: Date): Promise<Props[]> {
  const action = `Describe${family}Task`;
  return listIn(action, await ctx.call(action, { StartTime: unix(from), EndTime: unix(to), StreamName: tag }), "TaskList");
}

const tomorrow = (world: World): Props => ({ StartTime: unix(hoursOn(world, 24)), EndTime: unix(hoursOn(world, 25)) });

/** Whether a second stop changes when the task was stopped. */
async function stopTwice(ctx: Ctx, world: World, family: "Record" | "Screenshot"): Promise<string> {
  const id = await windowTask(ctx, world, family, tomorrow(world));
  const stopped = async () => (await listed(ctx, world, family, hoursOn(world, 20), hoursOn(world, 30)))[0]?.["Stopped"];
  await ctx.call(`Stop${family}Task`, id);
  const first = await stopped();
  const again = await answerOf(ctx, `Stop${family}Task`, id);
  const same = typeof first === "number" && first > 0 && first === (await stopped());
  await ctx.call(`Delete${family}Task`, id);
  return `${again}, ${same ? "stopped as before" : "changed"}`;
}

export const taskInferences: readonly Inference[] = [
  {
    id: "timed-record-without-start",
    question: "With which code is a timed record without a start refused (the recording guide's highlight example)?",
    assumed: "InvalidParameter",
    settles: [],
    observe(ctx, world) {
      const { StartTime: _start, ...rest } = timed(world);
      return answerOf(ctx, "CreateLiveRecord", { ...rest, MixStream: 1 });
    },
  },
  {
    id: "size-of-ids",
    question: "Do the ids of a record template and of a CreateLiveRecord task fit a number exactly?",
    assumed: "yes, yes",
    settles: ["firstTemplateId: The first id"],
    async observe(ctx, world) {
      const task = await record(ctx, timed(world));
      const ids = [await makeTemplate(ctx, "Record", world, "id"), String(task["TaskId"])];
      return ids.map((id) => (Number.isSafeInteger(Number(id)) ? "yes" : "no")).join(", ");
    },
  },
  {
    id: "highlight-of-idle-stream",
    question: "With which code is a highlight of a stream that is not live refused?",
    assumed: "ResourceUnavailable.StreamNotExist",
    settles: [],
    observe: (ctx, { tag, domain }) => answerOf(ctx, "CreateLiveRecord", { DomainName: domain, StreamName: tag, Highlight: 1 }),
  },
  {
    id: "equal-records",
    question: "Do two equal CreateLiveRecord calls one after the other make two tasks?",
    assumed: "two tasks",
    settles: ["Recording: Equal CreateLiveRecord calls"],
    async observe(ctx, world) {
      const [first, second] = [await record(ctx, timed(world)), await record(ctx, timed(world))];
      return first["TaskId"] === second["TaskId"] ? "one task" : "two tasks";
    },
  },
  {
    id: "unknown-stream-param",
    question: "Is a name in StreamParam that does not exist ignored?",
    assumed: "OK",
    settles: ["stream-param.ts: Other names"],
    observe: (ctx, world) => answerOf(ctx, "CreateLiveRecord", { ...timed(world), StreamParam: "unheard=1" }),
  },
  {
    id: "stop-wrong-record",
    question: "With which codes are the stop of an unknown record and that of a record of another stream refused?",
    assumed: "ResourceNotFound.TaskId, ResourceNotFound.ChannelNotExist",
    settles: ["task-lookup.ts: An unknown id"],
    async observe(ctx, world) {
      const task = await record(ctx, timed(world));
      return answersOf(ctx, [
        ["StopLiveRecord", { StreamName: world.tag, TaskId: 1 }],
        ["StopLiveRecord", { ...task, StreamName: `${world.tag}-other` }],
      ]);
    },
  },
  {
    id: "stop-record-twice",
    question: "Is a record that was stopped stopped again without complaint?",
    assumed: "OK, OK",
    settles: ["StopLiveRecord: Stopping an ended task again"],
    async observe(ctx, world) {
      const task = await record(ctx, timed(world));
      return answersOf(ctx, [
        ["StopLiveRecord", task],
        ["StopLiveRecord", task],
      ]);
    },
  },
  {
    id: "delete-running-record",
    question: "With which code is the delete of a running record refused?",
    assumed: "FailedOperation.AlterTaskState",
    settles: ["DeleteLiveRecord: Removes the task"],
    needs: "a running stream",
    async observe(ctx, { domain, running }) {
      const { app, stream } = running;
      const task = await record(ctx, {
        DomainName: domain,
        AppName: app,
        StreamName: stream,
        Highlight: 1,
        StreamParam: "storage_time=3600",
      });
      const code = await answerOf(ctx, "DeleteLiveRecord", task);
      await answersOf(ctx, [
        ["StopLiveRecord", task],
        ["DeleteLiveRecord", task],
      ]);
      return code;
    },
  },
  {
    id: "record-task-starts",
    question: "Does a record task without a start begin now, and keep a start in the past?",
    assumed: "now, kept",
    settles: ["window-task-calls.ts: A missing start is now"],
    async observe(ctx, world) {
      const now = await ctx.now();
      const [past, end] = [unix(later(now, -60 * MINUTE)), unix(later(now, 60 * MINUTE))];
      await windowTask(ctx, world, "Record", { EndTime: end });
      await windowTask(ctx, world, "Record", { StartTime: past, EndTime: end - MINUTE });
      const tasks = await listed(ctx, world, "Record", later(now, -120 * MINUTE), later(now, 120 * MINUTE));
      const startOf = (EndTime: number) => Number(tasks.find((task) => task["EndTime"] === EndTime)?.["StartTime"]);
      const isNow = Math.abs(startOf(end) - unix(now)) < 2 * MINUTE;
      return `${isNow ? "now" : startOf(end)}, ${startOf(end - MINUTE) === past ? "kept" : "moved"}`;
    },
  },
  {
    id: "record-task-across-the-window",
    question: "Is a record task listed by a query whose window it leaves?",
    assumed: "not listed",
    settles: ["window-task-calls.ts: Lists the tasks that lie whole inside"],
    async observe(ctx, world) {
      await windowTask(ctx, world, "Record", tomorrow(world));
      const found = await listed(ctx, world, "Record", hoursOn(world, 20), later(hoursOn(world, 25), -MINUTE));
      return found.length === 0 ? "not listed" : "listed";
    },
  },
  {
    id: "record-task-refusals",
    question: "With which codes are a record task of another account's domain and the stop of an unknown one refused?",
    assumed: "InvalidParameter, InvalidParameter",
    settles: ["window-task-calls.ts: A malformed domain", "window-task-calls.ts: The task of an id"],
    observe: (ctx, world) =>
      answersOf(ctx, [
        ["CreateRecordTask", { DomainName: `${world.tag}.example.com`, AppName: "live", StreamName: world.tag, ...tomorrow(world) }],
        ["StopRecordTask", { TaskId: "unknown" }],
      ]),
  },
  {
    id: "stop-record-task-twice",
    question: "Does the second stop of a record task that has not begun change anything?",
    assumed: "OK, stopped as before",
    settles: ["StopRecordTask: One that has not begun", "window-tasks.ts: Stopping again"],
    observe: (ctx, world) => stopTwice(ctx, world, "Record"),
  },
  {
    id: "stop-screenshot-task-twice",
    question: "Does the second stop of a screenshot task that has not begun change anything?",
    assumed: "OK, stopped as before",
    settles: ["StopScreenshotTask: One that has not begun", "window-tasks.ts: Stopping again"],
    observe: (ctx, world) => stopTwice(ctx, world, "Screenshot"),
  },
];
