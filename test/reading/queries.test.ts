import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator/index";
import { TransportError } from "../../provider/cloud/errors";
import type { Answer } from "../../provider/core/lifecycle";
import type { Props } from "../../provider/core/schema";
import {
  doctor,
  findRecordings,
  findRecordTasks,
  LegacyClient,
  listTimeShiftStreams,
  openReader,
  pullVodEvents,
  type Reader,
} from "../../provider/reading/index";

const NOW = "2026-11-22T00:00:00Z";

/** A service that gives one answer to everything, and what it was asked. */
function answering(answer: (action: string) => Props): { readonly reader: Reader; readonly asked: Props[] } {
  const asked: Props[] = [];
  const reader: Reader = {
    now: async () => new Date(NOW),
    call: async (action, params) => {
      asked.push(params);
      return { RequestId: "r", ...answer(action) } as Answer;
    },
  };
  return { reader, asked };
}

describe("a query", () => {
  const day = { from: "2026-11-21T00:00:00Z", to: "2026-11-22T00:00:00Z" };

  it("asks the service for the domain, app and stream that are named, and for no others", async () => {
    const shifts = answering(() => ({ StreamList: [] }));
    await listTimeShiftStreams({ ...day, domainName: "push.example.com" }, shifts.reader);
    await listTimeShiftStreams({ ...day, streamName: "s1" }, shifts.reader);
    await listTimeShiftStreams(day, shifts.reader);
    expect(shifts.asked.map(({ Domain, StreamName }) => [Domain, StreamName])).toEqual([
      ["push.example.com", undefined],
      [undefined, "s1"],
      [undefined, undefined],
    ]);
    const tasks = answering(() => ({ TaskList: [] }));
    for (const named of [{ domainName: "push.example.com" }, { appName: "live" }, { streamName: "s1" }, {}])
      await findRecordTasks({ ...day, ...named }, tasks.reader);
    expect(tasks.asked.map(({ DomainName, AppName, StreamName }) => [DomainName, AppName, StreamName])).toEqual([
      ["push.example.com", undefined, undefined],
      [undefined, "live", undefined],
      [undefined, undefined, "s1"],
      [undefined, undefined, undefined],
    ]);
  });

  it("finds the tasks that run at some time in its window, also over a border", async () => {
    const hour = (text: string) => Date.parse(text) / 1000;
    const task = (TaskId: string, from: string, to: string) => ({ TaskId, StartTime: hour(from), EndTime: hour(to) });
    const { reader, asked } = answering(() => ({
      TaskList: [
        task("over", "2026-11-20T23:00:00Z", "2026-11-21T01:00:00Z"),
        task("before", "2026-11-20T22:00:00Z", "2026-11-21T00:00:00Z"),
        task("after", "2026-11-22T00:00:00Z", "2026-11-22T01:00:00Z"),
        task("last", "2026-11-21T23:00:00Z", "2026-11-22T01:00:00Z"),
      ],
    }));
    expect((await findRecordTasks(day, reader)).map(({ taskId }) => taskId)).toEqual(["over", "last"]);
    expect([asked[0]?.["StartTime"], asked.at(-1)?.["EndTime"]]).toEqual([hour("2026-11-20T00:00:00Z"), hour("2026-11-23T00:00:00Z")]);
  });

  it("asks for no time shift of more than 30 days ago", async () => {
    const { reader, asked } = answering(() => ({ StreamList: [] }));
    await listTimeShiftStreams({ from: "2026-01-01T00:00:00Z", to: NOW }, reader);
    expect(asked).toHaveLength(30);
    expect(asked[0]?.["StartTime"]).toBe(Date.parse("2026-10-23T00:00:00Z") / 1000);
  });

  it("takes its window as text or as Date, and says in one form what is wrong with it", async () => {
    const { reader, asked } = answering(() => ({ StreamList: [] }));
    await listTimeShiftStreams(day, reader);
    await listTimeShiftStreams({ from: new Date(day.from), to: new Date(day.to) }, reader);
    expect(asked[1]).toEqual(asked[0]);
    const message = "The window from 2026-11-22T00:00:00Z to 2026-11-21T00:00:00Z is empty: its end must be after its begin.";
    const turned = [
      { from: day.to, to: day.from },
      { from: new Date(day.to), to: new Date(day.from) },
    ];
    for (const window of turned) await expect(listTimeShiftStreams(window, reader)).rejects.toThrow(message);
  });

  it("says which end of its window is no time, as a mistake of the caller, before anything is asked", async () => {
    const { reader, asked } = answering(() => ({}));
    for (const query of [findRecordings, findRecordTasks, listTimeShiftStreams]) {
      await expect(query({ from: "yesterday", to: day.to }, reader)).rejects.toMatchObject({
        name: "UserError",
        message: expect.stringMatching(/^from: "yesterday" is not a time; write it like/),
      });
      await expect(query({ from: day.from, to: new Date("x") }, reader)).rejects.toMatchObject({
        name: "UserError",
        message: "to: this Date is invalid: it was made of something that is no time",
      });
    }
    expect(asked).toEqual([]);
  });
});

describe("a recording that is found", () => {
  const media = (RecordStartTime: string, RecordEndTime: string) => ({
    FileId: "5285",
    BasicInfo: {
      ...{ Name: "final", Type: "mp4", MediaUrl: "https://vod.example.com/final.mp4", CreateTime: "2026-11-21T11:05:00Z" },
      ...{ ExpireTime: "2026-12-21T11:05:00Z" },
      SourceInfo: { LiveRecordInfo: { StreamId: "final", Domain: "push.example.com", Path: "live", RecordStartTime, RecordEndTime } },
    },
    MetaData: { Duration: 3600, Size: 900_000_000 },
  });
  const find = (window: { from: string; to: string }) =>
    findRecordings(
      { streamName: "final", ...window },
      answering(() => ({ TotalCount: 1, MediaInfoSet: [media("2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z")] })).reader,
    );

  it("has the address at which it plays, and everything else that VOD tells of it", async () => {
    expect(await find({ from: "2026-11-21T00:00:00Z", to: "2026-11-22T00:00:00Z" })).toEqual([
      {
        ...{ fileId: "5285", name: "final", format: "mp4", url: "https://vod.example.com/final.mp4" },
        ...{ createTime: "2026-11-21T11:05:00Z", expireTime: "2026-12-21T11:05:00Z", duration: 3600, size: 900_000_000 },
        ...{ startTime: "2026-11-21T10:00:00Z", endTime: "2026-11-21T11:00:00Z" },
        stream: { domainName: "push.example.com", appName: "live", streamName: "final" },
      },
    ]);
  });

  it("overlaps the window: what begins where it ends, or ends where it begins, is no part of it", async () => {
    const found = async (from: string, to: string) => (await find({ from: `2026-11-21T${from}Z`, to: `2026-11-21T${to}Z` })).length;
    expect(await found("09:00:00", "10:00:00")).toBe(0);
    expect(await found("09:00:00", "10:00:01")).toBe(1);
    expect(await found("10:59:59", "12:00:00")).toBe(1);
    expect(await found("11:00:00", "12:00:00")).toBe(0);
  });
});

describe("an event of VOD", () => {
  it("has the fields of its own kind, also where the service writes null for all other kinds", async () => {
    const event = {
      ...{ EventHandle: "h", EventType: "PersistenceComplete", FileUploadEvent: null, ProcedureStateChangeEvent: null },
      PersistenceCompleteEvent: { FileId: "5285" },
      FileDeleteEvent: null,
    };
    const { reader } = answering(() => ({ EventSet: [event, { EventHandle: "i", EventType: "Other", Extra: { FileId: "1" } }] }));
    expect(await pullVodEvents({}, reader)).toEqual([
      { handle: "h", type: "PersistenceComplete", content: { FileId: "5285" } },
      { handle: "i", type: "Other", content: {} },
    ]);
  });
});

describe("doctor", () => {
  const first = async (reader: Reader) => (await doctor({}, reader))[0];

  it("tells a service that does not let us in from one that cannot be reached", async () => {
    await using emulator = await startEmulator({ now: NOW });
    const env = {
      ...{ TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR", TENCENTCLOUD_SECRET_KEY: "emulator-secret" },
      ...{ TENCENTCLOUD_DOMAIN: new URL(emulator.url).host, TENCENTCLOUD_PROTOCOL: "HTTP" },
    };
    expect(await first(openReader({ env }))).toMatchObject({ id: "credentials", state: "well" });
    expect(await first(openReader({ env: { ...env, TENCENTCLOUD_SECRET_KEY: "another-secret" } }))).toMatchObject({
      state: "finding",
      text: "The service does not let us in.",
    });
    const away = answering((action) => {
      throw new TransportError({ action, phase: "not-sent", reason: "connect ECONNREFUSED" });
    });
    expect(await first(away.reader)).toMatchObject({ state: "finding", text: "The service cannot be reached." });
  });

  it("names the VOD application that it was asked about", async () => {
    await using emulator = await startEmulator({ now: NOW });
    const reader = openReader({
      env: {
        ...{ TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR", TENCENTCLOUD_SECRET_KEY: "emulator-secret" },
        ...{ TENCENTCLOUD_DOMAIN: new URL(emulator.url).host, TENCENTCLOUD_PROTOCOL: "HTTP" },
      },
    });
    const vod = async (subAppId?: string) =>
      (await doctor(subAppId === undefined ? {} : { subAppId }, reader)).find(({ id }) => id === "vod-activated")?.text;
    expect([await vod(), await vod("1500000001")]).toEqual(["VOD is activated.", "The VOD application 1500000001 is activated."]);
    emulator.settings({ vodActivated: false });
    expect(await vod()).toMatch(/^VOD is not activated: nothing will be recorded/);
    expect(await vod("1500000001")).toMatch(/^The VOD application 1500000001 is not activated: nothing will be recorded/);
  });
});

describe("the files of a channel, by the interface of 2016", () => {
  /** A server whose pages hold these files, and a total that need not be true; several totals: one for each call. */
  async function channel(
    total: number | undefined | readonly number[],
    ...pages: object[][]
  ): Promise<{ client: LegacyClient; pages: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const page = new URL(request.url ?? "", "http://h").searchParams.get("Param.n.page_no") ?? "";
      asked.push(page);
      const all_count = Array.isArray(total) ? total[Math.min(asked.length, total.length) - 1] : total;
      response.end(JSON.stringify({ ret: 0, message: "", output: { all_count, file_list: pages[Number(page) - 1] ?? [] } }));
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { client: new LegacyClient({ cmd: 3, key: "5d41402abc4b2a76b9719d911017c592", endpoint }), pages: asked };
  }
  const file = (vid: unknown) => ({ vid, start_time: "2016-09-25 20:00:00", end_time: "2016-09-25 21:00:00", file_id: 9 });

  it("are read page by page until as many are there as the service counts", async () => {
    const { client, pages } = await channel(3, [file("a"), file("b")], [file("c")], [file("never")]);
    expect((await client.files("c")).map(({ vid }) => vid)).toEqual(["a", "b", "c"]);
    expect(pages).toEqual(["1", "2"]);
  });

  it("come to an end also when the service counts more than it shows", async () => {
    const { client, pages } = await channel(10, [file("a")]);
    expect((await client.files("c")).map(({ vid }) => vid)).toEqual(["a"]);
    expect(pages).toEqual(["1", "2"]);
  });

  it("are read until a page is short where the service does not count them", async () => {
    const full = Array.from({ length: 100 }, (_, index) => file(`v${index}`));
    const { client, pages } = await channel(undefined, full, [file("last")]);
    expect(await client.files("c")).toHaveLength(101);
    expect(pages).toEqual(["1", "2"]);
    expect((await client.filesPage("c", 1, 100)).total).toBeUndefined();
  });

  it("are read again when their number changes meanwhile, and come once each", async () => {
    const { client, pages } = await channel([4, 3], [file("a"), file("b")], [file("b"), file("c")]);
    expect((await client.files("c")).map(({ vid }) => vid)).toEqual(["a", "b", "c"]);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.length).toBeLessThan(20);
  });

  it("are an error where every page is the same, though more are counted", async () => {
    const same = [file("a"), file("b")];
    const { client } = await channel(6, same, same, same);
    await expect(client.files("c")).rejects.toThrow("Live_Tape_GetFilelist shows the same page again and again");
  });

  it("have their numbers as text, whether the service writes numbers or texts, and nothing for anything else", async () => {
    const { client } = await channel(3, [file("200011_a"), file(200011), file({})]);
    expect((await client.files("c")).map(({ vid }) => vid)).toEqual(["200011_a", "200011", ""]);
  });

  it("are asked for up to 100 at a time", async () => {
    const { client } = await channel(0);
    expect(await client.filesPage("c", 1, 100)).toEqual({ total: 0, files: [] });
    expect(await client.queue(100)).toEqual([]);
    await expect(client.filesPage("c", 1, 101)).rejects.toThrow("size must be a whole number from 1 to 100");
    await expect(client.filesPage("c", 1, 1.5)).rejects.toThrow("size must be a whole number from 1 to 100");
  });
});
