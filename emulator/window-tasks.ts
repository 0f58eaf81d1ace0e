import type { Account } from "./account";
import type { WindowTask } from "./model";
import { endTaskRecording, startTaskRecording } from "./window-task-recording";

/** How long tasks stay known (service facts 2: 3 months, taken as 90 days), in milliseconds. */
export const TASK_KEPT_MS = 90 * 86_400_000;

/** A moment in the life of a window task. */
export interface WindowTaskEvent {
  type: "windowTask";
  taskId: string;
  step: "start" | "end" | "forget";
}

/** Takes up a new task: it starts at its time, or now if that is past. */
export function addWindowTask(account: Account, task: WindowTask): void {
  const { taskId } = task;
  account.windowTasks.put(taskId, task);
  account.scheduler.plan(task.end, { type: "windowTask", taskId, step: "end" });
  account.scheduler.plan(task.end + TASK_KEPT_MS, { type: "windowTask", taskId, step: "forget" });
  if (task.start <= account.now()) startTaskRecording(account, task);
  else account.scheduler.plan(task.start, { type: "windowTask", taskId, step: "start" });
}

/** Ends a task for good, with the files of what it recorded. Stopping again changes nothing (INF). */
export function stopWindowTask(account: Account, task: WindowTask): void {
  if (task.stoppedAt !== null || task.end <= account.now()) return;
  task.stoppedAt = account.now();
  account.windowTasks.put(task.taskId, task);
  endTaskRecording(account, task);
}

/** Removes a task from sight; a recording that runs goes on to the task's end, and later pushes are not recorded. */
export function deleteWindowTask(account: Account, task: WindowTask): void {
  task.deleted = true;
  account.windowTasks.put(task.taskId, task);
}

/** Whether a push that starts now is recorded for the task. */
export function isOpen(task: WindowTask, now: number): boolean {
  return task.start <= now && now < task.end && task.stoppedAt === null && !task.deleted;
}

/** What happens at a planned moment of a task. */
export function onWindowTask(account: Account, { taskId, step }: WindowTaskEvent): void {
  const task = account.windowTasks.get(taskId);
  if (task === undefined) return;
  if (step === "forget") account.windowTasks.delete(taskId);
  else if (step === "end") endTaskRecording(account, task);
  else if (isOpen(task, account.now())) startTaskRecording(account, task);
}
