import type { Account } from "./account.js";
import type { WindowTask } from "./model.js";

/** Starts recording (or picturing) the live stream of a task whose window opens, if the stream is live. */
export function startTaskRecording(account: Account, task: WindowTask): void {
  account.windowTasks.put(task.taskId, task);
}

/** Ends what a task records, with its files. */
export function endTaskRecording(account: Account, task: WindowTask): void {
  account.windowTasks.put(task.taskId, task);
}
