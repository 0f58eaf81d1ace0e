import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, type Fault, startEmulator } from "../../emulator/index";
import { call, control, send, signedHeaders } from "./client";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ freeze: true });
});
afterEach(() => emulator.close());

const ACTION = "CreateLiveRecordTemplate";
const create = () => call(emulator, ACTION, { TemplateName: "t" });
const set = (fault: Omit<Fault, "action">) => emulator.fault({ action: ACTION, ...fault });
const made = () => emulator.state().record.templates.length;
const journal = () => emulator.journal().map(({ code, acted }) => ({ code, acted }));

describe("a call that is held", () => {
  test("before it acts does nothing until it is released", async () => {
    await control(emulator, "POST", "faults", { action: ACTION, nth: 1, do: "hold-before" });
    const pending = create();
    await emulator.held(ACTION);
    expect((await control(emulator, "GET", "faults")).body).toMatchObject([{ action: ACTION, do: "hold-before", hits: 1, holding: 1 }]);
    expect(made()).toBe(0);
    expect(emulator.journal()).toMatchObject([{ action: ACTION, params: { TemplateName: "t" }, code: "", acted: false }]);
    await control(emulator, "DELETE", "faults");
    expect((await pending).code).toBe("OK");
    expect(made()).toBe(1);
    expect(journal()).toEqual([{ code: "OK", acted: true }]);
  });

  test("after it acted has its effect and no reply until it is released", async () => {
    set({ do: "hold-after" });
    const pending = create();
    await emulator.held(ACTION);
    expect(made()).toBe(1);
    expect(journal()).toEqual([{ code: "", acted: true }]);
    emulator.clearFaults();
    expect((await pending).code).toBe("OK");
  });

  test.each([
    ["hold-before", 0],
    ["hold-after", 1],
  ] as const)("%s lets go when the caller hangs up", async (kind, count) => {
    set({ do: kind });
    const body = '{"TemplateName":"t"}';
    const cancel = new AbortController();
    const headers = signedHeaders(emulator, ACTION, body, { host: `127.0.0.1:${emulator.port}` });
    const pending = fetch(emulator.url, { method: "POST", headers, body, signal: cancel.signal });
    await emulator.held(ACTION);
    cancel.abort();
    await expect(pending).rejects.toThrow();
    while (emulator.faults()[0]?.holding !== 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(made()).toBe(count);
    expect(journal()).toEqual([{ code: "", acted: count === 1 }]);
  });
});

describe("a call whose connection drops", () => {
  test.each([
    ["drop-before", 0],
    ["drop-after", 1],
    ["cut", 1],
  ] as const)("%s", async (kind, count) => {
    set({ do: kind });
    await expect(create()).rejects.toThrow();
    expect(made()).toBe(count);
    expect(journal()).toEqual([{ code: "", acted: count === 1 }]);
    expect((await create()).code).toBe("OK");
  });
});

test("throttle refuses as many calls as it says", async () => {
  set({ do: "throttle", value: 2 });
  expect([(await create()).code, (await create()).code, (await create()).code]).toEqual([
    "RequestLimitExceeded",
    "RequestLimitExceeded",
    "OK",
  ]);
  expect(made()).toBe(1);
});

test("status answers with a gateway's page, before the call acts or after it", async () => {
  set({ do: "status", value: 503 });
  const before = await create();
  expect([before.status, before.code, made()]).toEqual([503, "", 0]);
  emulator.clearFaults();
  set({ do: "status", value: { status: 502, after: true } });
  expect([(await create()).status, made()]).toEqual([502, 1]);
  expect(journal()).toEqual([
    { code: "HTTP 503", acted: false },
    { code: "HTTP 502", acted: true },
  ]);
});

test("slow answers late", async () => {
  set({ do: "slow", value: 80 });
  const began = performance.now();
  expect((await create()).code).toBe("OK");
  expect(performance.now() - began).toBeGreaterThan(75);
});

test("nth counts from when the fault was set, for its action alone; every goes on", async () => {
  await create();
  set({ do: "throttle", nth: 2 });
  await call(emulator, "DescribeLiveRecordRules");
  expect([(await create()).code, (await create()).code, (await create()).code]).toEqual(["OK", "RequestLimitExceeded", "OK"]);
  set({ do: "throttle", every: true });
  expect([(await create()).code, (await create()).code]).toEqual(["RequestLimitExceeded", "RequestLimitExceeded"]);
  emulator.clearFaults();
  emulator.fault({ action: "*", do: "throttle" });
  expect((await call(emulator, "DescribeLiveRecordRules")).code).toBe("RequestLimitExceeded");
});

test.each([
  [{ action: ACTION, do: "explode" }, "do"],
  [{ action: "CreateNothing", do: "cut" }, "CreateNothing"],
  [{ action: ACTION, do: "cut", nth: 0 }, "nth"],
  [{ action: ACTION, do: "status", value: 20 }, "status"],
])("%j is refused", async (fault, hint) => {
  const { status, body } = await control(emulator, "POST", "faults", fault);
  expect(status).toBe(400);
  expect(body.error).toContain(hint);
});

test("closing the emulator ends calls that are held", async () => {
  const other = await startEmulator();
  other.fault({ action: ACTION, do: "hold-before" });
  const body = "{}";
  const pending = send(other, "POST", "/", signedHeaders(other, ACTION, body), body).catch(() => "ended");
  await other.held(ACTION);
  await Promise.all([other.close(), other.close()]);
  expect(await pending).toBe("ended");
  expect(other.journal()).toMatchObject([{ acted: false, code: "" }]);
});
