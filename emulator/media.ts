import type { Account } from "./account.js";
import { endClip } from "./clip-life.js";
import type { Media } from "./model.js";

/** Puts a file into VOD and plans its expiry. */
export function addMedia(account: Account, media: Media): void {
  account.media.put(media.fileId, media);
  if (media.expireTime !== null) account.scheduler.plan(media.expireTime, { type: "mediaExpire", fileId: media.fileId });
}

/** Gives a file another expiry; null never expires. */
export function setExpiry(account: Account, media: Media, expireTime: number | null): void {
  media.expireTime = expireTime;
  if (expireTime !== null) account.scheduler.plan(expireTime, { type: "mediaExpire", fileId: media.fileId });
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
  for (const clip of account.clips.values()) {
    const own = media.clipId !== null && media.clipId === clip.id;
    const source = media.recordingId !== null && !clip.persisted && clip.recordings.includes(media.recordingId);
    if (own || source) endClip(account, clip.id, own ? why : `source recording ${why}`);
  }
}

/** Address of a file: a playlist for HLS, else the file itself. */
export function mediaUrl(account: Account, media: Media): string {
  return `${account.baseUrl}/media/${media.fileId}/${media.type === "hls" ? "playlist.m3u8" : `media.${media.type}`}`;
}
