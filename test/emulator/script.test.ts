import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, readScript, ScriptError, startEmulator } from "../../emulator/index";
import { PUSH } from "./story";

const ARCHIVE = `
calls:
  - action: CreateLiveRecordTemplate
    as: archive
    params: { TemplateName: archive, HlsParam: { Enable: 1 }, HlsSpecialParam: { FlowContinueDuration: 120 } }
  - { action: CreateLiveRecordRule, params: { DomainName: ${PUSH}, AppName: "", StreamName: "", TemplateId: $archive.TemplateId } }
`;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2026-09-01T00:00:00Z", freeze: true });
});
afterEach(() => emulator.close());

function played(script: string, until: string): string[] {
  emulator.play(readScript(script));
  emulator.clock.set(until);
  return emulator.recorded().map(({ stream, start, seconds, files }) => `${stream.split("/")[2]} ${start} ${seconds} ${files}`);
}

describe("a script", () => {
  test("writes times of calls as times where the service takes Unix seconds", () => {
    const task = `{ DomainName: ${PUSH}, AppName: live, StreamName: s, StartTime: 2026-09-01T08:10, EndTime: "2026-09-01T01:40:00Z" }`;
    emulator.play(
      readScript(`{ timeZone: Asia/Shanghai, from: 2026-09-01T08:00, calls: [{ action: CreateRecordTask, params: ${task} }] }`),
    );
    emulator.clock.advance(1);
    expect(emulator.failedCalls()).toEqual([]);
    expect(emulator.state().windowTasks).toMatchObject([{ start: "2026-09-01T00:10:00Z", end: "2026-09-01T01:40:00Z" }]);
    const wrong = "calls: [{ action: CreateRecordTask, params: { StartTime: soon } }]";
    expect(() => readScript(`timeZone: UTC\nfrom: 2026-09-01T08:00\n${wrong}`)).toThrow(/calls\[0\]\.params\.StartTime: soon is no time/);
  });

  test("makes calls, pushes and breaks over days, by the clocks of its time zone", () => {
    const lines = played(
      `${ARCHIVE}
timeZone: Asia/Shanghai
from: 2026-09-01T08:00
pushes:
  - stream: ${PUSH}/live/algebra
    start: 2026-09-01T09:00
    duration: 45m
    breaks: [{ after: 10m, for: 90s }, { after: 20m, for: 5m }]
    repeat: { on: [tue, fri], until: 2026-09-08, except: [2026-09-04] }
`,
      "2026-09-30T00:00:00Z",
    );
    expect(lines).toEqual([
      "algebra 2026-09-01T01:00:00Z 1110 1",
      "algebra 2026-09-01T01:25:00Z 1200 1",
      "algebra 2026-09-08T01:00:00Z 1110 1",
      "algebra 2026-09-08T01:25:00Z 1200 1",
    ]);
    expect(emulator.failedCalls()).toEqual([]);
  });

  test("keeps to the wall clock where the clocks change", () => {
    const script = readScript(`
timeZone: Europe/Berlin
pushes: [{ stream: d.example.com/a/s, start: 2026-10-24T09:00, duration: 1h, repeat: { times: 2 } }]
`);
    const starts = script.doings.filter(({ doing }) => doing.type === "push").map(({ at }) => new Date(at).toISOString());
    expect(starts).toEqual(["2026-10-24T07:00:00.000Z", "2026-10-25T08:00:00.000Z"]);
  });

  test("names ranges of streams, mixes, settings, and streams that stay live", () => {
    const lines = played(
      `${ARCHIVE}
settings: { fileDelay: 60, effectDelay: 0 }
pushes:
  - { stream: "${PUSH}/live/room-{8..10}", start: 2026-09-01T01:00:00Z, duration: 600 }
  - { stream: ${PUSH}/live/camera, start: 2026-09-01T01:00:00Z }
mixes:
  - { inputs: ["${PUSH}/live/room-8", "${PUSH}/live/room-9"], output: ${PUSH}/live/both, outputStreamType: 1, start: 2026-09-01T01:05:00Z, duration: 5m }
`,
      "2026-09-02T00:00:00Z",
    );
    expect(lines).toEqual([
      "room-8 2026-09-01T01:00:00Z 600 1",
      "room-9 2026-09-01T01:00:00Z 600 1",
      "room-10 2026-09-01T01:00:00Z 600 1",
      "camera 2026-09-01T01:00:00Z 0 0",
      "both 2026-09-01T01:05:00Z 300 1",
    ]);
    expect(emulator.recorded().filter(({ end }) => end === null)).toMatchObject([{ stream: `${PUSH}/live/camera` }]);
    expect(emulator.settings()).toMatchObject({ fileDelay: 60, effectDelay: 0 });
  });

  test("tells of the calls that were refused, and goes on", () => {
    played(
      `${ARCHIVE}  - { action: DeleteLiveRecordTemplate, params: { TemplateId: $archive.TemplateId } }
  - { action: DeleteLiveRecordTemplate, params: { TemplateId: $other.TemplateId } }
  - { action: DeleteEverything, at: 2026-09-01T01:00:00Z }
`,
      "2026-09-02T00:00:00Z",
    );
    expect(emulator.failedCalls().map(({ at, action, code }) => [at, action, code])).toEqual([
      ["2026-09-01T01:00:00Z", "DeleteLiveRecordTemplate", "FailedOperation.ConfInUsed"],
      ["2026-09-01T01:00:00Z", "DeleteLiveRecordTemplate", "MissingParameter"],
      ["2026-09-01T01:00:00Z", "DeleteEverything", "InvalidAction"],
    ]);
  });

  const push = (more: string) => `pushes: [{ stream: d.example.com/a/s, start: 2026-09-01T01:00:00Z, ${more} }]`;
  test.each([
    ["YAML that is none", "pushes: [", /line 1/],
    ["a field that does not exist", push("stop: 1"), /pushes\[0\].*`stop`/],
    ["a stream without app", "pushes: [{ stream: d/s, start: 2026-09-01T01:00:00Z }]", /domain\/app\/stream/],
    ["a time without zone", "pushes: [{ stream: d/a/s, start: 2026-09-01T01:00 }]", /names no zone/],
    ["a time that is none", "pushes: [{ stream: d/a/s, start: noon, duration: 1h }]", /pushes\[0\].start/],
    [
      "a time that clocks skip",
      "timeZone: Europe/Berlin\npushes: [{ stream: d/a/s, start: 2026-03-29T02:30 }]",
      /2026-03-29T02:30 is no time/,
    ],
    ["an end before the start", push("end: 2026-09-01T00:00:00Z"), /not after its start/],
    ["an end and a duration", push("end: 2026-09-01T02:00:00Z, duration: 1h"), /not both/],
    ["a duration that is none", push("duration: soon"), /duration/],
    ["a repeat without an end", push("duration: 1h, repeat: { every: day }"), /until or times/],
    ["a repeat of what never ends", push("repeat: { times: 2 }"), /needs an end/],
    ["a day that does not exist", push("duration: 1h, repeat: { on: [moonday], times: 1 }"), /mon, tue/],
    ["a last day that is none", push("duration: 1h, repeat: { until: christmas }"), /christmas is no day/],
    ["a break outside the push", push("duration: 1h, breaks: [{ after: 50m, for: 20m }]"), /breaks\[0\]/],
    ["a break that ends with the push", push("duration: 1h, breaks: [{ after: 50m, for: 10m }]"), /breaks\[0\] does not lie in the push/],
    [
      "a break that begins where the one before it ended",
      push("duration: 1h, breaks: [{ after: 10m, for: 5m }, { after: 15m, for: 5m }]"),
      /breaks\[1\] does not lie in the push, after the break before it/,
    ],
    ["a push while the stream is live", push("duration: 25h, repeat: { times: 2 }"), /while it is live/],
    ["a range that is empty", "pushes: [{ stream: 'd/a/s{5..1}', start: 2026-09-01T01:00:00Z }]", /range/],
  ])("is refused for %s", (_, script, hint) => {
    expect(() => readScript(script)).toThrow(ScriptError);
    expect(() => readScript(script)).toThrow(hint);
  });

  test("that began before the account's time is refused as a whole", () => {
    const script = readScript(`${push("duration: 1h")}\nsettings: { fileDelay: 1 }`);
    emulator.clock.set("2026-09-01T01:00:01Z");
    expect(() => emulator.play(script)).toThrow(/begins at 2026-09-01T01:00:00Z/);
    expect(emulator.settings().fileDelay).toBe(300);
  });

  test("in which nothing happens is one", () => {
    expect(readScript("")).toEqual({ from: undefined, timeZone: undefined, settings: {}, doings: [] });
  });
});
