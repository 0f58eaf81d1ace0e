import { idIn, scrolled, textIn } from "../core/answer";
import type { Props } from "../core/schema";
import { QUOTAS } from "../recording/quotas";
import { defaultReader, type Reader } from "./reader";
import { pieces, reached, seconds, stretchOf, utcText, type Window } from "./times";

/** A task of CreateRecordTask. */
export interface RecordTaskInfo {
  readonly taskId: string;
  readonly domainName: string;
  readonly appName: string;
  readonly streamName: string;
  /** RFC 3339, UTC. */
  readonly startTime: string;
  readonly endTime: string;
  readonly templateId: string;
  /** When it was stopped early; absent when it was not. */
  readonly stoppedAt?: string;
}

/** Which tasks are looked for. */
export interface RecordTaskQuery extends Window {
  readonly domainName?: string;
  readonly appName?: string;
  readonly streamName?: string;
}

const DAY = 86_400;
/** One query spans at most 7 days and returns only tasks that lie wholly inside it; a task lasts at most 24 hours. */
const WINDOW = 7 * DAY;
/** How far back the service shows tasks. */
const MEMORY = QUOTAS.taskRetention.limit * DAY;
/** No task ends later from now than the horizon; a task's length more, because clocks differ and a limit may be read generously. */
const AHEAD = QUOTAS.taskHorizon.limit + QUOTAS.taskWindow.limit;

/**
 * The record tasks that run at some time between two moments, however far apart these are (DescribeRecordTask): asked week by week with a day of overlap, and
 * a day longer at both ends, so that a task across a border is found too.
 * Tasks older than 90 days, and deleted ones, are unknown to the service; later than its horizon there are none, so that nothing beyond is asked.
 * @throws UserError for an empty window, ServiceError, TransportError
 */
export async function findRecordTasks(query: RecordTaskQuery, reader: Reader = defaultReader()): Promise<RecordTaskInfo[]> {
  const { from, to } = stretchOf(query);
  const wider = { ...query, from: utcText(from - DAY), to: utcText(to + DAY) };
  const all = (await listRecordTasks(wider, reader)).map((task) => taskIn("DescribeRecordTask", task));
  const found = all.filter(({ startTime, endTime }) => seconds(startTime) < to && seconds(endTime) > from);
  return found.sort((a, b) => a.startTime.localeCompare(b.startTime) || a.taskId.localeCompare(b.taskId));
}

/** Those that lie wholly between the moments, as the service writes them, each task once. */
export async function listRecordTasks(query: RecordTaskQuery, reader: Reader): Promise<Props[]> {
  const { from, to } = stretchOf(query);
  const now = async () => seconds(await reader.now());
  const remembered = { from: Math.max(from, (await now()) - MEMORY + 60), to };
  const weeks = reached(pieces(remembered, WINDOW, DAY), async () => (await now()) + AHEAD);
  const filters: Props = {
    ...(query.domainName === undefined ? {} : { DomainName: query.domainName }),
    ...(query.appName === undefined ? {} : { AppName: query.appName }),
    ...(query.streamName === undefined ? {} : { StreamName: query.streamName }),
  };
  const found = new Map<string, Props>();
  for await (const { from: begin, to: end } of weeks) {
    const week = { ...filters, StartTime: begin, EndTime: end };
    const tasks = await scrolled("DescribeRecordTask", "TaskList", (token) => reader.call("DescribeRecordTask", { ...week, ...token }));
    for (const task of tasks) found.set(idIn("DescribeRecordTask", task, "TaskId"), task);
  }
  return [...found.values()];
}

function taskIn(action: string, task: Props): RecordTaskInfo {
  const number = (name: string) => (typeof task[name] === "number" ? task[name] : 0);
  const stopped = number("Stopped");
  return {
    taskId: idIn(action, task, "TaskId"),
    domainName: textIn(task, "DomainName") ?? "",
    appName: textIn(task, "AppName") ?? "",
    streamName: textIn(task, "StreamName") ?? "",
    startTime: utcText(number("StartTime")),
    endTime: utcText(number("EndTime")),
    templateId: String(task["TemplateId"] ?? ""),
    ...(stopped > 0 ? { stoppedAt: utcText(stopped) } : {}),
  };
}
