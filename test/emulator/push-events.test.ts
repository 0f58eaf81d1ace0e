import { afterEach, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { brokenHour, PUSH } from "./story";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2018-09-20T09:00:00Z", freeze: true });
});
afterEach(() => emulator.close());

interface List {
  EventList: { StreamName: string; StreamStartTime: string; Duration: number }[];
  TotalNum: number;
  TotalPage: number;
  PageNum: number;
  PageSize: number;
}
const window = { StartTime: "2018-09-20T00:00:00Z", EndTime: "2018-09-20T11:05:00Z" };
const list = async (params: object = {}): Promise<List> =>
  (await ok(emulator, "DescribeLiveStreamEventList", { ...window, ...params })) as unknown as List;

test("pushes that ended are listed, the latest first unless asked otherwise", async () => {
  await brokenHour(emulator);
  emulator.push({ domain: PUSH, app: "live", stream: "on-air" });
  const answer = await list();
  expect(answer).toMatchObject({ TotalNum: 2, TotalPage: 1, PageNum: 1, PageSize: 10 });
  expect(answer.EventList[0]).toEqual({
    AppName: "live",
    DomainName: PUSH,
    StreamName: "record-stream",
    StreamStartTime: "2018-09-20T10:40:00Z",
    StreamEndTime: "2018-09-20T11:00:00Z",
    StopReason: "recv rtmp deleteStream",
    Duration: 1200,
    ClientIp: "-",
    Resolution: "1280x720",
  });
  expect((await list({ IsAsc: 1 })).EventList.map(({ Duration }) => Duration)).toEqual([1800, 1200]);
  expect(await list({ PageSize: 1, PageNum: 2 })).toMatchObject({ TotalNum: 2, TotalPage: 2, EventList: [{ Duration: 1800 }] });
});

test("names are looked up by a part, or exactly where asked", async () => {
  await brokenHour(emulator);
  for (const [params, count] of [
    [{ StreamName: "stream" }, 2],
    [{ StreamName: "stream", IsStrict: 1 }, 0],
    [{ StreamName: "record-stream", IsStrict: 1 }, 2],
    [{ DomainName: PUSH, AppName: "live" }, 2],
    [{ AppName: "other" }, 0],
    [{ DomainName: "q.example.com" }, 0],
  ] as const) {
    expect((await list(params)).TotalNum, JSON.stringify(params)).toBe(count);
  }
});

test.each([
  ["ends in the future", { EndTime: "2018-09-20T12:00:00Z" }],
  ["ends before it starts", { EndTime: "2018-09-19T00:00:00Z" }],
  ["is longer than a month", { StartTime: "2018-08-19T00:00:00Z" }],
  ["begins more than two months back", { StartTime: "2018-07-01T00:00:00Z", EndTime: "2018-07-02T00:00:00Z" }],
  ["is no time", { StartTime: "2018-09-20 00:00:00" }],
  ["has a page of 101", { PageSize: 101 }],
])("a window that %s is InvalidParameterValue", async (_, params) => {
  emulator.clock.set("2018-09-20T11:05:00Z");
  expect((await call(emulator, "DescribeLiveStreamEventList", { ...window, ...params })).code).toBe("InvalidParameterValue");
});
