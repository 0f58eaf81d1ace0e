import type { Action } from "../action.js";
import { CreateLiveRecord } from "./CreateLiveRecord.js";
import { CreateLiveRecordRule } from "./CreateLiveRecordRule.js";
import { CreateLiveRecordTemplate } from "./CreateLiveRecordTemplate.js";
import { DeleteLiveRecord } from "./DeleteLiveRecord.js";
import { DeleteLiveRecordRule } from "./DeleteLiveRecordRule.js";
import { DeleteLiveRecordTemplate } from "./DeleteLiveRecordTemplate.js";
import { DescribeLiveRecordRules } from "./DescribeLiveRecordRules.js";
import { DescribeLiveRecordTemplate } from "./DescribeLiveRecordTemplate.js";
import { DescribeLiveRecordTemplates } from "./DescribeLiveRecordTemplates.js";
import { ModifyLiveRecordTemplate } from "./ModifyLiveRecordTemplate.js";
import { StopLiveRecord } from "./StopLiveRecord.js";

const ALL: readonly Action[] = [
  CreateLiveRecordTemplate,
  ModifyLiveRecordTemplate,
  DescribeLiveRecordTemplate,
  DescribeLiveRecordTemplates,
  DeleteLiveRecordTemplate,
  CreateLiveRecordRule,
  DescribeLiveRecordRules,
  DeleteLiveRecordRule,
  CreateLiveRecord,
  StopLiveRecord,
  DeleteLiveRecord,
];

/** Every action that the emulator answers, by name: the dispatch table. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(ALL.map((action) => [action.name, action]));

export const ACTION_NAMES: readonly string[] = ALL.map((action) => action.name);
