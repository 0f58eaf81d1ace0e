import { parse } from "hls-parser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { ok } from "../emulator/client";
import { PUSH, rule, template, timeShift } from "../emulator/story";
import { openBrowser, play, seek } from "./player";

const KEY = { domain: PUSH, app: "live", stream: "final" };
const WINDOW = { Host: "play.example.com", StreamId: "final", StartTime: "2026-12-20T11:30:10Z", EndTime: "2026-12-20T11:31:15Z" };
const PICTURES_A_SECOND = 25;
const RATE = 4;

let emulator: Emulator;
let browser: Browser;

/** A stream that is pushed 11:30:00-11:30:42 and, after a break of 18 seconds, 11:31:00-11:31:20; both recorded in one file. */
beforeAll(async () => {
  emulator = await startEmulator({ now: "2026-12-20T11:00:00Z", freeze: true });
  await timeShift(emulator);
  const params = { HlsParam: { Enable: 1 }, HlsSpecialParam: { FlowContinueDuration: 60 } };
  await rule(emulator, await template(emulator, "archive", params));
  emulator.push({ ...KEY, at: "2026-12-20T11:30:00Z" });
  emulator.break({ ...KEY, at: "2026-12-20T11:30:42Z" });
  emulator.push({ ...KEY, at: "2026-12-20T11:31:00Z" });
  emulator.break({ ...KEY, at: "2026-12-20T11:31:20Z" });
  emulator.clock.set("2026-12-20T12:00:00Z");
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await emulator?.close();
});

/** Plays an address from start to end and compares what was seen with what should be there. */
async function plays(url: string, name: string, seconds: number): Promise<void> {
  const list = parse(await (await fetch(url)).text());
  if (list.isMasterPlaylist) throw new Error("a media playlist was expected");
  expect(list.segments.reduce((sum, { duration }) => sum + duration, 0)).toBeCloseTo(seconds, 3);
  expect(list.segments.filter(({ discontinuity }) => discontinuity)).toHaveLength(1);
  const seen = await play(browser, url, RATE, name);
  expect(seen.errors).toEqual([]);
  expect(seen.jumps).toEqual([]);
  expect(seen.duration).toBeCloseTo(seconds, 0);
  expect(seen.position).toBeCloseTo(seen.duration, 1);
  expect(seen.frames).toBeGreaterThanOrEqual(seconds * PICTURES_A_SECOND * 0.99);
  expect(seen.frames).toBeLessThanOrEqual(seconds * PICTURES_A_SECOND + 1);
  expect(seen.contrast).toBeGreaterThan(100);
}

describe("played with hls.js in Chromium from start to end", () => {
  test("a recording that goes on over an interruption", async () => {
    const [file] = emulator.state().media;
    expect(file).toMatchObject({ type: "hls", duration: 62 });
    await plays(file?.url ?? "", "recording", 62);
  });

  test("a clip that is not persisted", async () => {
    const { Url } = await ok(emulator, "LiveRealTimeClip", WINDOW);
    await plays(Url, "clip", 47);
  });

  test("a persisted clip, also once its source is gone", async () => {
    const { Url } = await ok(emulator, "LiveRealTimeClip", { ...WINDOW, IsPersistence: 1 });
    emulator.clock.advance(60);
    await ok(emulator, "DeleteMedia", { FileId: emulator.state().media[0]?.fileId });
    await plays(Url, "persisted-clip", 47);
  });
});

test("an MP4 file, from VOD and from COS, is opened by Chromium alone and sought in", async () => {
  const cos = { CosBucketName: "archive", CosBucketRegion: "ap-guangzhou", CosBucketPath: "/{StreamID}" };
  await rule(emulator, await template(emulator, "mp4", { Mp4Param: { Enable: 1 } }), { stream: "vod" });
  await rule(emulator, await template(emulator, "cos", { CosStore: 1, Mp4Param: { Enable: 1, ...cos } }), { stream: "cos" });
  emulator.clock.advance(600);
  for (const stream of ["vod", "cos"]) emulator.push({ ...KEY, stream });
  emulator.clock.advance(30);
  for (const stream of ["vod", "cos"]) emulator.break({ ...KEY, stream });
  emulator.clock.advance(300);
  const { media, cosFiles } = emulator.state();
  const urls = [media.find(({ type }) => type === "mp4")?.url, cosFiles[0]?.url];
  for (const url of urls) {
    const { duration, position, seekable } = await seek(browser, url ?? "", 0.6);
    expect(duration).toBeCloseTo(1, 0);
    expect(position).toBeCloseTo(0.6, 1);
    expect(seekable).toBeCloseTo(duration, 1);
  }
});
