import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

export const repository = join(import.meta.dirname, "..", "..", "..");

/** The environment of a user who has the CLI and points it at the emulator, and of nobody else: nothing of the machine's own set-up. */
export async function engineEnvironment(folder: string, emulatorUrl: string | undefined): Promise<Record<string, string | undefined>> {
  const foreign = /^(PULUMI|TENCENTCLOUD|NODE_OPTIONS$|NODE_COMPILE_CACHE$|npm_|VITEST)/;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return {
    ...inherited,
    PATH: [...(await enginePath()), process.env["PATH"] ?? ""].join(delimiter),
    NO_COLOR: "1",
    // The stack's folder in the environment is also how its processes are found again.
    XDG_STATE_HOME: join(folder, ".state"),
    PULUMI_HOME: join(folder, ".state", "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, ".state")}`,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    // Types are checked by "npm run check"; here it would cost each TypeScript program two seconds.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // The engine asks git about the project: never at the price of locking the index for somebody else.
    GIT_OPTIONAL_LOCKS: "0",
    NODE_OPTIONS: `--require ${JSON.stringify(join(import.meta.dirname, "compile-cache.cjs"))}`,
    LIVE_RECORDING_COMPILE_CACHE: join(repository, ".cache", "compile-cache"),
    ...(emulatorUrl === undefined ? {} : emulatorAccess(emulatorUrl)),
  };
}

function emulatorAccess(url: string): Record<string, string> {
  const { host, protocol } = new URL(url);
  return {
    TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR",
    TENCENTCLOUD_SECRET_KEY: "emulator-secret",
    TENCENTCLOUD_DOMAIN: host,
    TENCENTCLOUD_PROTOCOL: protocol.replace(":", ""),
  };
}

let path: Promise<string[]> | undefined;

/** The folders that the set-up found the engine in. */
function enginePath(): Promise<string[]> {
  path ??= readFile(join(repository, ".cache", "env.json"), "utf8").then(
    (text) => JSON.parse(text).path,
    () => {
      throw new Error('The Pulumi engine is not set up here: run the tests with "npm test", which does that first.');
    },
  );
  return path;
}
