import { setTimeout as sleep } from "node:timers/promises";
import type { PreviewDocument } from "../document";
import { fitMarkdown } from "../render/fit";
import { markerOf } from "../render/markdown";
import { DELAYS, Lost, Refused } from "./http";
import { type Comment, openSite, type Site } from "./sites";
import type { CommentTarget } from "./target";

/** What became of a comment. */
export type Posted = "created" | "updated" | "unchanged" | "refused";

/**
 * Puts a preview into the one comment of its stack: found by its hidden marker and updated in place, or made.
 * @returns `refused` where the token may only read, as in a pull request from a fork
 */
export async function postComment(document: PreviewDocument, target: CommentTarget, delays: readonly number[] = DELAYS): Promise<Posted> {
  if (target.token === "") return "refused";
  const marker = markerOf(document.stack);
  const body = fitMarkdown(document, target.site);
  const site = openSite(target, delays);
  try {
    return await put(site, marker, body, delays);
  } catch (error) {
    if (error instanceof Refused) return "refused";
    throw error;
  }
}

async function put(site: Site, marker: string, body: string, delays: readonly number[]): Promise<Posted> {
  const known = await own(site, marker);
  for (const comment of known) {
    const renewed = await renew(site, comment, body);
    if (renewed !== undefined) return renewed;
  }
  const before = new Set(known.map(({ id }) => id));
  for (let attempt = 0; ; attempt += 1) {
    try {
      await site.create(body);
      return "created";
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      // The answer may be lost and the comment there all the same.
      if ((await own(site, marker)).some(({ id }) => !before.has(id))) return "created";
      if (attempt >= delays.length) throw error;
      await sleep(delays[attempt]);
    }
  }
}

/** Undefined: the comment is somebody else's, or gone. Whether the token may write at all is seen by a new comment. */
async function renew(site: Site, { id, body: before }: Comment, body: string): Promise<Posted | undefined> {
  if (before.trim() === body.trim()) return "unchanged";
  try {
    await site.update(id, body);
    return "updated";
  } catch (error) {
    if (error instanceof Refused && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}

/**
 * The comments with the marker that the token's account has written, or may have. The marker stands at the very beginning: whoever quotes the comment
 * does not become it, and whoever copies it is somebody else.
 */
async function own(site: Site, marker: string): Promise<Comment[]> {
  const found: Comment[] = [];
  for await (const comment of site.comments()) if (comment.body.startsWith(marker)) found.push(comment);
  return found.length === 0 ? found : found.filter(await site.ownership());
}
