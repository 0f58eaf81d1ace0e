import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmulator } from "../../emulator/index.js";
import { ok } from "./client.js";
import { PUSH, rule, template, timeShift } from "./story.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that keeps an emulator on a state file until it is killed, and prints its port. */
const KEEPER = `
import { startEmulator } from ${JSON.stringify(join(import.meta.dirname, "../../emulator/index.ts"))};
const emulator = await startEmulator({ state: process.argv[2], now: "2018-09-11T00:00:00Z", freeze: true });
process.stdout.write(String(emulator.port));
`;

const KEY = { domain: PUSH, app: "live", stream: "s" };

test("an account in a file survives a restart: objects, ids, time, settings, running pushes and what was planned", async () => {
  const state = join(folder, "account.db");
  const first = await startEmulator({ state, now: "2018-09-11T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
  await rule(first, await template(first, "archive", { HlsParam: { Enable: 1, StorageTime: 3600 } }));
  await timeShift(first, 1);
  const gone = await template(first, "gone");
  await ok(first, "DeleteLiveRecordTemplate", { TemplateId: gone });
  first.settings({ playDomains: { "play.example.com": PUSH } });
  first.push(KEY);
  await ok(first, "CreateLiveRecord", { StreamName: "s", StartTime: "2018-09-11 09:00:00", EndTime: "2018-09-11 10:00:00" });
  first.break({ ...KEY, at: "2018-09-11T01:30:00Z" });
  first.clock.advance(600);
  const clip = await ok(first, "LiveRealTimeClip", {
    Host: "play.example.com",
    StreamId: "s",
    StartTime: "2018-09-11T00:00:00Z",
    EndTime: "2018-09-11T00:10:00Z",
    IsPersistence: 1,
  });
  const before = first.state();
  await first.close();

  await using second = await startEmulator({ state });
  const moved = (text: string) => text.replaceAll(first.url, second.url);
  expect(second.state()).toEqual(JSON.parse(moved(JSON.stringify(before))));
  expect(second.settings().playDomains).toEqual({ "play.example.com": PUSH });
  expect(await template(second, "next")).toBe(gone + 1);
  second.clock.set("2018-09-11T02:00:00Z");
  const after = second.state();
  expect(after.tasks[0]?.state).toBe("finished");
  expect(after.media.map(({ type, duration }) => [type, duration])).toEqual([
    ["hls", 600],
    ["hls", 5400],
    ["flv", 1800],
  ]);
  expect((await fetch(moved(clip.Url))).status).toBe(200);
  second.clock.set("2018-09-11T02:30:00Z");
  expect(second.state().media.map(({ type }) => type)).toEqual(["hls", "flv"]);
});

test("no acknowledged write is lost when the process is killed", async () => {
  const state = join(folder, "account.db");
  const source = join(folder, "keeper.ts");
  writeFileSync(source, KEEPER);
  await build({
    entry: { keeper: source },
    outDir: folder,
    format: "esm",
    outExtension: () => ({ js: ".mjs" }),
    noExternal: [/./],
    splitting: false,
    silent: true,
    config: false,
  });
  const names: string[] = [];
  for (let round = 0; round < 5; round++) {
    const keeper = spawn(process.execPath, [join(folder, "keeper.mjs"), state], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(keeper.stdout, "data")) as [Buffer];
    const emulator = { port: Number(line.toString()) };
    const listed = (await ok(emulator, "DescribeLiveRecordTemplates")).Templates;
    expect(listed.map(({ TemplateName }) => TemplateName).sort()).toEqual(names.toSorted());
    for (let n = 0; n < 5; n++) {
      await template(emulator, `t${round}-${n}`);
      names.push(`t${round}-${n}`);
    }
    keeper.kill("SIGKILL");
    await once(keeper, "exit");
  }
});

test("two emulators cannot share a file", async () => {
  const state = join(folder, "account.db");
  await using first = await startEmulator({ state });
  await template(first, "a");
  await expect(startEmulator({ state })).rejects.toThrow(/locked/);
});

test("memory keeps nothing", async () => {
  const first = await startEmulator({ state: "memory" });
  await template(first, "a");
  await first.close();
  await using second = await startEmulator({ state: "memory" });
  expect(second.state().record.templates).toEqual([]);
});
