import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { type Received, type Receiver, startReceiver } from "./receiver";
import { PUSH, rule, template } from "./story";

const START = Date.parse("2026-12-01T00:00:00Z") / 1000;
const KEY = { domain: PUSH, app: "live", stream: "s1" };

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

  test("snapshots of a push that was live already, from when the rule takes effect until it counts no more", async () => {
    const cos = { CosAppId: 1250000000, CosBucket: "pictures", CosRegion: "ap-guangzhou" };
    const { TemplateId } = await ok(emulator, "CreateLiveSnapshotTemplate", { TemplateName: "p", SnapshotInterval: 20, ...cos });
    await ok(emulator, "CreateLiveSnapshotRule", { DomainName: PUSH, TemplateId, AppName: "", StreamName: "" });
    emulator.push(KEY);
    await passes(30);
    emulator.settings({ effectDelay: 60 });
    await callbacks();
    await passes(100);
    await ok(emulator, "DeleteLiveCallbackRule", { DomainName: PUSH, AppName: "live" });
    await passes(100);
    await callbacks();
    await passes(100);
    const times = [100, 120, 140, 160, 180, 300, 320].map((seconds) => START + seconds);
    expect(got(200).map((body) => body["create_time"])).toEqual(times);
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
      pic_full_url: `${emulator.url}/cos/pictures-1250000000.cos.ap-guangzhou.myqcloud.com/${file}`,
      file_size: (await (await fetch(String(got(200)[0]?.["pic_full_url"]))).arrayBuffer()).byteLength,
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

  test("what is wrong with the push itself, with every documented field, and only while it lasts", async () => {
    await callbacks({ PushExceptionNotifyUrl: receiver.url });
    const wrong = { ...KEY, type: 6, count: 2 };
    expect(() => emulator.pushException(wrong)).toThrow("not pushed");
    emulator.push(KEY);
    emulator.clock.advance(60);
    emulator.pushException(wrong);
    await emulator.delivered();
    const detail = { desc: "two video frames more than 3000 ms apart", occur_time: (START + 60) * 1000 };
    expect(got(321)).toEqual([
      {
        ...{ event_type: 321, appid: 1250000065, user_ip: "127.0.0.1", domain: PUSH, path: "live", stream_id: "s1", stream_param: "" },
        ...{ data_time: (START + 60) * 1000, report_interval: 5000, timeout: 20000, sequence: expect.stringMatching(/^\d{19}$/) },
        abnormal_event: [
          {
            ...{ type: 6, count: 2, customer_visible: "true", event_key: "", detail: [detail, detail] },
            type_desc_cn: detail.desc,
            type_desc_en: detail.desc,
          },
        ],
      },
    ]);
    for (const no of [{ type: 17 }, { type: 0 }, { type: 1, count: 0 }]) expect(() => emulator.pushException({ ...KEY, ...no })).toThrow();
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
