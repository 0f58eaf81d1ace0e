import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Place } from "./terminal";

const EXAMPLES = join(import.meta.dirname, "../../examples/rehearsal");

interface Rehearsal {
  until: string;
  recordings: {
    stream: string;
    start: string;
    end: string;
    seconds: number;
    files: number;
    kept: number;
    gone: object;
    picture: string;
    by: object;
  }[];
  unrecorded: { stream: string; start: string; end: string; task: number | string | null; nothing: boolean; reasons: { code: string }[] }[];
  refused: object[];
}

function place(files: Readonly<Record<string, string>> = {}): Place {
  const made = new Place(files);
  for (const name of ["semester.yaml", "open-day.yaml"]) copyFileSync(join(EXAMPLES, name), join(made.folder, name));
  return made;
}

test("the example of a semester records each lesson once, in spite of its interruption, and the evening that was asked for", async () => {
  using here = place();
  const { code, out } = await here.liverec("emulator --script semester.yaml --until 2027-01-16T00:00:00+08:00 --json");
  expect(code).toBe(0);
  const { recordings, refused, until } = JSON.parse(out) as Rehearsal;
  expect([until, refused]).toEqual(["2027-01-15T16:00:00Z", []]);
  const of = (name: string) => recordings.filter(({ stream }) => stream.endsWith(`/${name}`));
  // Tuesdays 1 September to 12 January, Mondays 7 September to 11 January, Thursdays 3 September to 14 January without 1 October.
  expect(of("room-1")).toHaveLength(20 + 19 + 20 - 1);
  expect(of("room-4").every(({ seconds, files }) => seconds === 5370 && files === 1)).toBe(true);
  expect(of("seminar")).toHaveLength(15);
  expect(of("panel")).toMatchObject([{ start: "2026-09-10T00:15:00Z", seconds: 3600, picture: "mixed" }]);
  expect(of("corridor")).toMatchObject([{ start: "2026-12-24T10:00:00Z", seconds: 7200, files: 4, by: { taskId: 1 } }]);
});

test("as a table: one line for each recording, or for each stream where there are many", async () => {
  using here = place();
  const few = await here.liverec("emulator --script semester.yaml --until 2026-09-02T00:00:00Z", { columns: 200 });
  expect(few.out).toMatch(/room-1 .*template lectures .*hls .*2026-09-01 08:00 to 09:35 .*1\.49 h .*1 .*2027-02-28 09:40 /);
  expect(few.out).toContain("4 recordings in 4 files, 5.97 h in all.");
  const many = await here.liverec("emulator --script semester.yaml --until 2027-01-16T00:00:00+08:00", { columns: 200 });
  expect(many.out).toMatch(/room-1 .*58 .*58 .*86\.52 h/);
  const none = await here.liverec("emulator --script semester.yaml --until 2026-08-31T17:00:00Z");
  expect([none.code, none.out]).toEqual([0, "Nothing was recorded.\nTimes are those of Asia/Shanghai, up to 2026-09-01 01:00.\n"]);
});

test("the example of an open day says what was not recorded and why, and which files have expired", async () => {
  using here = place();
  const { code, out } = await here.liverec("emulator --script open-day.yaml --until 2026-12-23T00:00", { columns: 120 });
  expect(code).toBe(0);
  await expect(out).toMatchFileSnapshot("golden/open-day.golden.txt");
});

test("JSON says the same: every push and task without a recording, with codes, and files that are gone", async () => {
  using here = place();
  const { out } = await here.liverec("emulator --script open-day.yaml --until 2026-12-23T00:00 --json");
  const { until, recordings, unrecorded } = JSON.parse(out) as Rehearsal;
  expect(until).toBe("2026-12-22T16:00:00Z");
  expect(recordings.find(({ stream }) => stream.endsWith("/opening"))).toMatchObject({
    ...{ files: 2, kept: 0, expires: null },
    gone: { files: 2, at: "2026-12-21T03:05:00Z", why: "expired" },
  });
  const facts = unrecorded.map(({ stream, start, end, task, reasons }) => [
    `${stream.split("/")[2]} ${start} ${end}`,
    typeof task,
    reasons.map(({ code }) => code).join(),
  ]);
  expect(facts).toEqual([
    ["early 2026-12-20T00:05:00Z 2026-12-20T01:05:00Z", "object", "not-in-effect"],
    ["backstage 2026-12-20T02:00:00Z 2026-12-20T03:00:00Z", "object", "norecord"],
    ["mute 2026-12-20T02:00:00Z 2026-12-20T03:00:00Z", "object", "no-sound"],
    ["camera 2026-12-20T02:00:00Z 2026-12-20T10:00:00Z", "object", "no-rule"],
    ["hiccup 2026-12-20T02:00:00Z 2026-12-20T02:00:06Z", "object", "too-short"],
    ["guest 2026-12-20T11:00:00Z 2026-12-20T13:00:00Z", "object", "no-rule,overseas"],
    ["second 2026-12-20T11:00:00Z 2026-12-20T13:00:00Z", "number", "never-pushed"],
    ["panel 2026-12-20T12:00:00Z 2026-12-20T12:40:00Z", "string", "three-recorders"],
    ["camera 2026-12-21T02:00:00Z 2026-12-21T10:00:00Z", "object", "no-rule"],
  ]);
});

test("times on the command line are local to the script's zone, as the times in it, and need an offset without one", async () => {
  using here = place({ "utc.yaml": "pushes: [{ stream: d.example.com/a/s, start: 2026-09-01T00:00:00Z, duration: 1h }]" });
  const local = await here.liverec("emulator --script semester.yaml --now 2026-08-31T23:00 --until 2026-09-02T08:00 --json");
  expect((JSON.parse(local.out) as Rehearsal).until).toBe("2026-09-02T00:00:00Z");
  const bare = await here.liverec("emulator --script utc.yaml --until 2026-09-02T08:00");
  expect(bare).toMatchObject({ code: 1, out: "" });
  expect(bare.err).toContain('--until: "2026-09-02T08:00" names no zone, and two readings are likely');
  const zoned = await here.liverec("emulator --script utc.yaml --until 2026-09-02T08:00+08:00");
  expect(zoned.out).toContain("Times are those of UTC, up to 2026-09-02 00:00.");
});

test("a long list of what was not recorded is cut off, and JSON has all of it", async () => {
  using here = place({ "many.yaml": "pushes: [{ stream: 'd.example.com/a/s{1..70}', start: 2026-09-01T00:00:00Z, duration: 1h }]" });
  const line = "emulator --script many.yaml --until 2026-09-02T00:00:00Z";
  const { out } = await here.liverec(line);
  expect(out.match(/no record rule matches it/g)).toHaveLength(60);
  expect(out).toContain("and 10 more: --json prints all.");
  expect((JSON.parse((await here.liverec(`${line} --json`)).out) as Rehearsal).unrecorded).toHaveLength(70);
});

test("calls that the service refuses are told, and are an error", async () => {
  using here = place({ "bad.yaml": "calls: [{ at: 2026-09-01T00:00:00Z, action: DeleteLiveRecordTemplate, params: { TemplateId: 7 } }]" });
  const { code, err } = await here.liverec("emulator --script bad.yaml --until 2026-09-02T00:00:00Z");
  expect(code).toBe(1);
  expect(err).toContain("2026-09-01 00:00 DeleteLiveRecordTemplate was refused:");
});

test.each([
  ["emulator --until 2026-09-02T00:00:00Z", "--script FILE"],
  ["emulator --script nothing.yaml", "nothing.yaml:1:1: there is no such file\n"],
  [
    "emulator --script setting.yaml --until 2026-09-02T00:00:00Z",
    "setting.yaml: There is no setting `fileDelai`; the nearest is `fileDelay`.",
  ],
  [
    "emulator --script late.yaml --now 2026-09-02T00:00:00Z",
    "late.yaml: The script begins at 2026-09-01T00:00:00Z, and the account's clock is at",
  ],
  ["emulator --state nothing/here.db", "nothing/here.db cannot be used: unable to open database file"],
  ["emulator --state wrong.yaml", "wrong.yaml cannot be used: file is not a database"],
  [
    "emulator --script wrong.yaml",
    "wrong.yaml:1:56: pushes[0]: there is no `stop` here.\nwrong.yaml:1:75: pushes[0].duration must be string or integer.\n",
  ],
  ["emulator --script twice.yaml", "twice.yaml:4:5: pushes[1]: d/a/s is pushed at 2026-09-01T00:30:00Z while it is live"],
  ["emulator --script tabs.yaml", "tabs.yaml:2:1: "],
  ["emulator --script .", ".:1:1: is a folder"],
  ["emulator --script semester.yaml --until tomorrow", '--until: "tomorrow" is not a time'],
  ["emulator --script semester.yaml --until 2026-08-01T00:00", "--until: 2026-08-01T00:00 lies before the beginning, 2026-09-01 00:00."],
])("%s says what is wrong", async (line, words) => {
  using here = place({
    "wrong.yaml": "pushes: [{ stream: d/a/s, start: 2026-09-01T00:00:00Z, stop: 1, duration: [] }]",
    "twice.yaml": `pushes:
  - { stream: d/a/s, start: 2026-09-01T00:00:00Z, duration: 1h }
  -
    stream: d/a/s
    start: 2026-09-01T00:30:00Z
`,
    "tabs.yaml": "pushes:\n\t- stream: d/a/s\n",
    "late.yaml": "pushes: [{ stream: d/a/s, start: 2026-09-01T00:00:00Z, duration: 1h }]",
    "setting.yaml": "{ from: 2026-09-01T00:00:00Z, settings: { fileDelai: 1 } }",
  });
  const { code, err } = await here.liverec(line);
  expect(code).toBe(1);
  expect(err).toContain(words);
  expect(err).not.toMatch(/^ +at /m);
});
