import { defineAction } from "../action";
import { REGIONS } from "../regions";
import { DESCRIBE_FIELDS, describeWindowTasks, WINDOW_TASK_CODES } from "../window-task-calls";

/** Lists tasks by a window, page by page; an empty ScrollToken is the last page. */
export const DescribeRecordTask = defineAction({
  name: "DescribeRecordTask",
  service: "live",
  rate: 20,
  regions: REGIONS,
  parameters: DESCRIBE_FIELDS,
  codes: WINDOW_TASK_CODES,
  run: ({ account, input }) => describeWindowTasks(account, "record", input),
});
