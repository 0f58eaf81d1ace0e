import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EmulatorOptions, readScript, startEmulator } from "../../emulator/index";
import { control, ok } from "./client";
import { startReceiver } from "./receiver";
import { PUSH, rule, template } from "./story";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FIRST = { now: "2020-01-01T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 7 } };
const start = (options: EmulatorOptions = {}) => startEmulator({ state: join(folder, "account.db"), ...options });

describe("an account in a file, started again,", () => {
  test("has the settings that it was left with, those of its start too; a start that gives others changes just these", async () => {
    await (await start(FIRST)).close();
    const second = await start({ settings: { fileDelay: 8 } });
    expect(second.settings()).toMatchObject({ effectDelay: 0, fileDelay: 8 });
    await second.close();
    await using third = await start();
    expect(third.settings()).toMatchObject({ effectDelay: 0, fileDelay: 8 });
  });

  test("is reset to the time, the clock and the settings with which it was started again", async () => {
    const first = await start(FIRST);
    first.clock.advance(3600);
    await first.close();
    await using second = await start();
    second.clock.advance(60);
    second.settings({ fileDelay: 1 });
    second.reset();
    expect((await control(second, "GET", "clock")).body).toEqual({ now: "2020-01-01T01:00:00Z", frozen: true });
    expect(second.settings()).toMatchObject({ effectDelay: 0, fileDelay: 7 });
  });

  test("refuses an earlier time every time it is asked to go back there", async () => {
    await (await start()).close();
    for (let n = 0; n < 3; n++) await expect(start({ now: FIRST.now, freeze: true })).rejects.toThrow("does not go back to 2020-01-01");
  });

  test("goes on with the script that it plays when it is started with it once more", async () => {
    const script = readScript(`
from: 2020-01-01T00:00:00Z
calls:
  - { action: CreateLiveRecordTemplate, as: t, params: { TemplateName: t, HlsParam: { Enable: 1 } } }
  - { action: CreateLiveRecordRule, params: { DomainName: ${PUSH}, AppName: "", StreamName: "", TemplateId: $t.TemplateId } }
pushes:
  - { stream: ${PUSH}/live/a, start: 2020-01-01T01:00:00Z, duration: 1h }
`);
    for (const advance of [0, 5400, 5400]) {
      await using emulator = await start(FIRST);
      emulator.play(script);
      emulator.clock.advance(advance);
    }
    await using last = await start(FIRST);
    last.play(script);
    expect(last.state().record.templates).toHaveLength(1);
    expect(last.recorded()).toMatchObject([{ seconds: 3600, files: 1 }]);
    expect(last.failedCalls()).toEqual([]);
  });

  test("tells of what was recorded by then, also where nobody has asked for anything yet", async () => {
    const first = await start(FIRST);
    await rule(first, await template(first, "t"));
    first.push({ domain: PUSH, app: "live", stream: "a" });
    first.break({ domain: PUSH, app: "live", stream: "a", at: "2020-01-01T00:10:00Z" });
    await first.close();
    await using second = await start({ now: "2020-01-01T02:00:00Z", freeze: true });
    expect(second.recorded()).toMatchObject([{ end: "2020-01-01T00:10:00Z", seconds: 600 }]);
  });

  test("tells events and callbacks that waited with addresses that serve", async () => {
    await using receiver = await startReceiver();
    const first = await start(FIRST);
    first.reset();
    await rule(first, await template(first, "t"));
    const { TemplateId } = await ok(first, "CreateLiveCallbackTemplate", { TemplateName: "c", RecordNotifyUrl: receiver.url });
    await ok(first, "CreateLiveCallbackRule", { DomainName: PUSH, AppName: "live", TemplateId });
    await ok(first, "ModifyEventConfig", { Mode: "PULL", UploadMediaCompleteEventSwitch: "ON" });
    receiver.answer(500);
    first.push({ domain: PUSH, app: "live", stream: "a" });
    first.clock.advance(60);
    first.break({ domain: PUSH, app: "live", stream: "a" });
    first.clock.advance(7);
    await first.delivered();
    await first.close();

    receiver.got.length = 0;
    receiver.answer(200);
    await using second = await start();
    second.clock.advance(60);
    await second.delivered();
    const { EventSet } = (await ok(second, "PullEvents")) as unknown as {
      EventSet: { FileUploadEvent: { MediaBasicInfo: { MediaUrl: string } } }[];
    };
    const told = [String(receiver.got[0]?.["video_url"]), String(EventSet[0]?.FileUploadEvent.MediaBasicInfo.MediaUrl)];
    for (const address of told) expect((await fetch(address)).status, address).toBe(200);
  });
});
