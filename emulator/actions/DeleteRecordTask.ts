import { defineAction } from "../action.js";
import { REGIONS } from "../regions.js";
import { findWindowTask, TASK_ID, WINDOW_TASK_CODES } from "../window-task-calls.js";
import { deleteWindowTask } from "../window-tasks.js";

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
