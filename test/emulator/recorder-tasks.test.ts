import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { PUSH, rule, template } from "./story";

const NOW = Date.parse("2026-12-01T00:00:00Z") / 1000;
const KEY = { domain: PUSH, app: "live", stream: "s" };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({
    now: "2026-12-01T00:00:00Z",
    freeze: true,
    settings: { effectDelay: 0, fileDelay: 0, rates: { CreateRecordTask: 1000 } },
  });
});
afterEach(() => emulator.close());

const ask = (action: string, params: object) => call(emulator, action, params, { headers: { "X-TC-Region": "ap-guangzhou" } });

async function create(params: object = {}, action = "CreateRecordTask"): Promise<string> {
  const task = { StreamName: "s", DomainName: PUSH, AppName: "live", StartTime: NOW + 60, EndTime: NOW + 660 };
  const answer = await ask(action, { ...task, ...params });
  expect(answer.code, answer.text).toBe("OK");
  return String(answer.response.TaskId);
}

const files = () => emulator.state().media.map(({ type, duration, expireTime }) => [type, duration, expireTime]);

describe("a CreateRecordTask task", () => {
  test("records in its template's formats, from its start to its end", async () => {
    const params = { Mp4Param: { Enable: 1, RecordInterval: 300, StorageTime: 86400 }, AacParam: { Enable: 1 } };
    await create({ TemplateId: await template(emulator, "t", params) });
    emulator.push(KEY);
    emulator.clock.advance(700);
    expect(files().sort()).toEqual([
      ["aac", 600, null],
      ["mp4", 300, "2026-12-02T00:06:00Z"],
      ["mp4", 300, "2026-12-02T00:11:00Z"],
    ]);
  });

  test.each([
    ["wrong", 4711],
    ["missing", undefined],
  ])("with a %s template records HLS for ever", async (_, TemplateId) => {
    await create({ TemplateId });
    emulator.push(KEY);
    emulator.clock.advance(700);
    expect(files()).toEqual([["hls", 600, null]]);
  });

  test("uses a template that is not in effect yet, and a later version only once it is", async () => {
    emulator.settings({ effectDelay: 600 });
    const id = await template(emulator, "t", { FlvParam: { Enable: 1 } });
    await create({ TemplateId: id, EndTime: NOW + 7200 });
    for (let n = 0; n < 2; n++) {
      emulator.clock.advance(60);
      emulator.push(KEY);
      emulator.clock.advance(60);
      emulator.break(KEY);
      await ok(emulator, "ModifyLiveRecordTemplate", { TemplateId: id, FlvParam: { Enable: 0 }, Mp4Param: { Enable: 1 } });
      emulator.clock.advance(600);
    }
    expect(files().map(([type]) => type)).toEqual(["flv", "mp4"]);
  });

  test("stays valid over several pushes, each with a file of its own, also where the template would continue", async () => {
    await create({
      TemplateId: await template(emulator, "t", { HlsParam: { Enable: 1 }, HlsSpecialParam: { FlowContinueDuration: 300 } }),
    });
    emulator.clock.advance(60);
    for (let n = 0; n < 2; n++) {
      emulator.push(KEY);
      emulator.clock.advance(30);
      emulator.break(KEY);
      emulator.clock.advance(10);
    }
    expect(files()).toEqual([
      ["hls", 30, null],
      ["hls", 30, null],
    ]);
  });

  test("goes on recording when it is deleted, and takes up no later push", async () => {
    const TaskId = await create();
    emulator.push(KEY);
    emulator.clock.advance(100);
    expect((await ask("DeleteRecordTask", { TaskId })).code).toBe("OK");
    emulator.clock.advance(200);
    emulator.break(KEY);
    emulator.push(KEY);
    emulator.clock.advance(600);
    expect(files()).toEqual([["hls", 240, null]]);
  });

  test("deleted while it records ends at its end", async () => {
    const TaskId = await create();
    emulator.push(KEY);
    emulator.clock.advance(100);
    await ask("DeleteRecordTask", { TaskId });
    emulator.clock.advance(6000);
    expect(files()).toEqual([["hls", 600, null]]);
  });

  test("stopped writes its file and does not start again", async () => {
    const TaskId = await create();
    emulator.push(KEY);
    emulator.clock.advance(100);
    await ask("StopRecordTask", { TaskId });
    expect(files()).toEqual([["hls", 40, null]]);
    emulator.break(KEY);
    emulator.push(KEY);
    emulator.clock.advance(100);
    emulator.break(KEY);
    expect(files()).toHaveLength(1);
  });

  test("records beside the rule: two sets of files", async () => {
    await rule(emulator, await template(emulator, "t"));
    await create();
    emulator.push(KEY);
    emulator.clock.advance(700);
    emulator.break(KEY);
    expect(files().sort()).toEqual([
      ["hls", 600, null],
      ["hls", 700, null],
    ]);
  });

  test("overlapping tasks get three recorders, of however many formats; another push counts anew", async () => {
    const TemplateId = await template(emulator, "t", { FlvParam: { Enable: 1 }, Mp4Param: { Enable: 1 } });
    for (let n = 0; n < 4; n++) await create({ TemplateId });
    emulator.push(KEY);
    emulator.clock.advance(120);
    expect(emulator.state().streams[0]?.recordings).toHaveLength(6);
    emulator.break(KEY);
    emulator.push({ ...KEY, stream: "other" });
    emulator.push(KEY);
    expect(emulator.state().streams[0]?.recordings).toHaveLength(12);
    emulator.settings({ quotas: { recordersPerStream: 5 } });
    emulator.break(KEY);
    emulator.push(KEY);
    expect(emulator.state().streams[0]?.recordings).toHaveLength(20);
  });

  test("records a stream from overseas", async () => {
    await create();
    emulator.push({ ...KEY, overseas: true });
    emulator.clock.advance(700);
    expect(files()).toHaveLength(1);
  });
});

describe("a stream from overseas", () => {
  test("is recorded by rules and highlights, and not by timed records", async () => {
    await rule(emulator, await template(emulator, "t", { Mp4Param: { Enable: 1 } }));
    await ok(emulator, "CreateLiveRecord", { StreamName: "s", StartTime: "2026-12-01 08:00:00", EndTime: "2026-12-01 09:00:00" });
    emulator.push({ ...KEY, overseas: true });
    await ok(emulator, "CreateLiveRecord", { StreamName: "s", Highlight: 1, FileFormat: "hls" });
    emulator.clock.advance(60);
    emulator.break(KEY);
    expect(
      files()
        .map(([type]) => type)
        .sort(),
    ).toEqual(["hls", "mp4"]);
    expect(emulator.state().streams[0]?.overseas).toBe(true);
  });
});

describe("a repeated CreateLiveRecord", () => {
  const params = { StreamName: "s", StartTime: "2026-12-01 10:00:00", EndTime: "2026-12-01 11:00:00" };
  const created = async (more: object = {}) => (await ok(emulator, "CreateLiveRecord", { ...params, ...more })).TaskId;

  test("makes a task of its own, however late", async () => {
    const first = await created();
    emulator.clock.advance(60);
    expect(await created()).not.toBe(first);
  });

  test("makes a duplicate within repeatSeconds, and after them answers the first; another time is always another task", async () => {
    emulator.settings({ repeatSeconds: 3 });
    const first = await created();
    emulator.clock.advance(3);
    const second = await created();
    expect(second).not.toBe(first);
    emulator.clock.advance(1);
    expect(await created()).toBe(first);
    expect(await created({ EndTime: "2026-12-01 11:00:01" })).not.toBe(first);
    await ok(emulator, "StopLiveRecord", { StreamName: "s", TaskId: first });
    emulator.clock.advance(60);
    expect(await created()).toBe(second);
    expect(emulator.state().tasks).toHaveLength(3);
  });
});
