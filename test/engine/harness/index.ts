import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { engineEnvironment, repository } from "./environment";
import { isProviderHost, kill, processesWith } from "./processes";
import { collect, type Deployment, type Preview, parsePreview, type Result } from "./results";

export { isAlive } from "./processes";
export type { Deployment, Diagnostic, Preview, PreviewStep, ResourceState, Result, Summary } from "./results";

export interface StackOptions {
  /** JavaScript source of the program, or a folder of the repository (or only some of its files) that is copied and run. */
  readonly program: string | { readonly folder: string; readonly files?: readonly string[] };
  /** How source text is loaded. */
  readonly module?: "commonjs" | "module";
  /** The service that the provider talks to. */
  readonly emulator?: { readonly url: string };
  /** Wins over everything that the harness sets itself; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly project?: string;
  /** The folder below which the project is laid out; without it, one where imports find the packed package. */
  readonly parent?: string;
}

export interface RunOptions {
  /** Further arguments, as a user would type them. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The run must fail; without this, it must not. */
  readonly expectFailure?: boolean;
  readonly timeoutMs?: number;
}

/** A run of the engine that is under way. */
export interface Running {
  readonly pid: number;
  /** What it has printed so far. */
  output(): string;
  /** Ends the engine with SIGKILL, and nothing else: its children live on, as after a crash. */
  kill9(): Promise<Result>;
  /** A polite Ctrl-C to the engine. */
  interrupt(): void;
  /** The provider processes of this stack, also those whose engine is gone. */
  providerPids(): number[];
  /** Settles when the engine has ended, however that was. */
  readonly done: Promise<Result>;
}

export type Operation = "up" | "preview" | "refresh" | "destroy";

// `stack init` costs 0.3 s and only writes these two: a state without resources, and the salt that belongs to the passphrase.
const passphrase = "x";
const salt = "v1:ANT4yHRWomI=:v1:oMn2fGxalCW+jDH+:9oOVe0R8yfqbDQanF4WA32v0mkNN6A==";
const stackName = "dev";
const defaultTimeoutMs = 120_000;

const commands: Readonly<Record<Operation, readonly string[]>> = {
  up: ["up", "--yes", "--skip-preview"],
  preview: ["preview", "--json"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** A project with an empty stack in a folder of its own, driven by the real engine the way a user drives it. */
export async function openStack(options: StackOptions): Promise<Stack> {
  // Below examples/, so that imports resolve upwards as a user's do: first the packed package, then the installed dependencies.
  const folder = join(options.parent ?? join(repository, "examples", ".cache"), randomBytes(6).toString("hex"));
  await mkdir(join(folder, ".state"), { recursive: true });
  try {
    const environment = await engineEnvironment(folder, options.emulator?.url);
    const stack = new Stack(folder, await layOutProject(folder, options), {
      ...environment,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      ...options.env,
    });
    await stack.initialise();
    return stack;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function layOutProject(folder: string, { program, module = "commonjs", project = "harness" }: StackOptions): Promise<string> {
  if (typeof program === "string") {
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: project, private: true, type: module, main: "index.js" }));
    await writeFile(join(folder, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
    await writeFile(join(folder, "index.js"), program);
    return project;
  }
  const source = join(repository, program.folder);
  const isLeftOut = (path: string): boolean => ["node_modules", ".cache"].includes(basename(path));
  if (program.files) for (const file of program.files) await cp(join(source, file), join(folder, file), { recursive: true });
  else await cp(source, folder, { recursive: true, filter: (path) => !isLeftOut(path) });
  const name = /^name:\s*["']?([\w.-]+)/m.exec(await readFile(join(folder, "Pulumi.yaml"), "utf8"))?.[1];
  if (!name) throw new Error(`${program.folder}/Pulumi.yaml names no project`);
  return name;
}

export class Stack {
  readonly #running = new Set<Promise<Result>>();
  readonly #stateFile: string;

  constructor(
    /** Where the project is; relative paths of the program start here. */
    readonly folder: string,
    readonly project: string,
    readonly env: Readonly<Record<string, string | undefined>>,
  ) {
    this.#stateFile = join(folder, ".state", ".pulumi", "stacks", project, `${stackName}.json`);
  }

  /** Internal to `openStack`. */
  async initialise(): Promise<void> {
    await mkdir(join(this.#stateFile, ".."), { recursive: true });
    await writeFile(join(this.folder, ".state", ".pulumi", "meta.yaml"), "version: 1\n");
    await writeFile(this.#stateFile, JSON.stringify({ version: 3, checkpoint: { stack: `organization/${this.project}/${stackName}` } }));
    await writeFile(join(this.folder, `Pulumi.${stackName}.yaml`), `encryptionsalt: ${salt}\n`, { flag: "a" });
  }

  /** Replaces the source text of the program. */
  async program(source: string): Promise<void> {
    await writeFile(join(this.folder, "index.js"), source);
  }

  async config(key: string, value: string, options: { readonly secret?: boolean } = {}): Promise<void> {
    await this.run(["config", "set", options.secret ? "--secret" : "--plaintext", key, "--", value]);
  }

  up(options: RunOptions = {}): Promise<Result> {
    return this.#operation("up", options);
  }

  /** `preview --json`, parsed. For the text that people see: `run(["preview", "--diff"])`. */
  async preview(options: RunOptions = {}): Promise<Preview> {
    return parsePreview(await this.#operation("preview", options));
  }

  refresh(options: RunOptions = {}): Promise<Result> {
    return this.#operation("refresh", options);
  }

  destroy(options: RunOptions = {}): Promise<Result> {
    return this.#operation("destroy", options);
  }

  /** Removes the lock that a killed engine left. */
  cancel(): Promise<Result> {
    return this.run(["cancel", "--yes"]);
  }

  /** What `pulumi stack export` shows, read from the state file: that costs nothing, and works beside a running engine. */
  async exportState(): Promise<Deployment> {
    const { checkpoint }: { checkpoint: { latest?: Partial<Deployment> } } = JSON.parse(await this.stateText());
    return {
      ...checkpoint.latest,
      resources: checkpoint.latest?.resources ?? [],
      pending_operations: checkpoint.latest?.pending_operations ?? [],
    };
  }

  /** The stored state as it is on disk, for "holds no secret". */
  stateText(): Promise<string> {
    return readFile(this.#stateFile, "utf8");
  }

  /** The program's outputs. Without `showSecrets` they are read from the state, where a secret is ciphertext. */
  async outputs(options: { readonly showSecrets?: boolean } = {}): Promise<Record<string, unknown>> {
    if (options.showSecrets) return JSON.parse((await this.run(["stack", "output", "--json", "--show-secrets"])).stdout);
    const { resources } = await this.exportState();
    return { ...resources.find((resource) => resource.type === "pulumi:pulumi:Stack")?.outputs };
  }

  /** The resources of the program: without the stack itself and the engine's own provider entries. */
  async resources(): Promise<Deployment["resources"]> {
    const { resources } = await this.exportState();
    return resources.filter(({ type }) => type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:"));
  }

  /** Any other command of the CLI. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Result> {
    const running = this.#spawn([...args, ...(options.args ?? [])], options.env);
    const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      kill(running.pid);
    }, timeoutMs);
    const result = await running.done;
    clearTimeout(timer);
    const failed = result.exitCode !== 0;
    if (timedOut || failed !== (options.expectFailure ?? false)) {
      const ending = timedOut
        ? `did not end within ${timeoutMs} ms`
        : failed
          ? `failed (exit code ${result.exitCode})`
          : "was to fail and did not";
      throw new Error(`pulumi ${args.join(" ")} ${ending}\n\n${result.stdout}\n${result.stderr}`);
    }
    return result;
  }

  /** Starts an operation and returns while it runs. */
  start(operation: Operation, options: Pick<RunOptions, "args" | "env"> = {}): Running {
    return this.#spawn([...commands[operation], ...(options.args ?? [])], options.env);
  }

  /** The provider processes of this stack, also those whose engine is gone. */
  providerPids(): number[] {
    return processesWith(this.folder)
      .filter(({ command }) => isProviderHost(command))
      .map(({ pid }) => pid);
  }

  /** Ends everything that was started here and removes the folder. Resources at the service stay: `destroy` first where that matters. */
  async close(): Promise<void> {
    for (const { pid } of processesWith(this.folder)) kill(pid);
    await Promise.all(this.#running);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #operation(operation: Operation, options: RunOptions): Promise<Result> {
    return this.run(commands[operation], options);
  }

  #spawn(args: readonly string[], env: RunOptions["env"]): Running {
    const end = args.includes("--") ? args.indexOf("--") : args.length;
    const common = ["--stack", stackName, "--non-interactive", "--color", "never"];
    const child = spawn("pulumi", [...args.slice(0, end), ...common, ...args.slice(end)], {
      cwd: this.folder,
      env: { ...this.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const pid = child.pid ?? -1;
    const { output, done } = collect(child);
    this.#running.add(done);
    void done.then(() => this.#running.delete(done));
    return {
      pid,
      output,
      done,
      kill9: () => {
        kill(pid);
        return done;
      },
      interrupt: () => void child.kill("SIGINT"),
      providerPids: () => this.providerPids(),
    };
  }
}
