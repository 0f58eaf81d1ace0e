import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok } from "./client";
import { PUSH, rule, template } from "./story";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2018-09-11T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

const S1 = { domain: PUSH, app: "live", stream: "s1" };
const Q = "q.example.com";
type Triple = { domain?: string; app?: string; stream?: string };

describe("which rule records a push", () => {
  test.each<{ row: number; rules: Triple[]; winner: number | null; level: string | null }>([
    { row: 1, rules: [{}], winner: 0, level: "domain" },
    { row: 2, rules: [{}, { app: "live" }], winner: 1, level: "domain+app" },
    { row: 3, rules: [{ app: "live" }, { stream: "s1" }], winner: 1, level: "domain+stream" },
    { row: 4, rules: [{ stream: "s1" }, { app: "live", stream: "s1" }], winner: 1, level: "domain+app+stream" },
    { row: 5, rules: [{}, { app: "other", stream: "s1" }], winner: 0, level: "domain" },
    { row: 6, rules: [{}, { stream: "s2" }], winner: 0, level: "domain" },
    { row: 7, rules: [{ domain: Q, app: "live", stream: "s1" }], winner: null, level: null },
    { row: 9, rules: [{ domain: "", stream: "s1" }, {}], winner: 0, level: "stream" },
  ])("row $row of the priority table", async ({ rules, winner, level }) => {
    emulator.settings({ allowEmptyDomain: true });
    const ids: number[] = [];
    for (const [index, triple] of rules.entries()) {
      const id = await template(emulator, `t${index}`);
      ids.push(id);
      await rule(emulator, id, triple);
    }
    emulator.push(S1);
    const [stream] = emulator.state().streams;
    expect(stream?.recordedBy?.templateId ?? null).toBe(winner === null ? null : ids[winner]);
    expect(stream?.recordedBy?.level ?? null).toBe(level);
    expect(stream?.recordings).toHaveLength(winner === null ? 0 : 1);
  });

  test("row 8: a norecord template on the stream leaves no file, although the domain has a rule", async () => {
    await rule(emulator, await template(emulator, "archive"));
    await rule(emulator, await template(emulator, "norecord", {}), { stream: "s1" });
    emulator.push(S1);
    emulator.push({ ...S1, stream: "s2" });
    emulator.clock.advance(60);
    emulator.break(S1);
    emulator.break({ ...S1, stream: "s2" });
    const { streams, media } = emulator.state();
    expect(streams[0]?.recordedBy).toMatchObject({ level: "domain+stream", templateName: "norecord", formats: [] });
    expect(media.map(({ stream }) => stream)).toEqual(["s2"]);
  });

  test("row 10: the same triple twice is refused, whatever the template", async () => {
    await rule(emulator, await template(emulator, "a"), { app: "live" });
    const TemplateId = await template(emulator, "b");
    const again = await call(emulator, "CreateLiveRecordRule", { DomainName: PUSH, AppName: "live", TemplateId });
    expect(again.code).toBe("FailedOperation.RuleAlreadyExist");
    const { Rules } = await ok(emulator, "DescribeLiveRecordRules");
    expect(Rules).toEqual([
      {
        CreateTime: "2018-09-11 08:00:00",
        UpdateTime: "2018-09-11 08:00:00",
        TemplateId: 1001,
        DomainName: PUSH,
        AppName: "live",
        StreamName: "",
      },
    ]);
  });
});

describe("when a change counts", () => {
  test("a running push keeps the configuration that it started with", async () => {
    emulator.push(S1);
    await rule(emulator, await template(emulator, "late"));
    emulator.clock.advance(60);
    emulator.break(S1);
    expect(emulator.state().media).toEqual([]);
    emulator.push(S1);
    expect(emulator.state().streams[0]?.recordedBy?.templateName).toBe("late");
  });

  test("with an effect delay only pushes after it see the change, in binding, editing and unbinding", async () => {
    emulator.settings({ effectDelay: 600 });
    const pushed = () => {
      emulator.push(S1);
      const by = emulator.state().streams[0]?.recordedBy ?? null;
      emulator.break(S1);
      return by?.formats ?? null;
    };
    const id = await template(emulator, "t");
    await rule(emulator, id);
    expect(pushed()).toBeNull();
    emulator.clock.advance(600);
    expect(pushed()).toEqual(["hls"]);
    await ok(emulator, "ModifyLiveRecordTemplate", { TemplateId: id, FlvParam: { Enable: 1 } });
    expect(pushed()).toEqual(["hls"]);
    emulator.clock.advance(600);
    expect(pushed()).toEqual(["flv", "hls"]);
    await ok(emulator, "DeleteLiveRecordRule", { DomainName: PUSH, AppName: "" });
    expect(pushed()).toEqual(["flv", "hls"]);
    emulator.clock.advance(600);
    expect(pushed()).toBeNull();
  });
});

describe("refusals", () => {
  test.each([
    ["no domain", { TemplateId: 1001 }, "MissingParameter"],
    ["a malformed domain", { DomainName: "not a domain", TemplateId: 1001 }, "InvalidParameter.DomainFormatError"],
    ["an empty domain", { DomainName: "", TemplateId: 1001 }, "InvalidParameter.DomainFormatError"],
    ["an unknown template", { DomainName: PUSH, TemplateId: 7 }, "InvalidParameter.ConfNotFound"],
    ["a template that is a string", { DomainName: PUSH, TemplateId: "1001" }, "InvalidParameter"],
  ])("%s", async (_, params, code) => {
    await template(emulator, "t");
    expect((await call(emulator, "CreateLiveRecordRule", params)).code).toBe(code);
  });

  test("a domain that the account does not have", async () => {
    emulator.settings({ domains: [Q] });
    const TemplateId = await template(emulator, "t");
    expect((await call(emulator, "CreateLiveRecordRule", { DomainName: PUSH, TemplateId })).code).toBe("InternalError.NotFound");
  });

  test("an omitted app is `live`, not every app, in create and in delete", async () => {
    const TemplateId = await template(emulator, "t");
    await ok(emulator, "CreateLiveRecordRule", { DomainName: PUSH, TemplateId });
    expect((await ok(emulator, "DescribeLiveRecordRules")).Rules[0]).toMatchObject({ AppName: "live", StreamName: "" });
    expect((await call(emulator, "DeleteLiveRecordRule", { DomainName: PUSH, AppName: "" })).code).toBe("FailedOperation.NotFound");
    await ok(emulator, "DeleteLiveRecordRule", { DomainName: PUSH });
    expect((await call(emulator, "DeleteLiveRecordRule", { DomainName: PUSH })).code).toBe("FailedOperation.NotFound");
  });

  test("one rule over the quota", async () => {
    emulator.settings({ quotas: { recordRules: 1 } });
    const TemplateId = await template(emulator, "t");
    await rule(emulator, TemplateId);
    expect((await call(emulator, "CreateLiveRecordRule", { DomainName: PUSH, TemplateId })).code).toBe("InternalError.RuleOutLimit");
  });
});
