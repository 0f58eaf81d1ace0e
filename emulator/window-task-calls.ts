import { createHash } from "node:crypto";
import type { Account } from "./account";
import { fail, SVC, TASK } from "./codes";
import type { Id } from "./ids";
import { refuse } from "./inferred-codes";
import type { WindowTask, WindowTaskFamily } from "./model";
import { type Fields, type Input, int, text, unixTime } from "./parameters";
import { checkDomain } from "./rules";
import { addWindowTask, isOpen, TASK_KEPT_MS } from "./window-tasks";

const DAY = 86_400;
/** Tasks of one page of a query (INF: no page states the size). */
const PAGE = 20;
const ID_LENGTH = 60;

/** Codes that every action of both families lists. */
export const WINDOW_TASK_CODES = [...SVC, ...TASK, "InvalidParameter", "UnsupportedOperation"] as const;

/** What both families take when a task is created; times are Unix seconds. Extension is reserved and ignored. */
export const CREATE_FIELDS = {
  StreamName: text({ required: true, minLength: 1 }),
  DomainName: text({ required: true }),
  AppName: text({ required: true, minLength: 1 }),
  EndTime: unixTime({ required: true }),
  StartTime: unixTime(),
  StreamType: int({ oneOf: [0, 1] }),
  Extension: text(),
};

/** What both families take when tasks are listed. */
export const DESCRIBE_FIELDS = {
  StartTime: unixTime({ required: true }),
  EndTime: unixTime({ required: true }),
  StreamName: text(),
  DomainName: text(),
  AppName: text(),
  ScrollToken: text(),
} satisfies Fields;

/** The parameter of stop and delete. */
export const TASK_ID = { TaskId: text({ required: true, minLength: 1 }) } satisfies Fields;

/**
 * Creates a task: the end after the start and after now, less than 7 days ahead, at most 24 hours after the start. A missing start is now; a
 * start in the past is taken as it is and the task begins at once (INF). Every call makes a task of its own. A malformed domain, or one that
 * the account does not have, is InvalidParameter (INF: no other code is listed).
 */
export function createWindowTask(
  account: Account,
  family: WindowTaskFamily,
  input: Input<typeof CREATE_FIELDS>,
  templateId: Id,
): { TaskId: string } {
  checkDomain(account, input.DomainName, false, { malformed: "InvalidParameter", unknown: "InvalidParameter" });
  const now = Math.floor(account.now() / 1000);
  const { StartTime = now, EndTime } = input;
  if (EndTime <= StartTime) fail("InvalidParameter", "`EndTime` must be later than `StartTime`.");
  if (EndTime <= now) fail("InvalidParameter", "`EndTime` must be later than now.");
  if (EndTime >= now + 7 * DAY) fail("InvalidParameter", "`EndTime` must be less than 7 days from now.");
  if (EndTime - StartTime > DAY) fail("InvalidParameter", "The window from `StartTime` to `EndTime` is longer than 24 hours.");
  refuseOverRunning(account, family);
  const taskId = createHash("sha512")
    .update(`${family} task ${account.next("windowTask")}`)
    .digest("base64url")
    .slice(0, ID_LENGTH);
  addWindowTask(account, {
    family,
    taskId,
    domain: input.DomainName,
    app: input.AppName,
    stream: input.StreamName,
    start: StartTime * 1000,
    end: EndTime * 1000,
    mixStream: input.StreamType === 1,
    templateId,
    stoppedAt: null,
    deleted: false,
    createdAt: account.now(),
    recordings: [],
  });
  return { TaskId: taskId };
}

function refuseOverRunning(account: Account, family: WindowTaskFamily): void {
  const { runningRecordTasks, runningScreenshotTasks } = account.settings.quotas;
  const quota = family === "record" ? runningRecordTasks : runningScreenshotTasks;
  let running = 0;
  for (const task of account.windowTasks.values()) if (task.family === family && isOpen(task, account.now())) running++;
  if (running >= quota) fail("LimitExceeded.MaximumRunningTask");
}

/** The task of an id; an unknown or deleted one is InvalidParameter (INF: no code for a missing task is listed). */
export function findWindowTask(account: Account, family: WindowTaskFamily, taskId: string): WindowTask {
  const task = account.windowTasks.get(taskId);
  if (task?.family === family && !task.deleted) return task;
  return refuse(account, "unknownWindowTask", `The task ${taskId} does not exist.`);
}

/** Lists the tasks that lie whole inside a window of at most 7 days, not more than 90 days back, in the order of creation (INF). */
export function describeWindowTasks(account: Account, family: WindowTaskFamily, input: Input<typeof DESCRIBE_FIELDS>): object {
  const { StartTime, EndTime } = input;
  if (EndTime <= StartTime) fail("InvalidParameter", "`EndTime` must be later than `StartTime`.");
  if (EndTime - StartTime > 7 * DAY) fail("InvalidParameter", "The window from `StartTime` to `EndTime` is longer than 7 days.");
  if (StartTime * 1000 < account.now() - TASK_KEPT_MS) fail("InvalidParameter", "`StartTime` is more than 90 days back.");
  const found: WindowTask[] = [];
  for (const task of account.windowTasks.values()) {
    if (task.family === family && !task.deleted && isInside(task, input)) found.push(task);
  }
  const from = input.ScrollToken ? startOf(found, account, input.ScrollToken) : 0;
  const next = found[from + PAGE];
  return {
    ScrollToken: next === undefined ? "" : tokenOf(next),
    TaskList: found.slice(from, from + PAGE).map((task) => ({
      TaskId: task.taskId,
      DomainName: task.domain,
      AppName: task.app,
      StreamName: task.stream,
      StartTime: Math.floor(task.start / 1000),
      EndTime: Math.floor(task.end / 1000),
      TemplateId: task.templateId,
      Stopped: task.stoppedAt === null ? 0 : Math.floor(task.stoppedAt / 1000),
    })),
  };
}

function isInside(task: WindowTask, input: Input<typeof DESCRIBE_FIELDS>): boolean {
  return (
    task.start >= input.StartTime * 1000 &&
    task.end <= input.EndTime * 1000 &&
    (!input.StreamName || task.stream === input.StreamName) &&
    (!input.DomainName || task.domain === input.DomainName) &&
    (!input.AppName || task.app === input.AppName)
  );
}

const tokenOf = (task: WindowTask): string => Buffer.from(`${task.createdAt} ${task.taskId}`).toString("base64url");

/** Where the page of a token begins; a task that was deleted since does not move it. */
function startOf(found: readonly WindowTask[], account: Account, token: string): number {
  const [, at, id = ""] = /^(\d+) ([\w-]+)$/.exec(Buffer.from(token, "base64url").toString()) ?? [];
  if (at === undefined) fail("InvalidParameter", "`ScrollToken` is none that this query returned.");
  const known = [...account.windowTasks.values()];
  const place = known.findIndex((task) => task.taskId === id);
  const rest = new Set(place < 0 ? known.filter((task) => task.createdAt >= Number(at)) : known.slice(place));
  const index = found.findIndex((task) => rest.has(task));
  return index < 0 ? found.length : index;
}
