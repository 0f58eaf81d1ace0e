import type { Action } from "../action";
import { ConfirmEvents } from "./ConfirmEvents";
import { CreateLiveCallbackRule } from "./CreateLiveCallbackRule";
import { CreateLiveCallbackTemplate } from "./CreateLiveCallbackTemplate";
import { CreateLiveRecord } from "./CreateLiveRecord";
import { CreateLiveRecordRule } from "./CreateLiveRecordRule";
import { CreateLiveRecordTemplate } from "./CreateLiveRecordTemplate";
import { CreateLiveSnapshotRule } from "./CreateLiveSnapshotRule";
import { CreateLiveSnapshotTemplate } from "./CreateLiveSnapshotTemplate";
import { CreateLiveTimeShiftRule } from "./CreateLiveTimeShiftRule";
import { CreateLiveTimeShiftTemplate } from "./CreateLiveTimeShiftTemplate";
import { CreateRecordTask } from "./CreateRecordTask";
import { CreateScreenshotTask } from "./CreateScreenshotTask";
import { DeleteLiveCallbackRule } from "./DeleteLiveCallbackRule";
import { DeleteLiveCallbackTemplate } from "./DeleteLiveCallbackTemplate";
import { DeleteLiveRecord } from "./DeleteLiveRecord";
import { DeleteLiveRecordRule } from "./DeleteLiveRecordRule";
import { DeleteLiveRecordTemplate } from "./DeleteLiveRecordTemplate";
import { DeleteLiveSnapshotRule } from "./DeleteLiveSnapshotRule";
import { DeleteLiveSnapshotTemplate } from "./DeleteLiveSnapshotTemplate";
import { DeleteLiveTimeShiftRule } from "./DeleteLiveTimeShiftRule";
import { DeleteLiveTimeShiftTemplate } from "./DeleteLiveTimeShiftTemplate";
import { DeleteMedia } from "./DeleteMedia";
import { DeleteRecordTask } from "./DeleteRecordTask";
import { DeleteScreenshotTask } from "./DeleteScreenshotTask";
import { DescribeEventConfig } from "./DescribeEventConfig";
import { DescribeLiveCallbackRules } from "./DescribeLiveCallbackRules";
import { DescribeLiveCallbackTemplate } from "./DescribeLiveCallbackTemplate";
import { DescribeLiveCallbackTemplates } from "./DescribeLiveCallbackTemplates";
import { DescribeLiveDomains } from "./DescribeLiveDomains";
import { DescribeLiveRecordRules } from "./DescribeLiveRecordRules";
import { DescribeLiveRecordTemplate } from "./DescribeLiveRecordTemplate";
import { DescribeLiveRecordTemplates } from "./DescribeLiveRecordTemplates";
import { DescribeLiveSnapshotRules } from "./DescribeLiveSnapshotRules";
import { DescribeLiveSnapshotTemplate } from "./DescribeLiveSnapshotTemplate";
import { DescribeLiveSnapshotTemplates } from "./DescribeLiveSnapshotTemplates";
import { DescribeLiveStreamEventList } from "./DescribeLiveStreamEventList";
import { DescribeLiveStreamOnlineList } from "./DescribeLiveStreamOnlineList";
import { DescribeLiveStreamState } from "./DescribeLiveStreamState";
import { DescribeLiveTimeShiftRules } from "./DescribeLiveTimeShiftRules";
import { DescribeLiveTimeShiftTemplates } from "./DescribeLiveTimeShiftTemplates";
import { DescribeMediaInfos } from "./DescribeMediaInfos";
import { DescribeRecordTask } from "./DescribeRecordTask";
import { DescribeScreenshotTask } from "./DescribeScreenshotTask";
import { DescribeTimeShiftRecordDetail } from "./DescribeTimeShiftRecordDetail";
import { DescribeTimeShiftStreamList } from "./DescribeTimeShiftStreamList";
import { LiveRealTimeClip } from "./LiveRealTimeClip";
import { ModifyEventConfig } from "./ModifyEventConfig";
import { ModifyLiveCallbackTemplate } from "./ModifyLiveCallbackTemplate";
import { ModifyLiveRecordTemplate } from "./ModifyLiveRecordTemplate";
import { ModifyLiveSnapshotTemplate } from "./ModifyLiveSnapshotTemplate";
import { ModifyLiveTimeShiftTemplate } from "./ModifyLiveTimeShiftTemplate";
import { ModifyMediaInfo } from "./ModifyMediaInfo";
import { PullEvents } from "./PullEvents";
import { SearchMedia } from "./SearchMedia";
import { StopLiveRecord } from "./StopLiveRecord";
import { StopRecordTask } from "./StopRecordTask";
import { StopScreenshotTask } from "./StopScreenshotTask";

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
