import { idIn, listIn, scrolled } from "../core/answer";
import { decode, encode } from "../core/codec";
import { UserError } from "../core/errors";
import { type Ctx, defineResource } from "../core/lifecycle";
import { digest } from "../core/naming";
import type { Desired, Props } from "../core/schema";
import { QUOTAS } from "../recording/quotas";
import { instantOf, inWords } from "../recording/time";
import { adopt, oneApp, oneStream, pushDomain, templateId, timeZone, windowTimes } from "./shared/fields";
import { notAfter, tooLong } from "./shared/tasks";

const DAY = 86_400;

/** A task must end within this time from now. */
const HORIZON = QUOTAS.taskHorizon.limit;

/** The longest window in which the service lists tasks. */
const LISTED = 7 * DAY;

/** How far back the service shows tasks; later they are forgotten. */
const MEMORY = QUOTAS.taskRetention.limit * DAY;

const inputs = {
  type: "object",
  description: "Records one stream in a window of time with a record template.",
  additionalProperties: false,
  required: ["domainName", "streamName", "startTime", "endTime", "templateId"],
  properties: {
    domainName: pushDomain,
    appName: oneApp,
    streamName: oneStream,
    ...windowTimes("unix"),
    timeZone,
    templateId: {
      ...templateId,
      description:
        "The record template: the `id` of a RecordTemplate. It must exist; the service would take a wrong one and record HLS for ever.",
    },
    mixStream: {
      type: "boolean",
      description: "Record the output of a mix instead of a pushed stream.",
      default: false,
      "x-api": "StreamType",
      "x-flag": true,
      "x-replace": true,
    },
    adopt,
  },
} as const;

const outputs = {
  type: "object",
  description: "Outputs.",
  required: ["status", "taskId"],
  properties: {
    status: {
      type: "string",
      description:
        `\`planned\`: ends ${inWords(HORIZON)} ahead or more, not sent yet; the first \`up\` inside that time sends it. \`scheduled\`: the service has the task. ` +
        "`finished`: the window is over. `missed`: the window was over before the task could be sent.",
    },
    taskId: { type: "string", description: "The service's id of the task; empty while it is planned or when it was missed." },
  },
} as const;

type Declared = Desired<typeof inputs>;

interface Window {
  /** Unix seconds. */
  readonly start: number;
  readonly end: number;
}

function windowOf(task: Declared): Window {
  const seconds = (time: string) => Math.floor(instantOf(time, task.timeZone).epochMilliseconds / 1000);
  return { start: seconds(task.startTime), end: seconds(task.endTime) };
}

async function now(ctx: Ctx): Promise<number> {
  return Math.floor((await ctx.now()).getTime() / 1000);
}

/**
 * The tasks of the week around a window, without a filter, so that one listing serves all tasks of that week. The service returns what lies wholly inside the
 * asked 7 days; weeks that begin every 3 days hold every task of at most 24 hours.
 */
async function tasksAround(ctx: Ctx, window: Window): Promise<Props[]> {
  const step = 3 * DAY;
  const begin = Math.max(Math.floor(window.start / step) * step, (await now(ctx)) - MEMORY + 600);
  const week = { StartTime: begin, EndTime: Math.floor(window.start / step) * step + LISTED };
  return scrolled("DescribeRecordTask", "TaskList", (token) => ctx.list("DescribeRecordTask", { ...week, ...token }));
}

/** Stopped by hand: it will not start again, so for us it is gone. */
function isStopped(task: Props): boolean {
  return typeof task["Stopped"] === "number" && task["Stopped"] > 0;
}

function hasKey(task: Props, desired: Declared): boolean {
  const wire = encode(inputs, desired);
  return (
    ["DomainName", "AppName", "StreamName", "StartTime", "EndTime"].every((name) => task[name] === wire[name]) &&
    String(task["TemplateId"]) === desired.templateId
  );
}

/** The service accepts any template id and then records HLS, kept for ever. */
async function demandTemplate(ctx: Ctx, id: string): Promise<void> {
  const action = "DescribeLiveRecordTemplates";
  for (const isDelayLive of [0, 1]) {
    const templates = listIn(action, await ctx.list(action, { IsDelayLive: isDelayLive }), "Templates");
    if (templates.some((template) => String(template["TemplateId"]) === id)) return;
  }
  throw new UserError(
    `templateId: there is no record template ${id}. The service would accept the task all the same and record HLS, kept for ever; nothing was sent. ` +
      "Write the `id` of a RecordTemplate.",
  );
}

export const recordTask = defineResource(
  {
    token: "RecordTask",
    summary: "Records one stream between two times with a record template (CreateRecordTask).",
    notes: [
      "Prefer it to `ScheduledRecord` for new work: the service can show it again. Do not use both kinds for one stream.",
      `The service takes tasks that end within ${inWords(HORIZON)}. A later one is \`planned\`: run \`up\` again inside that time, best from a schedule.`,
      "It records beside the rules: a stream that a rule records too gives two sets of files. More than 3 overlapping tasks on one stream are not all recorded.",
      "Create it at least a few seconds before the push, best an hour. Recorded files are never touched, not even on delete.",
      "The service forgets tasks after 3 months; a window that is over is finished, never created again and never changed.",
      "The service does not show whether a task records the stream or the mix of its name: with `mixStream`, one that is there already is taken over only with `adopt: true`, and the two cannot stand side by side with one window and template.",
      "Needs a region that has record tasks (`TENCENTCLOUD_REGION`, default `ap-guangzhou`).",
    ],
    inputs,
    outputs,
    identity: ["domainName", "appName", "streamName", "startTime", "endTime", "templateId"],
  },
  {
    async find(ctx, desired) {
      const window = windowOf(desired);
      const at = await now(ctx);
      if (window.end <= at || window.end >= at + HORIZON) return [];
      const tasks = (await tasksAround(ctx, window)).filter((task) => !isStopped(task) && hasKey(task, desired));
      return tasks.flatMap((task) => {
        const id = idIn("DescribeRecordTask", task, "TaskId");
        return [{ id, inputs: desired, outputs: { status: "scheduled", taskId: id } }];
      });
    },
    // A task carries no mark; one with exactly this key does exactly what is declared, but the service does not show whether it records a mix.
    ours: ({ mixStream }, _live, _auto, lost) => mixStream !== true || lost,
    async read(ctx, id, last) {
      const window = windowOf(last);
      const kept = (status: string) => ({ id, inputs: last, outputs: { status, taskId: last.taskId } });
      if (last.status === "planned" || last.status === "missed") return kept(last.status);
      const at = await now(ctx);
      if (window.end <= at - MEMORY + 3_600) return kept("finished");
      const task = (await tasksAround(ctx, window)).find((entry) => entry["TaskId"] === last.taskId);
      if (window.end <= at) return kept("finished");
      if (task === undefined || isStopped(task)) return undefined;
      const { domainName, appName, streamName, templateId: bound } = { ...last, ...decode(inputs, task) };
      return {
        id,
        inputs: { ...last, domainName, appName, streamName, templateId: bound },
        outputs: { status: "scheduled", taskId: last.taskId },
      };
    },
    async create(ctx, desired) {
      const window = windowOf(desired);
      const at = await now(ctx);
      const label = `${desired.domainName}/${desired.appName}/${desired.streamName}`;
      if (window.end <= at) {
        ctx.warn(`The window of ${label} ended at ${desired.endTime}, which is over: it was missed, and nothing is sent to the service.`);
        return { id: `missed-${digest(encode(inputs, desired), 12)}`, outputs: { status: "missed", taskId: "" } };
      }
      if (window.end >= at + HORIZON) {
        return { id: `planned-${digest(encode(inputs, desired), 12)}`, outputs: { status: "planned", taskId: "" } };
      }
      await demandTemplate(ctx, desired.templateId);
      const taskId = idIn("CreateRecordTask", await ctx.call("CreateRecordTask", encode(inputs, desired)), "TaskId");
      return { id: taskId, outputs: { status: "scheduled", taskId } };
    },
    async due(ctx, desired) {
      const { end } = windowOf(desired);
      return end < (await now(ctx)) + HORIZON ? `the window is now within the ${inWords(HORIZON)} that the service takes` : undefined;
    },
    async settled(ctx, _id, desired, last) {
      const at = await now(ctx);
      if (last.status === "planned") return undefined;
      if (last.status === "missed") return windowOf(desired).end <= at ? "was missed, and the new window is over too" : undefined;
      return windowOf(last).end <= at
        ? `ended at ${last.endTime} and cannot be changed any more; declare it under another name`
        : undefined;
    },
    async remove(ctx, _id, last) {
      if (last.taskId === "") return;
      const { start, end } = windowOf(last);
      const at = await now(ctx);
      if (end <= at - MEMORY + 3_600) return;
      const task = (await tasksAround(ctx, { start, end })).find((entry) => entry["TaskId"] === last.taskId);
      if (task === undefined) return;
      // Deleting alone would let a running recording go on.
      if (start <= at && at < end && !isStopped(task)) await ctx.call("StopRecordTask", { TaskId: last.taskId });
      try {
        await ctx.call("DeleteRecordTask", { TaskId: last.taskId });
      } catch (error) {
        // Of an id that it does not know the service says only that the parameter is wrong, also when a first answer was lost.
        ctx.forget();
        if ((await tasksAround(ctx, { start, end })).some((entry) => entry["TaskId"] === last.taskId)) throw error;
      }
    },
    rules: [
      {
        id: "end-after-start",
        fields: ["startTime", "endTime", "timeZone"],
        path: "endTime",
        test(desired) {
          const { start, end } = windowOf(desired);
          return notAfter(desired) ?? tooLong(end - start);
        },
      },
    ],
  },
);
