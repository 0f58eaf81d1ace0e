// The Pulumi engine: the one on PATH, else our cache folder, else the official release by way of its npm package, else built with Go.
import { accessSync, constants, copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { binFolder, locked, mustRun, readEnv, root, run, SetupError, step, which, writeEnv } from "./steps.mjs";

const version = "3.255.0";
const hostVersion = "3.68.0";
const cacheRoot =
  process.env.PULUMI_LIVE_RECORDING_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-live-recording");
const folder = join(cacheRoot, `engine-${version}`);
const programs = ["pulumi", "pulumi-language-nodejs"];
const dynamicHost = "pulumi-resource-pulumi-nodejs";

const builds = [
  {
    program: "pulumi-language-nodejs",
    module: "nodejs-host",
    path: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: hostVersion,
    label: "building Pulumi's Node language host with Go",
  },
  {
    program: "pulumi",
    module: "engine",
    path: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version,
    label: "building the Pulumi engine with Go (once; about 5 minutes on two cores)",
  },
];

const executable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const isCached = () => [...programs, dynamicHost].every((name) => executable(join(folder, name)));

export function engineIsReady() {
  const env = readEnv();
  if (!env) return false;
  const onPath = which("pulumi");
  return env.engine === "path" ? env.path.includes(onPath) : env.passedOver === onPath && env.path.includes(folder) && isCached();
}

export async function prepareEngine() {
  const onPath = which("pulumi");
  if (onPath) {
    const found = await usableOnPath(onPath);
    if (found) return writeEnv({ path: [binFolder, onPath], engine: "path", version: found });
  }
  const engine = await locked(join(cacheRoot, "engine.lock"), provide);
  // A pulumi on PATH that turned out not to be usable is remembered, so that it is not tried in every run.
  writeEnv({ path: [binFolder, folder], engine, version, passedOver: onPath });
}

async function usableOnPath(onPath) {
  const { code, output } = await run(join(onPath, "pulumi"), ["version"], {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    deadline: () => 20_000,
  });
  const found = /^v?(\d+\.\d+\.\d+\S*)\s*$/m.exec(output)?.[1];
  if (code === 0 && found && which("pulumi-language-nodejs")) {
    process.stdout.write(`set-up: using Pulumi ${found} from PATH\n`);
    return found;
  }
  process.stdout.write("set-up: the pulumi on PATH does not run or has no Node language host beside it; looking elsewhere\n");
  return undefined;
}

async function provide() {
  if (!programs.every((name) => executable(join(folder, name)))) {
    if (await installRelease()) {
      addDynamicHost();
      return "npm";
    }
    await build();
    addDynamicHost();
    return "built";
  }
  addDynamicHost();
  return "cache";
}

/** The script that starts the provider host. A release has it beside the CLI; found only on PATH, the engine warns about it in every run. */
function addDynamicHost() {
  const target = join(folder, dynamicHost);
  if (!executable(target)) copyFileSync(join(root, "node_modules", "@pulumi", "pulumi", dynamicHost), target);
}

/** The npm package `pulumi` holds no engine: it fetches the release from its vendor's site, which many build machines cannot reach. */
async function installRelease() {
  mkdirSync(cacheRoot, { recursive: true });
  const work = mkdtempSync(join(cacheRoot, "release-"));
  try {
    const installed = join(work, "versions", version, "bin");
    const outcome = await step(`fetching the Pulumi ${version} release`, async () => {
      // Twenty seconds to reach the site. Once its installer speaks, it may take the time that the download needs.
      let allowed = 20_000;
      let heard = "";
      const { code } = await run("npm", ["exec", "--yes", "--loglevel=error", `--package=pulumi@${version}`, "--", "pulumi", "version"], {
        cwd: work,
        env: { ...process.env, PULUMI_HOME: work, PULUMI_SKIP_UPDATE_CHECK: "true" },
        onOutput: (text) => {
          heard += text;
          if (/Installing Pulumi|Downloading .*\.tar\.gz/.test(heard)) allowed = 600_000;
        },
        deadline: () => allowed,
      });
      return code === 0 && programs.every((name) => executable(join(installed, name))) ? "done" : "its site cannot be reached from here";
    });
    if (outcome !== "done") return false;
    rmSync(folder, { recursive: true, force: true });
    renameSync(installed, folder);
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function build() {
  if (!which("go")) {
    throw new SetupError(
      `The Pulumi engine is missing and could not be fetched: install the Pulumi CLI (${version} or newer) so that "pulumi" is on PATH, or install Go 1.25 or newer, from which it is then built.`,
    );
  }
  mkdirSync(folder, { recursive: true });
  for (const { program, module, path, version, label } of builds) {
    const target = join(folder, program);
    if (executable(target)) continue;
    // Built under another name: a build that was cut off must never be taken for a finished one.
    const unfinished = `${target}.unfinished`;
    await step(label, async (progress) => {
      const ticks = setInterval(() => progress("still building"), 15_000);
      const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
      try {
        await mustRun("The Go build", "go", ["build", "-trimpath", "-ldflags", flags, "-o", unfinished, path], {
          cwd: join(root, "tools", "pulumi", module),
          env: { ...process.env, GOWORK: "off" },
        });
      } finally {
        clearInterval(ticks);
      }
    });
    renameSync(unfinished, target);
  }
}
