import { defineAction } from "../action";
import { REGIONS } from "../regions";
import { findWindowTask, TASK_ID, WINDOW_TASK_CODES } from "../window-task-calls";
import { deleteWindowTask } from "../window-tasks";

/** Deletes the task alone: a running one goes on to the task's end, and later pushes are left out. */
export const DeleteScreenshotTask = defineAction({
  name: "DeleteScreenshotTask",
  service: "live",
  rate: 20,
  regions: REGIONS,
  parameters: TASK_ID,
  codes: WINDOW_TASK_CODES,
  run({ account, input }) {
    deleteWindowTask(account, findWindowTask(account, "screenshot", input.TaskId));
    return {};
  },
});
