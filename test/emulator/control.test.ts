import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, control, ok, send } from "./client";
import { PUSH, template } from "./story";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2018-09-11T08:00:00+08:00", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

const KEY = { domain: PUSH, app: "live", stream: "s" };

describe("the clock", () => {
  test("is read, advanced, set, and never goes back", async () => {
    expect(await control(emulator, "GET", "clock")).toEqual({ status: 200, body: { now: "2018-09-11T00:00:00Z", frozen: true } });
    expect((await control(emulator, "POST", "clock", { advance: 1.5 })).body.now).toBe("2018-09-11T00:00:01.500Z");
    expect((await control(emulator, "POST", "clock", { now: "2018-09-11T00:01:00Z" })).body.now).toBe("2018-09-11T00:01:00Z");
    expect((await control(emulator, "POST", "clock", { now: "2018-09-11T00:00:59Z" })).status).toBe(409);
    expect((await control(emulator, "POST", "clock", { advance: -1 })).status).toBe(409);
    expect((await control(emulator, "POST", "clock", { now: "2018-09-11 00:02:00" })).status).toBe(400);
    expect(emulator.clock.now()).toBe("2018-09-11T00:01:00Z");
  });

  test("goes no further than a calendar does, and stays where it is when it is asked to", async () => {
    for (const wrong of [{ advance: 1e13 }, { advance: 1e300 }]) {
      expect(await control(emulator, "POST", "clock", wrong)).toEqual({
        status: 400,
        body: { error: "The clock goes up to 9999-12-31T23:59:59Z." },
      });
    }
    expect((await control(emulator, "GET", "clock")).body.now).toBe("2018-09-11T00:00:00Z");
    await ok(emulator, "DescribeLiveRecordRules");
  });

  test("ticks unless it is frozen", async () => {
    await control(emulator, "POST", "clock", { freeze: false });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(emulator.clock.now() > "2018-09-11T00:00:00.020Z").toBe(true);
    emulator.clock.freeze();
    const stopped = emulator.clock.now();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(emulator.clock.now()).toBe(stopped);
  });
});

test.each([
  ["clock", { freeze: 1 }, "freeze must be boolean."],
  ["clock", { freeze: "true" }, "freeze must be boolean."],
  ["clock", { advanse: 5 }, "the body: there is no `advanse` here."],
  ["clock", { advance: null }, "advance must be number."],
  ["clock", { now: 5 }, "now must be string."],
  ["streams", { event: "push", ...KEY, audio: "false" }, "audio must be boolean."],
  ["streams", { event: "break", ...KEY, audio: false }, "the body: there is no `audio` here."],
  ["streams", { event: "mix", output: KEY, outputStreamType: 1, inputs: [null] }, "inputs[0] must be object."],
  ["streams", { event: "toString" }, "`event` is one of push, break, mix, unmix, exception, push-exception."],
  ["streams", {}, "`event` is one of push, break, mix, unmix, exception, push-exception."],
  ["media", { file: "1" }, "the body: there is no `file` here."],
])("POST %s refuses %j and changes nothing", async (name, body, error) => {
  const before = emulator.state();
  expect(await control(emulator, "POST", name, body)).toEqual({ status: 400, body: { error } });
  expect(emulator.state()).toEqual(before);
  expect((await control(emulator, "GET", "clock")).body).toMatchObject({ frozen: true });
});

describe("streams", () => {
  test("are pushed and broken now or later; a second push and a break of nothing are conflicts", async () => {
    expect((await control(emulator, "POST", "streams", { ...KEY, event: "push", audio: false })).status).toBe(200);
    expect((await control(emulator, "POST", "streams", { ...KEY, event: "push" })).status).toBe(409);
    expect((await control(emulator, "POST", "streams", { ...KEY, event: "exception", type: -8 })).status).toBe(200);
    expect((await control(emulator, "POST", "streams", { ...KEY, event: "push-exception", type: 6 })).status).toBe(200);
    expect((await control(emulator, "POST", "streams", { ...KEY, event: "push-exception", type: 17 })).status).toBe(400);
    expect((await control(emulator, "POST", "streams", { ...KEY, event: "break", at: "2018-09-11T00:01:00Z" })).status).toBe(200);
    expect(emulator.state().streams).toMatchObject([{ ...KEY, live: true, audio: false, video: true }]);
    emulator.clock.advance(60);
    expect(emulator.state().streams[0]?.pushes).toEqual([{ start: "2018-09-11T00:00:00Z", end: "2018-09-11T00:01:00Z" }]);
    expect((await control(emulator, "POST", "streams", { ...KEY, event: "break" })).status).toBe(409);
    expect((await control(emulator, "POST", "streams", { ...KEY, event: "push", at: "2018-09-10T00:00:00Z" })).status).toBe(409);
    expect((await control(emulator, "POST", "streams", { ...KEY, event: "stop" })).status).toBe(400);
    expect((await control(emulator, "POST", "streams", { domain: PUSH, event: "push" })).status).toBe(400);
  });
});

describe("settings", () => {
  test("change in part, with quotas and rates by key", async () => {
    const { body } = await control(emulator, "PUT", "settings", {
      effectDelay: 600,
      quotas: { recordTemplates: 5 },
      rates: { CreateLiveRecord: 10 },
    });
    expect(body).toMatchObject({ effectDelay: 600, quotas: { recordTemplates: 5, recordRules: 50 }, rates: { CreateLiveRecord: 10 } });
    expect((await control(emulator, "PUT", "settings", { rates: { CreateLiveRecord: null } })).body.rates).toEqual({});
    expect((await control(emulator, "GET", "settings")).body).toEqual(emulator.settings());
  });

  test.each([
    [{ efectDelay: 1 }, "effectDelay"],
    [{ quotas: { recordTemplate: 1 } }, "recordTemplates"],
    [{ rates: { CreateLiveRecords: 1 } }, "CreateLiveRecord"],
    [{ effectDelay: "10" }, "number"],
    [{ vodActivated: 1 }, "true or false"],
    [{ playDomains: [] }, "object"],
  ])("%j is refused with what is meant", async (change, hint) => {
    const { status, body } = await control(emulator, "PUT", "settings", change);
    expect(status).toBe(400);
    expect(body.error).toContain(hint);
    expect(() => emulator.settings(change as object)).toThrow(hint);
  });

  test("are checked at the start too", async () => {
    await expect(startEmulator({ settings: { quotas: { rules: 1 } as object } })).rejects.toThrow("recordRules");
  });
});

describe("the journal", () => {
  test("holds every call with its parameters and outcome, and can be emptied", async () => {
    await template(emulator, "a");
    await call(emulator, "DeleteLiveRecordTemplate", { TemplateId: 7 });
    await call(emulator, "DescribeLiveRecordRules", {}, { secretKey: "wrong" });
    await call(emulator, "DescribeLiveRecordTemplate", { TemplateId: "x", SignKey: "canary" });
    const { body } = await control(emulator, "GET", "journal");
    expect(body).toEqual(emulator.journal());
    expect(body).toMatchObject([
      {
        at: "2018-09-11T00:00:00Z",
        action: "CreateLiveRecordTemplate",
        params: { TemplateName: "a" },
        code: "OK",
        acted: true,
        service: "live",
      },
      { action: "DeleteLiveRecordTemplate", params: { TemplateId: 7 }, code: "InternalError.ConfNotFound", acted: false },
      { action: "DescribeLiveRecordRules", params: {}, code: "AuthFailure.SignatureFailure", acted: false },
      { action: "DescribeLiveRecordTemplate", params: { TemplateId: "x", SignKey: "***" }, code: "UnknownParameter", acted: false },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/emulator-secret|canary/);
    await control(emulator, "DELETE", "journal");
    expect(emulator.journal()).toEqual([]);
  });
});

test("reset empties the account and goes back to the start", async () => {
  await template(emulator, "a");
  emulator.push(KEY);
  emulator.settings({ effectDelay: 5 });
  emulator.clock.advance(86400);
  emulator.fault({ action: "*", do: "throttle" });
  expect((await control(emulator, "POST", "reset")).status).toBe(200);
  expect(emulator.state()).toMatchObject({ now: "2018-09-11T00:00:00Z", record: { templates: [] }, streams: [] });
  expect(emulator.settings().effectDelay).toBe(0);
  expect(emulator.journal()).toEqual([]);
  expect(emulator.faults()).toEqual([]);
  expect(await template(emulator, "a")).toBe(1001);
});

test("reset ends calls that are held, without letting them act", async () => {
  emulator.fault({ action: "CreateLiveRecordTemplate", do: "hold-before" });
  const pending = expect(call(emulator, "CreateLiveRecordTemplate", { TemplateName: "t" })).rejects.toThrow();
  await emulator.held("CreateLiveRecordTemplate");
  emulator.reset();
  await pending;
  expect(emulator.state().record.templates).toEqual([]);
});

test("the control API says what does not exist", async () => {
  expect((await control(emulator, "GET", "nothing")).status).toBe(404);
  expect((await control(emulator, "DELETE", "clock")).status).toBe(405);
  expect((await send(emulator, "POST", "/_control/clock", {}, "{")).status).toBe(400);
  expect((await send(emulator, "GET", "/elsewhere", {})).status).toBe(404);
});

test("a control token is asked for where one is set", async () => {
  await using guarded = await startEmulator({ controlToken: "t0ken" });
  expect((await control(guarded, "GET", "clock")).status).toBe(403);
  expect((await control(guarded, "GET", "clock", undefined, { "X-Control-Token": "other" })).status).toBe(403);
  expect((await control(guarded, "GET", "clock", undefined, { "X-Control-Token": "t0ken" })).status).toBe(200);
  expect((await call(guarded, "DescribeLiveRecordRules")).code).toBe("OK");
});

describe("rates", () => {
  test("an action over its rate is told so, on the machine's clock, and others are not", async () => {
    emulator.settings({ rates: { DescribeLiveRecordRules: 3 } });
    // Held still, so that a slow machine fills no bucket in between.
    const watch = vi.spyOn(performance, "now").mockReturnValue(1_000_000);
    onTestFinished(() => watch.mockRestore());
    const codes = await Promise.all(Array.from({ length: 6 }, async () => (await call(emulator, "DescribeLiveRecordRules")).code));
    expect(codes.filter((code) => code === "OK")).toHaveLength(3);
    expect(codes.filter((code) => code === "RequestLimitExceeded")).toHaveLength(3);
    expect((await call(emulator, "DescribeLiveRecordTemplates")).code).toBe("OK");
    watch.mockReturnValue(1_000_000 + 400);
    await ok(emulator, "DescribeLiveRecordRules");
    expect((await call(emulator, "DescribeLiveRecordRules")).code).toBe("RequestLimitExceeded");
  });

  test("wrong parameters do not count, as the order of checks says", async () => {
    emulator.settings({ rates: { DescribeLiveRecordTemplate: 1 } });
    for (let n = 0; n < 3; n++) expect((await call(emulator, "DescribeLiveRecordTemplate")).code).toBe("MissingParameter");
    expect((await call(emulator, "DescribeLiveRecordTemplate", { TemplateId: 1 })).code).toBe("FailedOperation.NotFound");
  });
});

test("every answer waits for the latency that is set", async () => {
  emulator.settings({ latencyMs: 60 });
  const began = performance.now();
  await call(emulator, "DescribeLiveRecordRules");
  expect(performance.now() - began).toBeGreaterThan(55);
});

test("a long answer is zipped where the caller takes it", async () => {
  for (const name of ["a", "b", "c"]) await template(emulator, name);
  const answer = await call(emulator, "DescribeLiveRecordTemplates", {}, { headers: { "Accept-Encoding": "gzip" } });
  expect(answer.headers["content-encoding"]).toBe("gzip");
});
