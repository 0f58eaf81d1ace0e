import { type Account, streamKey } from "./account";
import type { Id } from "./ids";
import { noteIdle, noteMiss } from "./misses";
import { isWantedSource } from "./mix-sources";
import type { RecordTask, Stream, Why, WindowTask } from "./model";
import { planOfTask } from "./plans";
import { endRecording, startRecording } from "./recorder";
import { liveStreams, streamsOf } from "./streams";
import { startTaskOn } from "./window-task-recording";
import { isOpen } from "./window-tasks";

/** How long an ended task stays known (INF for this family: the 3 months that the newer one documents, as 90 days). */
const KEPT_MS = 90 * 86400 * 1000;

/** Takes up a new task: it starts at its time, or now if that is past. A repeat that is recognised takes the id of the task there is. */
export function addTask(account: Account, task: RecordTask): void {
  const first = firstOf(account, task);
  if (first !== undefined) {
    task.taskId = first.taskId;
    return;
  }
  account.tasks.put(String(task.taskId), task);
  if (task.start <= account.now()) startTask(account, task.taskId);
  else account.scheduler.plan(task.start, { type: "taskStart", taskId: task.taskId });
  account.scheduler.plan(task.end, { type: "taskEnd", taskId: task.taskId });
}

/** The task that an equal call made more than `repeatSeconds` ago and that has not ended; other start or end times are never equal. */
function firstOf(account: Account, task: RecordTask): RecordTask | undefined {
  const { repeatSeconds } = account.settings;
  if (repeatSeconds === null) return undefined;
  const asked = ({ domain, app, stream, start, end, highlight, mixStream, content, format, interval, storageTime }: RecordTask): string =>
    JSON.stringify([domain, app, stream, start, end, highlight, mixStream, content, format, interval, storageTime]);
  for (const one of account.tasks.values()) {
    const open = one.state === "waiting" || one.state === "running";
    if (open && one.createdAt < task.createdAt - repeatSeconds * 1000 && asked(one) === asked(task)) return one;
  }
  return undefined;
}

export function startTask(account: Account, taskId: Id): void {
  const task = account.tasks.get(String(taskId));
  if (task?.state !== "waiting") return;
  task.state = "running";
  account.runningTasks.put(String(taskId), taskId);
  account.tasks.put(String(taskId), task);
  const { domain, app, stream: name } = task;
  const named = liveStreams(account, { domain, app, stream: name });
  const stream = named.find((one) => whyNot(account, task, one) === undefined);
  if (stream === undefined) {
    for (const one of named) noteRefusal(account, one, task);
    return;
  }
  recordTask(account, stream, task);
  account.streams.put(streamKey(stream), stream);
}

/** Ends a task for good, with the files of what it recorded. */
export function endTask(account: Account, taskId: Id, state: "finished" | "stopped"): void {
  const task = account.tasks.get(String(taskId));
  if (task === undefined || task.state === "finished" || task.state === "stopped") return;
  task.state = state;
  account.runningTasks.delete(String(taskId));
  endRecordings(account, task.recordings);
  if (state === "finished" && task.recordings.length === 0) noteIdle(account, taskId, task, streamsOf(account, task));
  account.tasks.put(String(taskId), task);
  account.scheduler.plan(account.now() + KEPT_MS, { type: "taskForget", taskId });
}

export function forgetTask(account: Account, taskId: Id): void {
  account.tasks.delete(String(taskId));
}

/** A push that starts inside the window of a running task is recorded for it, beside its rule (7.6). The caller stores the stream. */
export function recordRunningTasks(account: Account, stream: Stream): void {
  for (const id of account.runningTasks.values()) {
    if (typeof id === "string") {
      const task = account.windowTasks.get(id);
      if (task !== undefined && isOpen(task, account.now()) && sameStream(task, stream)) startTaskOn(account, stream, task);
      continue;
    }
    const task = account.tasks.get(String(id));
    if (task === undefined || !isNamed(task, stream)) continue;
    if (whyNot(account, task, stream) !== undefined) {
      noteRefusal(account, stream, task);
      continue;
    }
    const busy = task.recordings.some((recording) => account.recordings.get(recording)?.state === "recording");
    if (!busy) recordTask(account, stream, task);
  }
}

/** Ends the given recordings, with their files. */
export function endRecordings(account: Account, ids: readonly string[]): void {
  for (const id of ids) {
    const recording = account.recordings.get(id);
    if (recording === undefined || recording.state === "ended") continue;
    const stream = account.streams.get(streamKey(recording));
    if (stream === undefined) continue;
    endRecording(account, stream, recording);
    account.streams.put(streamKey(stream), stream);
  }
}

/** Whether a task is about a stream of this name; one without a domain takes any. */
function isNamed(task: RecordTask, stream: Stream): boolean {
  return task.app === stream.app && task.stream === stream.stream && (task.domain === null || task.domain === stream.domain);
}

/**
 * Why a task does not record a stream of its name: its source is another (`mix-sources.ts`). Timed tasks do not reach streams from overseas, highlights do
 * (S4; the newer text says that neither does).
 */
function whyNot(account: Account, task: RecordTask, stream: Stream): Why | undefined {
  if (!isWantedSource(account, task, stream)) return { code: "other-source", source: stream.source };
  return stream.overseas && !task.highlight ? { code: "overseas" } : undefined;
}

function noteRefusal(account: Account, stream: Stream, task: RecordTask): void {
  const why = whyNot(account, task, stream);
  if (why !== undefined) noteMiss(account, stream, why, task.taskId);
}

function sameStream(task: WindowTask, stream: Stream): boolean {
  return task.domain === stream.domain && task.app === stream.app && task.stream === stream.stream;
}

function recordTask(account: Account, stream: Stream, task: RecordTask): void {
  const started = startRecording(account, stream, planOfTask(task));
  if (started === undefined) return;
  task.recordings.push(started.id);
  account.tasks.put(String(task.taskId), task);
}
