import { createHash } from "node:crypto";
import { type Account, APP_ID } from "./account";
import { mediaUrl } from "./media";
import { mediaInfo } from "./media-info";
import type { Flow, Media } from "./model";
import { emitVodEvent } from "./vod-reports";

/** A task flow on a file that is to be, with an id in the shape of the service's. */
export function flowOf(seed: string, procedure: string, sessionContext: string): Flow {
  const taskId = `${APP_ID}-procedurev2-${createHash("md5").update(seed).digest("hex")}t0`;
  return { taskId, procedure, sessionContext };
}

/** Sets a file's flow to work; it ends after `procedureDelay`. */
export function startFlow(account: Account, media: Media): void {
  if (media.flow === null) return;
  const at = account.now() + account.settings.procedureDelay * 1000;
  account.scheduler.plan(at, { type: "flowOver", fileId: media.fileId, taskId: media.flow.taskId });
}

/** Ends a flow; nothing is made of the file (the emulator has no transcoding), and nothing is told if it is gone by then. */
export function endFlow(account: Account, fileId: string, taskId: string): void {
  const media = account.media.get(fileId);
  const flow = media?.flow;
  if (media === undefined || flow?.taskId !== taskId) return;
  emitVodEvent(account, media.subAppId, "ProcedureStateChanged", () => ({
    TaskId: taskId,
    Status: "FINISH",
    ErrCode: 0,
    Message: "SUCCESS",
    FileId: fileId,
    FileName: media.name,
    FileUrl: mediaUrl(account, media),
    MetaData: mediaInfo(account, media, ["metaData"])["MetaData"],
    MediaProcessResultSet: [],
    AiAnalysisResultSet: [],
    AiRecognitionResultSet: [],
    TasksPriority: 0,
    TasksNotifyMode: "",
    SessionContext: flow.sessionContext,
    SessionId: "",
  }));
}
