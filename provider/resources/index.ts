import { register } from "../core/registry";
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

/** Every kind of the package, in the order of the docs. A new kind is one more line here. */
export const kinds = register([
  recordTemplate,
  recordRule,
  recordTask,
  scheduledRecord,
  highlightRecord,
  timeShiftTemplate,
  timeShiftRule,
  clip,
  snapshotTemplate,
  snapshotRule,
  callbackTemplate,
  callbackRule,
  vodEventConfig,
]);
