import { parse } from "hls-parser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok, send } from "./client";
import { brokenHour, PUSH, rule, template, timeShift } from "./story";

const HOUR = { Host: "example.com", StreamId: "record-stream", StartTime: "2018-09-20T10:00:00Z", EndTime: "2018-09-20T11:00:00Z" };
const NEVER = "9999-12-31T23:59:59Z";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2018-09-20T09:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

const playlistOf = async (url: string) => send(emulator, "GET", new URL(url).pathname, {});

describe("the example of the source document", () => {
  beforeEach(async () => {
    await timeShift(emulator);
    await rule(emulator, await template(emulator, "archive"));
    await brokenHour(emulator);
  });

  test("an hour with a gap of ten minutes gives two segments and 50 minutes", async () => {
    const clip = await ok(emulator, "LiveRealTimeClip", { ...HOUR, MetaDataRequired: 1 });
    expect(clip.SegmentSet).toEqual([
      { StartTime: "2018-09-20T10:00:00Z", EndTime: "2018-09-20T10:30:00Z" },
      { StartTime: "2018-09-20T10:40:00Z", EndTime: "2018-09-20T11:00:00Z" },
    ]);
    expect(clip).toMatchObject({ FileId: "", VodTaskId: "", MetaData: { Duration: 3000, Container: "hls" } });
    const playlist = parse((await playlistOf(clip.Url)).text);
    if (playlist.isMasterPlaylist) throw new Error("a media playlist was expected");
    expect(playlist.segments.reduce((sum, one) => sum + one.duration, 0)).toBe(3000);
    expect(playlist.segments.filter((one) => one.discontinuity)).toHaveLength(1);
  });

  test("a persisted clip with a procedure becomes a file with its own expiry, context and task", async () => {
    const clip = await ok(emulator, "LiveRealTimeClip", {
      ...HOUR,
      IsPersistence: "1",
      Procedure: "SomeProcedure",
      ExpireTime: "2018-10-20T00:00:00Z",
      SourceContext: "order 7",
      ClassId: 3,
    });
    expect(clip.FileId).toMatch(/^\d{19}$/);
    expect(clip.VodTaskId).toContain("procedurev2");
    expect(clip.MetaData).toBeNull();
    const { MediaInfoSet, NotExistFileIdSet } = await ok(emulator, "DescribeMediaInfos", { FileIds: [clip.FileId, "12"] });
    expect(NotExistFileIdSet).toEqual(["12"]);
    expect(MediaInfoSet[0].BasicInfo).toMatchObject({
      ExpireTime: "2018-10-20T00:00:00Z",
      ClassId: 3,
      CreateTime: "2018-09-20T11:05:00Z",
      MediaUrl: clip.Url,
      SourceInfo: {
        SourceType: "Record",
        SourceContext: "order 7",
        LiveRecordInfo: { Domain: PUSH, Path: "live", StreamId: "record-stream" },
      },
    });
    emulator.clock.set("2018-10-20T00:00:01Z");
    expect((await ok(emulator, "DescribeMediaInfos", { FileIds: [clip.FileId] })).NotExistFileIdSet).toEqual([clip.FileId]);
    expect((await playlistOf(clip.Url)).status).toBe(404);
  });

  test("deleting the source recording kills the clip that is not persisted and leaves the persisted one", async () => {
    const loose = await ok(emulator, "LiveRealTimeClip", HOUR);
    const kept = await ok(emulator, "LiveRealTimeClip", { ...HOUR, IsPersistence: 1 });
    emulator.clock.advance(60);
    const found = await ok(emulator, "SearchMedia", {
      StreamIds: ["record-stream"],
      SourceTypes: ["Record"],
      Sort: { Field: "CreateTime", Order: "Asc" },
    });
    expect(found.TotalCount).toBe(3);
    expect((await playlistOf(loose.Url)).status).toBe(200);
    await ok(emulator, "DeleteMedia", { FileId: found.MediaInfoSet[0].FileId });
    expect((await playlistOf(loose.Url)).status).toBe(404);
    expect((await playlistOf(kept.Url)).status).toBe(200);
    expect(emulator.state().clips.map(({ alive, why }) => ({ alive, why }))).toEqual([
      { alive: false, why: "source recording deleted" },
      { alive: true, why: null },
    ]);
  });

  test("parameters of persisted clips are ignored on one that is not", async () => {
    const clip = await ok(emulator, "LiveRealTimeClip", {
      ...HOUR,
      ExpireTime: "nonsense",
      Procedure: "P",
      SourceContext: "x".repeat(300),
    });
    expect(clip).toMatchObject({ FileId: "", VodTaskId: "" });
  });

  test.each([
    ["an empty stream", { StreamId: "" }, "InvalidParameterValue.StreamIdInvalid"],
    ["a stream that was never pushed", { StreamId: "nobody" }, "InvalidParameterValue.StreamIdInvalid"],
    ["a malformed start", { StartTime: "2018-09-20 10:00:00" }, "InvalidParameterValue.StartTime"],
    ["a day that does not exist", { StartTime: "2018-02-30T10:00:00Z" }, "InvalidParameterValue.StartTime"],
    ["a malformed end", { EndTime: "soon" }, "InvalidParameterValue.EndTime"],
    ["an end that is the start", { EndTime: HOUR.StartTime }, "InvalidParameterValue.EndTime"],
    ["an end in the future", { EndTime: "2018-09-20T11:06:00Z" }, "InvalidParameterValue.EndTime"],
    ["a clip of seven hours", { StartTime: "2018-09-20T04:00:00Z" }, "InvalidParameterValue.ClipDuration"],
    ["no host", { Host: undefined }, "InvalidParameterValue"],
    ["a malformed expiry", { IsPersistence: 1, ExpireTime: "later" }, "InvalidParameterValue.ExpireTime"],
    ["an expiry in the past", { IsPersistence: 1, ExpireTime: "2018-09-20T11:00:00Z" }, "InvalidParameterValue.ExpireTime"],
    ["a context that is too long", { IsPersistence: 1, SourceContext: "x".repeat(251) }, "InvalidParameterValue"],
    ["a session context that is too long", { IsPersistence: 1, SessionContext: "x".repeat(1001) }, "InvalidParameterValue"],
    ["a wrong switch", { IsPersistence: 2 }, "InvalidParameterValue"],
    ["a transcoded stream without its template", { StreamInfo: { Type: "Transcoding" } }, "InvalidParameterValue"],
    ["a window that holds nothing", { StartTime: "2018-09-20T10:31:00Z", EndTime: "2018-09-20T10:39:00Z" }, "FailedOperation"],
  ])("%s is refused", async (_, change, code) => {
    expect((await call(emulator, "LiveRealTimeClip", { ...HOUR, ...change })).code).toBe(code);
  });

  test("the host is looked up in playDomains; one that is not listed serves any push domain", async () => {
    emulator.settings({ playDomains: { "play.example.com": PUSH, "other.example.com": "q.example.com" }, clipHostRequired: false });
    await ok(emulator, "LiveRealTimeClip", { ...HOUR, Host: "play.example.com" });
    await ok(emulator, "LiveRealTimeClip", { ...HOUR, Host: undefined });
    expect((await call(emulator, "LiveRealTimeClip", { ...HOUR, Host: "other.example.com" })).code).toBe(
      "InvalidParameterValue.StreamIdInvalid",
    );
  });

  test("a file's expiry, name and tags change in place", async () => {
    const { FileId } = await ok(emulator, "LiveRealTimeClip", { ...HOUR, IsPersistence: 1 });
    await ok(emulator, "ModifyMediaInfo", {
      FileId,
      Name: "opening",
      Description: "d",
      ClassId: 5,
      ExpireTime: "2018-09-21T00:00:00Z",
      AddTags: ["a", "b"],
    });
    await ok(emulator, "ModifyMediaInfo", { FileId, DeleteTags: ["a"], ExpireTime: NEVER });
    emulator.clock.set("2018-09-22T00:00:00Z");
    const { MediaInfoSet } = await ok(emulator, "DescribeMediaInfos", { FileIds: [FileId], Filters: ["basicInfo"] });
    expect(MediaInfoSet[0]).toMatchObject({
      MetaData: null,
      BasicInfo: { Name: "opening", Description: "d", ClassId: 5, ExpireTime: NEVER, TagSet: ["b"] },
    });
  });

  test.each([
    ["a missing file", { FileId: "1" }, "ResourceNotFound.FileNotExist"],
    ["a long name", { Name: "x".repeat(65) }, "InvalidParameterValue.Name"],
    ["a long description", { Description: "x".repeat(129) }, "InvalidParameterValue.Description"],
    ["a bad expiry", { ExpireTime: "x" }, "InvalidParameterValue.ExpireTime"],
    ["tags added and cleared", { AddTags: ["a"], ClearTags: 1 }, "InvalidParameterValue.AddTagsAndClearTagsConflict"],
    ["a tag added and deleted", { AddTags: ["a"], DeleteTags: ["a"] }, "InvalidParameterValue.AddTagsAndDeleteTagsConflict"],
    ["a long tag", { AddTags: ["x".repeat(33)] }, "InvalidParameterValue.TagTooLong"],
    ["seventeen tags", { AddTags: Array.from({ length: 17 }, (_, n) => `t${n}`) }, "LimitExceeded.TagCountReachMax"],
    ["a cover that is no picture", { CoverData: "aGVsbG8=" }, "InvalidParameterValue.ImageDecodeError"],
  ])("ModifyMediaInfo refuses %s", async (_, change, code) => {
    const { FileId } = await ok(emulator, "LiveRealTimeClip", { ...HOUR, IsPersistence: 1 });
    expect((await call(emulator, "ModifyMediaInfo", { FileId, ...change })).code).toBe(code);
  });

  test("a second delete of a file is ResourceNotFound", async () => {
    const { FileId, Url } = await ok(emulator, "LiveRealTimeClip", { ...HOUR, IsPersistence: 1 });
    await ok(emulator, "DeleteMedia", { FileId });
    expect((await call(emulator, "DeleteMedia", { FileId })).code).toBe("ResourceNotFound");
    expect((await playlistOf(Url)).status).toBe(404);
  });

  test("DescribeMediaInfos wants 1 to 20 ids and known filters", async () => {
    const many = Array.from({ length: 21 }, (_, n) => String(n));
    expect((await call(emulator, "DescribeMediaInfos", { FileIds: [] })).code).toBe("InvalidParameterValue.FileIdsEmpty");
    expect((await call(emulator, "DescribeMediaInfos", { FileIds: many })).code).toBe("InvalidParameterValue.FileIdsOverLimit");
    expect((await call(emulator, "DescribeMediaInfos", { FileIds: ["1"], Filters: ["x"] })).code).toBe("InvalidParameter");
  });

  test("SearchMedia narrows by stream, domain, path, time and name, and pages", async () => {
    const total = async (search: object) => (await ok(emulator, "SearchMedia", search)).TotalCount;
    expect(await total({})).toBe(2);
    expect(await total({ StreamIds: ["other", "record-stream"], StreamDomains: [PUSH], StreamPaths: ["live"] })).toBe(2);
    expect(await total({ StreamDomains: ["q.example.com"] })).toBe(0);
    expect(await total({ CreateTime: { After: "2018-09-20T10:30:01Z", Before: "2018-09-20T11:00:00Z" } })).toBe(1);
    expect(await total({ NamePrefixes: ["record-stream_2018-09-20-18-00-00"] })).toBe(1);
    expect(await total({ Categories: ["Audio"] })).toBe(0);
    const page = await ok(emulator, "SearchMedia", { Offset: 1, Limit: 1 });
    expect(page.MediaInfoSet).toHaveLength(1);
    expect((await call(emulator, "SearchMedia", { Offset: 4999, Limit: 2 })).code).toBe("InvalidParameterValue.Offset");
  });
});

test("what has sound alone is found as Audio, recordings and clips", async () => {
  const key = { domain: PUSH, app: "live", stream: "radio" };
  await timeShift(emulator);
  await rule(emulator, await template(emulator, "sound", { AacParam: { Enable: 1 }, HlsParam: { Enable: 1 } }), { stream: "radio" });
  emulator.clock.set("2018-09-20T12:00:00Z");
  emulator.push({ ...key, video: false });
  emulator.clock.advance(600);
  emulator.break(key);
  emulator.clock.advance(600);
  const before = emulator.state().media.filter(({ stream }) => stream === "radio");
  expect(before).toHaveLength(2);
  const window = { StartTime: "2018-09-20T12:00:00Z", EndTime: "2018-09-20T12:01:00Z" };
  await ok(emulator, "LiveRealTimeClip", { StreamId: "radio", Host: "play.example.com", IsPersistence: 1, ...window });
  expect((await ok(emulator, "SearchMedia", { StreamIds: ["radio"], Categories: ["Audio"] })).TotalCount).toBe(before.length + 1);
  expect((await ok(emulator, "SearchMedia", { StreamIds: ["radio"], Categories: ["Video"] })).TotalCount).toBe(0);
});

test("edge segments are whole: the one that holds the start and the one that holds the end are in", async () => {
  await timeShift(emulator, 1, 10);
  await brokenHour(emulator);
  const { SegmentSet } = await ok(emulator, "LiveRealTimeClip", {
    ...HOUR,
    StartTime: "2018-09-20T10:00:07Z",
    EndTime: "2018-09-20T10:00:41Z",
  });
  expect(SegmentSet).toEqual([{ StartTime: "2018-09-20T10:00:00Z", EndTime: "2018-09-20T10:00:50Z" }]);
});

test("a stream without time shift cannot be clipped", async () => {
  await brokenHour(emulator);
  expect((await call(emulator, "LiveRealTimeClip", HOUR)).code).toBe("UnsupportedOperation");
});

test("a clip of time-shift data alone dies when its first segment is too old", async () => {
  await timeShift(emulator, 1);
  await brokenHour(emulator);
  const clip = await ok(emulator, "LiveRealTimeClip", HOUR);
  emulator.clock.set("2018-09-21T09:59:59Z");
  expect((await playlistOf(clip.Url)).status).toBe(200);
  emulator.clock.set("2018-09-21T10:00:00Z");
  expect((await playlistOf(clip.Url)).status).toBe(404);
  emulator.clock.set("2018-09-21T11:00:00Z");
  expect(emulator.state().timeShift.sessions).toEqual([]);
  expect((await call(emulator, "LiveRealTimeClip", HOUR)).code).toBe("UnsupportedOperation");
});

test("a clip of a running push holds whole segments up to now", async () => {
  await timeShift(emulator);
  emulator.push({ domain: PUSH, app: "live", stream: "s" });
  emulator.clock.advance(63);
  const { SegmentSet } = await ok(emulator, "LiveRealTimeClip", {
    Host: "h.example.com",
    StreamId: "s",
    StartTime: "2018-09-20T09:00:00Z",
    EndTime: "2018-09-20T09:01:03Z",
  });
  expect(SegmentSet).toEqual([{ StartTime: "2018-09-20T09:00:00Z", EndTime: "2018-09-20T09:01:00Z" }]);
});

test("a clip that is not persisted dies when its source recording expires", async () => {
  await timeShift(emulator);
  await rule(emulator, await template(emulator, "short", { HlsParam: { Enable: 1, StorageTime: 3600 } }));
  await brokenHour(emulator);
  const clip = await ok(emulator, "LiveRealTimeClip", HOUR);
  emulator.clock.set("2018-09-20T11:30:00Z");
  expect((await playlistOf(clip.Url)).status).toBe(404);
  expect(emulator.state().clips[0]?.why).toBe("source recording expired");
});
