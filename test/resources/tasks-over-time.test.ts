import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import type { Props } from "../../provider/core/schema";
import { type Declared, MiniEngine } from "./mini-engine";

let emulator: Emulator;
let engine: MiniEngine;
let template: string;

beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-11-01T00:00:00Z", freeze: true, settings: { effectDelay: 0 } });
  engine = new MiniEngine(emulator.url, { delays: { baseMs: 1, capMs: 5 } });
  const made = await engine.ctx.call("CreateLiveRecordTemplate", { TemplateName: "archive", Mp4Param: { Enable: 1 } });
  template = String(made["TemplateId"]);
  emulator.clearJournal();
});
afterEach(async () => {
  engine.close();
  await emulator.close();
});

const sent = () => emulator.journal().map(({ action }) => action);
// An unsigned look at the service's clock has no action.
const writes = () => sent().filter((action) => action !== "" && !action.startsWith("Describe"));
/** A new run: nothing is remembered but the state, and the service's clock is looked at again. */
function later(time: string): void {
  emulator.clock.set(time);
  engine.restart();
  emulator.clearJournal();
}

const record = (changes: Props = {}): Declared => ({
  token: "ScheduledRecord",
  name: "classic",
  inputs: {
    domainName: "push.example.com",
    streamName: "test",
    startTime: "2026-11-02T08:00",
    endTime: "2026-11-02T10:00",
    timeZone: "Asia/Shanghai",
    ...changes,
  },
});
const highlight = (changes: Props = {}): Declared => ({
  token: "HighlightRecord",
  name: "goal",
  inputs: { domainName: "push.example.com", streamName: "test", duration: 120, ...changes },
});

describe("a RecordTask", () => {
  const task = (changes: Props = {}): Declared => ({
    token: "RecordTask",
    name: "final",
    inputs: {
      domainName: "push.example.com",
      streamName: "final",
      startTime: "2026-11-20T11:00:00Z",
      endTime: "2026-11-20T14:00:00Z",
      templateId: template,
      ...changes,
    },
  });
  const outs = () => engine.state.get("final")?.outs ?? {};

  it("beyond the 7 days is planned, and sends nothing", async () => {
    expect(await engine.up(task())).toBe("create");
    expect(outs()).toMatchObject({ status: "planned", taskId: "" });
    expect(writes()).toEqual([]);
    expect(await engine.up(task())).toBe("same");
  });

  it("that is planned shows as an update on the first run inside the 7 days, is sent once, and is quiet then", async () => {
    await engine.up(task());
    later("2026-11-13T13:00:00Z");
    expect((await engine.plan(task())).step).toBe("same");
    later("2026-11-13T15:00:00Z");
    expect(await engine.up(task())).toBe("update");
    expect(outs()).toMatchObject({ status: "scheduled", taskId: expect.stringMatching(/./) });
    expect(writes()).toEqual(["CreateRecordTask"]);
    engine.restart();
    expect((await engine.plan(task())).step).toBe("same");
    expect(await engine.refresh("final")).toBe(true);
    await engine.destroy("final");
    expect(writes()).toEqual(["CreateRecordTask", "DeleteRecordTask"]);
  });

  it("that nobody sent in time is missed: one warning, and no difference for ever", async () => {
    await engine.up(task());
    later("2026-11-21T00:00:00Z");
    expect(await engine.up(task())).toBe("update");
    expect(outs()).toMatchObject({ status: "missed" });
    expect(engine.warnings.join()).toMatch(/missed, and nothing is sent/);
    expect(await engine.up(task())).toBe("same");
    expect(writes()).toEqual([]);
  });

  it("with a template that does not exist is refused before the call: the service would record HLS for ever", async () => {
    await expect(
      engine.up(task({ templateId: "4711", startTime: "2026-11-03T11:00:00Z", endTime: "2026-11-03T14:00:00Z" })),
    ).rejects.toThrow(/no record template 4711.*kept for ever; nothing was sent/s);
    expect(writes()).toEqual([]);
  });

  const near = { startTime: "2026-11-03T11:00:00Z", endTime: "2026-11-03T14:00:00Z" };

  it("that is running is stopped and then deleted, and its file stays", async () => {
    await engine.up(task(near));
    emulator.clock.set("2026-11-03T10:59:00Z");
    emulator.push({ domain: "push.example.com", app: "live", stream: "final" });
    later("2026-11-03T12:00:00Z");
    await engine.destroy("final");
    expect(writes()).toEqual(["StopRecordTask", "DeleteRecordTask"]);
    emulator.clock.advance(3600);
    expect(emulator.state().media.map(({ duration }) => duration)).toEqual([1800, 1800]);
  });

  it("that is over is finished: refresh keeps it, an edit warns and changes nothing", async () => {
    await engine.up(task(near));
    later("2026-11-04T00:00:00Z");
    expect(await engine.refresh("final")).toBe(true);
    expect(outs()["status"]).toBe("finished");
    expect((await engine.plan(task({ ...near, endTime: "2026-11-03T15:00:00Z" }))).step).toBe("same");
    expect((await engine.plan(task(near))).step).toBe("same");
    expect(writes()).toEqual([]);
  });

  it("that the service has forgotten after three months is still finished, and goes without a call", async () => {
    await engine.up(task(near));
    later("2027-03-01T00:00:00Z");
    expect(await engine.refresh("final")).toBe(true);
    expect(outs()["status"]).toBe("finished");
    await engine.destroy("final");
    expect(writes()).toEqual([]);
  });
});

describe("a RecordTask of a mix", () => {
  const soon = { startTime: "2026-11-02T11:00:00Z", endTime: "2026-11-02T14:00:00Z" };
  const task = (name: string, changes: Props = {}): Declared => ({
    token: "RecordTask",
    name,
    inputs: { domainName: "push.example.com", streamName: "final", templateId: template, ...soon, ...changes },
  });
  const created = () => emulator.journal().flatMap(({ action, params }) => (action === "CreateRecordTask" ? [params?.["StreamType"]] : []));

  it("is its own when only the reply to its create was lost", async () => {
    emulator.fault({ action: "CreateRecordTask", nth: 1, do: "drop-after" });
    await engine.up(task("mix", { mixStream: true }));
    expect(created()).toEqual([1]);
  });

  it("does not pass for a task that is there and may record the stream itself", async () => {
    await engine.up(task("plain"));
    engine.state.delete("plain");
    engine.restart();
    await expect(engine.up(task("mix", { mixStream: true }))).rejects.toThrow(/already exists .*adopt: true/s);
    expect(created()).toEqual([0]);
  });

  it("and any other is gone when its delete was carried out and only the answer was lost", async () => {
    await engine.up(task("plain"));
    emulator.fault({ action: "DeleteRecordTask", nth: 1, do: "drop-after" });
    await engine.destroy("plain");
    expect(engine.state.size).toBe(0);
  });
});

describe("a ScheduledRecord", () => {
  it("is told to the service in China's time, with its storage in one parameter", async () => {
    await engine.up(record({ recordType: "audio", fileFormat: "mp4", recordInterval: 3600, storageTime: 2_592_000 }));
    expect(emulator.journal().at(-1)).toMatchObject({
      action: "CreateLiveRecord",
      params: {
        StartTime: "2026-11-02 08:00:00",
        EndTime: "2026-11-02 10:00:00",
        RecordType: "audio",
        FileFormat: "mp4",
        StreamParam: "record_interval=3600&storage_time=2592000",
      },
    });
  });

  it("in another form of the same instants is no change", async () => {
    await engine.up(record());
    expect(
      (await engine.plan(record({ startTime: "2026-11-02T00:00:00Z", endTime: "2026-11-02T04:00:00+02:00", timeZone: undefined }))).step,
    ).toBe("same");
  });

  it("whose window is over when it is first declared is missed, and nothing is sent then or later", async () => {
    later("2026-11-03T00:00:00Z");
    await engine.up(record());
    expect(engine.state.get("classic")?.outs["status"]).toBe("missed");
    expect((await engine.plan(record())).step).toBe("same");
    await engine.destroy("classic");
    expect(writes()).toEqual([]);
  });

  it("that was missed is made after all when it is given a window that is not over", async () => {
    later("2026-11-03T00:00:00Z");
    await engine.up(record());
    expect(await engine.up(record({ startTime: "2026-11-04T08:00", endTime: "2026-11-04T10:00" }))).toBe("replace");
    expect(engine.state.get("classic")?.outs["status"]).toBe("scheduled");
    expect(writes()).toEqual(["CreateLiveRecord"]);
  });

  it("that is over never changes again: an edit warns", async () => {
    await engine.up(record());
    later("2026-11-03T00:00:00Z");
    expect((await engine.plan(record({ fileFormat: "mp4" }))).step).toBe("same");
    expect(writes()).toEqual([]);
  });

  it("is stopped before it is deleted while it runs, and only deleted before and after", async () => {
    await engine.up(record());
    later("2026-11-02T01:00:00Z");
    await engine.destroy("classic");
    expect(writes()).toEqual(["StopLiveRecord", "DeleteLiveRecord"]);
    later("2026-11-02T01:30:00Z");
    await engine.up(record({ startTime: "2026-11-05T08:00", endTime: "2026-11-05T10:00" }));
    await engine.destroy("classic");
    expect(writes()).toEqual(["CreateLiveRecord", "DeleteLiveRecord"]);
  });
});

describe("a HighlightRecord", () => {
  it("of a stream that is not live fails with what the service says and a hint", async () => {
    await expect(engine.up(highlight())).rejects.toThrow(/StreamNotExist/);
  });

  it("is stopped early when it is destroyed, and its file stays", async () => {
    emulator.push({ domain: "push.example.com", app: "live", stream: "test" });
    later("2026-11-01T00:01:00Z");
    await engine.up(highlight());
    later("2026-11-01T00:02:00Z");
    await engine.destroy("goal");
    expect(writes()).toEqual(["StopLiveRecord", "DeleteLiveRecord"]);
    emulator.clock.advance(600);
    expect(emulator.state().media.map(({ duration }) => Math.round(duration))).toEqual([60]);
  });

  it("that is over changes only by its triggers", async () => {
    emulator.push({ domain: "push.example.com", app: "live", stream: "test" });
    await engine.up(highlight());
    later("2026-11-01T01:00:00Z");
    expect((await engine.plan(highlight({ duration: 60 }))).step).toBe("same");
    expect((await engine.plan(highlight({ triggers: ["goal 2"] }))).step).toBe("replace");
  });
});

describe("a VodEventConfig", () => {
  const config = (changes: Props = {}): Declared => ({
    token: "VodEventConfig",
    name: "events",
    inputs: { mode: "PULL", persistenceCompleteEventSwitch: "ON", ...changes },
  });
  const shown = async () => {
    const { RequestId: _id, ...rest } = await engine.ctx.call("DescribeEventConfig", {});
    return rest;
  };

  it("puts back on destroy what was there before", async () => {
    await engine.ctx.call("ModifyEventConfig", {
      Mode: "PUSH",
      NotificationUrl: "http://127.0.0.1:9/x",
      UploadMediaCompleteEventSwitch: "ON",
    });
    const before = await shown();
    await engine.up(config());
    expect(await shown()).not.toEqual(before);
    await engine.destroy("events");
    expect(await shown()).toEqual(before);
  });

  it("remembers what was there before also when its first run was killed", async () => {
    await engine.ctx.call("ModifyEventConfig", { Mode: "PUSH", NotificationUrl: "http://127.0.0.1:9/x" });
    const before = await shown();
    await engine.up(config());
    engine.state.delete("events");
    engine.restart();
    await engine.up(config());
    await engine.destroy("events");
    expect(await shown()).toEqual(before);
  });

  const byHand = { Mode: "PUSH", NotificationUrl: "http://127.0.0.1:9/by-hand", UploadMediaCompleteEventSwitch: "ON" };
  const byAdmin = { ...byHand, NotificationUrl: "http://127.0.0.1:9/by-admin" };

  it("puts back what was there last, not what an earlier life of it found, when it was destroyed from elsewhere in between", async () => {
    await engine.ctx.call("ModifyEventConfig", byHand);
    await engine.up(config());
    await engine.ctx.call("ModifyEventConfig", byAdmin);
    engine.state.delete("events");
    engine.restart();
    await engine.up(config());
    await engine.destroy("events");
    expect(await shown()).toMatchObject(byAdmin);
  });

  it("forgets what it found when its create was refused", async () => {
    await engine.ctx.call("ModifyEventConfig", byHand);
    emulator.fault({ action: "ModifyEventConfig", every: true, do: "throttle" });
    await expect(engine.up(config())).rejects.toThrow("RequestLimitExceeded");
    emulator.clearFaults();
    await engine.ctx.call("ModifyEventConfig", byAdmin);
    await engine.up(config());
    await engine.destroy("events");
    expect(await shown()).toMatchObject(byAdmin);
  });

  it("still knows what was there before when a change of it failed while it got another name", async () => {
    await engine.ctx.call("ModifyEventConfig", byHand);
    await engine.up(config());
    engine.restart();
    const renamed = { ...config({ deleteMediaCompleteEventSwitch: "ON" }), name: "renamed" };
    emulator.fault({ action: "ModifyEventConfig", every: true, do: "throttle" });
    await expect(engine.up(renamed)).rejects.toThrow("RequestLimitExceeded");
    emulator.clearFaults();
    await engine.up(renamed);
    await engine.destroy("events", "this run");
    await engine.destroy("renamed");
    expect(await shown()).toMatchObject(byHand);
  });

  it("still knows what was there before when it has another name", async () => {
    await engine.ctx.call("ModifyEventConfig", byHand);
    await engine.up(config());
    engine.restart();
    await engine.up({ ...config(), name: "renamed" });
    await engine.destroy("events", "this run");
    expect(await shown()).toMatchObject({ Mode: "PULL" });
    await engine.destroy("renamed");
    expect(await shown()).toMatchObject(byHand);
  });

  it("says that it does not know what was there before when it is set as declared already", async () => {
    await engine.ctx.call("ModifyEventConfig", { Mode: "PULL", PersistenceCompleteEventSwitch: "ON" });
    await engine.up(config());
    expect(engine.warnings.join()).toContain("what was there before is not known");
  });

  it("is well when only the answer was lost, and says what to do when the setting is not in force", async () => {
    emulator.fault({ action: "ModifyEventConfig", every: true, do: "drop-after" });
    await engine.up(config());
    expect(await shown()).toMatchObject({ Mode: "PULL", PersistenceCompleteEventSwitch: "ON" });
    await engine.destroy("events").catch(() => undefined);
    emulator.clearFaults();
    engine.state.delete("events");
    engine.restart();
    emulator.fault({ action: "ModifyEventConfig", every: true, do: "drop-before" });
    await expect(engine.up(config({ deleteMediaCompleteEventSwitch: "ON" }))).rejects.toThrow(
      /are not set as declared\. Run the same command again/,
    );
  });
});

describe("a Clip that is not persisted", () => {
  it("has a URL and its gaps, is never asked for again, and says that there is nothing to delete", async () => {
    const shift = await engine.ctx.call("CreateLiveTimeShiftTemplate", { TemplateName: "week", Duration: 604_800 });
    await engine.ctx.call("CreateLiveTimeShiftRule", {
      DomainName: "push.example.com",
      AppName: "*",
      StreamName: "*",
      TemplateId: shift["TemplateId"],
    });
    const stream = { domain: "push.example.com", app: "live", stream: "s1" };
    emulator.push(stream);
    emulator.clock.advance(1800);
    emulator.break(stream);
    emulator.clock.advance(600);
    emulator.push(stream);
    later("2026-11-01T01:10:00Z");
    const clip = {
      token: "Clip",
      name: "half",
      inputs: { streamId: "s1", host: "play.example.com", startTime: "2026-11-01T00:00:00Z", endTime: "2026-11-01T01:00:00Z" },
    };
    await engine.up(clip);
    const outs = engine.state.get("half")?.outs ?? {};
    expect(outs).toMatchObject({
      fileId: "",
      duration: 3000,
      gaps: [{ startTime: "2026-11-01T00:30:00Z", endTime: "2026-11-01T00:40:00Z" }],
    });
    expect((await fetch(String(outs["url"]))).status).toBe(200);
    emulator.clearJournal();
    expect(await engine.refresh("half")).toBe(true);
    await engine.destroy("half");
    expect(sent()).toEqual([]);
    expect(engine.warnings.join()).toMatch(/nothing to delete/);
  });
});
