import { defineAction } from "../action.js";
import { REGIONS } from "../regions.js";
import { findWindowTask, TASK_ID, WINDOW_TASK_CODES } from "../window-task-calls.js";
import { stopWindowTask } from "../window-tasks.js";

/** Ends a task for good, with its file. One that has not begun never begins; one that is over or stopped stays as it is (INF). */
export const StopRecordTask = defineAction({
  name: "StopRecordTask",
  service: "live",
  rate: 20,
  regions: REGIONS,
  parameters: TASK_ID,
  codes: [...WINDOW_TASK_CODES, "InternalError.SystemError", "ResourceUnavailable.InvalidVodStatus"],
  run({ account, input }) {
    stopWindowTask(account, findWindowTask(account, "record", input.TaskId));
    return {};
  },
});
