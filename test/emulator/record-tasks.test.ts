import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { type Answer, call } from "./client";
import { PUSH, template } from "./story";

const NOW = Date.parse("2026-12-01T00:00:00Z") / 1000;
const HOUR = 3600;
const DAY = 86_400;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({
    now: "2026-12-01T00:00:00Z",
    freeze: true,
    settings: { effectDelay: 0, fileDelay: 0, rates: { CreateRecordTask: 1000, CreateScreenshotTask: 1000, DescribeRecordTask: 1000 } },
  });
});
afterEach(() => emulator.close());

interface Task {
  TaskId: string;
  StreamName: string;
  StartTime: number;
  EndTime: number;
  TemplateId: number;
  Stopped: number;
}
interface Page {
  ScrollToken: string;
  TaskList: Task[];
}

const ask = (action: string, params: object, region = "ap-guangzhou"): Promise<Answer> =>
  call(emulator, action, params, { headers: region === "" ? {} : { "X-TC-Region": region } });
const task = { StreamName: "s", DomainName: PUSH, AppName: "live", StartTime: NOW + HOUR, EndTime: NOW + 2 * HOUR };

async function create(params: object = {}, family = "Record"): Promise<string> {
  const answer = await ask(`Create${family}Task`, { ...task, ...(family === "Record" ? {} : { TemplateId: 1 }), ...params });
  expect(answer.code, answer.text).toBe("OK");
  return String(answer.response.TaskId);
}

async function list(params: object = {}, family = "Record"): Promise<Page> {
  const answer = await ask(`Describe${family}Task`, { StartTime: NOW, EndTime: NOW + 7 * DAY, ...params });
  expect(answer.code, answer.text).toBe("OK");
  return answer.response as unknown as Page;
}

describe.each(["Record", "Screenshot"])("a %s task", (family) => {
  test("is created, listed, stopped and deleted under an opaque id", async () => {
    const TaskId = await create({ TemplateId: 7 }, family);
    expect(TaskId).toMatch(/^[\w-]{60}$/);
    const { StartTime, EndTime } = task;
    expect(await list({}, family)).toMatchObject({
      ScrollToken: "",
      TaskList: [{ TaskId, DomainName: PUSH, AppName: "live", StreamName: "s", StartTime, EndTime, TemplateId: 7, Stopped: 0 }],
    });
    expect((await ask(`Stop${family}Task`, { TaskId })).code).toBe("OK");
    expect((await list({}, family)).TaskList).toMatchObject([{ Stopped: NOW }]);
    emulator.clock.advance(60);
    expect((await ask(`Stop${family}Task`, { TaskId })).code).toBe("OK");
    expect((await list({}, family)).TaskList).toMatchObject([{ Stopped: NOW }]);
    expect((await ask(`Delete${family}Task`, { TaskId })).code).toBe("OK");
    expect((await list({}, family)).TaskList).toEqual([]);
    expect((await ask(`Delete${family}Task`, { TaskId })).code).toBe("InvalidParameter");
    expect((await ask(`Stop${family}Task`, { TaskId })).code).toBe("InvalidParameter");
  });

  test("is not known to the other family", async () => {
    const TaskId = await create({}, family);
    const other = family === "Record" ? "Screenshot" : "Record";
    expect((await ask(`Stop${other}Task`, { TaskId })).code).toBe("InvalidParameter");
    expect((await list({}, other)).TaskList).toEqual([]);
  });

  test.each([
    ["", "MissingParameter"],
    ["ap-beijing", "UnsupportedRegion"],
    ["nowhere", "UnsupportedRegion"],
    ["sa-saopaulo", "OK"],
  ])("asked for in region %j is answered %s", async (region, code) => {
    expect((await ask(`Create${family}Task`, { ...task, TemplateId: 1 }, region)).code).toBe(code);
    expect((await ask(`Describe${family}Task`, { StartTime: NOW, EndTime: NOW + 1 }, region)).code).toBe(code);
  });

  test.each([
    ["an end before its start", { EndTime: NOW + HOUR - 1 }],
    ["an end at its start", { EndTime: NOW + HOUR }],
    ["a window in the past", { StartTime: NOW - 2 * HOUR, EndTime: NOW - HOUR }],
    ["an end now", { StartTime: NOW - HOUR, EndTime: NOW }],
    ["an end in 7 days", { StartTime: NOW + 7 * DAY - HOUR, EndTime: NOW + 7 * DAY }],
    ["more than 24 hours", { EndTime: NOW + HOUR + DAY + 1 }],
    ["a stream type of 2", { StreamType: 2 }],
    ["a malformed domain", { DomainName: "not a domain" }],
    ["an empty stream", { StreamName: "" }],
  ])("with %s is InvalidParameter", async (_, params) => {
    expect((await ask(`Create${family}Task`, { ...task, TemplateId: 1, ...params })).code).toBe("InvalidParameter");
  });

  test.each([
    ["24 hours", { EndTime: NOW + HOUR + DAY }],
    ["an end one second inside 7 days", { StartTime: NOW + 7 * DAY - HOUR, EndTime: NOW + 7 * DAY - 1 }],
    ["a start in the past", { StartTime: NOW - HOUR }],
    ["a mix", { StreamType: 1 }],
  ])("with %s is taken", async (_, params) => {
    await create(params, family);
  });

  test("without a start begins now", async () => {
    await create({ StartTime: undefined }, family);
    expect((await list({}, family)).TaskList[0]?.StartTime).toBe(NOW);
  });

  test("is one of as many that may run at once as the quota says", async () => {
    emulator.settings({ quotas: { [`running${family}Tasks`]: 1 } });
    await create({ StartTime: NOW }, family);
    expect((await ask(`Create${family}Task`, { ...task, TemplateId: 1 })).code).toBe("LimitExceeded.MaximumRunningTask");
  });
});

describe("a query of tasks", () => {
  test("returns a task only if its start and its end are inside the window", async () => {
    await create();
    const { StartTime, EndTime } = task;
    for (const [window, count] of [
      [{ StartTime, EndTime }, 1],
      [{ StartTime: StartTime + 1, EndTime: EndTime + 1 }, 0],
      [{ StartTime, EndTime: EndTime - 1 }, 0],
    ] as const) {
      expect((await list(window)).TaskList).toHaveLength(count);
    }
  });

  test("can be narrowed by stream, domain and app", async () => {
    await create();
    await create({ StreamName: "other", DomainName: "q.example.com", AppName: "lessons" });
    for (const filter of [{ StreamName: "other" }, { DomainName: "q.example.com" }, { AppName: "lessons" }]) {
      expect((await list(filter)).TaskList).toMatchObject([{ StreamName: "other" }]);
    }
    expect((await list({ StreamName: "other", AppName: "live" })).TaskList).toEqual([]);
  });

  test("comes in pages that lose and repeat nothing, even when a task goes between two pages", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 45; n++) ids.push(await create({ StreamName: `s${n}` }));
    const first = await list();
    expect(first.TaskList.map((one) => one.TaskId)).toEqual(ids.slice(0, 20));
    await ask("DeleteRecordTask", { TaskId: ids[3] });
    await ask("DeleteRecordTask", { TaskId: ids[20] });
    const second = await list({ ScrollToken: first.ScrollToken });
    expect(second.TaskList.map((one) => one.TaskId)).toEqual(ids.slice(21, 41));
    const third = await list({ ScrollToken: second.ScrollToken });
    expect([third.TaskList.map((one) => one.TaskId), third.ScrollToken]).toEqual([ids.slice(41), ""]);
  });

  test.each([
    ["of more than 7 days", { StartTime: NOW - 7 * DAY, EndTime: NOW + 1 }],
    ["that ends before it starts", { StartTime: NOW, EndTime: NOW - 1 }],
    ["from more than 90 days back", { StartTime: NOW - 90 * DAY - 1, EndTime: NOW - 89 * DAY }],
    ["with a token that nobody gave", { StartTime: NOW, EndTime: NOW + 1, ScrollToken: "next" }],
  ])("%s is InvalidParameter", async (_, params) => {
    expect((await ask("DescribeRecordTask", params)).code).toBe("InvalidParameter");
  });

  test("reaches 90 days back, and after that the task is forgotten", async () => {
    const TaskId = await create();
    emulator.clock.advance(90 * DAY);
    expect((await list({ StartTime: NOW, EndTime: NOW + DAY })).TaskList).toHaveLength(1);
    expect((await ask("StopRecordTask", { TaskId })).code).toBe("OK");
    emulator.clock.advance(2 * HOUR);
    expect((await ask("StopRecordTask", { TaskId })).code).toBe("InvalidParameter");
  });
});

describe("what a record task does", () => {
  const media = (): [string, number][] => emulator.state().media.map(({ type, duration }) => [type, duration]);

  test("with a template that does not exist is to record HLS for ever", async () => {
    await create({ StartTime: NOW, EndTime: NOW + HOUR, TemplateId: 999 });
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    emulator.clock.advance(HOUR);
    expect(media()).toEqual([["hls", HOUR]]);
    expect(emulator.state().media[0]?.expireTime).toBeNull();
  });

  test("with a template follows it", async () => {
    const TemplateId = await template(emulator, "flv", { FlvParam: { Enable: 1, RecordInterval: 1800, StorageTime: 60 } });
    await create({ StartTime: NOW, EndTime: NOW + HOUR, TemplateId });
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    emulator.clock.advance(1800 + 30);
    expect(media()).toEqual([["flv", 1800]]);
  });

  test("ends with the file when it is stopped, and does not start again", async () => {
    const TaskId = await create({ StartTime: NOW, EndTime: NOW + HOUR });
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    emulator.clock.advance(600);
    await ask("StopRecordTask", { TaskId });
    expect(media()).toEqual([["hls", 600]]);
    emulator.break({ domain: PUSH, app: "live", stream: "s" });
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    emulator.clock.advance(HOUR);
    expect(media()).toEqual([["hls", 600]]);
  });

  test("goes on when it is deleted, to its end; a later push is not recorded", async () => {
    const TaskId = await create({ StartTime: NOW, EndTime: NOW + HOUR });
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    emulator.clock.advance(600);
    await ask("DeleteRecordTask", { TaskId });
    expect(media()).toEqual([]);
    emulator.clock.advance(600);
    emulator.break({ domain: PUSH, app: "live", stream: "s" });
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    emulator.clock.advance(HOUR);
    expect(media()).toEqual([["hls", 1200]]);
  });

  test("is shown in the state with its files", async () => {
    const [, TaskId] = [await create(), await create({ StartTime: NOW, StreamName: "t" })];
    emulator.push({ domain: PUSH, app: "live", stream: "t" });
    emulator.clock.advance(600);
    await ask("StopRecordTask", { TaskId });
    const { windowTasks, media } = emulator.state();
    expect(windowTasks).toMatchObject([
      { family: "record", stream: "s", state: "waiting", start: "2026-12-01T01:00:00Z", end: "2026-12-01T02:00:00Z", files: [] },
      { taskId: TaskId, stream: "t", state: "stopped", files: media.map(({ fileId }) => fileId) },
    ]);
  });

  test("needs VOD", async () => {
    emulator.settings({ vodActivated: false });
    expect((await ask("CreateRecordTask", task)).code).toBe("ResourceUnavailable.InvalidVodStatus");
  });
});
