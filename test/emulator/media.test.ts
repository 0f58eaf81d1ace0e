import { parse } from "hls-parser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { ok } from "./client";
import { PUSH, rule, template, timeShift } from "./story";
import { type Frame, readFrames } from "./transport-stream";

const KEY = { domain: PUSH, app: "live", stream: "s" };
const PICTURE = 3600;
const SOUND = 1920;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-12-01T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

async function bytes(url: string): Promise<Buffer> {
  const answer = await fetch(url);
  expect(answer.status, url).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

/** Playlist of the newest file. */
const latest = (): string => emulator.state().media.at(-1)?.url ?? "";

async function segmentsOf(url: string) {
  const list = parse((await bytes(url)).toString());
  if (list.isMasterPlaylist) throw new Error("a media playlist was expected");
  return list.segments.map(({ uri, duration, discontinuity }) => ({
    url: new URL(uri, url).href,
    duration,
    discontinuity: discontinuity === true,
  }));
}

function record(...seconds: number[]): void {
  for (const length of seconds) {
    emulator.push(KEY);
    emulator.clock.advance(length);
    emulator.break(KEY);
    emulator.clock.advance(10);
  }
  emulator.clock.advance(60);
}

const HLS = { HlsParam: { Enable: 1 }, HlsSpecialParam: { FlowContinueDuration: 60 } };
const steps = (frames: readonly Frame[]): number[] =>
  frames.slice(1).map(({ stamp }, index) => (stamp - (frames[index]?.stamp ?? 0) + 2 ** 33) % 2 ** 33);

describe("an HLS file", () => {
  test("is in segments of 10 seconds, and the tag of discontinuity is at the joint alone", async () => {
    await rule(emulator, await template(emulator, "t", HLS));
    record(25, 12.5);
    expect((await segmentsOf(latest())).map(({ duration, discontinuity }) => [duration, discontinuity])).toEqual([
      [10, false],
      [10, false],
      [5, false],
      [10, true],
      [2.5, false],
    ]);
  });

  test("holds every picture and every sound of its length, one after the other, with counters and clock that run on", async () => {
    await rule(emulator, await template(emulator, "t", HLS));
    record(63);
    const segments = await segmentsOf(latest());
    const { video, audio, counterGaps } = readFrames(Buffer.concat(await Promise.all(segments.map(({ url }) => bytes(url)))));
    expect(counterGaps).toBe(0);
    expect(video).toHaveLength(63 * 25);
    expect(audio).toHaveLength(Math.ceil((63 * 48000) / 1024));
    expect(new Set(steps(video))).toEqual(new Set([PICTURE]));
    expect(new Set(steps(audio))).toEqual(new Set([SOUND]));
    expect(video.every(({ clock, stamp }) => clock !== undefined && clock < stamp)).toBe(true);
    for (const { url } of segments) expect(readFrames(await bytes(url)).video[0]?.key).toBe(true);
  });

  test("plays on without a seam for hours, also where the stamps of 33 bits begin again after 26.5 hours", async () => {
    await rule(emulator, await template(emulator, "t", HLS));
    record(27 * 3600);
    const segments = await segmentsOf(latest());
    expect(segments).toHaveLength(27 * 360);
    const around = segments.slice(9540, 9548);
    const { video, audio, counterGaps } = readFrames(Buffer.concat(await Promise.all(around.map(({ url }) => bytes(url)))));
    expect(Math.min(...video.map(({ stamp }) => stamp))).toBeLessThan(PICTURE);
    expect([new Set(steps(video)), new Set(steps(audio)), counterGaps]).toEqual([new Set([PICTURE]), new Set([SOUND]), 0]);
  });

  test("of a stream without sound, and of sound alone, holds just that", async () => {
    await rule(emulator, await template(emulator, "t", { HlsParam: { Enable: 1 } }));
    emulator.push({ ...KEY, audio: false });
    emulator.clock.advance(20);
    emulator.break(KEY);
    const silent = readFrames(await bytes(new URL("0.ts", latest()).href));
    expect([silent.video.length, silent.audio.length]).toEqual([250, 0]);
    emulator.push({ ...KEY, video: false });
    emulator.clock.advance(20);
    emulator.break(KEY);
    const dark = readFrames(await bytes(new URL("1.ts", latest()).href));
    expect([dark.video.length, dark.audio.length, dark.counterGaps]).toEqual([0, 469, 0]);
    expect(dark.audio.every(({ clock }) => clock !== undefined)).toBe(true);
    expect((await ok(emulator, "SearchMedia", {})).MediaInfoSet[0].MetaData).toMatchObject({ VideoStreamSet: [], VideoDuration: 0 });
  });
});

test.each([3, 5, 10])("a clip of a time shift with items of %i seconds has segments of that length", async (item) => {
  await timeShift(emulator, 1, item);
  record(60);
  const window = { Host: "h.example.com", StreamId: "s", StartTime: "2026-12-01T00:00:00Z", EndTime: "2026-12-01T00:01:00Z" };
  const segments = await segmentsOf((await ok(emulator, "LiveRealTimeClip", window)).Url);
  expect(segments.map(({ duration }) => duration)).toEqual(Array(60 / item).fill(item));
  const { video, counterGaps } = readFrames(Buffer.concat(await Promise.all(segments.map(({ url }) => bytes(url)))));
  expect([video.length, new Set(steps(video)), counterGaps]).toEqual([1500, new Set([PICTURE]), 0]);
});

test.each([
  ["flv", "video/x-flv", "FLV"],
  ["mp4", "video/mp4", "\0\0\0 ftyp"],
  ["aac", "audio/aac", "\u00ff"],
  ["mp3", "audio/mpeg", "ID3"],
] as const)("a %s file is a short valid one", async (type, content, magic) => {
  const block = `${type.charAt(0).toUpperCase()}${type.slice(1)}Param`;
  await rule(emulator, await template(emulator, "t", { [block]: { Enable: 1 } }));
  record(20);
  const answer = await fetch(latest(), { headers: { Origin: "https://pages.example.com" } });
  expect(answer.headers.get("content-type")).toBe(content);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, magic.length)
      .toString("latin1"),
  ).toBe(magic);
});

test("what does not exist is 404", async () => {
  await rule(emulator, await template(emulator, "t", HLS));
  record(20);
  for (const path of ["2.ts", "x.ts", "media.mp5", "..%2f0.ts"]) expect((await fetch(new URL(path, latest()))).status, path).toBe(404);
  expect((await fetch(`${emulator.url}/media/1/playlist.m3u8`)).status).toBe(404);
  expect((await fetch(`${emulator.url}/media/clip-1/playlist.m3u8`)).status).toBe(404);
});

describe("a part of a file", () => {
  beforeEach(async () => {
    await rule(emulator, await template(emulator, "t", { Mp4Param: { Enable: 1 } }));
    record(30);
  });
  const part = async (Range: string, more: RequestInit = {}) => {
    const answer = await fetch(latest(), { ...more, headers: { Range, ...more.headers } });
    return { status: answer.status, range: answer.headers.get("content-range"), body: Buffer.from(await answer.arrayBuffer()) };
  };

  test("is sent as the Range header asks for it, so that a player can seek", async () => {
    const whole = await fetch(latest());
    expect([whole.status, whole.headers.get("accept-ranges")]).toEqual([200, "bytes"]);
    const all = Buffer.from(await whole.arrayBuffer());
    const size = all.length;
    for (const [asked, first, last] of [
      ["bytes=0-0", 0, 0],
      ["bytes=100-199", 100, 199],
      ["bytes=100-", 100, size - 1],
      ["bytes=-100", size - 100, size - 1],
      [`bytes=100-${size + 5}`, 100, size - 1],
      [`bytes=-${size + 5}`, 0, size - 1],
    ] as const) {
      const { status, range, body } = await part(asked);
      expect([status, range], asked).toEqual([206, `bytes ${first}-${last}/${size}`]);
      expect(body.equals(all.subarray(first, last + 1)), asked).toBe(true);
    }
    for (const behind of [`bytes=${size}-`, "bytes=-0"]) {
      const { status, range, body } = await part(behind);
      expect([status, range, body.length], behind).toEqual([416, `bytes */${size}`, 0]);
    }
  });

  test("is the whole file where the header asks for several, for what is none, or under a condition", async () => {
    const all = Buffer.from(await (await fetch(latest())).arrayBuffer());
    for (const ignored of ["bytes=0-1,5-6", "bytes=5-1", "bytes=-", "pages=1-2", "bytes=a-b"]) {
      const { status, body } = await part(ignored);
      expect([status, body.length], ignored).toEqual([200, all.length]);
    }
    expect((await part("bytes=0-1", { headers: { "If-Range": '"x"' } })).status).toBe(200);
    expect((await part("bytes=0-1", { method: "HEAD" })).status).toBe(200);
  });

  test("can be read by a page of any origin, header included", async () => {
    const answer = await fetch(latest(), { headers: { Origin: "https://pages.example.com", Range: "bytes=0-1" } });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-expose-headers")).toContain("Content-Range");
  });
});

test("files are only read: another method is 405", async () => {
  await rule(emulator, await template(emulator, "t", HLS));
  record(25);
  const answer = await fetch(latest(), { method: "POST", body: "{}" });
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});

test("an FLV that is uploaded while it is recorded is the same file in the end", async () => {
  const id = await template(emulator, "t", { FlvParam: { Enable: 1 }, FlvSpecialParam: { UploadInRecording: true } });
  const { Template } = await ok(emulator, "DescribeLiveRecordTemplate", { TemplateId: id });
  expect(Template).toMatchObject({ FlvSpecialParam: { UploadInRecording: true } });
  emulator.settings({ fileDelay: 300 });
  await rule(emulator, id);
  record(30);
  expect(emulator.state().media).toEqual([]);
  emulator.clock.advance(300);
  expect(emulator.state().media).toMatchObject([{ type: "flv", duration: 30 }]);
});
