import { describe, expect, it } from "vitest";
import { checkManifest, lineOf, readTimetable } from "../../provider/manifest/index";
import { nearest, suggestion } from "../../provider/manifest/place";
import { kinds } from "../../provider/resources/index";

describe("a secret in a manifest", () => {
  const run = (key: string, env: Record<string, string> = {}) =>
    checkManifest(
      [
        {
          file: "m.yaml",
          text: `version: 1\ncallbackTemplates:\n  hooks: { callbackKey: ${key}, recordNotifyUrl: "https://h.example.com" }`,
        },
      ],
      kinds,
      { env, unset: "error" },
    );

  it.each([
    ["a text", "canary-text"],
    ["a number", "424242"],
    ["a list", "[canary-text]"],
    ["a block without a variable", "{ value: canary-text }"],
    ["a variable with something beside it", "{ env: KEY, default: canary-text }"],
    ["a variable whose name is no text", "{ env: 424242 }"],
    ["a variable whose name is a value", '{ env: "canary text" }'],
    ["nothing at all in the block", "{}"],
  ])("that is %s is refused without being shown, and nothing is declared from it", (_what, key) => {
    const { resources, problems } = run(key, { KEY: "k", "canary text": "k", "424242": "k" });
    expect(problems.map(lineOf)).toEqual([
      "m.yaml:3:25: callbackTemplates.hooks.callbackKey: is a secret and does not belong into a file: write { env: NAME_OF_A_VARIABLE }",
    ]);
    expect(JSON.stringify([resources.map(({ inputs }) => inputs), problems])).not.toMatch(/canary|424242/);
  });

  it("is taken from the variable that is named, whatever others hold", () => {
    const { resources, problems } = run("{ env: HOOK_KEY }", { KEY: "other", HOOK_KEY: "meant" });
    expect([problems, resources[0]?.inputs["callbackKey"]]).toEqual([[], "meant"]);
  });
});

describe("the name that a misspelt one means", () => {
  const known = ["archive", "lecture", "week", "recordExceptionNotifyUrl"];

  it.each([
    ["archiv", "archive"],
    ["Archive", "archive"],
    ["wek", "week"],
    ["wecl", "week"],
    ["lectures1", "lecture"],
    ["recordExceptionUrl", "recordExceptionNotifyUrl"],
    ["Records", "recordExceptionNotifyUrl"],
  ])("%s is %s", (name, meant) => {
    expect(nearest(name, known)).toBe(meant);
    expect(suggestion(name, known, "templates")).toBe(`; did you mean ${meant}?`);
  });

  it.each(["day", "w", "re", "backstage", "snapshotNotifyUrl"])("%s is none of them, and what there is is named instead", (name) => {
    expect(nearest(name, known)).toBeUndefined();
    expect(suggestion(name, known, "templates")).toBe("; templates: archive, lecture, week, recordExceptionNotifyUrl");
  });

  it("is none where there are none, and a long list is cut off", () => {
    expect(suggestion("x", [], "templates")).toBe("; there are no templates");
    const many = Array.from({ length: 33 }, (_, index) => `template-${index}`);
    expect(suggestion("else", many, "templates")).toMatch(/^; templates: template-0, .*template-29, and 3 more$/);
  });
});

describe("the times of a timetable", () => {
  const read = (fields: string) =>
    readTimetable({ file: "t.yaml", text: `pushes:\n  - { stream: p.example.com/live/a, ${fields} }\n` }).pushes.map(
      ({ start, end }) => `${new Date(start).toISOString()} ${end === undefined ? "open" : new Date(end).toISOString()}`,
    );
  const start = "start: 2027-03-20T10:00:00Z";

  it("end after they start, and lasts as long as nobody says otherwise", () => {
    expect(read(`${start}, end: 2027-03-20T11:00:00Z`)).toEqual(["2027-03-20T10:00:00.000Z 2027-03-20T11:00:00.000Z"]);
    expect(read(start)).toEqual(["2027-03-20T10:00:00.000Z open"]);
    for (const end of ["2027-03-20T10:00:00Z", "2027-03-20T09:00:00Z"])
      expect(() => read(`${start}, end: "${end}"`)).toThrow(/^t\.yaml:2:\d+: pushes\[0\]\.end: is not after start$/);
  });

  it("repeat only with an end of their own and an end of the repeating", () => {
    expect(() => read(`${start}, repeat: { every: day, times: 2 }`)).toThrow("pushes[0].repeat: needs an end or a duration beside it");
    expect(() => read(`${start}, duration: 1h, repeat: { every: day }`)).toThrow("pushes[0].repeat: needs until or times");
    expect(read(`${start}, duration: 1h, repeat: { every: week, times: 2 }`)).toEqual([
      "2027-03-20T10:00:00.000Z 2027-03-20T11:00:00.000Z",
      "2027-03-27T10:00:00.000Z 2027-03-27T11:00:00.000Z",
    ]);
  });

  it("are refused with the field and what to write where a flag is none", () => {
    expect(() => read(`${start}, audio: maybe`)).toThrow(/^t\.yaml:2:\d+: pushes\[0\]\.audio: is not true or false/);
  });
});
