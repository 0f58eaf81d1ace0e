import type { Account } from "./account";
import { reportFile } from "./callbacks";
import { endClip } from "./clip-life";
import { takeSource } from "./clip-sources";
import { noteGone } from "./misses";
import type { Media } from "./model";
import { startFlow } from "./procedures";
import { reportDeletedFile, reportNewFile, reportPersisted } from "./vod-reports";

/** Puts a file into VOD, tells of it, and plans its expiry. */
export function addMedia(account: Account, media: Media): void {
  account.media.put(media.fileId, media);
  if (media.expireTime !== null) account.scheduler.plan(media.expireTime, { type: "mediaExpire", fileId: media.fileId });
  if (media.recordingId !== null) reportFile(account, media.recordingId, media, { fileId: media.fileId, url: mediaUrl(account, media) });
  reportNewFile(account, media);
  startFlow(account, media);
}

/** Gives a file another expiry; null never expires. */
export function setExpiry(account: Account, media: Media, expireTime: number | null): void {
  media.expireTime = expireTime;
  if (expireTime !== null) account.scheduler.plan(expireTime, { type: "mediaExpire", fileId: media.fileId });
}

/** Moves a file to another storage class; every class but STANDARD is cold. Breaks the clips that are still being copied from it (7.11). */
export function cool(account: Account, media: Media, storageClass: string): void {
  media.storageClass = storageClass;
  media.updateTime = account.now();
  account.media.put(media.fileId, media);
  if (storageClass !== "STANDARD" && media.recordingId !== null) takeSource(account, media.recordingId, "cooled", false);
}

/** Removes a file whose time is over; an expiry that was moved since is left to its own event. */
export function expireMedia(account: Account, fileId: string): void {
  const media = account.media.get(fileId);
  if (media === undefined || media.expireTime === null || media.expireTime > account.now()) return;
  removeMedia(account, media, "expired");
}

/** Removes a file with all that lives from it: a clip that was not persisted dies with its source recording (7.11). */
export function removeMedia(account: Account, media: Media, why: "deleted" | "expired"): void {
  account.media.delete(media.fileId);
  noteGone(account, media.recordingId, why);
  if (media.clipId !== null) endClip(account, media.clipId, why);
  if (media.recordingId !== null) takeSource(account, media.recordingId, why, true);
  if (why === "deleted") reportDeletedFile(account, media);
}

/** Ends the copying of a persisted clip: its data is its own from now on, and PersistenceComplete says so. A broken clip never gets there. */
export function completeClip(account: Account, id: string): void {
  const clip = account.clips.get(id);
  const media = clip && account.media.get(clip.fileId);
  if (clip === undefined || clip.dead !== null || media === undefined) return;
  clip.complete = true;
  account.clips.put(id, clip);
  reportPersisted(account, media);
}

/** Address of a file: a playlist for HLS, else the file itself. */
export function mediaUrl(account: Account, media: Media): string {
  return `${account.baseUrl}/media/${media.fileId}/${media.type === "hls" ? "playlist.m3u8" : `media.${media.type}`}`;
}
