import type { Action } from "../action.js";
import { CreateLiveRecord } from "./CreateLiveRecord.js";
import { CreateLiveRecordRule } from "./CreateLiveRecordRule.js";
import { CreateLiveRecordTemplate } from "./CreateLiveRecordTemplate.js";
import { CreateLiveTimeShiftRule } from "./CreateLiveTimeShiftRule.js";
import { CreateLiveTimeShiftTemplate } from "./CreateLiveTimeShiftTemplate.js";
import { DeleteLiveRecord } from "./DeleteLiveRecord.js";
import { DeleteLiveRecordRule } from "./DeleteLiveRecordRule.js";
import { DeleteLiveRecordTemplate } from "./DeleteLiveRecordTemplate.js";
import { DeleteLiveTimeShiftRule } from "./DeleteLiveTimeShiftRule.js";
import { DeleteLiveTimeShiftTemplate } from "./DeleteLiveTimeShiftTemplate.js";
import { DeleteMedia } from "./DeleteMedia.js";
import { DescribeLiveDomains } from "./DescribeLiveDomains.js";
import { DescribeLiveRecordRules } from "./DescribeLiveRecordRules.js";
import { DescribeLiveRecordTemplate } from "./DescribeLiveRecordTemplate.js";
import { DescribeLiveRecordTemplates } from "./DescribeLiveRecordTemplates.js";
import { DescribeLiveStreamOnlineList } from "./DescribeLiveStreamOnlineList.js";
import { DescribeLiveStreamState } from "./DescribeLiveStreamState.js";
import { DescribeLiveTimeShiftRules } from "./DescribeLiveTimeShiftRules.js";
import { DescribeLiveTimeShiftTemplates } from "./DescribeLiveTimeShiftTemplates.js";
import { DescribeMediaInfos } from "./DescribeMediaInfos.js";
import { DescribeTimeShiftRecordDetail } from "./DescribeTimeShiftRecordDetail.js";
import { DescribeTimeShiftStreamList } from "./DescribeTimeShiftStreamList.js";
import { LiveRealTimeClip } from "./LiveRealTimeClip.js";
import { ModifyLiveRecordTemplate } from "./ModifyLiveRecordTemplate.js";
import { ModifyLiveTimeShiftTemplate } from "./ModifyLiveTimeShiftTemplate.js";
import { ModifyMediaInfo } from "./ModifyMediaInfo.js";
import { SearchMedia } from "./SearchMedia.js";
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
  CreateLiveTimeShiftTemplate,
  ModifyLiveTimeShiftTemplate,
  DescribeLiveTimeShiftTemplates,
  DeleteLiveTimeShiftTemplate,
  CreateLiveTimeShiftRule,
  DescribeLiveTimeShiftRules,
  DeleteLiveTimeShiftRule,
  DescribeTimeShiftStreamList,
  DescribeTimeShiftRecordDetail,
  DescribeLiveDomains,
  DescribeLiveStreamState,
  DescribeLiveStreamOnlineList,
  LiveRealTimeClip,
  DescribeMediaInfos,
  SearchMedia,
  ModifyMediaInfo,
  DeleteMedia,
];

/** Every action that the emulator answers, by name: the dispatch table. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(ALL.map((action) => [action.name, action]));

export const ACTION_NAMES: readonly string[] = ALL.map((action) => action.name);
