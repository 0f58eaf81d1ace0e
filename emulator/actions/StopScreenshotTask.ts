import { defineAction } from "../action";
import { REGIONS } from "../regions";
import { findWindowTask, TASK_ID, WINDOW_TASK_CODES } from "../window-task-calls";
import { stopWindowTask } from "../window-tasks";

/** Ends a task for good. One that has not begun never begins; one that is over or stopped stays as it is (INF). */
export const StopScreenshotTask = defineAction({
  name: "StopScreenshotTask",
  service: "live",
  rate: 20,
  regions: REGIONS,
  parameters: TASK_ID,
  codes: [...WINDOW_TASK_CODES, "InternalError.SystemError"],
  run({ account, input }) {
    stopWindowTask(account, findWindowTask(account, "screenshot", input.TaskId));
    return {};
  },
});
