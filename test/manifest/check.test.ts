import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkManifest, lineOf } from "../../provider/manifest/index";
import { sectionsOf } from "../../provider/manifest/sections";
import { kinds } from "../../provider/resources/index";
import { withoutTasks } from "./registry";

const sample = (name: string) => readFileSync(join(import.meta.dirname, "samples", name), "utf8");
const check = (...texts: string[]) =>
  checkManifest(
    texts.map((text, index) => ({ file: index === 0 ? "m.yaml" : `m${index}.yaml`, text })),
    kinds,
  );
const complaints = (...texts: string[]) => check(...texts).problems.map(lineOf);
const names = (text: string) => check(text).resources.map(({ token, name }) => `${token} ${name}`);

describe("a manifest", () => {
  it("declares what the sample of the design says", () => {
    const { resources, problems } = check(sample("design.yaml"));
    expect(problems.map(lineOf)).toEqual([]);
    expect(resources.map(({ token, name, inputs, references }) => [token, name, inputs, references.map((to) => to.name)])).toEqual([
      ["RecordTemplate", "archive", { hlsParam: { storageTime: 2592000 }, hlsSpecialParam: { flowContinueDuration: 300 } }, []],
      ["RecordTemplate", "lecture", { mp4Param: { recordInterval: 7200, storageTime: 7776000 } }, []],
      ["RecordTemplate", "norecord", {}, []],
      ["TimeShiftTemplate", "week", { duration: 604800 }, []],
      ["RecordRule", "push.example.com//", { domainName: "push.example.com" }, ["archive"]],
      ["RecordRule", "push.example.com/lessons/", { domainName: "push.example.com", appName: "lessons" }, ["lecture"]],
      ["RecordRule", "push.example.com//backstage", { domainName: "push.example.com", streamName: "backstage" }, ["norecord"]],
      ["TimeShiftRule", "push.example.com//", { domainName: "push.example.com" }, ["week"]],
      [
        "RecordTask",
        "final",
        {
          domainName: "push.example.com",
          appName: "live",
          streamName: "final",
          startTime: "2026-12-20T19:30",
          endTime: "2026-12-20T22:30",
          timeZone: "Asia/Shanghai",
        },
        ["archive"],
      ],
      [
        "ScheduledRecord",
        "classic",
        {
          domainName: "push.example.com",
          appName: "live",
          streamName: "test",
          startTime: "2018-09-11T08:00",
          endTime: "2018-09-11T10:00",
          fileFormat: "flv",
          timeZone: "Asia/Shanghai",
        },
        [],
      ],
      [
        "Clip",
        "opening",
        {
          streamId: "final",
          host: "play.example.com",
          startTime: "2026-12-20T19:30",
          endTime: "2026-12-20T19:40",
          isPersistence: true,
          timeZone: "Asia/Shanghai",
        },
        [],
      ],
    ]);
  });

  it("can hold every kind of the registry, and the full sample does", () => {
    const placed = sectionsOf(kinds).flatMap(({ shapes }) => shapes.map(({ kind }) => kind.token));
    expect(new Set(placed)).toEqual(new Set(kinds.keys()));
    const { resources, problems, project, ignoredFindings } = check(sample("everything.yaml"));
    expect(problems.map(lineOf)).toEqual([]);
    expect(new Set(resources.map(({ token }) => token))).toEqual(new Set(kinds.keys()));
    expect(project).toBe("everything");
    expect(ignoredFindings).toEqual([{ id: "older-family", place: { file: "m.yaml", line: 5, column: 18 } }]);
  });

  it("leaves no input of a kind out, except what the place of an item gives", () => {
    for (const { shapes, under } of sectionsOf(kinds)) {
      for (const { kind, fields } of shapes) {
        const reached = [...fields.values()].flatMap((field) => (field.how === "stream" ? Object.values(field.parts) : [field.input]));
        const given = under === "domain" ? ["domainName"] : [];
        expect(new Set([...reached, ...given]), kind.token).toEqual(new Set(Object.keys(kind.inputs.properties)));
      }
    }
  });

  it("names resources by what they are, whatever the order", () => {
    const domain = (rules: string[]) => `version: 1\ntemplates: { a: {} }\ndomains:\n  p.example.com:\n    record: [${rules.join(", ")}]`;
    const rules = ["{ template: a }", "{ app: x, template: a }", "{ app: x, stream: y, template: a }"];
    expect(names(domain(rules)).sort()).toEqual(names(domain([...rules].reverse())).sort());
    expect(names(domain(rules))).toContain("RecordRule p.example.com/x/y");
  });

  it("tells every mistake at once, at its place, in the manifest's own names, with the nearest known name", async () => {
    await expect(`${complaints(sample("bad.yaml")).join("\n")}\n`).toMatchFileSnapshot("samples/bad.golden.txt");
  });

  it("says that CreateLiveRecord has to be asked for, where nothing else records on a schedule", () => {
    const { problems } = checkManifest([{ file: "m.yaml", text: sample("design.yaml") }], withoutTasks);
    expect(problems.map(lineOf)).toEqual([
      "m.yaml:20:10: schedule.final: needs using: CreateLiveRecord, the only way of this version to record on a schedule",
    ]);
  });

  it("tells which way of scheduling a field belongs to", () => {
    const item = (text: string) =>
      complaints(
        `version: 1\nschedule: { a: { stream: p.example.com/l/s, start: 2026-01-01T00:00Z, end: 2026-01-01T01:00Z, ${text} } }\ntemplates: { t: {} }`,
      );
    expect(item("template: t, fileFormat: flv")).toEqual([
      "m.yaml:2:108: schedule.a.fileFormat: belongs to using: CreateLiveRecord, and this uses CreateRecordTask",
    ]);
    expect(item("using: CreateLiveRecord, template: t")[0]).toContain(
      "template: belongs to using: CreateRecordTask, and this uses CreateLiveRecord",
    );
    expect(item("using: CreateRecordTsk, template: t")[0]).toContain("did you mean CreateRecordTask?");
  });

  it("reads local times in the zone of their own file", () => {
    const file = (name: string, zone: string) =>
      `version: 1\ntimeZone: ${zone}\nclips: { ${name}: { stream: p.example.com/l/s, start: 2026-03-29T02:30, end: 2026-03-29T03:30 } }`;
    expect(complaints(file("a", "Asia/Shanghai"), file("b", "Europe/Berlin"))).toEqual([
      expect.stringMatching(/^m1\.yaml:3:\d+: clips\.b\.start: "2026-03-29T02:30" does not exist in Europe\/Berlin/),
    ]);
  });

  it("takes several files as one, and names both places of a name that is given twice", () => {
    const first = "version: 1\ntemplates: { a: {} }\ndomains: { p.example.com: { playDomain: v.example.com } }";
    const second =
      "version: 1\nhighlights: { h: { stream: p.example.com/l/s } }\nclips: { c: { stream: p.example.com/l/s, start: 2026-01-01T00:00Z, end: 2026-01-01T01:00Z } }";
    const { resources, problems } = check(first, second);
    expect(problems).toEqual([]);
    expect(resources.find(({ token }) => token === "Clip")?.inputs["host"]).toBe("v.example.com");
    expect(complaints(first, first)).toEqual([
      "m1.yaml:2:14: templates.a: is declared twice (a); the first is at m.yaml:2:14",
      "m1.yaml:3:12: domains.p.example.com: is declared twice; the first is at m.yaml:3:12",
    ]);
  });

  it("takes secrets from the environment only", () => {
    const text = (key: string) =>
      `version: 1\ncallbackTemplates:\n  hooks: { callbackKey: ${key}, recordNotifyUrl: "https://h.example.com" }`;
    const run = (env: Record<string, string>, unset: "error" | "note" = "error") =>
      checkManifest([{ file: "m.yaml", text: text("{ env: KEY }") }], kinds, { env, unset });
    expect(run({ KEY: "k" }).resources[0]?.inputs["callbackKey"]).toBe("k");
    expect(run({}).problems.map(lineOf)).toEqual([
      "m.yaml:3:25: callbackTemplates.hooks.callbackKey: the environment variable KEY is not set",
    ]);
    expect(run({ KEY: "" }).problems.map(lineOf)).toEqual([
      "m.yaml:3:25: callbackTemplates.hooks.callbackKey: the environment variable KEY is empty",
    ]);
    expect(run({}, "note").problems.map(lineOf)).toEqual([
      "m.yaml:3:25: note: callbackTemplates.hooks.callbackKey: the environment variable KEY is not set; preview and up need it",
    ]);
    expect(run({ KEY: "x".repeat(300) }, "note").problems.map(lineOf)).toEqual([
      "m.yaml:3:25: callbackTemplates.hooks.callbackKey: is 300 characters long; at most 255 are allowed",
    ]);
    expect(complaints(text("{ env: KEY }"))).toEqual([]);
    expect(complaints(text("hunter2"))).toEqual([
      "m.yaml:3:25: callbackTemplates.hooks.callbackKey: is a secret and does not belong into a file: write { env: NAME_OF_A_VARIABLE }",
    ]);
  });

  it("tells of rules between fields beside what is wrong with other fields", () => {
    const clip = "stream: p.example.com/l/s, start: 2026-01-01T01:00Z, end: 2026-01-01T00:00Z";
    expect(complaints(`version: 1\nclips: { c: { ${clip}, classId: x, name: n } }`).map((line) => line.replace(/^\S+ /, ""))).toEqual([
      'clips.c.end: "2026-01-01T00:00Z" is not after start "2026-01-01T01:00Z"',
      'clips.c.classId: "x" is not a whole number',
      "clips.c.name: has no effect on a clip that is not persisted; set isPersistence: true, or leave it out",
    ]);
    // A rule about a value that cannot be read has nothing to say.
    expect(complaints("version: 1\nclips: { c: { stream: p.example.com/l/s, start: soon, end: 2026-01-01T00:00Z } }")).toEqual([
      expect.stringContaining('clips.c.start: "soon" is not a time'),
    ]);
  });

  it.each(["using: CreateLiveRecord", "template: t"])(
    "refuses a window of less than a second (%s), which the service would take for none",
    (how) => {
      const item = (start: string, end: string) =>
        complaints(
          `version: 1\ntemplates: { t: {} }\nschedule: { a: { stream: p.example.com/l/s, start: "${start}", end: "${end}", ${how} } }`,
        );
      expect(item("2026-01-01T00:00:00.200Z", "2026-01-01T00:00:00.900Z")).toEqual([
        expect.stringContaining('is the same second as start "2026-01-01T00:00:00.200Z"; the service tells times to the second'),
      ]);
      expect(item("2026-01-01T00:00:00.900Z", "2026-01-01T00:00:01.100Z")).toEqual([]);
    },
  );

  it("says once what is wrong with a value that cannot be read as it stands", () => {
    const format = (value: string) => complaints(`version: 1\ntemplates: { a: { hlsParam: { ${value} } } }`);
    expect(format("storageTime: 9007199254740993")).toEqual([expect.stringContaining("9007199254740993 is too large to be exact")]);
    expect(format("vodSubAppId: 18446744073709551615")).toEqual([expect.stringContaining('write "18446744073709551615"')]);
    expect(format("storageTime: .inf")).toEqual([expect.stringContaining(".inf is no number that can be used here")]);
  });

  it("tells what to write instead of the yes and no of older YAML", () => {
    expect(complaints("version: 1\ntemplates: { a: { isDelayLive: Yes, cosStore: off, removeWatermark: maybe } }")).toEqual([
      "m.yaml:2:32: templates.a.isDelayLive: Yes is a text in YAML 1.2; write true",
      "m.yaml:2:47: templates.a.cosStore: off is a text in YAML 1.2; write false",
      'm.yaml:2:69: templates.a.removeWatermark: "maybe" is not true or false',
    ]);
  });

  it("tells the word of a switch that is given as true, false, yes or no", () => {
    const switches = "uploadMediaCompleteEventSwitch: true, deleteMediaCompleteEventSwitch: false, persistenceCompleteEventSwitch: no";
    expect(complaints(`version: 1\nvodEvents: { main: { mode: PULL, ${switches} } }`)).toEqual([
      expect.stringContaining('uploadMediaCompleteEventSwitch: true is no word of this switch; write "ON"'),
      expect.stringContaining('deleteMediaCompleteEventSwitch: false is no word of this switch; write "OFF"'),
      expect.stringContaining('persistenceCompleteEventSwitch: no is no word of this switch; write "OFF"'),
    ]);
  });

  it("refuses characters that cannot be seen, in names and values", () => {
    expect(complaints('version: 1\ntemplates: { "a\\u0000": {}, b: { description: "x\\ey" } }')).toEqual([
      'm.yaml:2:14: templates: "a\\u0000" is not a name; use no blanks, "/" or ":"',
      "m.yaml:2:47: templates.b.description: holds the invisible character U+001B; take it out",
    ]);
    const clip = "stream: p.example.com/l/s, start: 2026-01-01T00:00Z, end: 2026-01-01T01:00Z, isPersistence: true";
    expect(complaints(`version: 1\nclips: { c: { ${clip}, tags: [a, "b\\0"] } }`)).toEqual([
      expect.stringContaining("clips.c.tags[1]: holds the invisible character U+0000"),
    ]);
  });

  it("names what is wrong with a name that is too long, and with the characters of a stream", () => {
    const task = "start: 2026-12-20T19:30:00Z, end: 2026-12-20T20:30:00Z, template: 7";
    const stream = (name: string) =>
      complaints(`version: 1\nschedule:\n  a: { ${task}, stream: ${JSON.stringify(`push.example.com/live/${name}`)} }\n`);
    expect(complaints(`version: 1\ntemplates:\n  ${"a".repeat(101)}: { hlsParam: {} }\n  ${"b".repeat(100)}: { hlsParam: {} }\n`)).toEqual([
      `m.yaml:3:3: templates: "${"a".repeat(80)}" is not a name; it has 101 characters, and at most 100 are allowed`,
    ]);
    expect([stream("a?b#c"), stream("a b"), stream("a'b")].flat().map((line) => line.split(" is not a stream; ")[1])).toEqual([
      "? and # cannot stand in it",
      "a blank cannot stand in it",
      "' cannot stand in it",
    ]);
    expect(complaints("version: 1\ndomains: { push.example.com: { record: [{ app: a?b, template: 7 }] } }\n")).toEqual([
      `m.yaml:2:48: domains.push.example.com.record[0].app: "a?b" is not accepted here; write the name alone, without blanks and / ? # & % * \\ " ' < >; leave the field out for every`,
    ]);
  });

  it("points at signs that look right and are not, where something is wrong", () => {
    expect(complaints("version: 1\ntemplates：\n  a: {}\n")).toContainEqual(
      "m.yaml:2:10: note: the wide colon ： is none for YAML; write : and a blank",
    );
    expect(complaints("version: 1\ntemplates:\n\u3000 a: {}\n")).toContainEqual(
      expect.stringMatching(/^m\.yaml:3:1: note: the line begins with a blank that is none for YAML/),
    );
    expect(complaints("version: 1\ntemplates:\n  a:\n    description: |\n      Zeit：\n")).toEqual([]);
  });

  it("survives any names and shapes without an error of its own", () => {
    const odd = [
      "null",
      "[]",
      "{}",
      "x",
      "1",
      "[[]]",
      "{ a: null }",
      "[{ template: null }]",
      "{ constructor: {} }",
      "{ '': {} }",
      "[null]",
      "{ a: [] }",
    ];
    for (const key of ["version", "project", "timeZone", "lint", "templates", "domains", "schedule", "clips", "vodEvents", "toString"]) {
      for (const value of odd) {
        const text = `version: 1\n${key === "version" ? "" : `${key}: ${value}\n`}`;
        expect(() => check(key === "version" ? `version: ${value}` : text)).not.toThrow();
      }
    }
  });
});
