import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { actions } from "../../provider/cloud/index";
import type { Props } from "../../provider/core/schema";
import {
  camPolicy,
  confirmVodEvents,
  findRecordings,
  findRecordTasks,
  getStreamState,
  listOnlineStreams,
  listTimeShiftSessions,
  listTimeShiftStreams,
  openReader,
  pullVodEvents,
  type Reader,
} from "../../provider/reading/index";

const stream = { domainName: "push.example.com", appName: "live", streamName: "s1" };

describe("reading", () => {
  let emulator: Emulator;
  let reader: Reader;

  beforeEach(async () => {
    emulator = await startEmulator({ now: "2026-11-22T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
    reader = openReader({
      env: {
        TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR",
        TENCENTCLOUD_SECRET_KEY: "emulator-secret",
        TENCENTCLOUD_DOMAIN: new URL(emulator.url).host,
        TENCENTCLOUD_PROTOCOL: "HTTP",
        TENCENTCLOUD_REGION: "ap-singapore",
      },
    });
  });
  afterEach(() => emulator.close());

  const push = (name: string) => emulator.push({ domain: stream.domainName, app: "live", stream: name });
  const pause = (name: string) => emulator.break({ domain: stream.domainName, app: "live", stream: name });

  async function recordEverything(): Promise<void> {
    const template = await reader.call("CreateLiveRecordTemplate", { TemplateName: "t", Mp4Param: { Enable: 1, RecordInterval: 3600 } });
    await reader.call("CreateLiveRecordRule", {
      DomainName: stream.domainName,
      AppName: "",
      StreamName: "",
      TemplateId: template["TemplateId"],
    });
  }

  /** Time shift of a week for every stream. */
  async function keepAWeek(): Promise<void> {
    const template = await reader.call("CreateLiveTimeShiftTemplate", { TemplateName: "week", Duration: 604_800 });
    await reader.call("CreateLiveTimeShiftRule", {
      DomainName: stream.domainName,
      AppName: "*",
      StreamName: "*",
      TemplateId: template["TemplateId"],
    });
  }

  it("tells the state of a stream, also of one that was never pushed", async () => {
    expect(await getStreamState(stream, reader)).toBe("inactive");
    push("s1");
    expect(await getStreamState(stream, reader)).toBe("active");
  });

  it("lists all streams that are online, over several pages", async () => {
    for (let i = 0; i < 205; i += 1) push(`s${i}`);
    const online = await listOnlineStreams({ domainName: stream.domainName }, reader);
    expect(online).toHaveLength(205);
    expect(online[0]).toMatchObject({ domainName: stream.domainName, appName: "live", publishedAt: ["2026-11-22T00:00:00Z"] });
  });

  it("finds the recordings of a stream that overlap a window, with their times, length and place", async () => {
    await recordEverything();
    for (const name of ["s1", "s2"]) push(name);
    emulator.clock.advance(5400);
    for (const name of ["s1", "s2"]) pause(name);
    emulator.clock.advance(3600);
    const found = await findRecordings({ streamName: "s1", from: "2026-11-22T00:00:00Z", to: "2026-11-22T02:00:00Z" }, reader);
    expect(found.map(({ startTime, endTime, duration, format }) => [startTime, endTime, duration, format])).toEqual([
      ["2026-11-22T00:00:00Z", "2026-11-22T01:00:00Z", 3600, "mp4"],
      ["2026-11-22T01:00:00Z", "2026-11-22T01:30:00Z", 1800, "mp4"],
    ]);
    expect(found[0]?.stream).toEqual(stream);
    const half = await findRecordings({ streamName: "s1", from: "2026-11-22T01:10:00Z", to: "2026-11-22T02:00:00Z" }, reader);
    expect(half).toHaveLength(1);
    // What ends where the window begins is no part of it.
    expect(await findRecordings({ streamName: "s1", from: "2026-11-22T01:30:00Z", to: "2026-11-22T02:00:00Z" }, reader)).toEqual([]);
    expect(await findRecordings({ namePrefix: "s2_", from: "2026-11-22T00:00:00Z", to: "2026-11-22T02:00:00Z" }, reader)).toHaveLength(2);
  });

  it("reaches every one of more than 5,000 recordings", async () => {
    await recordEverything();
    for (let round = 0; round < 60; round += 1) {
      for (let i = 0; i < 85; i += 1) push(`s${i}`);
      emulator.clock.advance(20);
      for (let i = 0; i < 85; i += 1) pause(`s${i}`);
      emulator.clock.advance(10);
    }
    expect(await findRecordings({ from: "2026-11-22T00:00:00Z", to: "2026-11-23T00:00:00Z" }, reader)).toHaveLength(5100);
  }, 60_000);

  it("shows the interruptions of a stream as the gaps between its sessions", async () => {
    await keepAWeek();
    push("s1");
    emulator.clock.advance(1800);
    pause("s1");
    emulator.clock.advance(600);
    push("s1");
    emulator.clock.advance(1200);
    const window = { from: "2026-11-22T00:00:00Z", to: "2026-11-22T01:00:00Z" };
    expect(await listTimeShiftSessions({ ...stream, ...window }, reader)).toMatchObject([
      { startTime: "2026-11-22T00:00:00Z", endTime: "2026-11-22T00:30:00Z" },
      { startTime: "2026-11-22T00:40:00Z" },
    ]);
    expect(await listTimeShiftStreams(window, reader)).toMatchObject([{ streamName: "s1", duration: 604_800, variant: "original" }]);
  });

  it("shows time shift over days, a session over midnight once and whole", async () => {
    await keepAWeek();
    push("s1");
    emulator.clock.advance(30 * 3600);
    pause("s1");
    emulator.clock.advance(30 * 3600);
    push("s1");
    emulator.clock.advance(3600);
    pause("s1");
    const window = { from: "2026-11-21T00:00:00Z", to: "2026-11-25T00:00:00Z" };
    expect(await listTimeShiftSessions({ ...stream, ...window }, reader)).toEqual([
      { startTime: "2026-11-22T00:00:00Z", endTime: "2026-11-23T06:00:00Z" },
      { startTime: "2026-11-24T12:00:00Z", endTime: "2026-11-24T13:00:00Z" },
    ]);
    expect(await listTimeShiftStreams(window, reader)).toMatchObject([
      { streamName: "s1", startTime: "2026-11-22T00:00:00Z", endTime: "2026-11-24T13:00:00Z" },
    ]);
  });

  it("joins what the service tells of a session in parts, and keeps transcoded pictures apart", async () => {
    const at = (text: string) => Date.parse(text) / 1000;
    const entry = (StartTime: number, EndTime: number, TransCodeId: number) => ({
      ...{ Domain: "p", AppName: "live", StreamName: "s", Duration: 86_400, StreamType: TransCodeId === 0 ? 0 : 2 },
      ...{ StartTime, EndTime, TransCodeId },
    });
    const asked: Props[] = [];
    const clipping: Reader = {
      now: () => reader.now(),
      call: async (_action, params) => {
        asked.push(params);
        const [from, to] = [Number(params["StartTime"]), Number(params["EndTime"])];
        return { RecordList: [{ Sid: "1", StartTime: from, EndTime: to }], StreamList: [entry(from, to, 0), entry(from, to, 17)] };
      },
    };
    const window = { from: "2026-11-20T00:00:00Z", to: "2026-11-22T06:00:00Z" };
    expect(await listTimeShiftSessions({ ...stream, ...window, transcodeId: "17" }, clipping)).toEqual([
      { startTime: "2026-11-20T00:00:00Z", endTime: "2026-11-22T06:00:00Z" },
    ]);
    expect(asked.map(({ StartTime, EndTime, TransCodeId }) => [StartTime, EndTime, TransCodeId])).toEqual([
      [at("2026-11-20T00:00:00Z"), at("2026-11-21T00:00:00Z"), 17],
      [at("2026-11-21T00:00:00Z"), at("2026-11-22T00:00:00Z"), 17],
      [at("2026-11-22T00:00:00Z"), at("2026-11-22T06:00:00Z"), 17],
    ]);
    expect(
      (await listTimeShiftStreams(window, clipping)).map(({ variant, transcodeId, endTime }) => [variant, transcodeId, endTime]),
    ).toEqual([
      ["original", undefined, "2026-11-22T06:00:00Z"],
      ["transcoded", "17", "2026-11-22T06:00:00Z"],
    ]);
  });

  it("names a VOD application exactly, and refuses what is none", async () => {
    const seen: unknown[] = [];
    const watching: Reader = {
      now: () => reader.now(),
      call: async (_action, params) => {
        seen.push(params["SubAppId"]);
        return {};
      },
    };
    const window = { from: "2026-11-22T00:00:00Z", to: "2026-11-23T00:00:00Z" };
    await findRecordings({ ...window, subAppId: "1500000001" }, watching);
    await pullVodEvents({ subAppId: 1500000002 }, watching);
    await confirmVodEvents(["h"], { subAppId: "9007199254740993" }, watching);
    expect(seen).toEqual([1500000001, 1500000002, 9007199254740993n]);
    for (const subAppId of ["main", "-1", "1.5", "", Number.NaN])
      await expect(findRecordings({ ...window, subAppId }, watching)).rejects.toThrow("is not the number of a VOD application");
  });

  it("refuses a window that ends before it begins, before anything is asked", async () => {
    const window = { from: "2026-11-22T00:00:00Z", to: "2026-11-22T00:00:00Z" };
    const queries = [findRecordings(window, reader), findRecordTasks(window, reader), listTimeShiftStreams(window, reader)];
    for (const query of queries) await expect(query).rejects.toThrow("its end must be after its begin");
  });

  it("pulls VOD events and confirms them, so that they do not come again", async () => {
    await reader.call("ModifyEventConfig", { Mode: "PULL", UploadMediaCompleteEventSwitch: "ON" });
    await recordEverything();
    push("s1");
    emulator.clock.advance(60);
    pause("s1");
    emulator.clock.advance(600);
    const events = await pullVodEvents({}, reader);
    expect(events.map(({ type }) => type)).toEqual(["NewFileUpload"]);
    expect(events[0]?.content).toHaveProperty("FileId");
    await confirmVodEvents(events, {}, reader);
    emulator.clock.advance(60);
    emulator.settings({ pullSeconds: 0 });
    expect(await pullVodEvents({}, reader)).toEqual([]);
    emulator.settings({ emptyPullFails: true });
    expect(await pullVodEvents({}, reader)).toEqual([]);
  });

  it("finds record tasks over a window of any length, also across the border of two weeks", async () => {
    for (const day of [0.5, 2, 5.9]) {
      const StartTime = Math.round(Date.parse("2026-11-22T00:00:00Z") / 1000 + day * 86_400);
      await reader.call("CreateRecordTask", {
        DomainName: stream.domainName,
        AppName: "live",
        StreamName: `s${day}`,
        StartTime,
        EndTime: StartTime + 3600,
        TemplateId: 1,
      });
    }
    const found = await findRecordTasks({ from: "2026-10-01T00:00:00Z", to: "2026-12-31T00:00:00Z" }, reader);
    expect(found.map(({ streamName }) => streamName)).toEqual(["s0.5", "s2", "s5.9"]);
  });

  it("the CAM policy names actions one by one, and writing ones only when asked", () => {
    const { action } = camPolicy().statement[0] ?? { action: [] };
    expect(action).toContain("live:CreateLiveRecordTemplate");
    expect(action).toContain("vod:LiveRealTimeClip");
    expect(action.join()).not.toContain("*");
    // Exactly what the package sends: each of these names stands in its source, and no other.
    const source = ["resources", "reading"].flatMap((folder) =>
      readdirSync(`provider/${folder}`, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => readFileSync(`provider/${folder}/${name}`, "utf8")),
    );
    const sent = Object.entries(actions).filter(([name]) => source.some((text) => new RegExp(`"${name}"`).test(text)));
    expect([...action].sort()).toEqual(sent.map(([name, { service }]) => `${service}:${name}`).sort());
    expect(camPolicy({ readOnly: true }).statement[0]?.action.join()).not.toMatch(/Create|Delete|Modify|Stop|LiveRealTimeClip/);
  });
});
