import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../provider/cli/run";

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

  async liverec(line: string | readonly string[], { env = {}, columns, colors = false }: Settings = {}): Promise<Outcome> {
    const texts = { out: "", err: "" };
    const code = await run(typeof line === "string" ? line.split(" ").filter((word) => word !== "") : line, {
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
    return { code, ...texts };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
