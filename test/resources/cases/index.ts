import { callbackRule } from "./callback-rule";
import { callbackTemplate } from "./callback-template";
import { clip } from "./clip";
import { highlightRecord } from "./highlight-record";
import { recordRule } from "./record-rule";
import { recordTask } from "./record-task";
import { recordTemplate } from "./record-template";
import { scheduledRecord } from "./scheduled-record";
import { snapshotRule } from "./snapshot-rule";
import { snapshotTemplate } from "./snapshot-template";
import { timeShiftRule } from "./time-shift-rule";
import { timeShiftTemplate } from "./time-shift-template";
import { vodEventConfig } from "./vod-event-config";

export const allCases = [
  recordTemplate,
  recordRule,
  scheduledRecord,
  highlightRecord,
  timeShiftTemplate,
  timeShiftRule,
  clip,
  recordTask,
  snapshotTemplate,
  snapshotRule,
  callbackTemplate,
  callbackRule,
  vodEventConfig,
];
