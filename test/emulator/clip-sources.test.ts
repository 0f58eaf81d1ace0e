import { parse } from "hls-parser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { PUSH, rule, template, timeShift } from "./story";

const KEY = { domain: PUSH, app: "live", stream: "s" };
const MINUTE = { Host: "example.com", StreamId: "s", StartTime: "2026-12-20T11:01:00Z", EndTime: "2026-12-20T11:02:00Z" };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-12-20T11:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 300 } });
});
afterEach(() => emulator.close());

const clip = (change: object = {}) => ok(emulator, "LiveRealTimeClip", { ...MINUTE, ...change });
const status = async (url: string) => (await fetch(url)).status;
const sources = () => emulator.state().media.filter(({ clipId }) => clipId === null);
const remove = (FileId = "") => ok(emulator, "DeleteMedia", { FileId });
const record = async (params: object = {}) => rule(emulator, await template(emulator, "t", { HlsParam: { Enable: 1, ...params } }));

/** A push of so many seconds that is over. */
function pushed(seconds: number): void {
  emulator.push(KEY);
  emulator.clock.advance(seconds);
  emulator.break(KEY);
}

describe("a clip that is cut before the file of its source is there", () => {
  test("dies with that file when it is deleted", async () => {
    await timeShift(emulator);
    await record();
    pushed(600);
    emulator.clock.advance(60);
    const { Url } = await clip();
    emulator.clock.advance(300);
    expect(await status(Url)).toBe(200);
    await remove(sources()[0]?.fileId);
    expect(await status(Url)).toBe(404);
    expect(emulator.state().clips[0]?.why).toBe("source recording deleted");
  });

  test("dies with that file when it expires", async () => {
    await timeShift(emulator);
    await record({ StorageTime: 600 });
    pushed(600);
    emulator.clock.advance(60);
    const { Url } = await clip();
    emulator.clock.advance(300 + 600);
    expect(await status(Url)).toBe(404);
  });

  test("breaks where it is persisted and the file is deleted before PersistenceComplete", async () => {
    emulator.settings({ persistenceDelay: 1000 });
    await timeShift(emulator);
    await record();
    pushed(600);
    emulator.clock.advance(60);
    const { Url } = await clip({ IsPersistence: 1 });
    emulator.clock.advance(300);
    await remove(sources()[0]?.fileId);
    expect(await status(Url)).toBe(404);
  });
});

describe("a clip whose recording leaves no file", () => {
  const FIRST = { StartTime: "2026-12-20T11:00:00Z", EndTime: "2026-12-20T11:00:05Z" };

  test.each<[string, () => void]>([
    ["because it was too short", () => emulator.clock.advance(0)],
    [
      "because VOD is not activated",
      () => {
        emulator.settings({ vodActivated: false });
        emulator.clock.advance(600);
      },
    ],
  ])("%s lives as long as the time shift", async (_, meanwhile) => {
    await timeShift(emulator, 1);
    await record();
    emulator.push(KEY);
    emulator.clock.advance(9);
    const { Url } = await clip(FIRST);
    meanwhile();
    emulator.break(KEY);
    emulator.clock.set("2026-12-21T10:59:59Z");
    expect(await status(Url)).toBe(200);
    emulator.clock.set("2026-12-21T11:00:00Z");
    expect(await status(Url)).toBe(404);
    expect(emulator.state().clips).toMatchObject([{ why: "time shift data expired", recordings: [] }]);
  });
});

describe("a clip of a stream that is recorded twice", () => {
  /** The rule records ten minutes, and a task the first `seconds` of them. */
  async function copies(seconds: number): Promise<{ byRule: string; byTask: string }> {
    const EndTime = Date.parse("2026-12-20T11:00:00Z") / 1000 + seconds;
    const task = { StreamName: "s", DomainName: PUSH, AppName: "live", EndTime };
    await call(emulator, "CreateRecordTask", task, { headers: { "X-TC-Region": "ap-guangzhou" } });
    pushed(600);
    emulator.clock.advance(300);
    const named = (length: number) => sources().find(({ duration }) => duration === length)?.fileId ?? "";
    return { byRule: named(600), byTask: named(seconds) };
  }
  beforeEach(async () => {
    await timeShift(emulator);
    await record();
  });

  test("lives on from either copy until the last one is deleted", async () => {
    const { byRule, byTask } = await copies(300);
    const { Url } = await clip();
    await remove(byTask);
    expect(await status(Url)).toBe(200);
    await remove(byRule);
    expect(await status(Url)).toBe(404);
  });

  test("dies with the copy that alone holds a part of it", async () => {
    const { byRule } = await copies(90);
    const { Url } = await clip();
    await remove(byRule);
    expect(await status(Url)).toBe(404);
  });

  test("is copied on from the one that was not cooled", async () => {
    emulator.settings({ persistenceDelay: 1000 });
    const { byRule, byTask } = await copies(300);
    const { Url } = await clip({ IsPersistence: 1 });
    emulator.cool(byRule);
    expect(await status(Url)).toBe(200);
    await remove(byTask);
    expect(await status(Url)).toBe(404);
  });
});

test("the metadata of a clip tells what the stream carried", async () => {
  await timeShift(emulator);
  emulator.push({ ...KEY, video: false });
  emulator.clock.advance(180);
  const { MetaData } = await clip({ MetaDataRequired: 1 });
  expect(MetaData).toMatchObject({ Bitrate: 128_000, VideoStreamSet: [], AudioStreamSet: [{ Codec: "aac" }], VideoDuration: 0, Width: 0 });
});

test("each stretch of a clip has the segments of its own session", async () => {
  const TemplateId = await timeShift(emulator, 7, 3);
  pushed(30);
  await ok(emulator, "ModifyLiveTimeShiftTemplate", { TemplateId, ItemDuration: 10 });
  emulator.push(KEY);
  emulator.clock.advance(40);
  const segments = async (StartTime: string) => {
    const { Url, SegmentSet } = await clip({ StartTime, EndTime: "2026-12-20T11:01:00Z" });
    const playlist = parse(await (await fetch(Url)).text());
    if (playlist.isMasterPlaylist) throw new Error("a media playlist was expected");
    expect(playlist.targetDuration).toBe(10);
    return [SegmentSet.length, ...playlist.segments.map(({ duration }) => duration)];
  };
  expect(await segments("2026-12-20T11:00:40Z")).toEqual([1, 10, 10]);
  expect(await segments("2026-12-20T11:00:24Z")).toEqual([2, 3, 3, 10, 10, 10]);
});
