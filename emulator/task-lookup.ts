import type { Account } from "./account";
import { fail } from "./codes";
import type { Id } from "./ids";
import { refuse } from "./inferred-codes";
import type { RecordTask } from "./model";

/**
 * The task of an id and stream. An unknown id is ResourceNotFound.TaskId; a known id with another stream name is
 * ResourceNotFound.ChannelNotExist (INF).
 */
export function findTask(account: Account, taskId: Id, streamName: string): RecordTask {
  const task = account.tasks.get(String(taskId)) ?? fail("ResourceNotFound.TaskId", `The task ${taskId} does not exist.`);
  if (task.stream !== streamName) refuse(account, "taskOfOtherStream", `The task ${taskId} does not belong to the stream ${streamName}.`);
  return task;
}
