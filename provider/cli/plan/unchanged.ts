import { resolve } from "node:path";
import { UserError } from "../../core/errors";
import { readSources } from "../../manifest/index";
import type { Session } from "../session";
import { manifestFiles } from "../sources";

/**
 * Remembers the manifests as they are. The engine reads them once more when it makes the changes: what was edited in between, while somebody looked
 * at the preview, passed no valve and no review.
 * @returns what demands that they are still the same
 */
export function rememberManifests(session: Session, given: readonly string[] | undefined): () => void {
  const before = textsOf(session, given);
  return () => {
    const changed = textsOf(session, given).find(({ text }, index) => text !== before[index]?.text);
    if (changed === undefined) return;
    throw new UserError(`${changed.file} was changed after the preview, so nothing was done. Look at it again: liverec preview.`);
  };
}

function textsOf(session: Session, given: readonly string[] | undefined) {
  const { cwd } = session.terminal;
  const files = manifestFiles(session, given);
  return readSources(
    files.map((file) => resolve(cwd, file)),
    (path) => files.find((file) => resolve(cwd, file) === path) ?? path,
  );
}
