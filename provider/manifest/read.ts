import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { MAX_BYTES, type Source, tooLarge } from "./load";
import { ManifestError, problem } from "./place";

/**
 * Reads the files of a manifest. One that is too large is refused by its size, without being read.
 * @throws ManifestError for a file that is missing, not a file, too large or not UTF-8
 */
export function readSources(files: readonly string[]): Source[] {
  return files.map((file) => ({ file, text: readText(file) }));
}

function readText(file: string): string {
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch (error) {
    throw refused(file, error instanceof Error && "code" in error && error.code === "ENOENT" ? "there is no such file" : "cannot be read");
  }
  try {
    const status = fstatSync(handle);
    if (!status.isFile()) throw refused(file, "is not a file");
    if (status.size > MAX_BYTES) throw refused(file, tooLarge(status.size));
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(handle));
  } catch (error) {
    throw error instanceof ManifestError ? error : refused(file, "is not UTF-8 text");
  } finally {
    closeSync(handle);
  }
}

function refused(file: string, message: string): ManifestError {
  return new ManifestError([problem({ file, line: 1, column: 1 }, "", message)]);
}
