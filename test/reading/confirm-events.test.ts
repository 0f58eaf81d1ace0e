import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { ServiceError } from "../../provider/cloud/errors";
import { confirmVodEvents, openReader, pullVodEvents, type Reader, type VodEvent } from "../../provider/reading/index";
import { Place } from "../cli/terminal";
import { emulatorEnvironment } from "../resources/mini-engine";

const domain = "push.example.com";

describe("events of VOD are confirmed", () => {
  let emulator: Emulator;
  let env: ReturnType<typeof emulatorEnvironment>;
  let reader: Reader;

  /** Twenty files are recorded, and an event tells of each. */
  beforeEach(async () => {
    emulator = await startEmulator({
      now: "2026-11-22T00:00:00Z",
      freeze: true,
      settings: { effectDelay: 0, fileDelay: 0, pullSeconds: 0 },
    });
    env = emulatorEnvironment(emulator.url);
    reader = openReader({ env });
    await reader.call("ModifyEventConfig", { Mode: "PULL", UploadMediaCompleteEventSwitch: "ON" });
    const { TemplateId } = await reader.call("CreateLiveRecordTemplate", { TemplateName: "t", Mp4Param: { Enable: 1 } });
    await reader.call("CreateLiveRecordRule", { DomainName: domain, AppName: "", StreamName: "", TemplateId });
    const streams = Array.from({ length: 20 }, (_, index) => ({ domain, app: "live", stream: `s${index}` }));
    for (const stream of streams) emulator.push(stream);
    emulator.clock.advance(60);
    for (const stream of streams) emulator.break(stream);
    emulator.clock.advance(60);
  });
  afterEach(() => emulator.close());

  async function pullAll(): Promise<VodEvent[]> {
    const [first, second] = [await pullVodEvents({}, reader), await pullVodEvents({}, reader)];
    expect([first.length, second.length]).toEqual([16, 4]);
    return [...first, ...second];
  }
  const comeAgain = async () => {
    emulator.clock.advance(31);
    return (await pullVodEvents({}, reader)).length;
  };

  it("all of them, also when the answer to a request is lost", async () => {
    const events = await pullAll();
    const handles = events.map(({ handle }) => handle);
    emulator.fault({ action: "ConfirmEvents", do: "drop-after" });
    expect(await confirmVodEvents([...events, ...events], {}, reader)).toEqual({
      confirmed: handles.slice(16),
      unknown: handles.slice(0, 16),
      failed: [],
    });
    expect(await comeAgain()).toBe(0);
  });

  it("but for those that were pulled too long ago, which keep back no other", async () => {
    const old = (await pullVodEvents({}, reader)).map(({ handle }) => handle);
    emulator.clock.advance(40);
    const fresh = (await pullVodEvents({}, reader)).map(({ handle }) => handle);
    expect(await confirmVodEvents([...old, ...fresh], {}, reader)).toEqual({ confirmed: fresh, unknown: old, failed: [] });
    expect(await confirmVodEvents([], {}, reader)).toEqual({ confirmed: [], unknown: [], failed: [] });
  });

  it("each request by itself: what is wrong with one is told, and the others are sent", async () => {
    const events = await pullAll();
    let sent = 0;
    const refused = new ServiceError("ConfirmEvents", "InternalError", "again", "r");
    const failing: Reader = {
      now: () => reader.now(),
      call: (action, params) => (++sent === 1 ? Promise.reject(refused) : reader.call(action, params)),
    };
    const { confirmed, unknown, failed } = await confirmVodEvents(events, {}, failing);
    expect(confirmed).toEqual(events.slice(16).map(({ handle }) => handle));
    expect(unknown).toEqual([]);
    expect(failed).toEqual(events.slice(0, 16).map(({ handle }) => ({ handle, error: refused })));
  });

  it("on the command line with one answer, whatever became of them", async () => {
    using place = new Place();
    const run = (line: string) => place.liverec(`list events ${line}`, { env });
    emulator.fault({ action: "ConfirmEvents", do: "drop-after" });
    const lost = await run("--json --confirm");
    expect(lost.code).toBe(0);
    expect(JSON.parse(lost.out)).toMatchObject({
      events: { length: 16 },
      confirmation: { confirmed: [], unknown: { length: 16 }, failed: [] },
    });
    expect(lost.err).toBe(
      "16 events are known to the service no more: confirmed by a request whose answer was lost, or pulled too long ago.\n",
    );
    emulator.fault({ action: "ConfirmEvents", do: "status", value: 403, every: true });
    const refused = await run("--json --confirm");
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({
      events: { length: 4 },
      confirmation: { confirmed: [], unknown: [], failed: { length: 4 } },
    });
    expect(refused.err).toMatch(/liverec: 4 events are not confirmed and will come again: ConfirmEvents failed: .*403/s);
    emulator.clearFaults();
    emulator.clock.advance(31);
    expect(await run("--confirm")).toMatchObject({ code: 0, out: expect.stringContaining("NewFileUpload") });
    expect(JSON.parse((await run("--json")).out)).toEqual({ version: 1, events: [] });
  });
});
