import { defineAction } from "../action";
import { PARAM, SVC, TASK } from "../codes";
import { id, text } from "../parameters";
import { findTask } from "../task-lookup";
import { endTask } from "../tasks";

/** Ends a task early, also one that has not begun. Stopping an ended task again changes nothing (INF). */
export const StopLiveRecord = defineAction({
  name: "StopLiveRecord",
  service: "live",
  rate: 200,
  parameters: { StreamName: text({ required: true, minLength: 1 }), TaskId: id({ required: true, min: 0 }) },
  codes: [...SVC, ...PARAM, ...TASK, "ResourceNotFound.ChannelNotExist", "ResourceNotFound.TaskId"],
  run({ account, input }) {
    endTask(account, findTask(account, input.TaskId, input.StreamName).taskId, "stopped");
    return {};
  },
});
