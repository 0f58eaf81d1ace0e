import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { control, ok, send } from "./client";
import { type Receiver, startReceiver } from "./receiver";
import { brokenHour, PUSH, rule, template, timeShift } from "./story";

const HOUR = { Host: "example.com", StreamId: "record-stream", StartTime: "2018-09-20T10:00:00Z", EndTime: "2018-09-20T11:00:00Z" };
const ON = { UploadMediaCompleteEventSwitch: "ON", DeleteMediaCompleteEventSwitch: "ON", PersistenceCompleteEventSwitch: "ON" };
const NOW = Date.parse("2018-09-20T11:05:00Z") / 1000;

let emulator: Emulator;
let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
  emulator = await startEmulator({
    now: "2018-09-20T09:00:00Z",
    freeze: true,
    settings: { effectDelay: 0, fileDelay: 0, pullSeconds: 0 },
  });
  await timeShift(emulator);
  await rule(emulator, await template(emulator, "archive"));
});
afterEach(async () => {
  await emulator.close();
  await receiver[Symbol.asyncDispose]();
});

interface Event {
  EventType: string;
  FileUploadEvent: { FileId: string; ProcedureTaskId: string; MediaBasicInfo: { SourceInfo: { SourceContext: string } } };
}
const pull = async (): Promise<Event[]> => ((await ok(emulator, "PullEvents")) as unknown as { EventSet: Event[] }).EventSet;
const playable = async (url: string): Promise<boolean> => (await send(emulator, "GET", new URL(url).pathname, {})).status === 200;
const clip = (params: object = {}) => ok(emulator, "LiveRealTimeClip", { ...HOUR, IsPersistence: 1, ...params });
const firstFile = (): string => emulator.state().media[0]?.fileId ?? "";

describe("VOD tells", () => {
  test("of new files, of clips whose data is their own, of ended flows and of deleted files; contexts come back", async () => {
    await ok(emulator, "ModifyEventConfig", { Mode: "PULL", ...ON });
    await brokenHour(emulator);
    const files = (await pull()).map(({ EventType, FileUploadEvent }) => [EventType, FileUploadEvent.FileId]);
    expect(files).toEqual(emulator.state().media.map(({ fileId }) => ["NewFileUpload", fileId]));
    const made = await clip({ Procedure: "P", SourceContext: "order 7", SessionContext: "session 8" });
    expect(await pull()).toMatchObject([
      {
        EventType: "NewFileUpload",
        FileUploadEvent: {
          FileId: made.FileId,
          ProcedureTaskId: made.VodTaskId,
          MediaBasicInfo: { SourceInfo: { SourceContext: "order 7" } },
        },
        PersistenceCompleteEvent: null,
      },
    ]);
    emulator.clock.advance(60);
    expect(await pull()).toMatchObject([
      { EventType: "NewFileUpload" },
      { EventType: "NewFileUpload" },
      { EventType: "NewFileUpload" },
      {
        EventType: "ProcedureStateChanged",
        ProcedureStateChangeEvent: {
          TaskId: made.VodTaskId,
          Status: "FINISH",
          ErrCode: 0,
          FileId: made.FileId,
          SessionContext: "session 8",
        },
      },
      { EventType: "PersistenceComplete", PersistenceCompleteEvent: { FileId: made.FileId, PersistenceSource: "LiveRealTimeClip" } },
    ]);
    await ok(emulator, "DeleteMedia", { FileId: made.FileId });
    expect(await pull()).toMatchObject([{ EventType: "FileDeleted", FileDeleteEvent: { FileIdSet: [made.FileId] } }]);
  });

  test("only what is switched on, and of flows always", async () => {
    await ok(emulator, "ModifyEventConfig", { Mode: "PULL" });
    await brokenHour(emulator);
    await clip({ Procedure: "P" });
    emulator.clock.advance(60);
    expect(await pull()).toMatchObject([{ EventType: "ProcedureStateChanged" }]);
  });

  test("a PUSH address, signed where there is a key, with the same objects as a pull", async () => {
    await ok(emulator, "ModifyEventConfig", { Mode: "PUSH", NotificationUrl: receiver.url, SignKey: "abc123", ...ON });
    await brokenHour(emulator);
    await ok(emulator, "DeleteMedia", { FileId: firstFile() });
    await emulator.delivered();
    const got = receiver.got.toSorted((a, b) => Number(a["T"]) - Number(b["T"]));
    expect(got).toMatchObject([
      { EventType: "NewFileUpload", FileDeleteEvent: null, T: expect.any(Number), Sign: expect.any(String) },
      { EventType: "NewFileUpload" },
      {
        EventType: "FileDeleted",
        T: NOW + 600,
        Sign: createHash("md5")
          .update(`abc123${NOW + 600}`)
          .digest("hex"),
      },
    ]);
    expect(receiver.got[0]).not.toHaveProperty("EventHandle");
  });
});

describe("a persisted clip whose source goes before PersistenceComplete", () => {
  beforeEach(async () => {
    await ok(emulator, "ModifyEventConfig", { Mode: "PULL", PersistenceCompleteEventSwitch: "ON" });
    await brokenHour(emulator);
  });

  test.each([
    ["is deleted", () => ok(emulator, "DeleteMedia", { FileId: firstFile() }), "source recording deleted before PersistenceComplete"],
    [
      "is cooled",
      () => control(emulator, "POST", "media", { fileId: firstFile(), storageClass: "ARCHIVE" }),
      "source recording cooled before PersistenceComplete",
    ],
    [
      "expires",
      async () => {
        await ok(emulator, "ModifyMediaInfo", { FileId: firstFile(), ExpireTime: "2018-09-20T11:05:30Z" });
        emulator.clock.advance(30);
      },
      "source recording expired before PersistenceComplete",
    ],
  ])("because it %s, breaks, and no event comes", async (_, go, why) => {
    const { Url, FileId } = await clip();
    expect(await playable(Url)).toBe(true);
    await go();
    expect(await playable(Url)).toBe(false);
    emulator.clock.advance(60);
    expect(await pull()).toEqual([]);
    expect(emulator.state().clips).toMatchObject([{ alive: false, complete: false, why }]);
    expect((await ok(emulator, "DescribeMediaInfos", { FileIds: [FileId] })).MediaInfoSet).toHaveLength(1);
  });

  test("plays on when it goes afterwards", async () => {
    const { Url } = await clip();
    emulator.clock.advance(60);
    expect(await pull()).toHaveLength(1);
    await ok(emulator, "DeleteMedia", { FileId: firstFile() });
    emulator.cool(firstFile());
    expect(await playable(Url)).toBe(true);
    expect(emulator.state().clips).toMatchObject([{ alive: true, complete: true }]);
  });

  test("a clip that is not persisted outlives a source that is cooled", async () => {
    const { Url } = await ok(emulator, "LiveRealTimeClip", HOUR);
    emulator.cool(firstFile());
    expect(await playable(Url)).toBe(true);
    expect(() => emulator.cool("1")).toThrow("no file");
    expect(() => emulator.cool(firstFile(), "WARM")).toThrow("STANDARD_IA");
  });
});

test("a template's procedure runs on each recorded file", async () => {
  await ok(emulator, "ModifyEventConfig", { Mode: "PULL", UploadMediaCompleteEventSwitch: "ON" });
  await rule(emulator, await template(emulator, "flow", { HlsParam: { Enable: 1, Procedure: "P" } }), { stream: "s" });
  emulator.push({ domain: PUSH, app: "live", stream: "s" });
  emulator.clock.advance(20);
  emulator.break({ domain: PUSH, app: "live", stream: "s" });
  emulator.clock.advance(60);
  const [file, flow] = await pull();
  expect(file?.FileUploadEvent.ProcedureTaskId).toContain("procedurev2");
  expect(flow).toMatchObject({
    EventType: "ProcedureStateChanged",
    ProcedureStateChangeEvent: { TaskId: file?.FileUploadEvent.ProcedureTaskId, SessionContext: "" },
  });
});
