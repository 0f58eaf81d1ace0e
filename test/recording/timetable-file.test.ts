import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, readScript, startEmulator } from "../../emulator/index";
import { checkManifest, configurationOfManifest, readTimetable } from "../../provider/manifest/index";
import { utcText } from "../../provider/recording/moments";
import { simulate } from "../../provider/recording/simulate";
import { kinds } from "../../provider/resources/index";
import { TestAccount } from "./account";

const MANIFEST = `version: 1
templates:
  archive: { hlsParam: { storageTime: 2592000 }, hlsSpecialParam: { flowContinueDuration: 300 } }
  lecture: { mp4Param: { recordInterval: 3600, storageTime: 7776000 }, aacParam: {} }
  norecord: {}
domains:
  push.example.com:
    record:
      - { template: archive }
      - { app: lessons, template: lecture }
      - { stream: backstage, template: norecord }
schedule:
  final: { stream: push.example.com/live/final, start: "2027-03-27T19:30:05+01:00", end: "2027-03-27T20:30:05+01:00", template: archive }
`;

const SETTINGS = "settings: { effectDelay: 0 }\n";

const FILES: Readonly<Record<string, string>> = {
  "an evening with breaks": `timeZone: Europe/Berlin
${SETTINGS}pushes:
  - { stream: push.example.com/live/final, start: 2027-03-27T19:20, end: 2027-03-27T22:45, breaks: [{ after: 40m, for: 2m }, { after: 2h, for: 20m }] }
  - { stream: push.example.com/live/backstage, start: 2027-03-27T18:00, duration: 5h }
  - { stream: push.example.com/live/silent, start: 2027-03-27T18:00, duration: 90s, audio: false }
`,
  "lessons in two rooms, over the change of clocks": `timeZone: Europe/Berlin
${SETTINGS}from: 2027-03-22T00:00
pushes:
  - stream: push.example.com/lessons/room-{1..2}
    start: 2027-03-23T09:00
    duration: 1h40m
    repeat: { on: [mon, tue, wed], until: 2027-04-06, except: [2027-03-30] }
  - { stream: push.example.com/live/mass, start: 2027-03-28T10:00, duration: 3600, repeat: { every: week, times: 2 } }
`,
  "a mix, with times that carry their offset": `${SETTINGS}pushes:
  - { stream: push.example.com/live/host, start: 2027-03-23T09:00:00+08:00, end: 2027-03-23T11:00:00+08:00 }
  - { stream: push.example.com/live/guest, start: 2027-03-23T09:00:00+08:00, end: 2027-03-23T11:00:00+08:00 }
mixes:
  - { inputs: [push.example.com/live/host, push.example.com/live/guest], output: push.example.com/live/show, outputStreamType: 1,
      start: 2027-03-23T09:10:00+08:00, duration: 1h }
`,
};

const BEGIN = "2027-03-20T00:00:00Z";
const END = "2027-04-20T00:00:00Z";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ now: BEGIN, freeze: true, settings: { effectDelay: 0 } });
});
afterAll(() => emulator.close());

/** Nothing where the file is refused: a day to leave out on which nothing would happen is a mistake. */
function unlessRefused(read: () => string[]): string[] {
  try {
    return read().sort();
  } catch {
    return [];
  }
}

function configuration() {
  const { resources, problems } = checkManifest([{ file: "liverec.yaml", text: MANIFEST }], kinds);
  expect(problems).toEqual([]);
  return configurationOfManifest(resources);
}

describe("one file for liverec simulate --timetable and liverec emulator --script", () => {
  it.each(Object.entries(FILES))("records the same in both: %s", async (_name, text) => {
    const declared = configuration();
    emulator.reset();
    emulator.clock.set("2027-03-21T22:00:00Z");
    // Tasks can be created at most seven days ahead.
    await new TestAccount(emulator).apply(declared);
    emulator.play(readScript(text));
    emulator.clock.set(END);
    const made = emulator.recorded().filter(({ files }) => files > 0);
    const planned = readTimetable({ file: "timetable.yaml", text });
    const wanted = simulate(declared, planned, planned.behaviour).recordings.map((recording) => ({
      stream: `${recording.domainName}/${recording.appName}/${recording.streamName}`,
      by: recording.cause.kind === "rule" ? "a rule" : "a task",
      format: recording.format,
      picture: recording.picture,
      start: utcText(recording.start),
      seconds: recording.files.reduce((sum, { duration }) => sum + duration, 0),
      files: recording.files.length,
    }));
    const found = made.map(({ stream, by, format, picture, start, seconds, files }) => {
      return { stream, by: "rule" in by ? "a rule" : "a task", format, picture, start, seconds, files };
    });
    const inOrder = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).sort();
    expect(wanted.length).toBeGreaterThan(1);
    expect(inOrder(found)).toEqual(inOrder(wanted));
  });

  it("reads every form of a push alike in both, written apart from one another", () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2027-03-${String(number).padStart(2, "0")}`);
    const hour = fc.integer({ min: 5, max: 22 }).map((number) => `${String(number).padStart(2, "0")}:15`);
    const repeat = fc.oneof(
      fc.constant(undefined),
      fc.record({ every: fc.constantFrom("day", "week"), times: fc.integer({ min: 1, max: 9 }) }),
      fc.record({
        on: fc.subarray(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], { minLength: 1 }),
        until: fc.constantFrom("2027-03-31", "2027-04-11"),
        except: fc.array(day, { maxLength: 2 }),
      }),
    );
    const push = fc.record({
      day,
      hour,
      duration: fc.constantFrom("1h30m", "45m", "90s", 600, "2h"),
      repeat,
      breaks: fc.constantFrom([], [{ after: "10s", for: 20 }]),
      range: fc.constantFrom("s", "s-{1..3}", "{08..10}"),
      zone: fc.constantFrom("", "Z", "+01:00", "-05:30"),
    });
    let taken = 0;
    fc.assert(
      fc.property(push, fc.constantFrom("Europe/Berlin", "Asia/Shanghai", "America/New_York"), (one, timeZone) => {
        const start = `${one.day}T${one.hour}${one.zone === "" ? "" : `:00${one.zone}`}`;
        const { duration, repeat: again, breaks } = one;
        const fields = {
          stream: `p.example.com/live/${one.range}`,
          start,
          duration,
          breaks,
          ...(again === undefined ? {} : { repeat: again }),
        };
        const text = JSON.stringify({ ...(one.zone === "" || one.day > "2027-03-14" ? { timeZone } : {}), pushes: [fields] });
        const ours = unlessRefused(() =>
          readTimetable({ file: "t.yaml", text }).pushes.flatMap(({ streamName, start: from, end }) => [
            `push ${streamName} ${utcText(from)}`,
            ...(end === undefined ? [] : [`break ${streamName} ${utcText(end)}`]),
          ]),
        );
        const theirs = unlessRefused(() =>
          readScript(text).doings.flatMap(({ at, doing }) =>
            doing.type === "push" || doing.type === "break" ? [`${doing.type} ${doing.key.stream} ${utcText(at)}`] : [],
          ),
        );
        expect(ours).toEqual(theirs);
        if (ours.length > 0) taken += 1;
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(100);
  });
});
