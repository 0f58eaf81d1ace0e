import type { Action } from "../action.js";
import { ConfirmEvents } from "./ConfirmEvents.js";
import { CreateLiveCallbackRule } from "./CreateLiveCallbackRule.js";
import { CreateLiveCallbackTemplate } from "./CreateLiveCallbackTemplate.js";
import { CreateLiveRecord } from "./CreateLiveRecord.js";
import { CreateLiveRecordRule } from "./CreateLiveRecordRule.js";
import { CreateLiveRecordTemplate } from "./CreateLiveRecordTemplate.js";
import { CreateLiveSnapshotRule } from "./CreateLiveSnapshotRule.js";
import { CreateLiveSnapshotTemplate } from "./CreateLiveSnapshotTemplate.js";
import { CreateLiveTimeShiftRule } from "./CreateLiveTimeShiftRule.js";
import { CreateLiveTimeShiftTemplate } from "./CreateLiveTimeShiftTemplate.js";
import { CreateRecordTask } from "./CreateRecordTask.js";
import { CreateScreenshotTask } from "./CreateScreenshotTask.js";
import { DeleteLiveCallbackRule } from "./DeleteLiveCallbackRule.js";
import { DeleteLiveCallbackTemplate } from "./DeleteLiveCallbackTemplate.js";
import { DeleteLiveRecord } from "./DeleteLiveRecord.js";
import { DeleteLiveRecordRule } from "./DeleteLiveRecordRule.js";
import { DeleteLiveRecordTemplate } from "./DeleteLiveRecordTemplate.js";
import { DeleteLiveSnapshotRule } from "./DeleteLiveSnapshotRule.js";
import { DeleteLiveSnapshotTemplate } from "./DeleteLiveSnapshotTemplate.js";
import { DeleteLiveTimeShiftRule } from "./DeleteLiveTimeShiftRule.js";
import { DeleteLiveTimeShiftTemplate } from "./DeleteLiveTimeShiftTemplate.js";
import { DeleteMedia } from "./DeleteMedia.js";
import { DeleteRecordTask } from "./DeleteRecordTask.js";
import { DeleteScreenshotTask } from "./DeleteScreenshotTask.js";
import { DescribeEventConfig } from "./DescribeEventConfig.js";
import { DescribeLiveCallbackRules } from "./DescribeLiveCallbackRules.js";
import { DescribeLiveCallbackTemplate } from "./DescribeLiveCallbackTemplate.js";
import { DescribeLiveCallbackTemplates } from "./DescribeLiveCallbackTemplates.js";
import { DescribeLiveDomains } from "./DescribeLiveDomains.js";
import { DescribeLiveRecordRules } from "./DescribeLiveRecordRules.js";
import { DescribeLiveRecordTemplate } from "./DescribeLiveRecordTemplate.js";
import { DescribeLiveRecordTemplates } from "./DescribeLiveRecordTemplates.js";
import { DescribeLiveSnapshotRules } from "./DescribeLiveSnapshotRules.js";
import { DescribeLiveSnapshotTemplate } from "./DescribeLiveSnapshotTemplate.js";
import { DescribeLiveSnapshotTemplates } from "./DescribeLiveSnapshotTemplates.js";
import { DescribeLiveStreamEventList } from "./DescribeLiveStreamEventList.js";
import { DescribeLiveStreamOnlineList } from "./DescribeLiveStreamOnlineList.js";
import { DescribeLiveStreamState } from "./DescribeLiveStreamState.js";
import { DescribeLiveTimeShiftRules } from "./DescribeLiveTimeShiftRules.js";
import { DescribeLiveTimeShiftTemplates } from "./DescribeLiveTimeShiftTemplates.js";
import { DescribeMediaInfos } from "./DescribeMediaInfos.js";
import { DescribeRecordTask } from "./DescribeRecordTask.js";
import { DescribeScreenshotTask } from "./DescribeScreenshotTask.js";
import { DescribeTimeShiftRecordDetail } from "./DescribeTimeShiftRecordDetail.js";
import { DescribeTimeShiftStreamList } from "./DescribeTimeShiftStreamList.js";
import { LiveRealTimeClip } from "./LiveRealTimeClip.js";
import { ModifyEventConfig } from "./ModifyEventConfig.js";
import { ModifyLiveCallbackTemplate } from "./ModifyLiveCallbackTemplate.js";
import { ModifyLiveRecordTemplate } from "./ModifyLiveRecordTemplate.js";
import { ModifyLiveSnapshotTemplate } from "./ModifyLiveSnapshotTemplate.js";
import { ModifyLiveTimeShiftTemplate } from "./ModifyLiveTimeShiftTemplate.js";
import { ModifyMediaInfo } from "./ModifyMediaInfo.js";
import { PullEvents } from "./PullEvents.js";
import { SearchMedia } from "./SearchMedia.js";
import { StopLiveRecord } from "./StopLiveRecord.js";
import { StopRecordTask } from "./StopRecordTask.js";
import { StopScreenshotTask } from "./StopScreenshotTask.js";

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
  CreateRecordTask,
  DescribeRecordTask,
  StopRecordTask,
  DeleteRecordTask,
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
  CreateLiveSnapshotTemplate,
  ModifyLiveSnapshotTemplate,
  DescribeLiveSnapshotTemplate,
  DescribeLiveSnapshotTemplates,
  DeleteLiveSnapshotTemplate,
  CreateLiveSnapshotRule,
  DescribeLiveSnapshotRules,
  DeleteLiveSnapshotRule,
  CreateScreenshotTask,
  DescribeScreenshotTask,
  StopScreenshotTask,
  DeleteScreenshotTask,
  CreateLiveCallbackTemplate,
  ModifyLiveCallbackTemplate,
  DescribeLiveCallbackTemplate,
  DescribeLiveCallbackTemplates,
  DeleteLiveCallbackTemplate,
  CreateLiveCallbackRule,
  DescribeLiveCallbackRules,
  DeleteLiveCallbackRule,
  DescribeLiveStreamState,
  DescribeLiveStreamOnlineList,
  DescribeLiveStreamEventList,
  LiveRealTimeClip,
  DescribeMediaInfos,
  SearchMedia,
  ModifyMediaInfo,
  DeleteMedia,
  ModifyEventConfig,
  DescribeEventConfig,
  PullEvents,
  ConfirmEvents,
];

/** Every action that the emulator answers, by name: the dispatch table. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(ALL.map((action) => [action.name, action]));

export const ACTION_NAMES: readonly string[] = ALL.map((action) => action.name);
