import { describe, expect, it } from "vitest";
import { checkManifest, lineOf } from "../../provider/manifest/index";
import { kinds } from "../../provider/resources/index";

const TEMPLATES = "version: 1\ntimeZone: Asia/Shanghai\ntemplates: { t: { hlsParam: {} }, u: { mp4Param: {} } }\n";
const complaints = (text: string) => checkManifest([{ file: "m.yaml", text: TEMPLATES + text }], kinds).problems.map(lineOf);

const task = (fields = "") =>
  `{ stream: push.example.com/live/final, start: 2026-12-20T19:30, end: 2026-12-20T22:30, template: t${fields === "" ? "" : `, ${fields}`} }`;
const pair = (other: string) => complaints(`schedule:\n  h: ${task()}\n  h1: ${other}\n`);
const TWICE = [
  "m.yaml:6:7: schedule.h1: is declared twice: schedule.h, at m.yaml:5:6, is the same RecordTask at the service; keep one of the two",
];

describe("two names for one object of the service", () => {
  it("are refused for tasks, at the second", () => {
    expect(pair(task())).toEqual(TWICE);
  });

  it("are seen through another way of writing the same times", () => {
    expect(pair(task().replace("2026-12-20T19:30", "2026-12-20T11:30:00Z"))).toEqual(TWICE);
  });

  it.each([
    ["another stream", task().replace("final", "semi")],
    ["another end", task().replace("22:30", "22:31")],
    ["another template", task().replace("template: t", "template: u")],
    ["the number of a template", task().replace("template: t", "template: 7")],
    // The service takes as many of these as it is asked for: each is a recording of its own.
    ["another family", task().replace("template: t", "using: CreateLiveRecord")],
  ])("are two where they differ in %s", (_, other) => {
    expect(pair(other)).toEqual([]);
  });

  it("are allowed for the older family, of which the service makes two", () => {
    const older = task().replace("template: t", "using: CreateLiveRecord");
    expect(complaints(`schedule:\n  h: ${older}\n  h1: ${older}\n`)).toEqual([]);
  });

  it("are refused for templates of one name and for event settings of one application", () => {
    expect(
      complaints("timeShiftTemplates:\n  a: { templateName: x, duration: 86400 }\n  b: { templateName: x, duration: 259200 }\n"),
    ).toEqual([
      "m.yaml:6:6: timeShiftTemplates.b: is declared twice: timeShiftTemplates.a, at m.yaml:5:6, is the same TimeShiftTemplate at the service; keep one of the two",
    ]);
    expect(complaints("vodEvents:\n  a: { mode: PULL }\n  b: { mode: PULL }\n")).toEqual([
      "m.yaml:6:6: vodEvents.b: is declared twice: vodEvents.a, at m.yaml:5:6, is the same VodEventConfig at the service; keep one of the two",
    ]);
  });

  it("are not told of where the name is derived, which differs", () => {
    expect(complaints("timeShiftTemplates:\n  a: { duration: 86400 }\n  b: { duration: 86400 }\n")).toEqual([]);
  });
});
