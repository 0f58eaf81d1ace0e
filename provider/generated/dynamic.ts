// Generated from the registry of kinds by `npm run generate`; not edited by hand.
// Path and export names are a public contract for ever: every state names them.
import { handlerOf } from "../fronts/dynamic";

export const RecordTemplate = handlerOf("RecordTemplate");
export const RecordRule = handlerOf("RecordRule");
export const RecordTask = handlerOf("RecordTask");
export const ScheduledRecord = handlerOf("ScheduledRecord");
export const HighlightRecord = handlerOf("HighlightRecord");
export const TimeShiftTemplate = handlerOf("TimeShiftTemplate");
export const TimeShiftRule = handlerOf("TimeShiftRule");
export const Clip = handlerOf("Clip");
export const SnapshotTemplate = handlerOf("SnapshotTemplate");
export const SnapshotRule = handlerOf("SnapshotRule");
export const CallbackTemplate = handlerOf("CallbackTemplate");
export const CallbackRule = handlerOf("CallbackRule");
export const VodEventConfig = handlerOf("VodEventConfig");
