import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { PUSH } from "./story";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-12-01T00:00:00Z", freeze: true });
});
afterEach(() => emulator.close());

const URL_A = "http://example.com/a";
const create = (params: object = { RecordNotifyUrl: URL_A }) =>
  call(emulator, "CreateLiveCallbackTemplate", { TemplateName: "t", ...params });
const made = async (params?: object): Promise<number> => (await create(params)).response.TemplateId;
const rule = (TemplateId: number, params: object = {}) =>
  call(emulator, "CreateLiveCallbackRule", { DomainName: PUSH, AppName: "live", TemplateId, ...params });
const read = async (TemplateId: number) => (await ok(emulator, "DescribeLiveCallbackTemplate", { TemplateId })).Template;

describe("a callback template", () => {
  test("reads back all but the address for the recording status, the key in clear", async () => {
    const TemplateId = await made({
      RecordNotifyUrl: URL_A,
      RecordStatusNotifyUrl: "http://example.com/status",
      RecordExceptionNotifyUrl: "https://example.com/exception",
      RecordExceptionLevels: ["error", "info"],
      CallbackKey: "secret",
    });
    const template = {
      TemplateId,
      TemplateName: "t",
      Description: "",
      StreamBeginNotifyUrl: "",
      StreamEndNotifyUrl: "",
      StreamMixNotifyUrl: "",
      RecordNotifyUrl: URL_A,
      SnapshotNotifyUrl: "",
      PornCensorshipNotifyUrl: "",
      PushExceptionNotifyUrl: "",
      AudioAuditNotifyUrl: "",
      RecordExceptionNotifyUrl: "https://example.com/exception",
      RecordExceptionLevels: ["error", "info"],
      CallbackKey: "secret",
    };
    expect(await read(TemplateId)).toEqual(template);
    expect((await ok(emulator, "DescribeLiveCallbackTemplates")).Templates).toEqual([template]);
  });

  test("shows its key in no journal and no state", async () => {
    await made({ RecordNotifyUrl: URL_A, CallbackKey: "very-secret" });
    expect(emulator.state().callback.templates).toMatchObject([{ RecordNotifyUrl: URL_A }]);
    expect(JSON.stringify([emulator.journal(), emulator.state()])).not.toContain("very-secret");
  });

  test("is modified in part; an empty address is cleared, but not the last one", async () => {
    const TemplateId = await made({ RecordNotifyUrl: URL_A, StreamBeginNotifyUrl: URL_A, CallbackKey: "k" });
    await ok(emulator, "ModifyLiveCallbackTemplate", { TemplateId, RecordNotifyUrl: "" });
    expect(await read(TemplateId)).toMatchObject({ RecordNotifyUrl: "", StreamBeginNotifyUrl: URL_A, CallbackKey: "k" });
    expect((await call(emulator, "ModifyLiveCallbackTemplate", { TemplateId, StreamBeginNotifyUrl: "" })).code).toBe("InvalidParameter");
    expect((await call(emulator, "ModifyLiveCallbackTemplate", { TemplateId, StreamMixNotifyUrl: URL_A })).code).toBe("UnknownParameter");
  });

  test.each([
    [{}, "InvalidParameter"],
    [{ CallbackKey: "k" }, "InvalidParameter"],
    [{ RecordStatusNotifyUrl: URL_A }, "OK"],
    [{ StreamMixNotifyUrl: URL_A }, "OK"],
    [{ RecordNotifyUrl: "example.com/a" }, "InvalidParameter.UrlNotSafe"],
    [{ RecordNotifyUrl: "ftp://example.com/a" }, "InvalidParameter.UrlNotSafe"],
    [{ RecordNotifyUrl: "http://" }, "InvalidParameter.UrlNotSafe"],
    [{ RecordNotifyUrl: URL_A, RecordExceptionLevels: ["alarm"] }, "InvalidParameterValue"],
    [{ RecordNotifyUrl: URL_A, Description: "x".repeat(1025) }, "InvalidParameterValue"],
    [{ RecordNotifyUrl: URL_A, TemplateName: "a b" }, "InvalidParameterValue"],
  ])("with %j is answered %s", async (params, code) => {
    expect((await create(params)).code).toBe(code);
  });

  test("one over the quota is refused", async () => {
    emulator.settings({ quotas: { callbackTemplates: 1 } });
    await made();
    expect((await create()).code).toBe("InternalError.ConfOutLimit");
  });

  test("that is bound or missing cannot be deleted", async () => {
    const TemplateId = await made();
    await rule(TemplateId);
    expect((await call(emulator, "DeleteLiveCallbackTemplate", { TemplateId })).code).toBe("FailedOperation.ConfInUsed");
    await ok(emulator, "DeleteLiveCallbackRule", { DomainName: PUSH, AppName: "live" });
    await ok(emulator, "DeleteLiveCallbackTemplate", { TemplateId });
    for (const action of ["DeleteLiveCallbackTemplate", "DescribeLiveCallbackTemplate", "ModifyLiveCallbackTemplate"]) {
      expect((await call(emulator, action, { TemplateId })).code).toBe("FailedOperation.NotFound");
    }
  });
});

describe("a callback rule", () => {
  test("is known by domain and app alone", async () => {
    const TemplateId = await made();
    await rule(TemplateId);
    await rule(TemplateId, { AppName: "" });
    const times = { CreateTime: "2026-12-01 08:00:00", UpdateTime: "2026-12-01 08:00:00" };
    expect((await ok(emulator, "DescribeLiveCallbackRules")).Rules).toEqual([
      { ...times, TemplateId, DomainName: PUSH, AppName: "live" },
      { ...times, TemplateId, DomainName: PUSH, AppName: "" },
    ]);
    await ok(emulator, "DeleteLiveCallbackRule", { DomainName: PUSH, AppName: "live" });
    const again = await call(emulator, "DeleteLiveCallbackRule", { DomainName: PUSH, AppName: "live" });
    expect(again.code).toBe("FailedOperation.NotFound");
  });

  test("of a pair that has one is refused, or replaces it where the setting says so", async () => {
    const [one, two] = [await made(), await made()];
    await rule(one);
    expect((await rule(two)).code).toBe("FailedOperation.RuleAlreadyExist");
    emulator.settings({ callbackRuleOnce: false });
    expect((await rule(two)).code).toBe("OK");
    expect((await ok(emulator, "DescribeLiveCallbackRules")).Rules).toMatchObject([{ TemplateId: two }]);
  });

  test.each([
    [{ TemplateId: 999 }, "InvalidParameter.ConfNotFound"],
    [{ DomainName: "not a domain" }, "InvalidParameter"],
    [{ AppName: undefined }, "MissingParameter"],
    [{ StreamName: "s" }, "UnknownParameter"],
  ])("with %j is answered %s", async (params, code) => {
    expect((await rule(await made(), params)).code).toBe(code);
  });
});
