import { defineAction } from "../action";
import { id } from "../parameters";
import { REGIONS } from "../regions";
import { CREATE_FIELDS, createWindowTask, WINDOW_TASK_CODES } from "../window-task-calls";

/** Creates a task that takes pictures of a stream. A template that does not exist is no error: nothing is pictured. */
export const CreateScreenshotTask = defineAction({
  name: "CreateScreenshotTask",
  service: "live",
  rate: 20,
  regions: REGIONS,
  parameters: {
    ...CREATE_FIELDS,
    TemplateId: id({ required: true, min: 0 }),
  },
  codes: [...WINDOW_TASK_CODES, "LimitExceeded.MaximumRunningTask"],
  run({ account, input }) {
    return createWindowTask(account, "screenshot", input, input.TemplateId);
  },
});
