import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { engineEnvironment, repository } from "./harness/environment";
import { openStack, type Stack, type StackOptions } from "./harness/index";
import { actions, writes } from "./support/stage";

const execute = promisify(execFile);
const packed = join(repository, "examples", "node_modules", "pulumi-live-recording");
const tsc = join(repository, "node_modules", "typescript", "bin", "tsc");

interface Lock {
  readonly packages: Record<string, Record<string, unknown>>;
}

/** A tsc that fails tells why on stdout. */
const compile = (folder: string, args: readonly string[]): Promise<string> =>
  execute(process.execPath, [tsc, ...args], { cwd: folder }).then(
    () => "",
    (error: { stdout?: string }) => error.stdout ?? String(error),
  );

describe("the package, installed from its tarball in a project of its own", () => {
  let folder: string;
  let emulator: Emulator;
  let stack: Stack;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "live-recording-"));
    // The versions of our own lockfile, and nothing else of it: npm has those at hand and need not ask the registry.
    const lock: Lock = JSON.parse(await readFile(join(repository, "package-lock.json"), "utf8"));
    for (const entry of Object.values(lock.packages)) for (const key of ["dev", "peer", "devOptional"]) delete entry[key];
    const dependencies = Object.fromEntries(
      ["@pulumi/pulumi", "typescript"].map((name) => [name, lock.packages[`node_modules/${name}`]?.["version"]]),
    );
    lock.packages[""] = { name: "fresh", dependencies };
    await writeFile(join(folder, "package-lock.json"), JSON.stringify({ ...lock, name: "fresh" }));
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "fresh", private: true, dependencies }));
    const { stdout } = await execute("npm", ["pack", packed, "--ignore-scripts", "--loglevel=error"], { cwd: folder });
    const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    await execute("npm", ["install", `./${stdout.trim().split("\n").at(-1)}`, ...quiet], { cwd: folder });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  beforeEach(async () => {
    emulator = await startEmulator();
  });

  afterEach(async () => {
    await stack?.close();
    await emulator.close();
  });

  async function runs(options: Omit<StackOptions, "emulator" | "parent">): Promise<void> {
    stack = await openStack({ ...options, emulator, parent: folder });
    await stack.preview();
    expect(actions(emulator)).toEqual([]);
    await stack.up();
    expect(writes(emulator)).not.toEqual([]);
    await stack.destroy();
    const { record, timeShift } = emulator.state();
    expect([record.templates, record.rules, timeShift.templates, timeShift.rules]).toEqual([[], [], [], []]);
  }

  const body = `
    const template = new live.RecordTemplate("archive", { hlsParam: {} });
    new live.RecordRule("everything", { domainName: "push.example.com", templateId: template.id });
  `;

  it("works in a CommonJS program", () => runs({ program: `const live = require("pulumi-live-recording");${body}` }));

  it("works in an ECMAScript module", () => runs({ module: "module", program: `import * as live from "pulumi-live-recording";${body}` }));

  it("works in a TypeScript program whose types are checked as it runs", () =>
    runs({ program: { folder: "examples/time-shift" }, env: { PULUMI_NODEJS_TRANSPILE_ONLY: undefined } }));

  it("brings a command that serves a folder elsewhere with nothing but a manifest, as one installed globally does", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "a manifest 课堂 "));
    const env = { ...(await engineEnvironment(elsewhere, emulator.url)), PULUMI_CONFIG_PASSPHRASE: "x" };
    const liverec = async (line: string) => {
      const command = join(folder, "node_modules", ".bin", "liverec");
      return (await execute(command, line.split(" "), { cwd: elsewhere, env })).stdout;
    };
    try {
      await liverec("init");
      expect(await readFile(join(elsewhere, "liverec.yaml"), "utf8")).toMatch(
        /^# yaml-language-server: \$schema=\.\/\.liverec\/manifest\.schema\.json\n/,
      );
      await liverec("check");
      expect(await liverec("preview")).toContain("Resources: 6 to create");
      await liverec("up --yes");
      expect(emulator.state().record.rules).toHaveLength(3);
      expect(await liverec("preview --exit-code")).toBe("Nothing changes.\n");
      await liverec("refresh --yes");
      await liverec("destroy --yes");
      expect(emulator.state().record.templates).toEqual([]);
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it("has types under every way of resolving modules, in strict programs", async () => {
    const source = `
      import * as live from "pulumi-live-recording";
      import { startEmulator, type Emulator } from "pulumi-live-recording/emulator";
      export const template: live.RecordTemplate = new live.RecordTemplate("t", { hlsParam: { storageTime: 0 } });
      export const emulator: Promise<Emulator> = startEmulator({ freeze: true });
      // @ts-expect-error: a mistyped field
      new live.RecordTemplate("t", { hlsParm: {} });
      // @ts-expect-error: a value of the wrong type
      new live.RecordRule("r", { domainName: "push.example.com", templateId: template.id, appName: 1 });
    `;
    for (const name of ["program.mts", "program.cts", "program.ts"]) await writeFile(join(folder, name), source);
    const strict = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--skipLibCheck"];
    const node16 = [...strict, "--module", "node16", "--moduleResolution", "node16", "program.mts", "program.cts"];
    const bundler = [...strict, "--module", "esnext", "--moduleResolution", "bundler", "program.ts"];
    expect(await Promise.all([compile(folder, node16), compile(folder, bundler)])).toEqual(["", ""]);
  });
});

it("every example is correct by strict types", async () => {
  const examples = ["quickstart", "priority", "scheduled", "highlight", "clip", "record-template", "time-shift"];
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "commonjs", "--moduleResolution", "node"];
  const files = examples.map((name) => `${name}/index.ts`);
  expect(await compile(join(repository, "examples"), [...options, ...files])).toBe("");
});
