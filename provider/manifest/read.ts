import { readFileSync, statSync } from "node:fs";
import { MAX_BYTES, type Source, tooLarge } from "./load";
import { ManifestError, problem } from "./place";

/**
 * Reads the files of a manifest. One that is too large is refused by its size, without being read.
 * @param named how a file is called in messages
 * @throws ManifestError for a file that is missing, not a file, too large or not UTF-8
 */
export function readSources(paths: readonly string[], named: (path: string) => string = (path) => path): Source[] {
  return paths.map((path) => ({ file: named(path), text: readText(path, named(path)) }));
}

function readText(path: string, file: string): string {
  // Asked before it is opened: to open a pipe would wait for somebody to write.
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw refused(file, "there is no such file");
  if (!status.isFile()) throw refused(file, "is not a file");
  if (status.size > MAX_BYTES) throw refused(file, tooLarge(status.size));
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw refused(file, "cannot be read");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused(file, "is not UTF-8 text");
  }
}

function refused(file: string, message: string): ManifestError {
  return new ManifestError([problem({ file, line: 1, column: 1 }, "", message)]);
}
