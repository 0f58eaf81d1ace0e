import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "hls-parser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { ok } from "./client";
import { startReceiver } from "./receiver";
import { PUSH, rule, template } from "./story";
import { readFrames } from "./transport-stream";

const KEY = { domain: PUSH, app: "live", stream: "s" };
const HOST = "archive-1250000065.cos.ap-guangzhou.myqcloud.com";
const bucket = (CosBucketPath: string, more: object = {}) => ({
  ...{ Enable: 1, CosBucketName: "archive", CosBucketRegion: "ap-guangzhou", CosBucketPath },
  ...more,
});
const UNIQUE = "/{RecordSource}/{Domain}/{AppName}/{StreamID}/{StartYear}-{StartMonth}-{StartDay}-{StartHour}-{StartMinute}-{StartSecond}";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-12-01T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

const record = async (formats: object): Promise<void> => rule(emulator, await template(emulator, "cos", { CosStore: 1, ...formats }));

function push(seconds: number): void {
  emulator.push(KEY);
  emulator.clock.advance(seconds);
  emulator.break(KEY);
}

const keys = () => emulator.state().cosFiles.map(({ key, duration }) => [key, duration]);

describe("a recording into COS", () => {
  test("is in the bucket under its path with all placeholders filled, in China time, and nothing of it is in VOD", async () => {
    await record({ Mp4Param: bucket(UNIQUE, { RecordInterval: 60 }), HlsParam: bucket("/{StreamID}/{RecordId}-{RandomID}") });
    push(90);
    const folder = `origin/${PUSH}/live/s`;
    expect(keys().filter(([key]) => String(key).endsWith(".mp4"))).toEqual([
      [`${folder}/2026-12-01-08-00-00.mp4`, 60],
      [`${folder}/2026-12-01-08-01-00.mp4`, 30],
    ]);
    expect(keys().find(([, duration]) => duration === 90)?.[0]).toMatch(/^s\/\d+-[0-9a-f]{32}\.m3u8$/);
    expect(emulator.state().cosFiles[0]).toMatchObject({ host: HOST, ...KEY, start: "2026-12-01T00:00:00Z", end: "2026-12-01T00:01:00Z" });
    expect(emulator.state().media).toEqual([]);
    expect((await ok(emulator, "SearchMedia", { StreamIds: ["s"] })).TotalCount).toBe(0);
  });

  test("can be fetched here, and by the bucket's own name", async () => {
    await record({ Mp4Param: bucket("/a b/{StreamID}") });
    push(60);
    const [file] = emulator.state().cosFiles;
    expect(file?.url).toBe(`${emulator.url}/cos/${HOST}/a%20b/s.mp4`);
    const here = await fetch(file?.url ?? "");
    expect([here.status, here.headers.get("content-type")]).toEqual([200, "video/mp4"]);
    const asked = request({ port: emulator.port, path: "/a%20b/s.mp4", headers: { Host: HOST } }).end();
    const [there] = (await once(asked, "response")) as [{ statusCode: number; headers: Record<string, string> }];
    expect([there.statusCode, there.headers["content-length"]]).toEqual([200, here.headers.get("content-length")]);
    for (const path of [
      `/cos/${HOST}/a%20b/other.mp4`,
      `/cos/other-1250000065.cos.ap-guangzhou.myqcloud.com/a%20b/s.mp4`,
      `/cos/${HOST}/%`,
    ])
      expect((await fetch(emulator.url + path)).status, path).toBe(404);
  });

  test("plays as HLS: the segments lie beside their playlist", async () => {
    await record({ HlsParam: bucket("/{StreamID}/my file") });
    push(25);
    const { url = "" } = emulator.state().cosFiles[0] ?? {};
    const list = parse(await (await fetch(url)).text());
    if (list.isMasterPlaylist) throw new Error("a media playlist was expected");
    expect(list.segments.map(({ duration }) => duration)).toEqual([10, 10, 5]);
    const last = await fetch(new URL(list.segments[2]?.uri ?? "", url));
    expect(readFrames(Buffer.from(await last.arrayBuffer())).video).toHaveLength(125);
    expect((await fetch(new URL("my%20file-3.ts", url))).status).toBe(404);
  });

  test("overwrites the file of the same name, which the rehearsal tells", async () => {
    await record({ Mp4Param: bucket("/{StreamID}") });
    push(60);
    emulator.clock.advance(60);
    push(30);
    expect(keys()).toEqual([["s.mp4", 30]]);
    expect(emulator.recorded().map(({ place, files, kept, gone }) => [place, files, kept, gone])).toEqual([
      ["COS", 1, 0, { files: 1, at: "2026-12-01T00:02:30Z", why: "overwritten" }],
      ["COS", 1, 1, null],
    ]);
  });

  test("is kept for ever, appears after the file delay, needs no VOD, and does not count when it is too short", async () => {
    emulator.settings({ vodActivated: false, fileDelay: 300 });
    await record({ Mp4Param: bucket(UNIQUE, { StorageTime: 60 }) });
    push(60);
    push(9);
    expect(keys()).toEqual([]);
    expect(emulator.recorded().map(({ files, kept }) => [files, kept])).toEqual([
      [1, 0],
      [0, 0],
    ]);
    emulator.clock.advance(300);
    expect(keys()).toHaveLength(1);
    emulator.clock.advance(100 * 86400);
    expect(keys()).toHaveLength(1);
    expect(emulator.unrecorded().map(({ reasons }) => reasons[0]?.code)).toEqual(["too-short"]);
  });

  test("is lost where the bucket does not take it, and where none is named", async () => {
    emulator.settings({ cosBuckets: ["other"] });
    await record({ Mp4Param: bucket(UNIQUE) });
    push(60);
    await ok(emulator, "DeleteLiveRecordRule", { DomainName: PUSH, AppName: "" });
    await rule(emulator, await template(emulator, "none", { CosStore: 1, FlvParam: { Enable: 1, CosBucketPath: "/x" } }));
    push(60);
    expect(keys()).toEqual([]);
    expect(emulator.unrecorded().map(({ reasons }) => reasons[0]?.text)).toEqual([
      "the COS bucket archive does not take the file",
      "its template names no COS bucket",
    ]);
  });

  test("outlives a restart of the emulator, at its new address", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    await emulator.close();
    const state = join(folder, "account.db");
    emulator = await startEmulator({ state, now: "2026-12-01T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
    await record({ Mp4Param: bucket(UNIQUE) });
    push(60);
    await emulator.close();
    emulator = await startEmulator({ state });
    expect(emulator.recorded()).toMatchObject([{ files: 1, kept: 1 }]);
    expect((await fetch(emulator.state().cosFiles[0]?.url ?? "")).status).toBe(200);
    await emulator.close();
    rmSync(folder, { recursive: true });
  });
});

test("the record callback of a file in COS has its address there and no id of VOD", async () => {
  await using receiver = await startReceiver();
  const { TemplateId } = await ok(emulator, "CreateLiveCallbackTemplate", { TemplateName: "c", RecordNotifyUrl: receiver.url });
  await ok(emulator, "CreateLiveCallbackRule", { DomainName: PUSH, AppName: "live", TemplateId });
  await record({ Mp4Param: bucket(UNIQUE) });
  push(60);
  await emulator.delivered();
  const [body] = receiver.got;
  expect(body).toMatchObject({
    ...{ event_type: 100, app: PUSH, appname: "live", stream_id: "s", file_format: "mp4", duration: 60, start_time: 1796083200 },
    ...{ file_id: "", record_file_id: "", video_id: "", record_temp_id: "1002", video_url: emulator.state().cosFiles[0]?.url },
  });
  expect((await fetch(String(body?.["video_url"]))).status).toBe(200);
});
