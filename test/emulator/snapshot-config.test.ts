import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { PUSH } from "./story";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-12-01T00:00:00Z", freeze: true });
});
afterEach(() => emulator.close());

const COS = { CosAppId: 1250000000, CosBucket: "pictures", CosRegion: "ap-guangzhou" };
const create = (params: object = {}) => call(emulator, "CreateLiveSnapshotTemplate", { TemplateName: "t", ...COS, ...params });
const made = async (params: object = {}): Promise<number> => (await create(params)).response.TemplateId;
const rule = (params: object) => call(emulator, "CreateLiveSnapshotRule", { DomainName: PUSH, AppName: "", StreamName: "", ...params });

describe("a snapshot template", () => {
  test("reads back as it was made, with the defaults", async () => {
    const TemplateId = await made();
    const template = {
      TemplateId,
      TemplateName: "t",
      Description: "",
      SnapshotInterval: 10,
      Width: 0,
      Height: 0,
      PornFlag: 0,
      ...COS,
      CosPrefix: null,
      CosFileName: null,
    };
    expect((await ok(emulator, "DescribeLiveSnapshotTemplate", { TemplateId })).Template).toEqual(template);
    expect((await ok(emulator, "DescribeLiveSnapshotTemplates")).Templates).toEqual([template]);
  });

  test("is modified in part, and the bucket has to be named each time", async () => {
    const TemplateId = await made({ Width: 640, CosPrefix: "/{Year}" });
    expect((await call(emulator, "ModifyLiveSnapshotTemplate", { TemplateId, SnapshotInterval: 60 })).code).toBe("MissingParameter");
    await ok(emulator, "ModifyLiveSnapshotTemplate", { TemplateId, ...COS, CosBucket: "other", SnapshotInterval: 60 });
    expect((await ok(emulator, "DescribeLiveSnapshotTemplate", { TemplateId })).Template).toMatchObject({
      CosBucket: "other",
      SnapshotInterval: 60,
      Width: 640,
      CosPrefix: "/{Year}",
    });
  });

  test("can be made with an interval of 2 s, which modify does not take", async () => {
    const TemplateId = await made({ SnapshotInterval: 2 });
    const answer = await call(emulator, "ModifyLiveSnapshotTemplate", { TemplateId, ...COS, SnapshotInterval: 2 });
    expect(answer.code).toBe("InvalidParameterValue");
  });

  test.each([
    [{ SnapshotInterval: 1 }, "InvalidParameterValue"],
    [{ SnapshotInterval: 301 }, "InvalidParameterValue"],
    [{ Width: 3001 }, "InvalidParameterValue"],
    [{ Height: 2001 }, "InvalidParameterValue"],
    [{ Height: -1 }, "InvalidParameterValue"],
    [{ PornFlag: 2 }, "InvalidParameterValue"],
    [{ TemplateName: "a b" }, "InvalidParameterValue"],
    [{ TemplateName: "x".repeat(256) }, "InvalidParameterValue"],
    [{ CosBucket: "pictures-1250000000" }, "InvalidParameterValue"],
    [{ CosFileName: "{Nonsense}.jpg" }, "InvalidParameter.COSCustomFileNameError"],
    [{ CosAppId: undefined }, "MissingParameter"],
    [{ CosBucket: undefined }, "MissingParameter"],
    [{ CosRegion: undefined }, "MissingParameter"],
    [{ TemplateName: "课堂_1-a", Description: "x".repeat(1024), Width: 3000, Height: 2000, PornFlag: 1, SnapshotInterval: 300 }, "OK"],
  ])("with %j is answered %s", async (params, code) => {
    expect((await create(params)).code).toBe(code);
  });

  test("one over the quota is refused", async () => {
    emulator.settings({ quotas: { snapshotTemplates: 1 } });
    await made();
    expect((await create()).code).toBe("InternalError.ConfOutLimit");
  });

  test("that is bound or missing cannot be deleted", async () => {
    const TemplateId = await made();
    await rule({ TemplateId });
    expect((await call(emulator, "DeleteLiveSnapshotTemplate", { TemplateId })).code).toBe("FailedOperation.ConfInUsed");
    await ok(emulator, "DeleteLiveSnapshotRule", { DomainName: PUSH, AppName: "", StreamName: "" });
    await ok(emulator, "DeleteLiveSnapshotTemplate", { TemplateId });
    expect((await call(emulator, "DeleteLiveSnapshotTemplate", { TemplateId })).code).toBe("InternalError.ConfNotFound");
    expect((await call(emulator, "DescribeLiveSnapshotTemplate", { TemplateId })).code).toBe("FailedOperation.NotFound");
    expect((await call(emulator, "ModifyLiveSnapshotTemplate", { TemplateId, ...COS })).code).toBe("FailedOperation.NotFound");
  });
});

describe("a snapshot rule", () => {
  test("is listed with its times in China time and deleted by its exact triple", async () => {
    const TemplateId = await made();
    await rule({ TemplateId, AppName: "live" });
    const time = "2026-12-01 08:00:00";
    expect((await ok(emulator, "DescribeLiveSnapshotRules")).Rules).toEqual([
      { CreateTime: time, UpdateTime: time, TemplateId, DomainName: PUSH, AppName: "live", StreamName: "" },
    ]);
    const remove = (triple: object) => call(emulator, "DeleteLiveSnapshotRule", { DomainName: PUSH, ...triple });
    expect((await remove({ AppName: "" })).code).toBe("FailedOperation.NotFound");
    expect((await remove({})).code).toBe("OK");
    expect((await remove({})).code).toBe("FailedOperation.NotFound");
  });

  test("links its domain to one template only", async () => {
    const [one, two] = [await made(), await made()];
    expect((await rule({ TemplateId: one })).code).toBe("OK");
    expect((await rule({ TemplateId: one })).code).toBe("FailedOperation.RuleAlreadyExist");
    expect((await rule({ TemplateId: one, StreamName: "s" })).code).toBe("OK");
    expect((await rule({ TemplateId: two, StreamName: "t" })).code).toBe("FailedOperation.RuleAlreadyExist");
    expect((await rule({ TemplateId: two, DomainName: "q.example.com" })).code).toBe("OK");
  });

  test.each([
    [{ TemplateId: 999 }, "InvalidParameter.ConfNotFound"],
    [{ DomainName: "not a domain" }, "InvalidParameter.DomainFormatError"],
    [{ DomainName: undefined }, "MissingParameter"],
  ])("with %j is answered %s", async (params, code) => {
    expect((await rule({ TemplateId: await made(), ...params })).code).toBe(code);
  });

  test("one over the quota is refused", async () => {
    emulator.settings({ quotas: { snapshotRules: 1 } });
    const TemplateId = await made();
    await rule({ TemplateId });
    expect((await rule({ TemplateId, StreamName: "s" })).code).toBe("InternalError.RuleOutLimit");
  });
});
