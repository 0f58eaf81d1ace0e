import { type Moment, type Span, utcText } from "../../recording/moments";
import { QUOTAS } from "../../recording/quotas";
import { peakOf } from "../../recording/usage";
import type { Reader } from "../reader";
import { findRecordTasks } from "../record-tasks";
import type { StreamName } from "../streams";
import { type Diagnosis, finding, looked, unknown, well } from "./diagnosis";
import { isNearly } from "./quotas";

/** A record task that is declared; the service need not have it yet. */
export interface PlannedTask extends StreamName {
  /** RFC 3339, or milliseconds since 1970. Left out: now. */
  readonly startTime?: string | Moment;
  readonly endTime: string | Moment;
}

interface Task extends Span {
  readonly stream: string;
}

/** Tasks reach at most 7 days ahead and last at most 24 hours: all open ones lie between these. */
const BACK = QUOTAS.taskWindow.limit * 1000;
const AHEAD = QUOTAS.taskHorizon.limit * 1000;

/**
 * The record tasks that are open: how many run, and whether more overlap on a stream than the service starts recorders for. Declared ones
 * count as well, so that the fourth is seen before the event.
 */
export async function recordTasks(reader: Reader, planned: readonly PlannedTask[]): Promise<Diagnosis[]> {
  const id = "record-tasks";
  return looked(id, "record tasks", async () => {
    const now = (await reader.now()).getTime();
    const window = { from: new Date(now - BACK), to: new Date(now + AHEAD) };
    const kept = (await findRecordTasks(window, reader)).filter(({ stoppedAt }) => stoppedAt === undefined);
    const open = kept.map((task) => taskOf(task, now)).filter(({ end }) => end > now);
    const declared = planned.filter((task) => taskOf(task, now).end > now);
    return [running(id, open, now), ...overlaps(id, [...open, ...missing(declared, open, now)])];
  });
}

function taskOf({ domainName, appName, streamName, startTime, endTime }: PlannedTask, now: Moment): Task {
  const at = (time: string | Moment) => (typeof time === "number" ? time : Date.parse(time));
  return { stream: `${domainName}/${appName}/${streamName}`, start: startTime === undefined ? now : at(startTime), end: at(endTime) };
}

function running(id: string, open: readonly Task[], now: Moment): Diagnosis {
  const busy = open.filter(({ start }) => start <= now).length;
  const { limit } = QUOTAS.timedRecordsRunning;
  if (open.length === 0) return well(id, "No record task is open.");
  const tasks = `${open.length} record ${open.length === 1 ? "task is" : "tasks are"} open, ${busy} of them running`;
  const text = `${tasks}; how many may run at once is not documented, for timed records it is ${limit}.`;
  if (!isNearly(busy, limit)) return well(id, text);
  return finding(id, text, "Stop or delete record tasks that are not needed: beyond its limit the service refuses new ones.");
}

/**
 * The declared tasks that the service does not have yet: each of its tasks stands for one that is declared with the same stream and window. Without a start that is any that
 * has begun. Equal tasks are several all the same: each has a template, and a recorder, of its own.
 */
function missing(declared: readonly PlannedTask[], open: readonly Task[], now: Moment): Task[] {
  const free = [...open];
  return declared.flatMap((planned) => {
    const task = taskOf(planned, now);
    const isTask = ({ stream, start, end }: Task) =>
      stream === task.stream && end === task.end && (planned.startTime === undefined ? start <= now : start === task.start);
    const at = free.findIndex(isTask);
    if (at === -1) return task;
    free.splice(at, 1);
    return [];
  });
}

function overlaps(id: string, tasks: readonly Task[]): Diagnosis[] {
  const { limit } = QUOTAS.recordersPerStream;
  return [...new Set(tasks.map(({ stream }) => stream))].flatMap((stream) => {
    const { count, at } = peakOf(tasks.filter((task) => task.stream === stream));
    if (count <= limit || at === undefined) return [];
    return finding(
      id,
      `${count} record tasks want to record ${stream} at ${utcText(at)}; the service starts at most ${limit} recorders for a stream, and no error tells of the others.`,
      `Keep at most ${limit} windows over any moment: let one end where the next begins, or make them one.`,
    );
  });
}

/** Timed records cannot be listed: only what is declared of them can be counted. */
export function timedRecords(count: number): Diagnosis[] {
  if (count === 0) return [];
  const { timedRecordsRunning, timedRecordsPerDay } = QUOTAS;
  const declared = `${count} timed ${count === 1 ? "record is" : "records are"} declared`;
  return [
    unknown(
      "timed-records",
      `${declared}; the service cannot list those that there are. At most ${timedRecordsRunning.limit} run at once, and ${timedRecordsPerDay.limit} are created a day.`,
      "Prefer record tasks for new work: they can be listed.",
    ),
  ];
}
