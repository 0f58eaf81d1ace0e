import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { ok } from "./client";
import { PUSH, rule, template } from "./story";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2018-09-11T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

const KEY = { domain: PUSH, app: "live", stream: "s1" };
const record = async (params: object) => rule(emulator, await template(emulator, "t", params));
const push = (seconds: number, content: { audio?: boolean; video?: boolean } = {}) => {
  emulator.push({ ...KEY, ...content });
  emulator.clock.advance(seconds);
  emulator.break(KEY);
};
const files = () => emulator.state().media.map(({ type, duration }) => [type, duration]);

describe("files", () => {
  test("each enabled format leaves its own; MP4 and FLV in slices, HLS in one file", async () => {
    await record({ HlsParam: { Enable: 1 }, Mp4Param: { Enable: 1, RecordInterval: 600 }, FlvParam: { Enable: 0 } });
    push(1500);
    expect(files().sort()).toEqual([
      ["hls", 1500],
      ["mp4", 300],
      ["mp4", 600],
      ["mp4", 600],
    ]);
  });

  test("a push under ten seconds leaves none", async () => {
    await record({ HlsParam: { Enable: 1 } });
    push(9);
    expect(files()).toEqual([]);
  });

  test("AAC needs sound, and a stream without any content is not recorded", async () => {
    await record({ AacParam: { Enable: 1 }, HlsParam: { Enable: 1 } });
    push(60, { audio: false });
    expect(files()).toEqual([["hls", 60]]);
    push(60, { audio: false, video: false });
    expect(files()).toHaveLength(1);
  });

  test("of a push without picture are told of as sound", async () => {
    await record({ HlsParam: { Enable: 1 } });
    push(60);
    push(60, { video: false });
    expect(emulator.recorded().map(({ content }) => content)).toEqual(["video", "audio"]);
  });

  test("carry the name pattern, the sub-application, and an expiry of creation plus StorageTime", async () => {
    await record({
      HlsParam: {
        Enable: 1,
        StorageTime: 3600,
        VodSubAppId: 12,
        VodFileName: "{StreamID}-{StartHour}{StartMinute}-{EndSecond}{EndMillisecond}",
      },
    });
    push(70);
    expect(emulator.state().media).toMatchObject([{ name: "s1-0800-10000", subAppId: 12, expireTime: "2018-09-11T01:01:10Z" }]);
    expect((await ok(emulator, "SearchMedia", { SubAppId: 12 })).TotalCount).toBe(1);
    expect((await ok(emulator, "SearchMedia", {})).TotalCount).toBe(0);
    emulator.clock.advance(3600);
    expect(files()).toEqual([]);
  });

  test("appear after the file delay", async () => {
    emulator.settings({ fileDelay: 300 });
    await record({ HlsParam: { Enable: 1 } });
    push(60);
    expect(files()).toEqual([]);
    emulator.clock.advance(300);
    expect(files()).toEqual([["hls", 60]]);
  });

  test("stay out of VOD when they go to COS or when VOD is not activated", async () => {
    await record({ CosStore: 1, HlsParam: { Enable: 1, CosBucketPath: "/{StreamID}" } });
    push(60);
    await ok(emulator, "DeleteLiveRecordRule", { DomainName: PUSH, AppName: "" });
    await record({ HlsParam: { Enable: 1 } });
    emulator.settings({ vodActivated: false });
    push(60);
    expect(files()).toEqual([]);
  });
});

describe("continuation", () => {
  beforeEach(() => record({ HlsParam: { Enable: 1 }, FlvParam: { Enable: 1 }, HlsSpecialParam: { FlowContinueDuration: 300 } }));

  test("a push that comes back in time goes on in the same HLS file; FLV never does", async () => {
    push(60);
    emulator.clock.advance(299);
    push(60);
    expect(files()).toEqual([
      ["flv", 60],
      ["flv", 60],
    ]);
    emulator.clock.advance(301);
    expect(files().at(-1)).toEqual(["hls", 120]);
    const { url } = emulator.state().media.at(-1) ?? { url: "" };
    expect((await (await fetch(url)).text()).match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(1);
  });

  test("a push that comes back after exactly that time is in time, whether it was planned or comes by hand", () => {
    push(60);
    emulator.clock.advance(300);
    push(60);
    emulator.push({ ...KEY, at: "2018-09-11T00:12:00Z" });
    emulator.break({ ...KEY, at: "2018-09-11T00:13:00Z" });
    emulator.clock.set("2018-09-11T01:00:00Z");
    expect(emulator.state().media.filter(({ type }) => type === "hls")).toMatchObject([
      { duration: 180, createTime: "2018-09-11T00:18:00Z" },
    ]);
  });

  test("one that comes too late starts another file", () => {
    push(60);
    emulator.clock.advance(301);
    push(60);
    emulator.clock.advance(301);
    expect(files().filter(([type]) => type === "hls")).toHaveLength(2);
  });

  test("a stream without sound does not wait", () => {
    push(60, { audio: false });
    expect(files().sort()).toEqual([
      ["flv", 60],
      ["hls", 60],
    ]);
  });
});

test("planned pushes and breaks happen at their own moments, in order", async () => {
  await record({ HlsParam: { Enable: 1 } });
  emulator.break({ ...KEY, at: "2018-09-11T02:00:00Z" });
  emulator.push({ ...KEY, at: "2018-09-11T01:00:00Z" });
  emulator.clock.set("2018-09-12T00:00:00Z");
  expect(emulator.state().media).toMatchObject([
    { start: "2018-09-11T01:00:00Z", end: "2018-09-11T02:00:00Z", createTime: "2018-09-11T02:00:00Z" },
  ]);
});

describe("at one moment", () => {
  test("a change counts for a push of the moment at which it takes effect, whenever that was planned", async () => {
    emulator.settings({ effectDelay: 600 });
    emulator.push({ ...KEY, at: "2018-09-11T00:10:00Z" });
    emulator.push({ ...KEY, stream: "early", at: "2018-09-11T00:09:59Z" });
    await record({ HlsParam: { Enable: 1 } });
    emulator.clock.set("2018-09-11T00:20:00Z");
    expect(emulator.recorded().map(({ stream }) => stream)).toEqual([`${PUSH}/live/s1`]);
    expect(emulator.unrecorded().map(({ stream }) => stream)).toEqual([`${PUSH}/live/early`]);
  });

  test("a stream breaks before it is pushed again, whichever was planned first", async () => {
    await record({ HlsParam: { Enable: 1 } });
    emulator.push(KEY);
    emulator.push({ ...KEY, at: "2018-09-11T01:00:00Z" });
    emulator.break({ ...KEY, at: "2018-09-11T01:00:00Z" });
    emulator.clock.set("2018-09-11T02:00:00Z");
    expect(emulator.state().streams).toMatchObject([
      { live: true, pushes: [{ end: "2018-09-11T01:00:00Z" }, { start: "2018-09-11T01:00:00Z", end: null }] },
    ]);
  });
});
