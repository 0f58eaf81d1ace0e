import type { Account } from "./account.js";

/** Ends a clip: its address answers 404 from now on. */
export function endClip(account: Account, id: string, why: string): void {
  const clip = account.clips.get(id);
  if (clip === undefined || clip.dead !== null) return;
  clip.dead = { at: account.now(), why };
  account.clips.put(id, clip);
}
