import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { PUSH, rule, template } from "./story";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2018-09-10T23:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

const TIMED = { StreamName: "test", StartTime: "2018-09-11 08:00:00", EndTime: "2018-09-11 10:00:00" };
const STREAM = { domain: PUSH, app: "live", stream: "test" };
const create = (params: object = {}) => call(emulator, "CreateLiveRecord", { ...TIMED, ...params });
const task = () => emulator.state().tasks.at(-1);

describe("a timed record", () => {
  test("records 08:00 to 10:00 China time as FLV in slices of half an hour, for ever", async () => {
    const { TaskId } = await ok(emulator, "CreateLiveRecord", TIMED);
    expect(TaskId).toBe(1);
    expect(task()).toMatchObject({
      state: "waiting",
      start: "2018-09-11T00:00:00Z",
      end: "2018-09-11T02:00:00Z",
      format: "flv",
      interval: 1800,
      storageTime: 0,
    });
    emulator.push(STREAM);
    emulator.clock.set("2018-09-11T00:00:00Z");
    expect(task()?.state).toBe("running");
    emulator.clock.set("2018-09-11T03:00:00Z");
    expect(task()?.state).toBe("finished");
    const { media } = emulator.state();
    expect(media.map(({ type, start, duration, expireTime }) => ({ type, start, duration, expireTime }))).toEqual(
      ["00:00", "00:30", "01:00", "01:30"].map((time) => ({
        type: "flv",
        start: `2018-09-11T${time}:00Z`,
        duration: 1800,
        expireTime: null,
      })),
    );
    expect(task()?.files).toEqual(media.map(({ fileId }) => fileId));
  });

  test("as audio in MP4, an hour a slice, kept for a month", async () => {
    await ok(emulator, "CreateLiveRecord", {
      ...TIMED,
      RecordType: "AUDIO",
      FileFormat: "Mp4",
      StreamParam: "record_interval%3d3600%26storage_time%3d2592000",
    });
    emulator.push(STREAM);
    emulator.clock.set("2018-09-11T03:00:00Z");
    const { media } = emulator.state();
    expect(media).toHaveLength(2);
    expect(media[0]).toMatchObject({ type: "mp4", category: "Audio", duration: 3600, expireTime: "2018-10-11T01:00:00Z" });
  });

  test("stays valid over several pushes and records beside the rule", async () => {
    await rule(emulator, await template(emulator, "archive"));
    await ok(emulator, "CreateLiveRecord", { ...TIMED, DomainName: PUSH, AppName: "live" });
    emulator.clock.set("2018-09-11T00:10:00Z");
    emulator.push(STREAM);
    emulator.clock.advance(60);
    emulator.break(STREAM);
    emulator.push({ ...STREAM, domain: "q.example.com" });
    emulator.push(STREAM);
    emulator.clock.advance(60);
    emulator.break(STREAM);
    expect(
      emulator
        .state()
        .media.map(({ type }) => type)
        .sort(),
    ).toEqual(["flv", "flv", "hls", "hls"]);
  });

  test.each([
    ["no stream", { StreamName: undefined }, "MissingParameter"],
    ["no start", { StartTime: undefined }, "InvalidParameter"],
    ["no end", { EndTime: undefined }, "InvalidParameter"],
    [
      "the source's highlight example, which lacks Highlight",
      { StartTime: undefined, MixStream: 1, EndTime: "2018-09-11 10:00:00" },
      "InvalidParameter",
    ],
    ["a time with a zone", { StartTime: "2018-09-11T08:00:00Z" }, "InvalidParameterValue"],
    ["a time that is encoded twice", { StartTime: "2018-09-11+08%3a00%3a00" }, "InvalidParameterValue"],
    ["an end before the start", { EndTime: "2018-09-11 07:00:00" }, "InvalidParameterValue"],
    ["a window that is over", { StartTime: "2018-09-10 01:00:00", EndTime: "2018-09-10 02:00:00" }, "InvalidParameterValue"],
    ["an unknown type", { RecordType: "text" }, "InvalidParameterValue"],
    ["an unknown format", { FileFormat: "avi" }, "InvalidParameterValue"],
    ["an interval under half an hour", { StreamParam: "record_interval=1799" }, "InvalidParameterValue"],
    ["an interval over two hours", { StreamParam: "record_interval=7201" }, "InvalidParameterValue"],
    ["a storage time that is no number", { StreamParam: "storage_time=forever" }, "InvalidParameterValue"],
    ["a switch of 2", { Highlight: 2 }, "InvalidParameterValue"],
    ["a stream that is not live, for a highlight", { Highlight: 1 }, "ResourceUnavailable.StreamNotExist"],
  ])("refuses %s", async (_, change, code) => {
    expect((await create(change)).code).toBe(code);
    expect(emulator.state().tasks).toEqual([]);
  });

  test("needs VOD", async () => {
    emulator.settings({ vodActivated: false });
    expect((await create()).code).toBe("ResourceUnavailable.InvalidVodStatus");
  });

  test("at most so many run at once and are created in one China-time day; deleted ones do not count", async () => {
    emulator.settings({ quotas: { runningTasks: 1, tasksPerDay: 2 } });
    const { response } = await create({ StartTime: "2018-09-11 06:00:00" });
    expect((await create()).code).toBe("LimitExceeded.MaximumRunningTask");
    await ok(emulator, "StopLiveRecord", { StreamName: "test", TaskId: response.TaskId });
    await ok(emulator, "CreateLiveRecord", TIMED);
    expect((await create()).code).toBe("LimitExceeded.MaximumTask");
    await ok(emulator, "DeleteLiveRecord", { StreamName: "test", TaskId: response.TaskId });
    await ok(emulator, "CreateLiveRecord", TIMED);
  });

  test("two equal calls make two tasks", async () => {
    const ids = [(await create()).response.TaskId, (await create()).response.TaskId];
    expect(new Set(ids).size).toBe(2);
  });
});

describe("a highlight", () => {
  const highlight = (params: object = {}) =>
    ok(emulator, "CreateLiveRecord", { StreamName: "test", Highlight: 1, FileFormat: "hls", ...params });

  test.each([
    ["no end", {}, "2018-09-10T23:30:00Z"],
    ["an end in the past", { EndTime: "2018-09-11 06:00:00" }, "2018-09-10T23:30:00Z"],
    ["an end further off", { EndTime: "2018-09-11 08:00:00" }, "2018-09-10T23:30:00Z"],
    ["an end within half an hour", { EndTime: "2018-09-11 07:05:00", StartTime: "ignored" }, "2018-09-10T23:05:00Z"],
  ])("with %s", async (_, params, end) => {
    emulator.push(STREAM);
    await highlight(params);
    expect(task()).toMatchObject({ state: "running", highlight: true, start: "2018-09-10T23:00:00Z", end });
  });

  test("is stopped early, leaves its file, and can be deleted only then", async () => {
    emulator.push(STREAM);
    const { TaskId } = await highlight();
    emulator.clock.advance(120);
    const key = { StreamName: "test", TaskId };
    expect((await call(emulator, "DeleteLiveRecord", key)).code).toBe("FailedOperation.AlterTaskState");
    await ok(emulator, "StopLiveRecord", key);
    await ok(emulator, "StopLiveRecord", key);
    expect(task()?.state).toBe("stopped");
    await ok(emulator, "DeleteLiveRecord", key);
    expect(emulator.state()).toMatchObject({ tasks: [], media: [{ type: "hls", duration: 120 }] });
    expect((await call(emulator, "StopLiveRecord", key)).code).toBe("ResourceNotFound.TaskId");
    expect((await call(emulator, "DeleteLiveRecord", key)).code).toBe("ResourceNotFound.TaskId");
  });

  test("belongs to its stream", async () => {
    emulator.push(STREAM);
    const { TaskId } = await highlight();
    expect((await call(emulator, "StopLiveRecord", { StreamName: "other", TaskId })).code).toBe("ResourceNotFound.ChannelNotExist");
  });
});

test("an ended task is forgotten after three months", async () => {
  await ok(emulator, "CreateLiveRecord", TIMED);
  emulator.clock.set("2018-12-10T01:59:59Z");
  expect(emulator.state().tasks).toHaveLength(1);
  emulator.clock.advance(1);
  expect(emulator.state().tasks).toEqual([]);
});
