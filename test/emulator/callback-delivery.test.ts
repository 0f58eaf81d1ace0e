import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { control, ok } from "./client";
import { type Received, type Receiver, startReceiver } from "./receiver";
import { PUSH } from "./story";

const START = Date.parse("2026-12-01T00:00:00Z") / 1000;
const KEY = { domain: PUSH, app: "live", stream: "s1" };
const CALLBACK_KEY = "5d41402abc4b2a76b9719d911017c592";

let emulator: Emulator;
let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
  emulator = await startEmulator({ now: "2026-12-01T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 300 } });
});
afterEach(async () => {
  await emulator.close();
  await receiver[Symbol.asyncDispose]();
});

async function callbacks(params: object): Promise<void> {
  const { TemplateId } = await ok(emulator, "CreateLiveCallbackTemplate", { TemplateName: "c", ...params });
  await ok(emulator, "CreateLiveCallbackRule", { DomainName: PUSH, AppName: "live", TemplateId });
}

const got = (type: number): Received[] => receiver.got.filter((body) => body["event_type"] === type);

async function passes(seconds: number): Promise<void> {
  emulator.clock.advance(seconds);
  await emulator.delivered();
}

test("a key signs each callback with an expiry ten minutes ahead; without one there is no sign", async () => {
  await callbacks({ StreamBeginNotifyUrl: receiver.url, CallbackKey: CALLBACK_KEY });
  emulator.push(KEY);
  await emulator.delivered();
  const sign = createHash("md5")
    .update(`${CALLBACK_KEY}${START + 600}`)
    .digest("hex");
  expect(got(1)[0]).toMatchObject({ t: START + 600, sign });
  expect(createHash("md5").update(`${CALLBACK_KEY}1471850187`).digest("hex")).toBe("b17971b51ba0fe5916ddcd96692e9fb3");
});

describe("a receiver that does not answer 200", () => {
  test("is tried again every minute, 12 times at most", async () => {
    await callbacks({ StreamBeginNotifyUrl: receiver.url });
    receiver.answer(500);
    emulator.push(KEY);
    await emulator.delivered();
    for (let minute = 1; minute <= 15; minute++) {
      await passes(59);
      expect(receiver.got).toHaveLength(Math.min(minute, 13));
      await passes(1);
      expect(receiver.got).toHaveLength(Math.min(minute + 1, 13));
    }
  });

  test("is left alone once it has taken the callback", async () => {
    await callbacks({ StreamBeginNotifyUrl: receiver.url });
    receiver.answer(302);
    emulator.push(KEY);
    await emulator.delivered();
    receiver.answer(200);
    for (let n = 0; n < 5; n++) await passes(60);
    expect(emulator.callbacks().map(({ at, tries, outcome, event }) => [at, tries, outcome, event])).toEqual([
      ["2026-12-01T00:00:00Z", 1, "HTTP 302", "1"],
      ["2026-12-01T00:01:00Z", 2, "HTTP 200", "1"],
    ]);
    expect((await control(emulator, "GET", "callbacks")).body).toEqual(emulator.callbacks());
    await control(emulator, "DELETE", "callbacks");
    expect(emulator.callbacks()).toEqual([]);
  });

  test("of snapshots is tried again every 2 minutes, 5 times at most", async () => {
    await callbacks({ SnapshotNotifyUrl: receiver.url });
    const cos = { CosAppId: 1, CosBucket: "b", CosRegion: "r" };
    const { TemplateId } = await ok(emulator, "CreateLiveSnapshotTemplate", { TemplateName: "p", SnapshotInterval: 300, ...cos });
    await ok(emulator, "CreateLiveSnapshotRule", { DomainName: PUSH, TemplateId, AppName: "", StreamName: "" });
    receiver.answer(404);
    emulator.push(KEY);
    emulator.break({ ...KEY, at: "2026-12-01T00:05:01Z" });
    await passes(310);
    for (let n = 0; n < 20; n++) await passes(60);
    expect(receiver.got).toHaveLength(6);
  });
});

describe("an address", () => {
  test.each([
    ["beyond loopback", "http://192.0.2.1/x", /^refused/],
    ["that is the emulator's own", "self", /^refused/],
    ["where nobody listens", "http://127.0.0.1:9/x", /ECONNREFUSED/],
  ])("%s is not called", async (_, url, outcome) => {
    await callbacks({ StreamBeginNotifyUrl: url === "self" ? `${emulator.control}/reset` : url });
    emulator.push(KEY);
    await emulator.delivered();
    expect(emulator.callbacks()).toMatchObject([{ outcome: expect.stringMatching(outcome) }]);
    expect(emulator.state().streams).toHaveLength(1);
  });

  test("by a name that resolves to loopback is called, and others where the setting names them", async () => {
    await callbacks({ StreamBeginNotifyUrl: receiver.url.replace("127.0.0.1", "localhost"), StreamEndNotifyUrl: "http://192.0.2.1:1/x" });
    emulator.settings({ callbackTargets: ["192.0.2.1"] });
    emulator.push(KEY);
    await emulator.delivered();
    expect(got(1)).toHaveLength(1);
    emulator.break(KEY);
    expect(emulator.callbacks().at(-1)).toMatchObject({ event: "0", outcome: "" });
  });
});

test("a reset forgets what was not delivered", async () => {
  await callbacks({ StreamBeginNotifyUrl: receiver.url });
  receiver.answer(500);
  emulator.push(KEY);
  await emulator.delivered();
  emulator.reset();
  receiver.answer(200);
  await passes(600);
  expect(receiver.got).toHaveLength(1);
});

test("what was under way or waiting when the emulator ended is delivered by the next on the same file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  const state = join(folder, "account.db");
  const options = { state, freeze: true, settings: { effectDelay: 0 } };
  await emulator.close();
  emulator = await startEmulator({ ...options, now: "2026-12-01T00:00:00Z" });
  await callbacks({ StreamBeginNotifyUrl: receiver.url, StreamEndNotifyUrl: receiver.url });
  receiver.answer(500);
  emulator.push(KEY);
  await emulator.delivered();
  emulator.break(KEY);
  await emulator.close();
  receiver.got.length = 0;
  receiver.answer(200);
  emulator = await startEmulator(options);
  await passes(60);
  expect(new Set(receiver.got.map((body) => body["event_type"]))).toEqual(new Set([0, 1]));
  await emulator.close();
  rmSync(folder, { recursive: true });
});

test("while the clock ticks, what is planned happens without a request", async () => {
  await emulator.close();
  emulator = await startEmulator({ now: "2026-12-01T00:00:00Z", settings: { effectDelay: 0 } });
  await callbacks({ StreamBeginNotifyUrl: receiver.url });
  const at = new Date(Date.parse(emulator.clock.now()) + 300);
  emulator.push({ ...KEY, at });
  await vi.waitFor(() => expect(receiver.got).toHaveLength(1), { timeout: 5000, interval: 20 });
  expect(Date.parse(emulator.callbacks()[0]?.at ?? "")).toBe(at.getTime());
});
