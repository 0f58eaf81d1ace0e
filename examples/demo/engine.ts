import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const repository = join(import.meta.dirname, "..", "..");

/** A copy of the quickstart with a stack of its own, run by the real engine against an emulator. */
export class Project {
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(emulatorUrl: string) {
    const cache = join(repository, "examples", ".cache");
    mkdirSync(cache, { recursive: true });
    // Below examples/, so that imports resolve as a user's do: to the packed and installed package.
    this.folder = mkdtempSync(join(cache, "demo-"));
    cpSync(join(repository, "Pulumi.yaml"), join(this.folder, "Pulumi.yaml"));
    cpSync(join(repository, "examples", "quickstart"), join(this.folder, "examples", "quickstart"), { recursive: true });
    const state = join(this.folder, "state");
    mkdirSync(state);
    const { path }: { path: string[] } = JSON.parse(readFileSync(join(repository, ".cache", "env.json"), "utf8"));
    this.#env = {
      ...process.env,
      PATH: [...path, process.env["PATH"]].join(delimiter),
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "demo",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      LIVEREC_STATE_DIR: join(this.folder, "liverec"),
      TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR",
      TENCENTCLOUD_SECRET_KEY: "emulator-secret",
      TENCENTCLOUD_DOMAIN: new URL(emulatorUrl).host,
      TENCENTCLOUD_PROTOCOL: "HTTP",
    };
  }

  /** Runs `pulumi ARGS`. @throws with everything that was printed when it fails */
  async pulumi(...args: string[]): Promise<string> {
    const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
      cwd: this.folder,
      env: this.#env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}\n${output}`);
    return output;
  }

  /** Edits the program as its author would. */
  edit(before: string, after: string): void {
    const file = join(this.folder, "examples", "quickstart", "index.ts");
    const text = readFileSync(file, "utf8");
    if (!text.includes(before)) throw new Error(`the program does not say ${before}`);
    writeFileSync(file, text.replace(before, after));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
