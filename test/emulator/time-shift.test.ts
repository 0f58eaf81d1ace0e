import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { brokenHour, PUSH, timeShift } from "./story";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2018-09-20T09:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

const region = { headers: { "X-TC-Region": "ap-guangzhou" } };
const unix = (iso: string) => Date.parse(iso) / 1000;
const DAY = { StartTime: unix("2018-09-20T00:00:00Z"), EndTime: unix("2018-09-21T00:00:00Z") };

test("a template reads back with its defaults, is edited in part, and is deleted once nothing binds it", async () => {
  const { TemplateId } = await ok(emulator, "CreateLiveTimeShiftTemplate", { TemplateName: "week", Duration: 604800 });
  const list = async () => (await ok(emulator, "DescribeLiveTimeShiftTemplates")).Templates;
  const made = {
    TemplateId,
    TemplateName: "week",
    Description: "",
    Duration: 604800,
    ItemDuration: 5,
    Area: "Mainland",
    RemoveWatermark: false,
    TranscodeTemplateIds: [],
  };
  expect(await list()).toEqual([made]);
  await ok(emulator, "ModifyLiveTimeShiftTemplate", { TemplateId, Area: "Overseas", TranscodeTemplateIds: [3] });
  expect(await list()).toEqual([{ ...made, Area: "Overseas", TranscodeTemplateIds: [3] }]);
  const triple = { DomainName: PUSH, AppName: "*", StreamName: "*" };
  await ok(emulator, "CreateLiveTimeShiftRule", { ...triple, TemplateId });
  expect((await call(emulator, "CreateLiveTimeShiftRule", { ...triple, TemplateId })).code).toBe("FailedOperation.RuleAlreadyExist");
  expect((await call(emulator, "DeleteLiveTimeShiftTemplate", { TemplateId })).code).toBe("FailedOperation.ConfInUsed");
  expect((await ok(emulator, "DescribeLiveTimeShiftRules")).Rules).toMatchObject([
    { ...triple, TemplateId, CreateTime: "2018-09-20 17:00:00" },
  ]);
  await ok(emulator, "DeleteLiveTimeShiftRule", triple);
  expect((await call(emulator, "DeleteLiveTimeShiftRule", triple)).code).toBe("FailedOperation.NotFound");
  await ok(emulator, "DeleteLiveTimeShiftTemplate", { TemplateId });
  expect(await list()).toEqual([]);
});

describe("refusals", () => {
  test.each([
    ["CreateLiveTimeShiftTemplate", "no duration", { TemplateName: "t" }, "MissingParameter"],
    ["CreateLiveTimeShiftTemplate", "a duration of two days", { TemplateName: "t", Duration: 172800 }, "InvalidParameterValue"],
    ["CreateLiveTimeShiftTemplate", "segments of 2 s", { TemplateName: "t", Duration: 86400, ItemDuration: 2 }, "InvalidParameterValue"],
    ["CreateLiveTimeShiftTemplate", "an unknown area", { TemplateName: "t", Duration: 86400, Area: "Moon" }, "InvalidParameterValue"],
    [
      "CreateLiveTimeShiftTemplate",
      "a description with a dot",
      { TemplateName: "t", Duration: 86400, Description: "a.b" },
      "InvalidParameterValue",
    ],
    [
      "CreateLiveTimeShiftTemplate",
      "ids that are strings",
      { TemplateName: "t", Duration: 86400, TranscodeTemplateIds: ["1"] },
      "InvalidParameter",
    ],
    ["ModifyLiveTimeShiftTemplate", "a missing template", { TemplateId: 9 }, "InternalError.ConfNotFound"],
    ["DeleteLiveTimeShiftTemplate", "a missing template", { TemplateId: 9 }, "FailedOperation.NotFound"],
    [
      "CreateLiveTimeShiftRule",
      "a missing template",
      { DomainName: PUSH, AppName: "*", StreamName: "*", TemplateId: 9 },
      "InternalError.ConfNotFound",
    ],
    ["CreateLiveTimeShiftRule", "an empty app", { DomainName: PUSH, AppName: "", StreamName: "*", TemplateId: 9 }, "InvalidParameterValue"],
    [
      "CreateLiveTimeShiftRule",
      "an empty domain",
      { DomainName: "", AppName: "*", StreamName: "*", TemplateId: 9 },
      "InvalidParameter.DomainFormatError",
    ],
    ["CreateLiveTimeShiftRule", "no stream", { DomainName: PUSH, AppName: "*", TemplateId: 9 }, "MissingParameter"],
    [
      "CreateLiveTimeShiftRule",
      "a malformed domain",
      { DomainName: "x", AppName: "*", StreamName: "*", TemplateId: 9 },
      "InvalidParameter.DomainFormatError",
    ],
  ])("%s with %s", async (action, _, params, code) => {
    expect((await call(emulator, action, params)).code).toBe(code);
  });

  test("one template over the quota", async () => {
    emulator.settings({ quotas: { timeShiftTemplates: 0 } });
    expect((await call(emulator, "CreateLiveTimeShiftTemplate", { TemplateName: "t", Duration: 86400 })).code).toBe(
      "InternalError.ConfOutLimit",
    );
  });
});

test("the exact rule wins over the wildcards", async () => {
  await timeShift(emulator, 7);
  const { TemplateId } = await ok(emulator, "CreateLiveTimeShiftTemplate", { TemplateName: "exact", Duration: 86400, ItemDuration: 3 });
  await ok(emulator, "CreateLiveTimeShiftRule", { DomainName: PUSH, AppName: "live", StreamName: "final", TemplateId });
  emulator.push({ domain: PUSH, app: "live", stream: "final" });
  emulator.push({ domain: PUSH, app: "live", stream: "other" });
  emulator.push({ domain: "q.example.com", app: "live", stream: "final" });
  const { streams, timeShift: shift } = emulator.state();
  expect(streams.map(({ timeShiftedBy }) => timeShiftedBy?.level ?? null)).toEqual(["domain+app+stream", "domain", null]);
  expect(shift.sessions.map(({ itemDuration, retention }) => [itemDuration, retention])).toEqual([
    [3, 86400],
    [5, 604800],
  ]);
});

test("streams and sessions are listed for a window of at most a day, and a region has to be named", async () => {
  await timeShift(emulator);
  await brokenHour(emulator);
  const detail = { Domain: PUSH, AppName: "live", StreamName: "record-stream", ...DAY };
  const sessions = await call(emulator, "DescribeTimeShiftRecordDetail", detail, region);
  expect(sessions.response.RecordList).toEqual([
    { Sid: expect.any(String), StartTime: unix("2018-09-20T10:00:00Z"), EndTime: unix("2018-09-20T10:30:00Z") },
    { Sid: expect.any(String), StartTime: unix("2018-09-20T10:40:00Z"), EndTime: unix("2018-09-20T11:00:00Z") },
  ]);
  const streams = await call(emulator, "DescribeTimeShiftStreamList", { ...DAY, PageSize: 500 }, region);
  expect(streams.response).toMatchObject({
    TotalSize: 1,
    StreamList: [
      {
        Domain: PUSH,
        AppName: "live",
        StreamName: "record-stream",
        Duration: 604800,
        StartTime: unix("2018-09-20T10:00:00Z"),
        EndTime: unix("2018-09-20T11:00:00Z"),
      },
    ],
  });
  expect((await call(emulator, "DescribeTimeShiftStreamList", { ...DAY, Domain: "q.example.com" }, region)).response.TotalSize).toBe(0);
  expect((await call(emulator, "DescribeTimeShiftStreamList", DAY)).code).toBe("MissingParameter");
  expect((await call(emulator, "DescribeTimeShiftStreamList", DAY, { headers: { "X-TC-Region": "nowhere" } })).code).toBe(
    "UnsupportedRegion",
  );
  expect((await call(emulator, "DescribeTimeShiftStreamList", { ...DAY, EndTime: DAY.EndTime + 1 }, region)).code).toBe("InvalidParameter");
  expect((await call(emulator, "DescribeTimeShiftRecordDetail", { ...detail, EndTime: DAY.StartTime }, region)).code).toBe(
    "InvalidParameter",
  );
  expect((await call(emulator, "DescribeTimeShiftStreamList", { ...DAY, PageSize: -1 }, region)).code).toBe("InvalidParameter");
});

test("stream state and the online list follow pushes and breaks", async () => {
  const key = { domain: PUSH, app: "live", stream: "s" };
  const asked = { DomainName: PUSH, AppName: "live", StreamName: "s" };
  expect((await ok(emulator, "DescribeLiveStreamState", asked)).StreamState).toBe("inactive");
  emulator.push(key);
  expect((await ok(emulator, "DescribeLiveStreamState", asked)).StreamState).toBe("active");
  expect(await ok(emulator, "DescribeLiveStreamOnlineList", { DomainName: PUSH })).toMatchObject({
    TotalNum: 1,
    TotalPage: 1,
    PageNum: 1,
    PageSize: 10,
    OnlineInfo: [
      { StreamName: "s", AppName: "live", DomainName: PUSH, PushToDelay: 0, PublishTimeList: [{ PublishTime: "2018-09-20T09:00:00Z" }] },
    ],
  });
  emulator.break(key);
  expect((await ok(emulator, "DescribeLiveStreamState", asked)).StreamState).toBe("inactive");
  expect((await ok(emulator, "DescribeLiveStreamOnlineList", { StreamName: "s" })).TotalNum).toBe(0);
  expect((await call(emulator, "DescribeLiveStreamOnlineList", { PageSize: 9 })).code).toBe("InvalidParameterValue");
  expect((await call(emulator, "DescribeLiveStreamState", { AppName: "live" })).code).toBe("MissingParameter");
});
