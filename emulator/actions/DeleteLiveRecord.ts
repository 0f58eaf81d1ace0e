import { defineAction } from "../action";
import { PARAM, SVC, TASK } from "../codes";
import { refuse } from "../inferred-codes";
import { id, text } from "../parameters";
import { findTask } from "../task-lookup";

/** Removes the task, never its files; a running one has to be stopped first (INF: FailedOperation.AlterTaskState). */
export const DeleteLiveRecord = defineAction({
  name: "DeleteLiveRecord",
  service: "live",
  rate: 200,
  parameters: { StreamName: text({ required: true, minLength: 1 }), TaskId: id({ required: true, min: 0 }) },
  codes: [...SVC, ...PARAM, ...TASK, "FailedOperation.AlterTaskState", "ResourceNotFound.ChannelNotExist", "ResourceNotFound.TaskId"],
  run({ account, input }) {
    const task = findTask(account, input.TaskId, input.StreamName);
    if (task.state === "running") refuse(account, "deleteRunningTask", `The task ${task.taskId} is running; stop it first.`);
    account.tasks.delete(String(task.taskId));
    return {};
  },
});
