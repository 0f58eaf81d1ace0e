import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { rule, template } from "./story";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2018-09-11T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

const read = async (TemplateId: number) => (await ok(emulator, "DescribeLiveRecordTemplate", { TemplateId })).Template;
const create = (params: object) => call(emulator, "CreateLiveRecordTemplate", { TemplateName: "t", ...params });

test("a template reads back with every documented field", async () => {
  const id = await template(emulator, "归档_a-1", {
    Description: "all of it",
    HlsParam: { Enable: 1, StorageTime: 86400, RecordInterval: 5 },
    FlvParam: {
      Enable: 1,
      RecordInterval: 60,
      VodSubAppId: 7,
      VodFileName: "{StreamID}_{StartYear}",
      Procedure: "P",
      StorageMode: "cold",
      ClassId: 2,
    },
    HlsSpecialParam: { FlowContinueDuration: 300 },
    FlvSpecialParam: { UploadInRecording: true },
    RemoveWatermark: true,
  });
  expect(id).toBe(1001);
  expect(await read(id)).toEqual({
    TemplateId: 1001,
    TemplateName: "归档_a-1",
    Description: "all of it",
    FlvParam: {
      ...OFF,
      Enable: 1,
      RecordInterval: 60,
      VodSubAppId: 7,
      VodFileName: "{StreamID}_{StartYear}",
      Procedure: "P",
      StorageMode: "cold",
      ClassId: 2,
    },
    HlsParam: { ...OFF, Enable: 1, StorageTime: 86400, RecordInterval: 5 },
    Mp4Param: OFF,
    AacParam: OFF,
    Mp3Param: OFF,
    IsDelayLive: 0,
    HlsSpecialParam: { FlowContinueDuration: 300 },
    FlvSpecialParam: { UploadInRecording: true },
    RemoveWatermark: true,
    CosStore: 0,
  });
});

const OFF = {
  RecordInterval: 1800,
  StorageTime: 0,
  Enable: 0,
  VodSubAppId: 0,
  VodFileName: "",
  Procedure: null,
  StorageMode: null,
  ClassId: null,
  CosBucketName: null,
  CosBucketRegion: null,
  CosBucketPath: null,
};

test("a template without any format is legal", async () => {
  expect((await read(await template(emulator, "norecord", {}))).HlsParam.Enable).toBe(0);
});

test("modify keeps what is left out and replaces a given block whole", async () => {
  const id = await template(emulator, "t", {
    Description: "old",
    HlsParam: { Enable: 1, StorageTime: 60 },
    Mp4Param: { Enable: 1, RecordInterval: 600, StorageTime: 60 },
  });
  await ok(emulator, "ModifyLiveRecordTemplate", { TemplateId: id, Mp4Param: { Enable: 0 } });
  expect(await read(id)).toMatchObject({ TemplateName: "t", Description: "old", HlsParam: { Enable: 1, StorageTime: 60 }, Mp4Param: OFF });
  await ok(emulator, "ModifyLiveRecordTemplate", { TemplateId: id, TemplateName: "new", Description: "" });
  expect(await read(id)).toMatchObject({ TemplateName: "new", Description: "", HlsParam: { Enable: 1 } });
});

test("names are not unique and every create makes a new id that is never used again", async () => {
  expect(await template(emulator, "same")).toBe(1001);
  expect(await template(emulator, "same")).toBe(1002);
  await ok(emulator, "DeleteLiveRecordTemplate", { TemplateId: 1002 });
  expect(await template(emulator, "same")).toBe(1003);
});

test("slow-live templates are listed only when they are asked for", async () => {
  await template(emulator, "normal");
  await template(emulator, "slow", { IsDelayLive: 1 });
  const names = async (params: object) =>
    (await ok(emulator, "DescribeLiveRecordTemplates", params)).Templates.map((one: { TemplateName: string }) => one.TemplateName);
  expect(await names({})).toEqual(["normal"]);
  expect(await names({ IsDelayLive: 1 })).toEqual(["slow"]);
});

describe("refusals", () => {
  test.each([
    ["no name", { TemplateName: undefined }, "MissingParameter"],
    ["a name with a space", { TemplateName: "a b" }, "InvalidParameterValue"],
    ["an empty name", { TemplateName: "" }, "InvalidParameterValue"],
    ["a name over 255 bytes", { TemplateName: "录".repeat(86) }, "InvalidParameterValue"],
    ["a name that is a number", { TemplateName: 5 }, "InvalidParameter"],
    ["a parameter that does not exist", { Foo: 1 }, "UnknownParameter"],
    ["a nested one that does not exist", { FlvParam: { Foo: 1 } }, "UnknownParameter"],
    ["a prototype", { body: '{"TemplateName":"t","__proto__":{"x":1}}' }, "UnknownParameter"],
    ["an FLV interval under 60", { FlvParam: { RecordInterval: 59 } }, "InvalidParameterValue"],
    ["an MP4 interval over 43200", { Mp4Param: { RecordInterval: 43201 } }, "InvalidParameterValue"],
    ["an AAC interval over 7200", { AacParam: { RecordInterval: 7201 } }, "InvalidParameterValue"],
    ["a storage time over 1500 days", { HlsParam: { StorageTime: 129600001 } }, "InvalidParameterValue"],
    ["a switch that is neither 0 nor 1", { HlsParam: { Enable: 2 } }, "InvalidParameterValue"],
    ["a switch that is a boolean", { HlsParam: { Enable: true } }, "InvalidParameter"],
    ["a block that is no object", { HlsParam: 1 }, "InvalidParameter"],
    ["a continuation over 1800", { HlsSpecialParam: { FlowContinueDuration: 1801 } }, "InvalidParameterValue"],
    ["an unknown storage mode", { HlsParam: { StorageMode: "warm" } }, "InvalidParameterValue"],
    ["an unknown placeholder", { HlsParam: { VodFileName: "{Stream}" } }, "InvalidParameter.InvalidVodFileName"],
    ["a placeholder without its closing brace", { HlsParam: { VodFileName: "{StartYear" } }, "InvalidParameter.InvalidVodFileName"],
    ["a file name with a slash", { HlsParam: { VodFileName: "a/b" } }, "InvalidParameter.InvalidVodFileName"],
    ["COS without a path", { CosStore: 1, HlsParam: { Enable: 1 } }, "InvalidParameter"],
    ["a COS path without a slash", { CosStore: 1, HlsParam: { Enable: 1, CosBucketPath: "x" } }, "InvalidParameterValue"],
  ])("%s", async (_, params, code) => {
    const { body, ...rest } = params as { body?: string };
    const answer = body === undefined ? await create(rest) : await call(emulator, "CreateLiveRecordTemplate", {}, { body });
    expect(answer.code).toBe(code);
    expect((await ok(emulator, "DescribeLiveRecordTemplates")).Templates).toEqual([]);
  });

  test("an error names the parameter with its path", async () => {
    const { response } = await create({ FlvParam: { RecordInterval: 59 } });
    expect(response.Error.Message).toContain("`FlvParam.RecordInterval`");
  });

  test("a template that is missing", async () => {
    expect((await call(emulator, "DescribeLiveRecordTemplate", { TemplateId: 9 })).code).toBe("FailedOperation.NotFound");
    expect((await call(emulator, "ModifyLiveRecordTemplate", { TemplateId: 9 })).code).toBe("FailedOperation.NotFound");
    expect((await call(emulator, "DeleteLiveRecordTemplate", { TemplateId: 9 })).code).toBe("InternalError.ConfNotFound");
  });

  test("deleting a template that a rule binds", async () => {
    const id = await template(emulator, "t");
    await rule(emulator, id);
    expect((await call(emulator, "DeleteLiveRecordTemplate", { TemplateId: id })).code).toBe("FailedOperation.ConfInUsed");
    await ok(emulator, "DeleteLiveRecordRule", { DomainName: "p.example.com", AppName: "" });
    await ok(emulator, "DeleteLiveRecordTemplate", { TemplateId: id });
  });

  test("the 51st template, and another quota where the settings say so", async () => {
    for (let n = 0; n < 50; n++) await template(emulator, `t${n}`);
    expect((await create({})).code).toBe("InternalError.ConfOutLimit");
    emulator.settings({ quotas: { recordTemplates: 51 } });
    expect((await create({})).code).toBe("OK");
  });
});
