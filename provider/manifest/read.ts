import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../core/errors";
import { MAX_BYTES, type Source, tooLarge } from "./load";
import { ManifestError, problem } from "./place";

/** The file that is looked for when none is named. */
export const DEFAULT_MANIFEST = "liverec.yaml";

/**
 * The manifest that a path means: a folder means the one in it.
 * @param path as it is to be named in messages
 * @throws UserError for a folder without one
 */
export function manifestIn(path: string, folder = "."): string {
  if (!isFolder(resolve(folder, path))) return path;
  if (isFile(resolve(folder, path, DEFAULT_MANIFEST))) return join(path, DEFAULT_MANIFEST);
  throw new UserError(`${path} is a folder without a ${DEFAULT_MANIFEST}: name a manifest.`);
}

// What goes wrong here goes wrong again, and is told, where the file is read.
function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/**
 * Reads the files of a manifest. One that is too large is refused by its size, without being read.
 * @param paths files, or folders with a manifest of the usual name
 * @param named how a file is called in messages
 * @throws ManifestError for a file that is missing, not a file, too large or not UTF-8; UserError for a folder without a manifest
 */
export function readSources(paths: readonly string[], named: (path: string) => string = (path) => path): Source[] {
  return paths.map((path) => manifestIn(path)).map((path) => ({ file: named(path), text: readText(path, named(path)) }));
}

function readText(path: string, file: string): string {
  let bytes: Buffer;
  try {
    // Asked before it is opened: to open a pipe would wait for somebody to write.
    const status = statSync(path);
    if (!status.isFile()) throw refused(file, "is no file that can be read");
    if (status.size > MAX_BYTES) throw refused(file, tooLarge(status.size));
    bytes = readFileSync(path);
  } catch (error) {
    throw error instanceof ManifestError ? error : refused(file, whyUnreadable(error, path));
  }
  return textOf(bytes, file);
}

function textOf(bytes: Buffer, file: string): string {
  if ([0xfffe, 0xfeff].includes(bytes.length < 2 ? 0 : bytes.readUInt16BE(0))) throw refused(file, "is UTF-16 text; save it as UTF-8");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused(file, "is not UTF-8 text; save it as UTF-8");
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTDIR: "there is no such file: a part of its path is no folder",
  EISDIR: "is a folder",
  ELOOP: "is a link that leads back to itself",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
  ENAMETOOLONG: "is too long a name for a file",
};

/** What is said of a file that the system did not give, or no longer. */
export function whyUnreadable(error: unknown, path: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") {
    const isLink = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
    return isLink ? "is a link to a file that is not there" : "there is no such file";
  }
  return REASONS[code] ?? `cannot be read${code === "" ? "" : ` (${code})`}`;
}

function refused(file: string, message: string): ManifestError {
  return new ManifestError([problem({ file, line: 1, column: 1 }, "", message)]);
}
