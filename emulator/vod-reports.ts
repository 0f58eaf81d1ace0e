import type { Account } from "./account";
import { post } from "./deliveries";
import type { Id } from "./ids";
import { mediaInfo } from "./media-info";
import type { EventConfig, Media, VodEvent } from "./model";
import { EMPTY_EVENT } from "./vod-event-fields";
import { enqueue, eventConfig } from "./vod-events";

/** VOD's events, each with the field that holds what it says and the switch that it needs; a task flow tells of itself without one. */
const EVENTS = {
  NewFileUpload: { field: "FileUploadEvent", needs: "UploadMediaCompleteEventSwitch" },
  FileDeleted: { field: "FileDeleteEvent", needs: "DeleteMediaCompleteEventSwitch" },
  PersistenceComplete: { field: "PersistenceCompleteEvent", needs: "PersistenceCompleteEventSwitch" },
  ProcedureStateChanged: { field: "ProcedureStateChangeEvent", needs: undefined },
} as const satisfies Record<string, { field: `${string}Event`; needs: keyof EventConfig | undefined }>;

/** A failed PUSH is tried again as live callbacks are: 12 times, a minute apart (INF: VOD's pages state no number). */
const RETRIES = 12;
const INTERVAL_SECONDS = 60;

/** Tells of an event as the sub-application is configured: into its PULL queue, or by PUSH to its address, signed if it has a key. */
export function emitVodEvent(account: Account, subAppId: Id, type: keyof typeof EVENTS, say: () => object): void {
  const { field, needs } = EVENTS[type];
  const config = eventConfig(account, subAppId);
  if (needs !== undefined && config[needs] !== "ON") return;
  if (config.Mode === "PUSH" && config.NotificationUrl === "") return;
  const content: VodEvent = { EventType: type };
  content[field] = say();
  if (config.Mode === "PULL") {
    enqueue(account, subAppId, content);
    return;
  }
  const signed = config.SignKey === "" ? null : ({ expiry: "T", sign: "Sign", key: config.SignKey } as const);
  const to = { event: type, url: config.NotificationUrl, signed, retries: RETRIES, interval: INTERVAL_SECONDS };
  post(account, { ...to, body: { ...EMPTY_EVENT, ...content } });
}

/** NewFileUpload, for recordings and persisted clips alike; the context that a clip was given comes back in it. */
export function reportNewFile(account: Account, media: Media): void {
  emitVodEvent(account, media.subAppId, "NewFileUpload", () => {
    const info = mediaInfo(account, media, ["basicInfo", "metaData"]);
    return {
      FileId: media.fileId,
      MediaBasicInfo: info["BasicInfo"],
      ProcedureTaskId: media.flow?.taskId ?? "",
      ReviewAudioVideoTaskId: "",
      MetaData: info["MetaData"],
    };
  });
}

/** FileDeleted, for what DeleteMedia removes; expiry is told to nobody (INF). */
export function reportDeletedFile(account: Account, media: Media): void {
  const FileId = media.fileId;
  const said = { FileIdSet: [FileId], FileDeleteResultInfo: [{ FileId, DeleteParts: [] }] };
  emitVodEvent(account, media.subAppId, "FileDeleted", () => said);
}

/** PersistenceComplete, spelled as the SDK does (S1 leaves out an s). */
export function reportPersisted(account: Account, media: Media): void {
  const said = { FileId: media.fileId, PersistenceSource: "LiveRealTimeClip" };
  emitVodEvent(account, media.subAppId, "PersistenceComplete", () => said);
}
