// What the set-up and the checks share: where things are, one line per step, quiet child processes, a lock.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const cache = join(root, ".cache");
export const binFolder = join(root, "node_modules", ".bin");
const envFile = join(cache, "env.json");

/** A failure that the reader can act on: printed as it is, without a stack. */
export class SetupError extends Error {}

/** The environment of a child: the pinned Node and the installed tools come first. */
export const toolEnv = () => ({ ...process.env, PATH: [binFolder, process.env.PATH ?? ""].join(delimiter) });

export const readEnv = () => (existsSync(envFile) ? JSON.parse(readFileSync(envFile, "utf8")) : undefined);
export const writeEnv = (env) => writeFileSync(envFile, `${JSON.stringify(env, null, 2)}\n`);

/** One line on the terminal: what is done, and how long it took. `work` may call its argument to show that it is still at it. */
export async function step(label, work) {
  const start = Date.now();
  const seconds = () => ((Date.now() - start) / 1000).toFixed(1);
  let lineIsOpen = true;
  process.stdout.write(`set-up: ${label} ...`);
  const progress = (text) => {
    process.stdout.write(`${lineIsOpen ? "\n" : ""}        ${text}, ${Math.round((Date.now() - start) / 1000)} s so far\n`);
    lineIsOpen = false;
  };
  try {
    const outcome = await work(progress);
    process.stdout.write(`${lineIsOpen ? " " : "        "}${typeof outcome === "string" ? `${outcome}, ` : ""}${seconds()} s\n`);
    return outcome;
  } catch (error) {
    process.stdout.write(`${lineIsOpen ? " " : "        "}failed, ${seconds()} s\n`);
    throw error;
  }
}

/** Runs a program without showing its output. `onOutput` sees each chunk; `deadline()` is asked how long the run may last in all. */
export function run(command, args, { cwd = root, env = toolEnv(), onOutput = () => {}, deadline = () => Number.POSITIVE_INFINITY } = {}) {
  return new Promise((resolve) => {
    const start = Date.now();
    // A process group of its own, so that a time-out also ends what the program started.
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
      onOutput(String(chunk));
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const end = () => {
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // It ended by itself in the meantime.
      }
    };
    const interrupted = (signal) => {
      end();
      process.kill(process.pid, signal);
    };
    process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
    const watch = setInterval(() => Date.now() - start > deadline() && end(), 200);
    const finish = (code) => {
      clearInterval(watch);
      process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
      resolve({ code, output });
    };
    child.once("error", (error) => {
      output += error.message;
      finish(-1);
    });
    child.once("close", (code) => finish(code ?? -1));
  });
}

/** As `run`, but a failure is an error that ends with the output. */
export async function mustRun(what, command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new SetupError(`${what} failed:\n\n${shorten(output)}`);
  return output;
}

/** npm puts the reason first and its manual after it, a compiler puts the reason last: both ends are kept. */
function shorten(output) {
  const lines = output
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("npm warn EBADENGINE"));
  return lines.length <= 80 ? lines.join("\n") : [...lines.slice(0, 30), "[...]", ...lines.slice(-50)].join("\n");
}

/** The folder on PATH that holds an executable of this name. */
export function which(name) {
  return (process.env.PATH ?? "").split(delimiter).find((folder) => {
    const found = folder ? statSync(join(folder, name), { throwIfNoEntry: false }) : undefined;
    return found?.isFile() && (found.mode & 0o111) !== 0;
  });
}

/** A digest of files and folders, by name and content. What does not exist counts as empty. */
export function digest(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    if (found?.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(join(path, name));
    else if (found) hash.update(`${path}\0${found.size}\0`).update(readFileSync(join(root, path)));
  };
  paths.forEach(add);
  return hash.digest("hex");
}

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

/** Runs `work` while no other set-up holds the same lock file. A holder that died is not waited for. */
export async function locked(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  let told = false;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      // Two that clear the same dead lock can overtake each other: whoever still stands in the file has it.
      await sleep(30);
      if (readFileSync(file, "utf8") === String(process.pid)) break;
    } catch (error) {
      if (error.code !== "EEXIST" && error.code !== "ENOENT") throw error;
    }
    const held = existsSync(file) ? readFileSync(file, "utf8") : "";
    if (held !== "" && !alive(Number(held))) rmSync(file, { force: true });
    else if (!told) {
      told = true;
      process.stdout.write("set-up: waiting for another set-up to finish\n");
    }
    await sleep(250);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
