import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index.js";
import { call, control, ok } from "./client.js";
import { type Received, type Receiver, startReceiver } from "./receiver.js";
import { PUSH, rule, template } from "./story.js";

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

const URLS = [
  "StreamBeginNotifyUrl",
  "StreamEndNotifyUrl",
  "RecordNotifyUrl",
  "SnapshotNotifyUrl",
  "RecordStatusNotifyUrl",
  "RecordExceptionNotifyUrl",
];

async function callbacks(params: object = Object.fromEntries(URLS.map((name) => [name, receiver.url]))): Promise<void> {
  const { TemplateId } = await ok(emulator, "CreateLiveCallbackTemplate", { TemplateName: "c", ...params });
  await ok(emulator, "CreateLiveCallbackRule", { DomainName: PUSH, AppName: "live", TemplateId });
}

/** What came of one type, in the order of the account's time: several are on their way at once, and nothing promises their order. */
const got = (type: number): Received[] => {
  const rank = (body: Received): number => Number(body["seq"] ?? body["start_time"] ?? body["create_time"] ?? body["session_id"] ?? 0);
  return receiver.got.filter((body) => body["event_type"] === type).sort((a, b) => rank(a) - rank(b));
};

async function passes(seconds: number): Promise<void> {
  emulator.clock.advance(seconds);
  await emulator.delivered();
}

describe("what is told of a push that is recorded", () => {
  test("its begin and its end, as a pair", async () => {
    await callbacks();
    emulator.push(KEY);
    await passes(90);
    emulator.break(KEY);
    await emulator.delivered();
    const common = { app: PUSH, appname: "live", stream_id: "s1", channel_id: "s1", appid: expect.any(Number), node: expect.any(String) };
    expect(got(1)).toEqual([
      {
        event_type: 1,
        ...common,
        event_time: START,
        sequence: expect.any(String),
        user_ip: "127.0.0.1",
        stream_param: "",
        errcode: 0,
        errmsg: "ok",
      },
    ]);
    expect(got(0)).toMatchObject([
      {
        ...common,
        event_time: START + 90,
        push_duration: "90000",
        errcode: 1,
        errmsg: "recv rtmp deleteStream",
        sequence: got(1)[0]?.["sequence"],
      },
    ]);
  });

  test("each file when it is there, with its template and the session it came from", async () => {
    await callbacks();
    const id = await template(emulator, "t", { Mp4Param: { Enable: 1, RecordInterval: 60 } });
    await rule(emulator, id);
    emulator.push(KEY);
    emulator.clock.advance(90);
    emulator.break(KEY);
    await passes(299);
    expect(got(100)).toHaveLength(1);
    await passes(1);
    const [file] = emulator.state().media;
    expect(got(100)).toMatchObject([
      {
        event_type: 100,
        app: PUSH,
        appname: "live",
        file_id: file?.fileId,
        record_file_id: file?.fileId,
        record_temp_id: String(id),
        file_format: "mp4",
        task_id: "",
        start_time: START,
        end_time: START + 60,
        start_time_usec: 0,
        duration: 60,
        video_url: file?.url,
        stream_param: "",
        media_start_time: 0,
      },
      { start_time: START + 60, end_time: START + 90, duration: 30 },
    ]);
    expect(JSON.parse(String(got(100)[0]?.["callback_ext"]))).toEqual({ video_codec: "h264", resolution: "1280x720", session_id: "1" });
  });

  test("the recorder's life: begin, pause, going on, end; and no file at an interruption that is bridged", async () => {
    await callbacks();
    await rule(emulator, await template(emulator, "t", { HlsParam: { Enable: 1 }, HlsSpecialParam: { FlowContinueDuration: 60 } }));
    for (let n = 0; n < 2; n++) {
      emulator.push(KEY);
      await passes(30);
      emulator.break(KEY);
      await passes(30);
    }
    await passes(400);
    expect(got(332).map((body) => body["record_event"])).toEqual([
      "record_start_succeeded",
      "record_paused",
      "record_resumed",
      "record_paused",
      "record_ended",
    ]);
    expect(got(332)[0]).toMatchObject({ domain: PUSH, appname: "live", stream_id: "s1", event_time: START, session_id: "1" });
    expect(JSON.parse(String(got(332)[0]?.["record_detail"]))).toMatchObject({ file_format: 2, start_model: 1, record_content: 1 });
    expect(got(100)).toMatchObject([{ duration: 60, file_format: "hls" }]);
  });

  test("snapshots at their interval", async () => {
    await callbacks();
    const cos = { CosAppId: 1250000000, CosBucket: "pictures", CosRegion: "ap-guangzhou" };
    const { TemplateId } = await ok(emulator, "CreateLiveSnapshotTemplate", {
      TemplateName: "p",
      SnapshotInterval: 20,
      Width: 640,
      ...cos,
    });
    await ok(emulator, "CreateLiveSnapshotRule", { DomainName: PUSH, TemplateId, AppName: "", StreamName: "" });
    emulator.push(KEY);
    await passes(65);
    emulator.break(KEY);
    await passes(100);
    const file = "2026-12-01/s1-screenshot-08-00-20-640x360.jpg";
    expect(got(200).map((body) => body["create_time"])).toEqual([START + 20, START + 40, START + 60]);
    expect(got(200)[0]).toMatchObject({
      app: PUSH,
      appname: "live",
      width: 640,
      height: 360,
      pic_url: `/${file}`,
      pic_full_url: `http://pictures-1250000000.cos.ap-guangzhou.myqcloud.com/${file}`,
    });
  });

  test("what is wrong with it, in the levels that are asked for", async () => {
    await callbacks({ RecordExceptionNotifyUrl: receiver.url, RecordStatusNotifyUrl: receiver.url, RecordExceptionLevels: ["error"] });
    await rule(emulator, await template(emulator, "t", { AacParam: { Enable: 1 }, HlsParam: { Enable: 1 } }));
    emulator.push({ ...KEY, audio: false });
    emulator.exception({ ...KEY, type: -8 });
    emulator.exception({ ...KEY, type: -9, level: "error" });
    await emulator.delivered();
    expect(got(341)).toMatchObject([
      { interface: "general_callback", stream_id: "s1", file_format: "aac", exception_level: "error", exception: { type: -17, occurs: 1 } },
      { file_format: "hls", timestamp: START, session_id: "1", exception: { type: -9 } },
    ]);
    expect(got(332).map((body) => body["record_event"])).toEqual(["record_start_succeeded", "record_start_failed"]);
  });

  test("a recording for a CreateRecordTask task knows its task and not the push's parameters", async () => {
    await callbacks();
    emulator.push(KEY);
    const params = { StreamName: "s1", DomainName: PUSH, AppName: "live", EndTime: START + 60 };
    const { response } = await call(emulator, "CreateRecordTask", params, { headers: { "X-TC-Region": "ap-guangzhou" } });
    await passes(400);
    expect(got(100)).toMatchObject([{ task_id: response.TaskId, record_temp_id: "", file_format: "hls" }]);
    expect(got(100)[0]).not.toHaveProperty("stream_param");
    expect(got(332).map((body) => body["task_id"])).toEqual([response.TaskId, response.TaskId]);
  });
});

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
