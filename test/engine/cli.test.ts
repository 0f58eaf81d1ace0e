import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { engineEnvironment, repository } from "./harness/environment";
import { kill, processesWith } from "./harness/processes";
import { collect, type Result } from "./harness/results";
import { domain, objects, openStage, type Stage, writes } from "./support/stage";

/** A folder with a manifest and nothing else, worked on with the installed command. */
class Folder implements AsyncDisposable {
  private constructor(
    readonly path: string,
    private readonly env: Readonly<Record<string, string | undefined>>,
  ) {}

  static async open(stage: Stage): Promise<Folder> {
    const path = join(repository, "examples", ".cache", randomBytes(6).toString("hex"));
    await mkdir(path, { recursive: true });
    const env = await engineEnvironment(path, stage.emulator.url);
    return new Folder(path, { ...env, PULUMI_BACKEND_URL: "file://./backend", PULUMI_CONFIG_PASSPHRASE: "x" });
  }

  write(text: string): Promise<void> {
    return writeFile(join(this.path, "liverec.yaml"), text);
  }

  start(line: string): { readonly done: Promise<Result> } {
    const command = join(repository, "examples", "node_modules", ".bin", "liverec");
    const child = spawn(command, line.split(" "), { cwd: this.path, env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    return collect(child);
  }

  async liverec(line: string): Promise<Result> {
    return await this.start(line).done;
  }

  /** Everything that was started here, at once, as a machine that loses its power. */
  killAll(): void {
    for (const { pid } of processesWith(this.path)) kill(pid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.killAll();
    await rm(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}

const MANIFEST = `version: 1
project: season
templates:
  archive: { hlsParam: { storageTime: 2592000 } }
domains:
  ${domain}:
    record:
      - { template: archive }
`;

it("a folder with nothing but a manifest is previewed, made, changed, refreshed and destroyed by liverec", async () => {
  await using stage = await openStage();
  await using folder = await Folder.open(stage);
  await folder.write(MANIFEST);
  expect((await folder.liverec("preview --exit-code")).exitCode).toBe(2);
  expect(writes(stage.emulator)).toEqual([]);

  const up = await folder.liverec("up --yes --json");
  expect([up.exitCode, JSON.parse(up.stdout)]).toEqual([0, { version: 1, ok: true, changes: { create: 4 }, errors: [], notes: [] }]);
  expect(stage.emulator.state().record.rules).toHaveLength(1);
  expect((await folder.liverec("preview --exit-code")).exitCode).toBe(0);
  expect(existsSync(join(folder.path, "Pulumi.dev.yaml"))).toBe(true);

  const explained = await folder.liverec(`explain ${domain}/live/final --stack dev --json`);
  expect([explained.exitCode, JSON.parse(explained.stdout)]).toEqual([
    0,
    expect.objectContaining({ source: "state", recorded: true, rule: expect.objectContaining({ level: "domain" }) }),
  ]);

  await folder.write(MANIFEST.replace("2592000", "86400"));
  const preview = await folder.liverec("preview --json --exit-code");
  expect([preview.exitCode, JSON.parse(preview.stdout).changes]).toEqual([2, { update: 1, same: 3 }]);
  expect((await folder.liverec("up --yes")).stderr).toContain("stopped by --forbid data-loss");
  expect((await folder.liverec("up --yes --allow data-loss")).stdout).toMatch(/~ 1 updated/);
  expect((await folder.liverec("refresh --yes")).exitCode).toBe(0);
  expect((await folder.liverec("destroy --yes")).exitCode).toBe(0);
  expect(objects(stage)).toMatchObject({ RecordTemplate: 0, RecordRule: 0 });
});

it("liverec up says what the service refuses, without a stack", async () => {
  await using stage = await openStage();
  await using folder = await Folder.open(stage);
  await folder.write(MANIFEST.replace("archive: {", "archive: { templateName: by-hand,"));
  const { exitCode, stdout, stderr } = await folder.liverec("up --yes --json");
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ version: 1, ok: false, errors: [expect.stringContaining("adopt: true")] });
  expect(stdout + stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
});

it("liverec up puts in order what a killed run left behind, and there is one object", async () => {
  await using stage = await openStage();
  await using folder = await Folder.open(stage);
  await folder.write(MANIFEST);
  stage.emulator.fault({ action: "CreateLiveRecordTemplate", nth: 1, do: "hold-after" });
  const run = folder.start("up --yes");
  await expect.poll(() => writes(stage.emulator).length, { timeout: 60_000 }).toBe(1);
  folder.killAll();
  await run.done;
  stage.emulator.clearFaults();

  const refused = await folder.liverec("up --yes");
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("An earlier run was interrupted in the middle of: creating season/archive.");
  expect((await folder.liverec("up --yes --recover")).exitCode).toBe(0);
  expect(objects(stage)).toMatchObject({ RecordTemplate: 1, RecordRule: 1 });
  expect((await folder.liverec("preview --exit-code")).exitCode).toBe(0);
  expect((await folder.liverec("destroy --yes")).exitCode).toBe(0);
});

it("liverec up refuses, with and without --recover, while a task that cannot be listed was being created", async () => {
  await using stage = await openStage();
  await using folder = await Folder.open(stage);
  const task = `{ using: CreateLiveRecord, stream: ${domain}/live/match, start: 2018-09-21T08:00Z, end: 2018-09-21T09:00Z }`;
  await folder.write(`version: 1\nproject: season\nschedule:\n  match: ${task}\n`);
  stage.emulator.fault({ action: "CreateLiveRecord", nth: 1, do: "hold-after" });
  const run = folder.start("up --yes");
  await expect.poll(() => writes(stage.emulator).length, { timeout: 60_000 }).toBe(1);
  folder.killAll();
  await run.done;
  stage.emulator.clearFaults();
  for (const line of ["up --yes", "up --yes --recover"]) {
    const { exitCode, stderr } = await folder.liverec(line);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("interrupted while it created ScheduledRecord season/match")]);
  }
  expect(writes(stage.emulator)).toEqual(["CreateLiveRecord"]);
});

it("an event on another date after it was over is a danger in preview and up, by the name of the manifest, and again after it was applied", async () => {
  await using stage = await openStage();
  await using folder = await Folder.open(stage);
  const now = Date.parse(stage.emulator.clock.now());
  const at = (days: number) => new Date(now + days * 86_400_000).toISOString();
  const event = (name: string, from: number) =>
    `  ${name}: { stream: ${domain}/live/main, start: "${at(from)}", end: "${at(from + 0.1)}", template: archive }\n`;
  const written = (service: number) => folder.write(`${MANIFEST}schedule:\n${event("service", service)}${event("far", 30)}`);
  await written(1);
  const up = await folder.liverec("up --yes");
  expect([up.exitCode, up.stdout]).toEqual([
    0,
    expect.stringMatching(/^far \(.*\) is planned, and not sent to the service yet: run up again after /m),
  ]);
  stage.emulator.clock.advance(2 * 86_400);
  await written(3);
  for (const round of [1, 2]) {
    const preview = await folder.liverec("preview --exit-code --json");
    const { findings } = JSON.parse(preview.stdout).preview;
    expect([round, preview.exitCode, findings]).toEqual([
      round,
      2,
      expect.arrayContaining([expect.objectContaining({ kind: "not-changed", severity: "danger", risk: "not-recorded" })]),
    ]);
    const again = await folder.liverec("up --yes");
    expect([again.exitCode, again.stdout + again.stderr]).toEqual([0, expect.stringContaining("schedule.service (RecordTask ")]);
  }
  expect((await folder.liverec("up --yes --forbid not-recorded")).exitCode).toBe(1);
});
