import type { Account } from "./account";
import type { Clip } from "./model";

/** Ends a clip: its address answers 404 from now on. */
export function endClip(account: Account, id: string, why: string): void {
  const clip = account.clips.get(id);
  if (clip === undefined || clip.dead !== null) return;
  clip.dead = { at: account.now(), why };
  account.clips.put(id, clip);
}

/** Address of a clip's playlist. A persisted clip is served as the file that it is. */
export function clipUrl(account: Account, clip: Clip): string {
  return `${account.baseUrl}/media/${clip.persisted ? clip.fileId : `clip-${clip.id}`}/playlist.m3u8`;
}
