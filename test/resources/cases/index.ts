import { clip } from "./clip";
import { highlightRecord } from "./highlight-record";
import { recordRule } from "./record-rule";
import { recordTemplate } from "./record-template";
import { scheduledRecord } from "./scheduled-record";
import { timeShiftRule } from "./time-shift-rule";
import { timeShiftTemplate } from "./time-shift-template";

export const allCases = [recordTemplate, recordRule, scheduledRecord, highlightRecord, timeShiftTemplate, timeShiftRule, clip];
