import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../provider/cli/run";
import { holdAgainstSchema } from "./answers";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Settings {
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly colors?: boolean;
}

/** A folder of its own with some files, in which commands are run as a user would, without a process for each. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), "liverec-"));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text);
  }

  /** Whatever is printed with `--json` is held against the published schema of its command. */
  async liverec(line: string | readonly string[], { env = {}, columns, colors = false }: Settings = {}): Promise<Outcome> {
    const texts = { out: "", err: "" };
    const words = typeof line === "string" ? line.split(" ").filter((word) => word !== "") : line;
    const code = await run(words, {
      env: { PATH: join(this.folder, "nothing"), HOME: this.folder, ...env },
      cwd: this.folder,
      columns,
      colors,
      interactive: false,
      out: (text) => {
        texts.out += text;
      },
      err: (text) => {
        texts.err += text;
      },
    });
    if (words.includes("--json") && texts.out !== "") holdAgainstSchema(words, texts.out);
    return { code, ...texts };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
