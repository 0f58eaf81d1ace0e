import type { Account } from "./account";
import { type Code, fail } from "./codes";
import type { Id } from "./ids";
import type { Media } from "./model";

/** The file of an id in a sub-application, or the action's code for a missing one. */
export function findMedia(account: Account, fileId: string, subAppId: Id | undefined, code: Code): Media {
  const media = account.media.get(fileId);
  if (media === undefined || media.subAppId !== (subAppId ?? 0)) fail(code, `The file ${fileId} does not exist.`);
  return media;
}
