import { describe, expect, it } from "vitest";
import { readScript } from "../../emulator/index";
import { readTimetable } from "../../provider/manifest/index";
import { utcText } from "../../provider/recording/moments";
import { REPEATS, STREAMS } from "./timetable-cases";

interface Pushed {
  readonly stream: string;
  readonly at: number;
}

/** The readers of timetables, which share no code: that of `simulate`, and that of the emulator. */
const READERS: Readonly<Record<string, (text: string) => Pushed[]>> = {
  simulate: (text) => readTimetable({ file: "t.yaml", text }).pushes.map(({ streamName, start }) => ({ stream: streamName, at: start })),
  emulator: (text) => readScript(text).doings.flatMap(({ at, doing }) => (doing.type === "push" ? [{ stream: doing.key.stream, at }] : [])),
};

/** `2:15`, of whichever form. */
function placeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const [, line, column] = /^t\.yaml:(\d+):(\d+): /.exec(message) ?? /^line (\d+), column (\d+): /.exec(message) ?? [];
    return line === undefined ? message : `${line}:${column}`;
  }
  return "accepted";
}

function whereIn(text: string, part: string): string {
  const before = text.slice(0, text.indexOf(part)).split("\n");
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
}

const pushing = (stream: string) =>
  `pushes:\n  - { start: 2027-01-04T09:00:00Z, duration: 1h,\n      stream: ${JSON.stringify(stream)} }\n`;
const repeated = (repeat: string) =>
  `pushes:\n  - { stream: p.example.com/live/a, start: 2027-01-04T09:00:00Z, duration: 1h,\n      repeat: ${repeat} }\n`;
const CALENDAR = (first: string, second: string) => `timeZone: UTC
pushes:
  - { stream: p.example.com/live/a, start: 2027-01-04T09:00, duration: 1h, repeat: { on: [mon], times: 2, except: ${first} } }
  - { stream: p.example.com/live/b, start: 2027-01-05T09:00, duration: 1h, repeat: { on: [tue], times: 2, except: ${second} } }
`;

describe.each(Object.entries(READERS))("a timetable as %s reads it", (_, read) => {
  it.each(STREAMS.filter(([, names]) => names.length > 0))("takes the stream %s", (text, names) => {
    expect(read(pushing(`p.example.com/live/${text}`)).map(({ stream }) => stream)).toEqual(names);
  });

  it.each(STREAMS.filter(([, names]) => names.length === 0))("refuses the stream %s where it stands", (text) => {
    expect(placeOf(() => read(pushing(`p.example.com/live/${text}`)))).toBe("3:15");
  });

  it.each(REPEATS.filter(([, days]) => days.length > 0))("happens on the days of %s", (repeat, days) => {
    expect(read(repeated(repeat)).map(({ at }) => utcText(at))).toEqual(days.map((day) => `2027-01-${day}T09:00:00Z`));
  });

  it.each(REPEATS.filter(([, days]) => days.length === 0))("refuses %s where it stands", (repeat) => {
    expect(placeOf(() => read(repeated(repeat)))).toMatch(/^3:\d+$/);
  });

  it("points at the very day that is wrong", () => {
    for (const [repeat, wrong] of [
      ["{ until: 2027-01-03 }", "2027-01-03"],
      ["{ on: [mon], times: 2, except: [2027-01-11, 2027-01-12] }", "2027-01-12"],
    ] as const) {
      const text = repeated(repeat);
      expect(placeOf(() => read(text))).toBe(whereIn(text, wrong));
    }
  });

  it("takes a list that several repeats share for a calendar, of which each need not meet every day", () => {
    const days = (text: string) =>
      read(text)
        .map(({ stream, at }) => `${stream} ${utcText(at).slice(8, 10)}`)
        .sort();
    expect(days(CALENDAR("&holidays [2027-01-11, 2027-01-12, 2027-01-16]", "*holidays"))).toEqual(["a 04", "a 18", "b 05", "b 19"]);
    const alone = CALENDAR("&holidays [2027-01-11, 2027-01-12]", "[]");
    expect(placeOf(() => read(alone))).toBe(whereIn(alone, "2027-01-12"));
  });

  it("takes a repeat that several share the same way", () => {
    const text = CALENDAR("[]", "[]")
      .replace(/repeat: \{ on: \[mon\].*?\}/, "repeat: &week { every: day, until: 2027-01-05, except: [2027-01-04] }")
      .replace(/repeat: \{ on: \[tue\].*?\}/, "repeat: *week");
    expect(read(text).map(({ stream, at }) => `${stream} ${utcText(at).slice(8, 10)}`)).toEqual(["a 05", "b 05"]);
  });

  it("takes fields that are merged from another entry, with its calendar", () => {
    const text = `timeZone: UTC
pushes:
  - &weekly { stream: p.example.com/live/a, start: 2027-01-04T09:00, duration: 1h, repeat: { on: [mon], times: 2, except: [2027-01-11, 2027-01-12] } }
  - { <<: *weekly, stream: p.example.com/live/b }
`;
    expect(
      read(text)
        .map(({ stream, at }) => `${stream} ${utcText(at).slice(8, 10)}`)
        .sort(),
    ).toEqual(["a 04", "a 18", "b 04", "b 18"]);
  });

  it("refuses a range as the output of a mix", () => {
    const mix = "mixes:\n  - { output: p.example.com/live/m-{1..2}, outputStreamType: 1, start: 2027-01-04T09:00:00Z, duration: 1h }\n";
    expect(placeOf(() => read(mix.replace("p.example.com/live/m-{1..2}", '"p.example.com/live/m-{1..2}"')))).toBe("2:15");
  });
});
