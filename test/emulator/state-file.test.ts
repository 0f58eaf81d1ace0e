import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmulator } from "../../emulator/index";
import { ok } from "./client";
import { PUSH, rule, template, timeShift } from "./story";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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
