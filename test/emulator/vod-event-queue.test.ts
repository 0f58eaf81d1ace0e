import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { call, ok, signedHeaders } from "./client";
import { PUSH, rule, template } from "./story";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({
    now: "2026-12-01T00:00:00Z",
    freeze: true,
    settings: { effectDelay: 0, fileDelay: 0, pullSeconds: 0, rates: { PullEvents: 1000 } },
  });
});
afterEach(() => emulator.close());

interface Event {
  EventHandle: string;
  EventType: string;
  FileUploadEvent: { FileId: string };
}
const pull = async (): Promise<Event[]> => ((await ok(emulator, "PullEvents")) as unknown as { EventSet: Event[] }).EventSet;
const confirm = (EventHandles: string[]) => call(emulator, "ConfirmEvents", { EventHandles });

/** Records `count` files in one go, each of which is an event in the queue. */
async function events(count: number): Promise<void> {
  await ok(emulator, "ModifyEventConfig", { Mode: "PULL", UploadMediaCompleteEventSwitch: "ON" });
  await rule(emulator, await template(emulator, "hls"));
  for (let n = 0; n < count; n++) {
    emulator.push({ domain: PUSH, app: "live", stream: `s${n}` });
    emulator.break({ domain: PUSH, app: "live", stream: `s${n}`, at: "2026-12-01T00:10:00Z" });
  }
  emulator.clock.advance(600);
  emulator.clearJournal();
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

describe("the event queue", () => {
  test("gives at most 16 events at once, oldest first, each once while it waits for its confirmation", async () => {
    await events(20);
    const first = await pull();
    const second = await pull();
    expect([first.length, second.length, (await pull()).length]).toEqual([16, 4, 0]);
    expect(first[0]).toMatchObject({ EventType: "NewFileUpload", FileUploadEvent: { FileId: expect.any(String) }, FileDeleteEvent: null });
    const files = [...first, ...second].map((event) => event.FileUploadEvent.FileId);
    expect(files).toEqual(emulator.state().media.map(({ fileId }) => fileId));
    expect((await confirm(first.map(({ EventHandle }) => EventHandle))).code).toBe("OK");
    expect((await confirm(second.map(({ EventHandle }) => EventHandle))).code).toBe("OK");
    emulator.clock.advance(60);
    expect(await pull()).toEqual([]);
  });

  test("gives an event again 30 s after it was pulled, under another handle", async () => {
    await events(1);
    const [first] = await pull();
    emulator.clock.advance(30);
    expect(await pull()).toEqual([]);
    emulator.clock.advance(1);
    const [second] = await pull();
    expect(second?.FileUploadEvent).toEqual(first?.FileUploadEvent);
    expect(second?.EventHandle).not.toBe(first?.EventHandle);
    expect((await confirm([first?.EventHandle ?? ""])).code).toBe("InvalidParameterValue");
    expect((await confirm([second?.EventHandle ?? ""])).code).toBe("OK");
  });

  test("takes a confirmation for 30 s, all handles or none", async () => {
    await events(2);
    const handles = (await pull()).map(({ EventHandle }) => EventHandle);
    expect((await confirm([...handles, "7-1"])).code).toBe("InvalidParameterValue");
    emulator.clock.advance(31);
    expect((await confirm(handles)).code).toBe("InvalidParameterValue");
    expect(await pull()).toHaveLength(2);
  });

  test("keeps an event for 4 days", async () => {
    await events(1);
    emulator.clock.advance(4 * 86_400 - 1);
    expect(await pull()).toHaveLength(1);
    emulator.clock.advance(60);
    expect(await pull()).toEqual([]);
  });

  test.each([[[]], [Array.from({ length: 17 }, () => "1-1")]])("does not take %j handles", async (handles) => {
    expect((await confirm(handles)).code).toBe("InvalidParameterValue");
  });

  test("that is empty answers an empty set, or that there is none", async () => {
    expect(await pull()).toEqual([]);
    emulator.settings({ emptyPullFails: true });
    expect((await call(emulator, "PullEvents")).code).toBe("ResourceNotFound");
  });
});

describe("a pull from an empty queue", () => {
  /** Longer than a test may take. */
  const LONG = 600;

  test("waits for its time", async () => {
    emulator.settings({ pullSeconds: 0.2 });
    const before = performance.now();
    expect(await pull()).toEqual([]);
    expect(performance.now() - before).toBeGreaterThanOrEqual(195);
  });

  test("is answered as soon as there is an event", async () => {
    emulator.settings({ pullSeconds: LONG });
    const waiting = pull();
    await events(1);
    expect(await waiting).toHaveLength(1);
  });

  test("whose caller goes away leaves the event to the next", async () => {
    emulator.settings({ pullSeconds: 5 });
    const { port } = emulator;
    const body = "{}";
    const outgoing = request({ host: "127.0.0.1", port, method: "POST", headers: signedHeaders(emulator, "PullEvents", body) });
    outgoing.on("error", () => {}).end(body);
    await until(() => emulator.journal().some(({ action }) => action === "PullEvents"));
    outgoing.destroy();
    await events(1);
    expect(await pull()).toHaveLength(1);
  });

  test("ends with the emulator", async () => {
    emulator.settings({ pullSeconds: LONG });
    const waiting = pull().catch(() => "ended");
    await until(() => emulator.journal().some(({ action }) => action === "PullEvents"));
    await emulator.close();
    expect(await waiting).toBe("ended");
  });
});
