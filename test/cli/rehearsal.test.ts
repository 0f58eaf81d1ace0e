import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Place } from "./terminal";

const SEMESTER = join(import.meta.dirname, "../../examples/rehearsal/semester.yaml");

interface Rehearsal {
  until: string;
  recordings: { stream: string; start: string; end: string; seconds: number; files: number; picture: string; by: object }[];
  refused: object[];
}

function place(files: Readonly<Record<string, string>> = {}): Place {
  const made = new Place(files);
  copyFileSync(SEMESTER, join(made.folder, "semester.yaml"));
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
  expect(few.out).toMatch(/room-1 .*template 1001 .*hls .*1\.49 h .*1 /);
  expect(few.out).toContain("4 recordings in 4 files, 5.97 h in all.");
  const many = await here.liverec("emulator --script semester.yaml --until 2027-01-16T00:00:00+08:00", { columns: 200 });
  expect(many.out).toMatch(/room-1 .*58 .*58 .*86\.52 h/);
  const none = await here.liverec("emulator --script semester.yaml --until 2026-08-31T17:00:00Z");
  expect([none.code, none.out]).toEqual([0, "Nothing was recorded.\n"]);
});

test("calls that the service refuses are told, and are an error", async () => {
  using here = place({ "bad.yaml": "calls: [{ at: 2026-09-01T00:00:00Z, action: DeleteLiveRecordTemplate, params: { TemplateId: 7 } }]" });
  const { code, err } = await here.liverec("emulator --script bad.yaml --until 2026-09-02T00:00:00Z");
  expect(code).toBe(1);
  expect(err).toContain("2026-09-01T00:00:00Z DeleteLiveRecordTemplate was refused:");
});

test.each([
  ["emulator --until 2026-09-02T00:00:00Z", "--script FILE"],
  ["emulator --script nothing.yaml", "nothing.yaml cannot be read"],
  ["emulator --script wrong.yaml", "wrong.yaml: pushes[0]: there is no `stop` here."],
  ["emulator --script semester.yaml --until tomorrow", "RFC 3339"],
  ["emulator --script semester.yaml --until 2026-08-01T00:00:00Z", "does not go back"],
])("%s says what is wrong", async (line, words) => {
  using here = place({ "wrong.yaml": "pushes: [{ stream: d/a/s, start: 2026-09-01T00:00:00Z, stop: 1 }]" });
  const { code, err } = await here.liverec(line);
  expect(code).toBe(1);
  expect(err).toContain(words);
});
