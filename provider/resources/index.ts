import { register } from "../core/registry";
import { clip } from "./clip";
import { highlightRecord } from "./highlight-record";
import { recordRule } from "./record-rule";
import { recordTemplate } from "./record-template";
import { scheduledRecord } from "./scheduled-record";
import { timeShiftRule } from "./time-shift-rule";
import { timeShiftTemplate } from "./time-shift-template";

/** Every kind of the package, in the order of the docs. A new kind is one more line here. */
export const kinds = register([recordTemplate, recordRule, scheduledRecord, highlightRecord, timeShiftTemplate, timeShiftRule, clip]);
