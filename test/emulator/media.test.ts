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
