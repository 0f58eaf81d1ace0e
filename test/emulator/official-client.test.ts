import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { brokenHour, PUSH } from "./story";

// The package's root loads every product; these two files are all that is needed here.
const load = createRequire(import.meta.url);
const live: typeof import("tencentcloud-sdk-nodejs/tencentcloud/services/live/index.js") = load(
  "tencentcloud-sdk-nodejs/tencentcloud/services/live/index.js",
);
const vod: typeof import("tencentcloud-sdk-nodejs/tencentcloud/services/vod/index.js") = load(
  "tencentcloud-sdk-nodejs/tencentcloud/services/vod/index.js",
);

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2018-09-20T09:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

type Method = "POST" | "GET";
const settings = (
  reqMethod: Method = "POST",
  signMethod: "TC3-HMAC-SHA256" | "HmacSHA1" | "HmacSHA256" = "TC3-HMAC-SHA256",
  region = "ap-guangzhou",
) => ({
  credential: { secretId: "AKIDEMULATOR", secretKey: "emulator-secret" },
  region,
  profile: { signMethod, httpProfile: { reqMethod, endpoint: `127.0.0.1:${emulator.port}`, protocol: "http://" } },
});
const liveClient = (...how: Parameters<typeof settings>) => new live.live.v20180801.Client(settings(...how));
const vodClient = (...how: Parameters<typeof settings>) => new vod.vod.v20180717.Client(settings(...how));
const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "OK",
    (error: { code: string }) => error.code,
  );

describe("the official client", () => {
  test("goes through the life of templates and rules", async () => {
    const client = liveClient();
    const { TemplateId = 0 } = await client.CreateLiveRecordTemplate({
      TemplateName: "archive",
      HlsParam: { Enable: 1, StorageTime: 2592000 },
    });
    await client.CreateLiveRecordRule({ DomainName: PUSH, AppName: "", StreamName: "", TemplateId });
    expect((await client.DescribeLiveRecordRules()).Rules).toMatchObject([{ DomainName: PUSH, TemplateId }]);
    await client.ModifyLiveRecordTemplate({ TemplateId, Description: "new" });
    expect((await client.DescribeLiveRecordTemplate({ TemplateId })).Template).toMatchObject({
      Description: "new",
      HlsParam: { Enable: 1 },
    });
    expect((await client.DescribeLiveRecordTemplates({})).Templates).toHaveLength(1);
    expect(await codeOf(client.DeleteLiveRecordTemplate({ TemplateId }))).toBe("FailedOperation.ConfInUsed");
    await client.DeleteLiveRecordRule({ DomainName: PUSH, AppName: "", StreamName: "" });
    await client.DeleteLiveRecordTemplate({ TemplateId });
    expect(await codeOf(client.DescribeLiveRecordTemplate({ TemplateId }))).toBe("FailedOperation.NotFound");
  });

  test("records by time and by highlight", async () => {
    const client = liveClient();
    const { TaskId = 0 } = await client.CreateLiveRecord({
      StreamName: "s",
      StartTime: "2018-09-20 18:00:00",
      EndTime: "2018-09-20 19:00:00",
    });
    await client.StopLiveRecord({ StreamName: "s", TaskId });
    await client.DeleteLiveRecord({ StreamName: "s", TaskId });
    expect(await codeOf(client.CreateLiveRecord({ StreamName: "s", Highlight: 1 }))).toBe("ResourceUnavailable.StreamNotExist");
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    expect((await client.DescribeLiveStreamState({ DomainName: PUSH, AppName: "live", StreamName: "s" })).StreamState).toBe("active");
    expect((await client.CreateLiveRecord({ StreamName: "s", Highlight: 1 })).TaskId).toBe(2);
  });

  test("cuts a clip from the time shift and looks after its file", async () => {
    const client = liveClient();
    const { TemplateId = 0 } = await client.CreateLiveTimeShiftTemplate({ TemplateName: "week", Duration: 604800 });
    await client.CreateLiveTimeShiftRule({ DomainName: PUSH, AppName: "*", StreamName: "*", TemplateId });
    await brokenHour(emulator);
    const window = { StartTime: Date.parse("2018-09-20T00:00:00Z") / 1000, EndTime: Date.parse("2018-09-20T12:00:00Z") / 1000 };
    expect((await client.DescribeTimeShiftStreamList(window)).TotalSize).toBe(1);
    const files = vodClient();
    const clip = await files.LiveRealTimeClip({
      Host: "example.com",
      StreamId: "record-stream",
      StartTime: "2018-09-20T10:00:00Z",
      EndTime: "2018-09-20T11:00:00Z",
      IsPersistence: 1,
      Procedure: "SomeProcedure",
    });
    expect(clip.SegmentSet).toHaveLength(2);
    const FileId = clip.FileId ?? "";
    await files.ModifyMediaInfo({ FileId, Name: "final" });
    const infos = await files.DescribeMediaInfos({ FileIds: [FileId] });
    expect(infos.MediaInfoSet?.[0]?.BasicInfo).toMatchObject({
      Name: "final",
      SourceInfo: { LiveRecordInfo: { StreamId: "record-stream" } },
    });
    expect((await files.SearchMedia({ StreamIds: ["record-stream"] })).TotalCount).toBe(1);
    await files.DeleteMedia({ FileId });
    expect(await codeOf(files.DeleteMedia({ FileId }))).toBe("ResourceNotFound");
  });

  test.each([
    ["GET", "TC3-HMAC-SHA256"],
    ["GET", "HmacSHA1"],
    ["GET", "HmacSHA256"],
    ["POST", "HmacSHA256"],
  ] as const)("is understood with %s and %s", async (method, signature) => {
    const client = liveClient(method, signature);
    const { TemplateId = 0 } = await client.CreateLiveRecordTemplate({
      TemplateName: "t",
      Mp4Param: { Enable: 1, RecordInterval: 600 },
      RemoveWatermark: true,
    });
    const { Template } = await client.DescribeLiveRecordTemplate({ TemplateId });
    expect(Template).toMatchObject({ Mp4Param: { Enable: 1, RecordInterval: 600 }, RemoveWatermark: true });
  });

  test("with a wrong key is refused", async () => {
    const wrong = new live.live.v20180801.Client({ ...settings(), credential: { secretId: "AKIDEMULATOR", secretKey: "other" } });
    expect(await codeOf(wrong.DescribeLiveRecordRules())).toBe("AuthFailure.SignatureFailure");
  });
});
