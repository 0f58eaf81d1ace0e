import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isProps, type Props } from "../../provider/core/schema";

/** What a run changes and no action would show afterwards. */
export interface Notes {
  /** The event settings of VOD before the run. */
  readonly setting?: Props;
  /** Tasks of CreateLiveRecord, which cannot be listed. */
  readonly tasks: readonly Props[];
}

/** A file in which a run notes what it will have to undo, so that it can still be undone after the run was killed. */
export class Book {
  readonly #file: string;

  constructor(
    folder: string,
    readonly run: string,
  ) {
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, `${run}.jsonl`);
  }

  /** The books of runs that never closed theirs. */
  static left(folder: string): Book[] {
    mkdirSync(folder, { recursive: true });
    return readdirSync(folder).flatMap((name) => (name.endsWith(".jsonl") ? [new Book(folder, name.slice(0, -".jsonl".length))] : []));
  }

  note(entry: { readonly setting: Props } | { readonly task: Props }): void {
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`, { flush: true });
  }

  read(): Notes {
    const text = existsSync(this.#file) ? readFileSync(this.#file, "utf8") : "";
    const entries = text
      .split("\n")
      .flatMap((line): unknown[] => (line === "" ? [] : [JSON.parse(line)]))
      .filter(isProps);
    const setting = entries.map((entry) => entry["setting"]).find(isProps);
    return { ...(setting === undefined ? {} : { setting }), tasks: entries.map((entry) => entry["task"]).filter(isProps) };
  }

  close(): void {
    rmSync(this.#file, { force: true });
  }
}
