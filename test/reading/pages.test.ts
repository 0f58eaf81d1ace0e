import { describe, expect, it } from "vitest";
import { scrolled } from "../../provider/core/answer";
import type { Answer } from "../../provider/core/lifecycle";
import type { Props } from "../../provider/core/schema";
import { findRecordTasks, listOnlineStreams, listTimeShiftSessions, listTimeShiftStreams, type Reader } from "../../provider/reading/index";

const NOW = "2026-11-22T00:00:00Z";
const unix = (text: string) => Date.parse(text) / 1000;
const day = { from: "2026-11-21T00:00:00Z", to: NOW };

/** A service that is asked at most 300 times. @param answer what it says to this action and these parameters; `call` counts from 1 */
function service(answer: (params: Props, call: number) => Props) {
  const asked: Props[] = [];
  const reader: Reader = {
    now: async () => new Date(NOW),
    call: async (_action, params) => {
      asked.push(params);
      if (asked.length > 300) throw new Error("asked without an end");
      return { RequestId: "r", ...answer(params, asked.length) } as Answer;
    },
  };
  return { reader, asked };
}

const online = (name: string) => ({ DomainName: "d", AppName: "a", StreamName: name, PublishTimeList: [{ PublishTime: day.from }] });
const streams = (count: number) => Array.from({ length: count }, (_, index) => online(`s${index}`));
const page = (all: Props[], { PageNum }: Props, size = 100) => all.slice((Number(PageNum) - 1) * size, Number(PageNum) * size);
const namesIn = async (reader: Reader) => (await listOnlineStreams({}, reader)).map(({ streamName }) => streamName);

describe("a listing by pages", () => {
  it("is read again when it shrinks meanwhile, so that nothing between two pages is missed", async () => {
    const { reader } = service((params, call) => {
      const all = call === 1 ? streams(150) : streams(150).slice(1);
      return { TotalNum: all.length, OnlineInfo: page(all, params) };
    });
    expect(await namesIn(reader)).toEqual(
      streams(150)
        .map(({ StreamName }) => StreamName)
        .slice(1),
    );
  });

  it("shows nothing twice when it grows meanwhile", async () => {
    const { reader } = service((params, call) => {
      const all = call === 1 ? streams(150) : [online("new"), ...streams(150)];
      return { TotalNum: all.length, OnlineInfo: page(all, params) };
    });
    const names = await namesIn(reader);
    expect(names).toHaveLength(151);
    expect(new Set(names).size).toBe(151);
  });

  it("that changes all the time is shown as all that was seen of it", async () => {
    const { reader, asked } = service((params, call) => {
      const all = [...streams(150), ...Array.from({ length: call }, (_, index) => online(`late${index}`))];
      return { TotalNum: all.length, OnlineInfo: page(all, params) };
    });
    expect((await namesIn(reader)).length).toBeGreaterThan(150);
    expect(asked.length).toBeLessThan(20);
  });

  it("ends where the service's count says so, also when a page past the end repeats the last one", async () => {
    const counted = service(() => ({ TotalNum: 100, TotalPage: 1, OnlineInfo: streams(100) }));
    expect(await namesIn(counted.reader)).toHaveLength(100);
    expect(counted.asked).toHaveLength(1);
    const silent = service(() => ({ OnlineInfo: streams(100) }));
    expect(await namesIn(silent.reader)).toHaveLength(100);
    expect(silent.asked).toHaveLength(2);
  });

  it("goes on after a short page where the service counts more", async () => {
    const { reader } = service((params) => ({ TotalNum: 130, OnlineInfo: page(streams(130), params, 50) }));
    expect(await namesIn(reader)).toHaveLength(130);
  });

  it("whose pages are all the same, though it counts more, is an error", async () => {
    const { reader, asked } = service(() => ({ TotalNum: 250, OnlineInfo: streams(100) }));
    await expect(namesIn(reader)).rejects.toMatchObject({
      name: "UserError",
      message:
        "DescribeLiveStreamOnlineList shows the same page again and again, although the service counts more entries: try again later.",
    });
    expect(asked.length).toBeLessThan(20);
  });

  it("shows a stream that is pushed twice once, with both times", async () => {
    const again = { ...online("s0"), PublishTimeList: [{ PublishTime: NOW }] };
    const { reader } = service(() => ({ TotalNum: 2, OnlineInfo: [online("s0"), again] }));
    expect(await listOnlineStreams({}, reader)).toEqual([
      { domainName: "d", appName: "a", streamName: "s0", publishedAt: [day.from, NOW] },
    ]);
  });
});

describe("a listing by ScrollToken", () => {
  const task = (TaskId: string) => ({ TaskId, StartTime: unix(day.from), EndTime: unix(NOW) });

  it("ends with an empty page whose token was there before", async () => {
    const { reader, asked } = service(() => ({ ScrollToken: "same", TaskList: [] }));
    expect(await findRecordTasks(day, reader)).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it("goes on with a token that stays the same, as long as its pages bring something new", async () => {
    const { reader } = service((_params, call) => ({ ScrollToken: call < 4 ? "same" : "", TaskList: [task(`t${call}`)] }));
    expect((await findRecordTasks(day, reader)).map(({ taskId }) => taskId)).toEqual(["t1", "t2", "t3", "t4"]);
  });

  it("that leads in a circle is an error, also where answers are shared and one token always has one answer", async () => {
    const shared = new Map<unknown, Answer>();
    const circle = scrolled("DescribeRecordTask", "TaskList", async ({ ScrollToken }) => {
      const known = shared.get(ScrollToken) ?? { RequestId: "r", ScrollToken: ScrollToken === "b" ? "a" : "b", TaskList: [task("t")] };
      shared.set(ScrollToken, known);
      return known;
    });
    await expect(circle).rejects.toThrow("DescribeRecordTask leads from page to page without an end");
    const endless = service((_params, call) => ({ ScrollToken: `token${call}`, TaskList: [] }));
    await expect(findRecordTasks(day, endless.reader)).rejects.toThrow("leads from page to page without an end");
  });
});

describe("a window that ends far ahead", () => {
  const far = { from: day.from, to: "2100-01-01T00:00:00Z" };

  it("costs no call for what cannot be there yet: tasks beyond their horizon", async () => {
    const last = { TaskId: "last", StartTime: unix("2026-11-28T23:00:00Z"), EndTime: unix("2026-11-29T00:00:00Z") };
    const { reader, asked } = service(({ EndTime }) => ({ TaskList: Number(EndTime) >= last.EndTime ? [last] : [] }));
    expect((await findRecordTasks(far, reader)).map(({ taskId }) => taskId)).toEqual(["last"]);
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(await findRecordTasks({ from: "2099-01-01T00:00:00Z", to: far.to }, reader)).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it("costs no call for what cannot be there yet: time shift of the time to come", async () => {
    const shifted = service(() => ({ StreamList: [], RecordList: [{ StartTime: unix(day.from), EndTime: unix(NOW) }] }));
    await listTimeShiftStreams(far, shifted.reader);
    expect(shifted.asked.length).toBeLessThanOrEqual(2);
    const sessions = await listTimeShiftSessions({ domainName: "d", appName: "a", streamName: "s", ...far }, shifted.reader);
    expect(sessions).toEqual([{ startTime: day.from, endTime: NOW }]);
    expect(shifted.asked.length).toBeLessThanOrEqual(4);
  });
});

describe("time shift of a stream", () => {
  it("is listed for each of its pictures by itself", async () => {
    const entry = (StreamType: number, TransCodeId: number, from: string, to: string) => ({
      ...{ Domain: "d", AppName: "a", StreamName: "s", Duration: 86_400, StreamType, TransCodeId },
      ...{ StartTime: unix(`2026-11-21T${from}Z`), EndTime: unix(`2026-11-21T${to}Z`) },
    });
    const { reader } = service(() => ({
      TotalSize: 4,
      StreamList: [
        entry(0, 0, "01:00:00", "02:00:00"),
        entry(1, 0, "03:00:00", "04:00:00"),
        entry(2, 17, "05:00:00", "06:00:00"),
        entry(0, 0, "07:00:00", "08:00:00"),
      ],
    }));
    expect((await listTimeShiftStreams(day, reader)).map(({ variant, startTime, endTime }) => [variant, startTime, endTime])).toEqual([
      ["original", "2026-11-21T01:00:00Z", "2026-11-21T08:00:00Z"],
      ["watermarked", "2026-11-21T03:00:00Z", "2026-11-21T04:00:00Z"],
      ["transcoded", "2026-11-21T05:00:00Z", "2026-11-21T06:00:00Z"],
    ]);
  });
});
