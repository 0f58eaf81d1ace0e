import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, readScript, startEmulator } from "../../emulator/index";
import { PUSH } from "./story";

const RULE = `
  - { action: CreateLiveRecordTemplate, as: t, params: { TemplateName: t, HlsParam: { Enable: 1 }, AacParam: { Enable: 1 }, HlsSpecialParam: { FlowContinueDuration: 60 } } }
  - { action: CreateLiveRecordRule, params: { DomainName: ${PUSH}, AppName: live, StreamName: "", TemplateId: $t.TemplateId } }`;
const TIMED = `
  - { action: CreateLiveRecord, as: timed, params: { DomainName: ${PUSH}, AppName: live, StreamName: s, StartTime: "2026-09-01 09:00:00", EndTime: "2026-09-01 11:00:00" } }`;
const push = (stream: string, more = "duration: 1h") => `
  - { stream: ${PUSH}/${stream}, start: 2026-09-01T01:00:00Z, ${more} }`;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-09-01T00:00:00Z", freeze: true });
});
afterEach(() => emulator.close());

/** What is not recorded: stream, begin, what it is about, and the reasons. */
function unrecorded(script: string, until = "2026-09-02T00:00:00Z"): string[] {
  emulator.play(readScript(`from: 2026-09-01T00:00:00Z\n${script}`));
  emulator.clock.set(until);
  expect(emulator.failedCalls()).toEqual([]);
  return emulator.unrecorded().map(({ stream, start, name, task, nothing, reasons }) => {
    const about = task === null ? (nothing ? "push" : "recorder") : `task ${name ?? task}`;
    return `${stream.split("/").slice(1).join("/")} ${start.slice(11, 19)} ${about}: ${reasons.map(({ text }) => text).join("; ")}`;
  });
}

describe("what is not recorded", () => {
  test("is nothing where every push and every task has a recording, also of pushes joined in one file and of live ones", () => {
    const joined = "duration: 10m, breaks: [{ after: 4s, for: 30s }]";
    const rule = RULE.replace("AacParam: { Enable: 1 }, ", "");
    expect(unrecorded(`calls:${rule}${TIMED}\npushes:${push("live/s")}${push("live/joined", joined)}`)).toEqual([]);
    expect(unrecorded(`pushes:${push("live/on", "").replaceAll("09-01", "09-03")}`, "2026-09-03T01:00:05Z")).toEqual([]);
  });

  test("names the recorder that found no sound, though another format was recorded", () => {
    expect(unrecorded(`calls:${RULE}\npushes:${push("live/mute", "duration: 1h, audio: false")}`)).toEqual([
      "live/mute 01:00:00 recorder: the stream has no sound, so there is no AAC recording of sound alone",
    ]);
  });

  test("names the format that was too short, though another was recorded", () => {
    const joined = "duration: 10m, breaks: [{ after: 4s, for: 30s }]";
    expect(unrecorded(`calls:${RULE}\npushes:${push("live/s", joined)}`)).toEqual([
      "live/s 01:00:00 recorder: as AAC it was recorded for 4 s, and under 10 s there is no file",
    ]);
  });

  test("says of a task for every domain that nobody pushed only when nobody did, on any of them", () => {
    const anywhere = TIMED.replace(`DomainName: ${PUSH}, `, "");
    const tasks = (script: string) => unrecorded(script).filter((line) => line.includes("task timed"));
    const early = push("live/s").replace(PUSH, "other.example.com").replace("T01:", "T00:").replace("1h", "10m");
    expect(tasks(`calls:${anywhere}\npushes:${push("live/s", "duration: 1h, overseas: true")}${early}`)).toEqual([
      "live/s 01:00:00 push: no record rule matches it; task timed: the stream is pushed outside China, where timed records do not work",
    ]);
    emulator.reset();
    expect(tasks(`calls:${anywhere}\npushes:${early}`)).toEqual(["live/s 01:00:00 task timed: the stream was not pushed in that time"]);
  });

  test("names a task that recorded nothing, though a rule did, and not one that was stopped", () => {
    const abroad = push("live/s", "duration: 1h, overseas: true");
    expect(unrecorded(`calls:${RULE}${TIMED}\npushes:${abroad}`)).toEqual([
      "live/s 01:00:00 task timed: the stream is pushed outside China, where timed records do not work",
    ]);
    emulator.reset();
    const stop = `\n  - { action: StopLiveRecord, params: { StreamName: s, TaskId: $timed.TaskId } }`;
    expect(unrecorded(`calls:${RULE}${TIMED}${stop}`)).toEqual([]);
  });

  test("names a task for the other kind of source", () => {
    const mixed = TIMED.replace("StreamName: s,", "StreamName: s, MixStream: 1,");
    expect(unrecorded(`calls:${RULE}${mixed}\npushes:${push("live/s")}`)).toEqual([
      "live/s 01:00:00 task timed: it is for the output of a mix, and the stream is a push",
    ]);
  });

  test("says of a push without any recording why its rule and why its tasks made none", () => {
    expect(unrecorded(`calls:${TIMED}\npushes:${push("live/s", "duration: 6s")}`)).toEqual([
      "live/s 01:00:00 push: no record rule matches it; task timed: it was recorded for 6 s, and under 10 s there is no file",
    ]);
  });

  test("says from when on a rule that is there would have counted, by the clocks of a time zone", () => {
    const late = RULE.replaceAll("{ action", "{ at: 2026-09-01T00:55:00Z, action");
    const [line] = unrecorded(`calls:${late}\npushes:${push("live/s")}`);
    expect(line).toBe(
      `live/s 01:00:00 push: the rule for every stream of app live of ${PUSH} with template t counts for pushes from 2026-09-01 01:05 on`,
    );
    expect(emulator.unrecorded("Asia/Shanghai")[0]?.reasons[0]?.text).toContain("from 2026-09-01 09:05 on");
  });

  test("says where VOD is not activated", () => {
    const off = "settings: { vodActivated: false }";
    expect(unrecorded(`${off}\ncalls:${RULE}\npushes:${push("live/s")}`)).toEqual([
      "live/s 01:00:00 push: VOD is not activated, so there is nowhere to keep the file",
    ]);
  });
});
