import { type Account, streamKey } from "./account.js";
import type { RecordTask, Stream } from "./model.js";
import { endRecording, recordForTask } from "./recorder.js";
import { liveStreams } from "./streams.js";

/** How long an ended task stays known (INF for this family: the 3 months that the newer one documents, as 90 days). */
const KEPT_MS = 90 * 86400 * 1000;

/** Takes up a new task: it starts at its time, or now if that is past. */
export function addTask(account: Account, task: RecordTask): void {
  account.tasks.put(String(task.taskId), task);
  if (task.start <= account.now()) startTask(account, task.taskId);
  else account.scheduler.plan(task.start, { type: "taskStart", taskId: task.taskId });
  account.scheduler.plan(task.end, { type: "taskEnd", taskId: task.taskId });
}

export function startTask(account: Account, taskId: number): void {
  const task = account.tasks.get(String(taskId));
  if (task?.state !== "waiting") return;
  task.state = "running";
  const stream = liveStreams(account, task)[0];
  if (stream !== undefined) recordForTask(account, stream, task);
  account.tasks.put(String(taskId), task);
  if (stream !== undefined) account.streams.put(streamKey(stream), stream);
}

/** Ends a task for good, with the files of what it recorded. */
export function endTask(account: Account, taskId: number, state: "finished" | "stopped"): void {
  const task = account.tasks.get(String(taskId));
  if (task === undefined || task.state === "finished" || task.state === "stopped") return;
  task.state = state;
  for (const id of task.recordings) {
    const recording = account.recordings.get(id);
    const stream = recording && account.streams.get(streamKey(recording));
    if (recording === undefined || stream === undefined) continue;
    endRecording(account, stream, recording);
    account.streams.put(streamKey(stream), stream);
  }
  account.tasks.put(String(taskId), task);
  account.scheduler.plan(account.now() + KEPT_MS, { type: "taskForget", taskId });
}

export function forgetTask(account: Account, taskId: number): void {
  account.tasks.delete(String(taskId));
}

/** A push that starts inside the window of a running task is recorded for it, beside its rule (7.6). */
export function recordRunningTasks(account: Account, stream: Stream): void {
  for (const task of account.tasks.values()) {
    if (task.state !== "running" || task.app !== stream.app || task.stream !== stream.stream) continue;
    if (task.domain !== null && task.domain !== stream.domain) continue;
    const busy = task.recordings.some((id) => account.recordings.get(id)?.state === "recording");
    if (busy) continue;
    recordForTask(account, stream, task);
    account.tasks.put(String(task.taskId), task);
  }
}
