import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { id } from "../../emulator/parameters";
import { call } from "./client";
import { PUSH } from "./story";

/** A number cannot tell these from their neighbours: 2^53 + 1, and near the end of 64 bits. */
const TASK = "9007199254740993";
const TEMPLATE = "9223372036854770001";
const LARGEST = "18446744073709551615";

const SETTINGS = { effectDelay: 0, fileDelay: 0, firstTaskId: TASK, firstTemplateId: TEMPLATE };

let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
  emulator = await startEmulator({ state: join(folder, "a.db"), now: "2026-12-01T00:00:00Z", freeze: true, settings: SETTINGS });
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** A call whose body is written as it is sent, with integers that JSON.stringify could not write. */
const raw = (action: string, body: string) => call(emulator, action, {}, { body });

describe("an integer that a number cannot hold", () => {
  test("is a task's id: given, taken and told digit by digit, over a restart too", async () => {
    const params = { StreamName: "s", DomainName: PUSH, StartTime: "2026-12-01 09:00:00", EndTime: "2026-12-01 10:00:00" };
    const made = await call(emulator, "CreateLiveRecord", params);
    expect(made.text).toContain(`"TaskId":${TASK},`);
    await emulator.close();
    emulator = await startEmulator({ state: join(folder, "a.db") });
    emulator.push({ domain: PUSH, app: "live", stream: "s", at: "2026-12-01T01:00:00Z" });
    emulator.clock.set("2026-12-01T01:10:00Z");
    expect(emulator.recorded()).toMatchObject([{ by: { taskId: TASK } }]);
    const stop = (id: string) => raw("StopLiveRecord", `{"StreamName":"s","TaskId":${id}}`);
    expect((await stop("9007199254740992")).code).toBe("ResourceNotFound.TaskId");
    expect((await stop(TASK)).code).toBe("OK");
    expect(JSON.stringify(emulator.journal().at(-1))).toContain(`"TaskId":"${TASK}"`);
    const shown = await (await fetch(`${emulator.control}/state`)).text();
    expect(shown).toContain(`"taskId":${TASK},`);
  });

  test("is a template's id, in every answer and every rule", async () => {
    const made = await raw("CreateLiveRecordTemplate", '{"TemplateName":"t","HlsParam":{"Enable":1}}');
    expect(made.text).toContain(`"TemplateId":${TEMPLATE},`);
    const bound = await raw("CreateLiveRecordRule", `{"DomainName":"${PUSH}","AppName":"","StreamName":"","TemplateId":${TEMPLATE}}`);
    expect(bound.code).toBe("OK");
    expect((await raw("DescribeLiveRecordRules", "{}")).text).toContain(`"TemplateId":${TEMPLATE},`);
    expect((await raw("DescribeLiveRecordTemplate", `{"TemplateId":${TEMPLATE.replace(/1$/, "0")}}`)).code).toBe(
      "FailedOperation.NotFound",
    );
    expect((await raw("DeleteLiveRecordTemplate", `{"TemplateId":${TEMPLATE}}`)).code).toBe("FailedOperation.ConfInUsed");
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    expect(emulator.recorded()).toMatchObject([{ by: { templateId: TEMPLATE }, name: "t" }]);
  });

  test("is an application of VOD, up to 64 bits, and one more is out of range", async () => {
    const settings = (id: string) => `{"TemplateName":"t","HlsParam":{"Enable":1,"VodSubAppId":${id}}}`;
    expect((await raw("CreateLiveRecordTemplate", settings(LARGEST))).code).toBe("OK");
    expect((await raw("DescribeLiveRecordTemplates", "{}")).text).toContain(`"VodSubAppId":${LARGEST},`);
    expect((await raw("CreateLiveRecordTemplate", settings("18446744073709551616"))).code).toBe("InvalidParameterValue");
    expect((await raw("ModifyEventConfig", `{"SubAppId":${LARGEST},"Mode":"PULL"}`)).code).toBe("OK");
    expect((await raw("DescribeEventConfig", `{"SubAppId":${LARGEST}}`)).text).toContain('"Mode":"PULL"');
    expect((await raw("DescribeEventConfig", `{"SubAppId":${LARGEST.replace(/5$/, "4")}}`)).text).toContain('"Mode":"PUSH"');
  });

  test("is read exactly from the text of a query, too", () => {
    const reading = { flat: true, wrongType: "InvalidParameter", wrongValue: () => "InvalidParameterValue" } as const;
    expect(id().read(TEMPLATE, "TemplateId", reading)).toBe(BigInt(TEMPLATE));
    expect(id().read("1001", "TemplateId", reading)).toBe(1001);
    expect(() => id().read(`${LARGEST}0`, "TemplateId", reading)).toThrow("integer");
    expect(() => id({ min: 0 }).read("-1", "TemplateId", reading)).toThrow("out of range");
  });

  test("is out of range where it is a length or a time, and no integer where it is a fraction", async () => {
    const interval = (given: string) =>
      raw("CreateLiveRecordTemplate", `{"TemplateName":"t","HlsParam":{"Enable":1,"RecordInterval":${given}}}`);
    expect((await interval(TASK)).code).toBe("InvalidParameterValue");
    expect((await interval("1800.5")).code).toBe("InvalidParameter");
    const task = `{"StreamName":"s","DomainName":"${PUSH}","AppName":"live","EndTime":${LARGEST}}`;
    const answer = await call(emulator, "CreateRecordTask", {}, { body: task, headers: { "X-TC-Region": "ap-guangzhou" } });
    expect(answer.code).toBe("InvalidParameter");
  });
});

test.each([0, -1, 1.5, "0", "x", "99999999999999999999"])("no id begins at %s", (first) => {
  expect(() => emulator.settings({ firstTaskId: first })).toThrow("`firstTaskId` takes an integer");
});
