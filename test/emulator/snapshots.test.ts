import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { startReceiver } from "./receiver";
import { PUSH } from "./story";

const NOW = Date.parse("2026-12-01T00:00:00Z") / 1000;
const KEY = { domain: PUSH, app: "live", stream: "s" };
const COS = { CosAppId: 1250000000, CosBucket: "pictures", CosRegion: "ap-guangzhou" };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-12-01T00:00:03Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

const runs = () => emulator.state().snapshotRuns;

test("the address of a snapshot is told so that it serves the picture, whatever the stream is called", async () => {
  await using receiver = await startReceiver();
  const { TemplateId } = await ok(emulator, "CreateLiveCallbackTemplate", { TemplateName: "c", SnapshotNotifyUrl: receiver.url });
  await ok(emulator, "CreateLiveCallbackRule", { DomainName: PUSH, AppName: "live", TemplateId });
  const made = await ok(emulator, "CreateLiveSnapshotTemplate", { TemplateName: "p", ...COS, CosPrefix: "shots/{StreamID}" });
  await ok(emulator, "CreateLiveSnapshotRule", { DomainName: PUSH, AppName: "", StreamName: "", TemplateId: made.TemplateId });
  const stream = "50% #1? 课堂";
  emulator.push({ ...KEY, stream });
  emulator.clock.advance(20);
  await emulator.delivered();
  const told = receiver.got.find((body) => body["event_type"] === 200);
  expect(told?.["pic_url"]).toMatch(/^\/shots\/50% #1\? 课堂\//);
  expect((await fetch(String(told?.["pic_full_url"]))).status).toBe(200);
});

describe("snapshots by a rule", () => {
  const bind = async (params: object = {}) => {
    const { TemplateId } = await ok(emulator, "CreateLiveSnapshotTemplate", { TemplateName: "p", ...COS, ...params });
    await ok(emulator, "CreateLiveSnapshotRule", { DomainName: PUSH, AppName: "", StreamName: "", TemplateId });
  };

  test("are taken at the template's interval while the push lasts, and lie in the bucket under its names", async () => {
    await bind({
      SnapshotInterval: 30,
      Height: 360,
      CosPrefix: "/{Year}/{Month}",
      CosFileName: "{StreamID}-{Hour}{Minute}{Second}-{Width}{Ext}",
    });
    emulator.push(KEY);
    emulator.clock.advance(100);
    emulator.break(KEY);
    emulator.clock.advance(100);
    expect(runs()).toMatchObject([{ ...KEY, interval: 30, count: 3, latest: "2026/12/s-080133-640.jpg", end: "2026-12-01T00:01:43Z" }]);
  });

  test("are pictures of their size in the bucket, from when they appear on", async () => {
    await bind({ Width: 640, Height: 360, CosFileName: "{StreamID}-{Hour}-{Minute}-{Second}{Ext}" });
    emulator.push(KEY);
    emulator.clock.advance(14);
    const bucket = `${emulator.url}/cos/pictures-1250000000.cos.ap-guangzhou.myqcloud.com`;
    const shot = `${bucket}/2026-12-01/s-08-00-13.jpg`;
    expect((await fetch(shot)).status).toBe(404);
    emulator.clock.advance(1);
    const answer = await fetch(shot);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 2).toString("hex") + bytes.subarray(-2).toString("hex")).toBe("ffd8ffd9");
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    expect([bytes.readUInt16BE(frame + 7), bytes.readUInt16BE(frame + 5)]).toEqual([640, 360]);
    for (const other of [`${bucket}/2026-12-01/s-08-00-14.jpg`, shot.replace("pictures", "other"), shot.replace("/s-", "/t-")])
      expect((await fetch(other)).status, other).toBe(404);
  });

  test("appear some seconds after they are taken", async () => {
    await bind();
    emulator.push(KEY);
    emulator.clock.advance(14);
    expect(runs()).toMatchObject([{ count: 0, latest: null }]);
    emulator.clock.advance(1);
    expect(runs()).toMatchObject([{ count: 1, latest: "2026-12-01/s-screenshot-08-00-13-1280x720.jpg" }]);
  });

  test("need a picture, and the rule that was in effect when the push began", async () => {
    emulator.push({ ...KEY, stream: "early" });
    await bind();
    emulator.push({ ...KEY, video: false });
    emulator.clock.advance(60);
    expect(runs()).toEqual([]);
  });
});

describe("snapshots for a task", () => {
  const create = (params: object) => {
    const task = { StreamName: "s", DomainName: PUSH, AppName: "live", EndTime: NOW + 600 };
    return call(emulator, "CreateScreenshotTask", { ...task, ...params }, { headers: { "X-TC-Region": "ap-guangzhou" } });
  };

  test("end with the task; a wrong template means that nothing happens, and no more than three run at once", async () => {
    const { TemplateId } = await ok(emulator, "CreateLiveSnapshotTemplate", { TemplateName: "p", ...COS, SnapshotInterval: 10 });
    emulator.push(KEY);
    await create({ TemplateId: 4711 });
    expect(runs()).toEqual([]);
    for (let n = 0; n < 4; n++) expect((await create({ TemplateId })).code).toBe("OK");
    emulator.clock.advance(3600);
    expect(runs().map(({ end, count }) => [end, count])).toEqual(Array(3).fill(["2026-12-01T00:10:00Z", 59]));
  });

  test("are taken one task after another, however many there are on one push", async () => {
    const { TemplateId } = await ok(emulator, "CreateLiveSnapshotTemplate", { TemplateName: "p", ...COS, SnapshotInterval: 10 });
    emulator.push(KEY);
    for (let n = 1; n <= 5; n++)
      expect((await create({ TemplateId, StartTime: NOW + n * 100, EndTime: NOW + n * 100 + 60 })).code).toBe("OK");
    emulator.clock.advance(600);
    expect(runs().map(({ count }) => count)).toEqual(Array(5).fill(5));
  });
});

describe("a domain with the rules of 2016", () => {
  beforeEach(() => {
    emulator.settings({ legacyDomains: [PUSH] });
  });

  test("records every push as FLV in slices of half an hour; an interruption ends a slice", () => {
    emulator.push(KEY);
    emulator.clock.advance(2400);
    emulator.break(KEY);
    emulator.clock.advance(5);
    emulator.push(KEY);
    emulator.clock.advance(60);
    emulator.break(KEY);
    expect(emulator.state().media.map(({ type, duration, expireTime }) => [type, duration, expireTime])).toEqual([
      ["flv", 1800, null],
      ["flv", 600, null],
      ["flv", 60, null],
    ]);
    expect(emulator.state().streams[0]?.recordedBy).toBeNull();
  });

  test("takes a snapshot every 10 seconds of absolute time, 300 wide, queued within 15 seconds", async () => {
    emulator.push(KEY);
    emulator.clock.set("2026-12-01T00:00:25Z");
    const name = (at: number, since: number) => `s_${at}_${at}_${since}_300_169.jpg`;
    expect(runs()).toMatchObject([{ count: 2, interval: 10, latest: name(NOW + 3, 17) }]);
    const bucket = `${emulator.url}/cos/pictures-1250000000.file.myqcloud.com`;
    const statuses = [name(NOW + 3, 7), name(NOW + 3, 17), name(NOW + 3, 27)].map(
      async (file) => (await fetch(`${bucket}/${file}`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 404]);
    emulator.break(KEY);
    emulator.clock.advance(600);
    expect(runs()).toMatchObject([{ count: 2 }]);
    emulator.settings({ snapshotDelay: 15 });
    emulator.push(KEY);
    emulator.clock.advance(19);
    expect(runs()[1]?.count).toBe(0);
    emulator.clock.advance(1);
    expect(runs()[1]).toMatchObject({ count: 1, latest: name(NOW + 625, 5) });
  });
});
