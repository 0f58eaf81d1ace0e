import { defineAction } from "../action";
import { REGIONS } from "../regions";
import { findWindowTask, TASK_ID, WINDOW_TASK_CODES } from "../window-task-calls";
import { deleteWindowTask } from "../window-tasks";

/** Deletes the task alone: a recording that runs goes on to the task's end, and later pushes are left out. */
export const DeleteRecordTask = defineAction({
  name: "DeleteRecordTask",
  service: "live",
  rate: 20,
  regions: REGIONS,
  parameters: TASK_ID,
  codes: [...WINDOW_TASK_CODES, "ResourceUnavailable.InvalidVodStatus"],
  run({ account, input }) {
    deleteWindowTask(account, findWindowTask(account, "record", input.TaskId));
    return {};
  },
});
