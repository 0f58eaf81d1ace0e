import { lstatSync } from "node:fs";
import { relative, resolve } from "node:path";
import { UserError } from "../core/errors";
import { type CheckedManifest, checkManifest, DEFAULT_MANIFEST, ManifestError, manifestIn, readSources } from "../manifest/index";
import { kinds } from "../resources/index";
import type { Session } from "./session";

/** The manifest files that a command is about, as they are to be named: relative to where the user stands. */
export function manifestFiles(session: Session, given: readonly string[] | undefined): string[] {
  if (given !== undefined && given.length > 0) return given.map((path) => manifestIn(path, session.terminal.cwd));
  if (hasManifest(session)) return [manifestIn(DEFAULT_MANIFEST, session.terminal.cwd)];
  throw new UserError(`There is no ${DEFAULT_MANIFEST} here: name a manifest, or write one with "liverec init".`);
}

export function hasManifest(session: Session): boolean {
  // Also a link that leads nowhere is there, and is told of when it is read.
  return lstatSync(resolve(session.terminal.cwd, DEFAULT_MANIFEST), { throwIfNoEntry: false }) !== undefined;
}

/**
 * Reads and checks manifests.
 * @param unset what it is that the variable of a secret is not set; left out, secrets are not looked up, so that none can get anywhere
 * @throws ManifestError for a file that cannot be read
 */
export function readManifest(session: Session, files: readonly string[], unset?: "error" | "note"): CheckedManifest {
  const { cwd, env } = session.terminal;
  // What lies outside of the folder is clearer with its whole path.
  const named = (path: string) => (relative(cwd, path).startsWith("..") ? path : relative(cwd, path));
  const texts = readSources(
    files.map((file) => resolve(cwd, file)),
    named,
  );
  return checkManifest(texts, kinds, unset === undefined ? undefined : { env, unset });
}

/** As `readManifest`, for commands that need a manifest without errors. */
export function soundManifest(session: Session, files: readonly string[]): CheckedManifest {
  const manifest = readManifest(session, files);
  const errors = manifest.problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new ManifestError(errors);
  return manifest;
}
