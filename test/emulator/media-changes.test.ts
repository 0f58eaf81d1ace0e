import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { PUSH, rule, template } from "./story";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\nhello\n";
const KEY = { domain: PUSH, app: "live", stream: "s" };

let emulator: Emulator;
let FileId: string;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-12-01T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
  await rule(emulator, await template(emulator, "t"));
  emulator.push(KEY);
  emulator.clock.advance(60);
  emulator.break(KEY);
  emulator.clock.advance(1);
  FileId = (await ok(emulator, "SearchMedia")).MediaInfoSet[0].FileId;
});
afterEach(() => emulator.close());

const subtitles = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    Name: `s${from + index}`,
    Language: "en",
    Format: "vtt",
    Content: Buffer.from(VTT).toString("base64"),
    Id: `a/${from + index}`,
  }));

async function shownUrls(): Promise<string[]> {
  const answer = await call(emulator, "DescribeMediaInfos", { FileIds: [FileId] });
  const { MediaInfoSet } = answer.response as unknown as {
    MediaInfoSet: [{ SubtitleInfo: { SubtitleSet: { Url: string; Content?: string }[] } | null }];
  };
  const set = MediaInfoSet[0].SubtitleInfo?.SubtitleSet ?? [];
  expect(set.map(({ Content }) => Content).filter((text) => text !== undefined)).toEqual([]);
  return set.map(({ Url }) => Url);
}

describe("subtitles of a file", () => {
  test("are at most 16, however many calls add them", async () => {
    await ok(emulator, "ModifyMediaInfo", { FileId, AddSubtitles: subtitles(10) });
    expect((await call(emulator, "ModifyMediaInfo", { FileId, AddSubtitles: subtitles(7, 10) })).code).toBe("InvalidParameterValue");
    expect(await shownUrls()).toHaveLength(10);
    await ok(emulator, "ModifyMediaInfo", { FileId, AddSubtitles: subtitles(6, 10) });
    expect(await shownUrls()).toHaveLength(16);
  });

  test("make room for others when they are deleted, and one of an id that there is takes its place", async () => {
    await ok(emulator, "ModifyMediaInfo", { FileId, AddSubtitles: subtitles(16) });
    await ok(emulator, "ModifyMediaInfo", { FileId, AddSubtitles: subtitles(1) });
    await ok(emulator, "ModifyMediaInfo", { FileId, DeleteSubtitleIds: ["a/0"], AddSubtitles: subtitles(1, 16) });
    expect(await shownUrls()).toHaveLength(16);
  });

  test("are at the addresses that are answered, while the file is", async () => {
    await ok(emulator, "ModifyMediaInfo", { FileId, AddSubtitles: subtitles(1) });
    const [url = ""] = await shownUrls();
    const answer = await fetch(url);
    expect(answer.headers.get("content-type")).toBe("text/vtt");
    expect(await answer.text()).toBe(VTT);
    await ok(emulator, "DeleteMedia", { FileId });
    expect((await fetch(url)).status).toBe(404);
  });
});

test("a cover is the picture that was sent, at the address that is answered", async () => {
  const { CoverUrl } = (await ok(emulator, "ModifyMediaInfo", { FileId, CoverData: PNG })) as unknown as { CoverUrl: string };
  const answer = await fetch(CoverUrl);
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await answer.arrayBuffer()).toString("base64")).toBe(PNG);
  expect((await ok(emulator, "SearchMedia")).MediaInfoSet[0].BasicInfo["CoverUrl"]).toBe(CoverUrl);
});
