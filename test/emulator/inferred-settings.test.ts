import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { PUSH, rule, template, timeShift } from "./story";

const KEY = { domain: PUSH, app: "live", stream: "s" };
const MIX = { inputs: [KEY, { ...KEY, stream: "guest" }], output: KEY, outputStreamType: 0 as const };
const region = { headers: { "X-TC-Region": "ap-guangzhou" } };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-12-20T11:00:00Z", freeze: true, settings: { effectDelay: 0 } });
});
afterEach(() => emulator.close());

function pushed(seconds: number): void {
  emulator.push(KEY);
  emulator.clock.advance(seconds);
  emulator.break(KEY);
  emulator.clock.advance(400);
}

const ask = async (action: string, params: object) => (await call(emulator, action, params, region)).code;
const highlight = { StreamName: "s", DomainName: PUSH, Highlight: 1, MixStream: 1 };

describe("codes of conditions that no page decides", () => {
  test.each<[string, string, string, object]>([
    ["goneTemplate", "InternalError.NotFound", "DeleteLiveRecordTemplate", { TemplateId: 9 }],
    ["goneTemplate", "InternalError.NotFound", "DeleteLiveSnapshotTemplate", { TemplateId: 9 }],
    ["goneTimeShiftTemplate", "InternalError", "ModifyLiveTimeShiftTemplate", { TemplateId: 9 }],
    ["unknownWindowTask", "UnsupportedOperation", "StopRecordTask", { TaskId: "x" }],
    ["unknownWindowTask", "InternalError", "DeleteScreenshotTask", { TaskId: "x" }],
    ["highlightOffline", "ResourceNotFound.ChannelNotExist", "CreateLiveRecord", { StreamName: "s", Highlight: 1 }],
    [
      "stateOfUnknownStream",
      "InternalError.StreamStatusError",
      "DescribeLiveStreamState",
      { DomainName: PUSH, AppName: "a", StreamName: "s" },
    ],
  ])("%s can be %s", async (situation, code, action, params) => {
    const before = await ask(action, params);
    emulator.settings({ codes: { [situation]: code } });
    expect([before === code, await ask(action, params)]).toEqual([false, code]);
  });

  test("the delete of a running task, and a task of another stream", async () => {
    const window = { StartTime: "2026-12-20 19:00:00", EndTime: "2026-12-20 20:00:00" };
    const { TaskId } = await ok(emulator, "CreateLiveRecord", { StreamName: "s", ...window });
    expect(await ask("DeleteLiveRecord", { StreamName: "s", TaskId })).toBe("FailedOperation.AlterTaskState");
    emulator.settings({ codes: { deleteRunningTask: "InvalidParameter", taskOfOtherStream: "ResourceNotFound.TaskId" } });
    expect(await ask("DeleteLiveRecord", { StreamName: "s", TaskId })).toBe("InvalidParameter");
    expect(await ask("StopLiveRecord", { StreamName: "t", TaskId })).toBe("ResourceNotFound.TaskId");
  });

  test("are those of the table, and change one by one", () => {
    emulator.settings({ codes: { goneTemplate: "InternalError.NotFound" } });
    expect(emulator.settings({ codes: { highlightOffline: "ResourceNotFound.ChannelNotExist" } }).codes).toEqual({
      goneTemplate: "InternalError.NotFound",
      highlightOffline: "ResourceNotFound.ChannelNotExist",
    });
    const wrong = (codes: object) => () => emulator.settings({ codes });
    expect(wrong({ goneTemplat: "InternalError" })).toThrow("the nearest is `goneTemplate`");
    expect(wrong({ goneTemplate: "OK" })).toThrow("takes one of InternalError.ConfNotFound, InternalError.NotFound");
  });
});

test("of codes that a page lists with several prefixes, the preferred one is answered", async () => {
  const TemplateId = await template(emulator, "t");
  await rule(emulator, TemplateId);
  const again = { DomainName: PUSH, AppName: "", StreamName: "", TemplateId };
  expect(await ask("CreateLiveRecordRule", again)).toBe("FailedOperation.RuleAlreadyExist");
  emulator.settings({ codePrefix: "InternalError" });
  expect(await ask("CreateLiveRecordRule", again)).toBe("InternalError.RuleAlreadyExist");
  expect(await ask("DeleteLiveRecordTemplate", { TemplateId })).toBe("InternalError.ConfInUsed");
  expect(() => emulator.settings({ codePrefix: "Internal" as "InternalError" })).toThrow(
    "takes one of FailedOperation, InternalError, InvalidParameter",
  );
});

test("a format block that Modify leaves out stays, or goes off", async () => {
  const on = async (TemplateId: number) => (await ok(emulator, "DescribeLiveRecordTemplate", { TemplateId })).Template.HlsParam.Enable;
  const TemplateId = await template(emulator, "t");
  await ok(emulator, "ModifyLiveRecordTemplate", { TemplateId, FlvParam: { Enable: 1 } });
  expect(await on(TemplateId)).toBe(1);
  emulator.settings({ modifyKeepsBlocks: false });
  await ok(emulator, "ModifyLiveRecordTemplate", { TemplateId, FlvParam: { Enable: 1 } });
  expect(await on(TemplateId)).toBe(0);
});

test.each([
  ["file", "2026-12-20T12:06:00Z"],
  ["end", "2026-12-20T12:01:00Z"],
  ["start", "2026-12-20T12:00:00Z"],
] as const)("StorageTime counts from the %s", async (storageTimeFrom, expireTime) => {
  emulator.settings({ storageTimeFrom });
  await rule(emulator, await template(emulator, "t", { FlvParam: { Enable: 1, StorageTime: 3600 } }));
  pushed(60);
  expect(emulator.state().media).toMatchObject([{ expireTime }]);
});

test.each([
  ["UTC+8", "s_19_19"],
  ["UTC", "s_11_11"],
] as const)("file names are by the clock of %s", async (fileNameClock, name) => {
  emulator.settings({ fileNameClock });
  const VodFileName = "{StreamID}_{StartHour}_{EndHour}";
  await rule(emulator, await template(emulator, "t", { FlvParam: { Enable: 1, VodFileName } }));
  pushed(60);
  expect(emulator.state().media).toMatchObject([{ name }]);
});

test.each([
  ["outwards", "2026-12-20T11:00:10Z", "2026-12-20T11:00:40Z"],
  ["inwards", "2026-12-20T11:00:20Z", "2026-12-20T11:00:30Z"],
  ["start-inclusive", "2026-12-20T11:00:10Z", "2026-12-20T11:00:30Z"],
] as const)("clips are rounded %s", async (clipRounding, StartTime, EndTime) => {
  emulator.settings({ clipRounding });
  await timeShift(emulator, 1, 10);
  pushed(60);
  const clip = { StreamId: "s", Host: "play.example.com", StartTime: "2026-12-20T11:00:12Z", EndTime: "2026-12-20T11:00:38Z" };
  expect((await ok(emulator, "LiveRealTimeClip", clip)).SegmentSet).toEqual([{ StartTime, EndTime }]);
});

test("a task for a mix records one under the name of an input only where that is set", async () => {
  emulator.push(KEY);
  emulator.mix(MIX);
  expect(await ask("CreateLiveRecord", highlight)).toBe("ResourceUnavailable.StreamNotExist");
  emulator.settings({ mixTasksTakeInputs: true });
  expect(await ask("CreateLiveRecord", highlight)).toBe("OK");
  const EndTime = Date.parse("2026-12-20T12:00:00Z") / 1000;
  await call(emulator, "CreateRecordTask", { StreamName: "s", DomainName: PUSH, AppName: "live", EndTime, StreamType: 1 }, region);
  emulator.clock.advance(60);
  emulator.break(KEY);
  expect(emulator.recorded().map(({ stream }) => stream)).toEqual([`${PUSH}/live/s`, `${PUSH}/live/s`]);
});

test("without VOD neither clips nor calls of record tasks are answered", async () => {
  await timeShift(emulator, 1);
  pushed(60);
  emulator.settings({ vodActivated: false });
  const clip = { StreamId: "s", Host: "play.example.com", StartTime: "2026-12-20T11:00:00Z", EndTime: "2026-12-20T11:00:30Z" };
  expect(await ask("LiveRealTimeClip", { ...clip, IsPersistence: 1 })).toBe("UnauthorizedOperation");
  expect(await ask("StopRecordTask", { TaskId: "x" })).toBe("ResourceUnavailable.InvalidVodStatus");
  expect(await ask("DeleteRecordTask", { TaskId: "x" })).toBe("ResourceUnavailable.InvalidVodStatus");
  expect(await ask("PullEvents", {})).toBe("FailedOperation.InvalidVodUser");
  emulator.settings({ codes: { clipWithoutVod: "UnsupportedOperation" } });
  expect(await ask("LiveRealTimeClip", clip)).toBe("UnsupportedOperation");
});
