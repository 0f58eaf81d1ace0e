import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { createProgram } from "../../provider/cli/program";
import { Session } from "../../provider/cli/session";
import { DESCRIBED, validatorOf } from "./answers";
import { Place } from "./terminal";

const folder = join(import.meta.dirname, "..", "..", "schema");
const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ } });
const validators = new Map(
  ["explain", "simulate", "lint"].map((name) => [name, ajv.compile(JSON.parse(readFileSync(join(folder, `${name}.schema.json`), "utf8")))]),
);

const MANIFEST = `version: 1
timeZone: Asia/Shanghai
templates:
  archive: { hlsParam: { storageTime: 2592000 }, hlsSpecialParam: { flowContinueDuration: 300 } }
  sound: { aacParam: {} }
  bucket: { cosStore: true, mp4Param: { cosBucketName: b-1250000000, cosBucketRegion: ap-guangzhou, cosBucketPath: /x } }
  elsewhere: { flvParam: { vodSubAppId: 1500001 } }
timeShiftTemplates: { week: { duration: 604800 } }
domains:
  p.example.com:
    record:
      - { template: archive }
      - { app: radio, template: sound }
      - { app: board, template: bucket }
      - { app: other, template: elsewhere }
      - { app: strange, template: 77 }
    timeShift: [{ template: week }, { app: strange, template: 78 }]
schedule:
  final: { stream: p.example.com/live/final, start: 2026-12-20T19:30, end: 2026-12-20T22:30, template: archive }
  untold: { stream: p.example.com/live/final, start: 2026-12-20T19:30, end: 2026-12-20T22:30, template: 77 }
  never: { using: CreateLiveRecord, stream: p.example.com/live/never, start: 2026-12-20T19:30, end: 2026-12-20T22:30 } # liverec-ignore: older-family — as ever
  idle: { stream: p.example.com/live/idle, start: 2026-12-20T19:30, end: 2026-12-20T22:30, template: archive } # liverec-ignore: shadowed-rule
highlights: { goal: { stream: p.example.com/live/final, duration: 60 } }
lint: { ignore: [unknown-template] }
`;
const TIMETABLE = `timeZone: Asia/Shanghai
pushes:
  - { stream: p.example.com/live/final, start: 2026-12-20T19:20, end: 2026-12-20T22:45, breaks: [{ after: 40m, for: 2m }] }
  - { stream: p.example.com/radio/a, start: 2026-12-20T19:20, duration: 5s }
  - { stream: p.example.com/board/a, start: 2026-12-20T19:20, duration: 2h }
  - { stream: p.example.com/other/a, start: 2026-12-20T19:20 }
  - { stream: p.example.com/strange/a, start: 2026-12-20T19:20, duration: 2h }
mixes: [{ output: p.example.com/live/mix, outputStreamType: 1, start: 2026-12-20T19:30, duration: 10m }]
`;

describe("the JSON of commands follows its schema", () => {
  it.each([
    ["explain", "explain p.example.com/live/final"],
    ["explain", "explain p.example.com/live/final --at 2026-12-20T20:00:00+08:00"],
    ["explain", "explain p.example.com/strange/a"],
    ["explain", "explain elsewhere.example.com/live/a"],
    ["simulate", "simulate -t week.yaml"],
    ["simulate", "simulate -t week.yaml --to 2026-12-20T11:21:00Z"],
    ["simulate", "simulate -t empty.yaml"],
    ["lint", "lint -t week.yaml --ignore many-pieces"],
  ])("%s: %s", async (name, line) => {
    using place = new Place({ "liverec.yaml": MANIFEST, "week.yaml": TIMETABLE, "empty.yaml": "pushes: []\n" });
    const validate = validators.get(name);
    if (validate === undefined) throw new Error(`no schema ${name}`);
    const answer = JSON.parse((await place.liverec(`${line} --json`)).out);
    validate(answer);
    expect(validate.errors).toBe(null);
    // A schema that accepts anything would prove nothing.
    expect(validate({ ...answer, version: 2 })).toBe(false);
    expect(validate({ ...answer, more: 1 })).toBe(false);
  });
});

describe("the published schema of answers", () => {
  it("describes every command that takes --json, and no other", () => {
    const program = createProgram(
      new Session({ env: {}, cwd: ".", columns: undefined, colors: false, interactive: false, out: () => {}, err: () => {} }),
    );
    const taking = (command: typeof program, before: readonly string[]): string[] => [
      ...(command.options.some(({ long }) => long === "--json") ? [before.join("-")] : []),
      ...command.commands.flatMap((one) => taking(one, [...before, one.name()])),
    ];
    expect(DESCRIBED.filter((name) => !["failure", "lint-rules"].includes(name)).sort()).toEqual(taking(program, []).sort());
  });

  it("takes the envelope of diff, and neither another version nor a field that it does not know", async () => {
    using place = new Place({ "old.yaml": MANIFEST, "new.yaml": MANIFEST.replaceAll("2592000", "86400") });
    const validate = validatorOf("diff");
    const answer = JSON.parse((await place.liverec("diff old.yaml new.yaml --json")).out);
    expect([validate(answer), validate.errors]).toEqual([true, null]);
    const { preview, ...rest } = answer;
    for (const wrong of [{ ...answer, version: 2 }, { ...answer, more: 1 }, rest, { ...answer, preview: { ...preview, more: 1 } }])
      expect(validate(wrong)).toBe(false);
  });

  it("tells that of a manifest that is wrong, of a file that was made, of checks, and of a job without a pull request", async () => {
    using place = new Place({ "bad.yaml": "version: 1\ntemplate: {}\n", "old.yaml": MANIFEST });
    for (const line of ["check old.yaml --json", "check bad.yaml --json", "lint --rules --json", "init made.yaml --json"])
      expect(JSON.parse((await place.liverec(line)).out), line).toMatchObject({ version: 1 });
    await place.liverec("diff old.yaml old.yaml --report preview.json");
    expect(JSON.parse((await place.liverec("comment preview.json --json")).out)).toMatchObject({ comment: "no-pull-request" });
  });
});
