import { defineAction } from "../action";
import { id } from "../parameters";
import { REGIONS } from "../regions";
import { CREATE_FIELDS, createWindowTask, WINDOW_TASK_CODES } from "../window-task-calls";

/** Creates a task that records a stream by a template. A template that is missing or wrong is no error: it records HLS and keeps it for ever. */
export const CreateRecordTask = defineAction({
  name: "CreateRecordTask",
  service: "live",
  rate: 20,
  regions: REGIONS,
  parameters: {
    ...CREATE_FIELDS,
    TemplateId: id({ min: 0 }),
  },
  codes: [...WINDOW_TASK_CODES, "LimitExceeded.MaximumRunningTask", "ResourceUnavailable.InvalidVodStatus"],
  run({ account, input }) {
    return createWindowTask(account, "record", input, input.TemplateId ?? 0);
  },
});
