import { describe, expect, it } from "vitest";
import { load } from "../../provider/manifest/load";
import { lineOf } from "../../provider/manifest/place";
import { at, plainOf } from "../../provider/manifest/value";

const read = (text: string) => load([{ file: "m.yaml", text }]);
const complaints = (text: string) => read(text).problems.map(lineOf);
const data = (text: string) => {
  const { files, problems } = read(text);
  expect(problems).toEqual([]);
  return files[0] === undefined ? undefined : plainOf(files[0].root);
};

/** An anchor of ten texts, an anchor of ten of it, and so on: ten to the power of `levels`. */
function bomb(levels: number): string {
  const names = "abcdefghijklmnop".slice(0, levels).split("");
  return names
    .map(
      (name, i) =>
        `${name}: &${name} [${Array(10)
          .fill(i === 0 ? "x" : `*${names[i - 1]}`)
          .join(", ")}]`,
    )
    .join("\n");
}

describe("the loader of manifests", () => {
  it("knows line and column of keys and values", () => {
    const { files } = read("a: 1\nb:\n  - x\n  - { c: true }\n");
    const root = files[0]?.root;
    expect(root && at(root, ["b", "1", "c"])).toMatchObject({
      key: { file: "m.yaml", line: 4, column: 7 },
      value: { at: { line: 4, column: 10 }, value: true },
    });
  });

  it("reads the core schema only: no and 2026-12-20T19:30 are texts, so are underscores in numbers", () => {
    expect(data("a: no\nb: 2026-12-20T19:30\nc: 1_000\nd: yes\ne: 2001-01-01\nf: 60:30\ng: 1e3\nh: true")).toEqual({
      a: "no",
      b: "2026-12-20T19:30",
      c: "1_000",
      d: "yes",
      e: "2001-01-01",
      f: "60:30",
      g: 1000,
      h: true,
    });
  });

  it("refuses numbers that other readers take for other values", () => {
    expect(complaints("a: 0600\nb: 12345678901234567890\nc: '0600'\nd: 0")).toEqual([
      'm.yaml:1:4: a: 0600 is 600 here, and an octal number to older readers of YAML; write 600, or "0600" if it is a name',
      'm.yaml:2:4: b: 12345678901234567890 is too large to be exact as a number; write "12345678901234567890"',
    ]);
  });

  it("reads 0o17 and 0x1f as YAML 1.2 does, and 1.0 as 1", () => {
    expect(data("a: 0o17\nb: 0x1f\nc: 1.0\nd: !!str 5")).toEqual({ a: 15, b: 31, c: 1, d: "5" });
  });

  it("takes the line ends of Windows, a mark of byte order in front, and JSON with tabs, and counts places as an editor does", () => {
    expect(data("\uFEFFa: 1\r\nb:\r\n  - x\r\n")).toEqual({ a: 1, b: ["x"] });
    expect(complaints("\uFEFFa: 1\r\na: 2\r\n")).toEqual(["m.yaml:2:1: a: stands here a second time; the first is at m.yaml:1:1"]);
    expect(data('{\n\t"a": {\n\t\t"b": [1, null]\n\t}\n}')).toEqual({ a: { b: [1, null] } });
    expect(data("---\na: 1\n...\n")).toEqual({ a: 1 });
  });

  it("knows an anchor in its own file only", () => {
    const { problems } = load([
      { file: "a.yaml", text: "a: &x 1" },
      { file: "b.yaml", text: "b: *x" },
    ]);
    expect(problems.map(lineOf)).toEqual(["b.yaml:1:4: b: there is no anchor &x above it in this file"]);
  });

  it("follows aliases and merges blocks, the map's own entries first", () => {
    expect(data("a: &a { x: 1, y: 2 }\nb: *a\nc: { <<: *a, y: 3 }\nd: { <<: [*a, { z: 4, x: 5 }] }\n'<<': text")).toEqual({
      a: { x: 1, y: 2 },
      b: { x: 1, y: 2 },
      c: { x: 1, y: 3 },
      d: { x: 1, y: 2, z: 4 },
      "<<": "text",
    });
    expect(data(`a: &a 1\nb: [${Array(200).fill("*a").join(", ")}]`)).toHaveProperty("b.length", 200);
  });

  it.each([
    ["about one block by the ten thousand", "# liverec-ignore: unused-template\n".repeat(30_000), 30_000],
    ["with half a million blanks", `# liverec-ignore: a${" ".repeat(500_000)}x\n`, 0],
  ])("takes comments that accept findings, %s, in its stride", (_what, comments, accepted) => {
    const { files } = read(`a: 1\n${comments}b: { c: 2 }\n`);
    expect(files[0]?.accepted).toHaveLength(accepted);
  });

  it("never lets a key reach an object's prototype", () => {
    expect(complaints("__proto__: { polluted: true }\na: { constructor: { prototype: 1 }, __proto__: 1 }")).toEqual([
      "m.yaml:1:1: the name __proto__ cannot be used",
      "m.yaml:2:37: a: the name __proto__ cannot be used",
    ]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it.each([
    ["an alias bomb", bomb(9), /^m\.yaml:5:\d+: e\[\d\]: the aliases of this file stand for more than 50000 values$/],
    [
      "merge keys by the thousand",
      `a: &a { ${Array.from({ length: 1000 }, (_, i) => `k${i}: 1`).join(", ")} }\n${Array.from({ length: 1000 }, (_, i) => `b${i}: { <<: *a }`).join("\n")}`,
      /stand for more than 50000 values$/,
    ],
    ["an alias in its own anchor", "a: &a [*a]", /^m\.yaml:1:8: a\[0\]: \*a stands inside of what it stands for$/],
    ["an alias without an anchor", "a: *b", /^m\.yaml:1:4: a: there is no anchor &b above it in this file$/],
    ["a merge of a text", "a: { <<: text }", /^m\.yaml:1:6: a: << takes a block of fields/],
    ["deep brackets", `a: ${"[".repeat(100_000)}`, /^m\.yaml:1:\d+: is nested more than 64 levels deep$/],
    [
      "deep blocks",
      Array.from({ length: 200 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
      /^m\.yaml:6\d:\d+: is nested more than 64 levels deep$/,
    ],
    [
      "deep aliases",
      Array.from({ length: 200 }, (_, i) => `a${i}: &a${i} [${i === 0 ? "x" : `*a${i - 1}`}]`).join("\n"),
      /^m\.yaml:65:\d+: a64: is nested more than 64 levels deep$/,
    ],
    ["a key given twice", "a: 1\nb: 2\na: 3", /^m\.yaml:3:1: a: stands here a second time; the first is at m\.yaml:1:1$/],
    ["a tag", "a: !!js/function 'x'", /^m\.yaml:1:\d+: a: the tag tag:yaml\.org,2002:js\/function is not supported here; leave it out$/],
    ["a tag of somebody's own", "a: !secret x", /^m\.yaml:1:\d+: a: the tag !secret is not supported here; leave it out$/],
    ["another version of YAML", "%YAML 1.1\n---\na: no", /^m\.yaml:1:1: directives \(%YAML, %TAG\) are not supported/],
    ["a second document", "a: 1\n---\nb: 2", /^m\.yaml:2:1: a file holds one manifest/],
    ["a key that is no text", "? [a, b]\n: 1", /^m\.yaml:1:3: is not valid YAML: a name must be a text, not a list, a block or an alias$/],
    ["an alias as a key", "a: &k x\n*k : 1", /^m\.yaml:2:1: is not valid YAML: a name must be a text/],
    [
      "two merges in one block",
      "a: &a { x: 1 }\nb:\n  <<: *a\n  <<: *a",
      /^m\.yaml:4:3: b: << stands here a second time; the first is at m\.yaml:3:3/,
    ],
    ["a NUL byte", "a: 1\nb: x\0y", /^m\.yaml:2:5: holds a NUL byte here: it is no text, or UTF-16; save it as UTF-8$/],
    ["UTF-16 without a mark", Buffer.from("version: 1\n", "utf16le").toString(), /^m\.yaml:1:2: holds a NUL byte here/],
    ["a bell in a comment", "a: 1 # x\u0007", /^m\.yaml:1:9: holds the invisible character U\+0007 here; take it out$/],
    ["a mark of byte order in the middle", "a: 1\n\uFEFFb: 2", /^m\.yaml:2:1: holds the invisible character U\+FEFF here/],
    ["line ends of an old Mac", "a: 1\rb: 2\r", /^m\.yaml:1:5: ends a line here with a carriage return alone/],
    ["no number", "a: .nan", /^m\.yaml:1:4: a: \.nan is no number that can be used here$/],
    ["a number beyond all", "a: 1e999", /^m\.yaml:1:4: a: 1e999 is no number that can be used here$/],
    ["a colon too many", "a: b: c", /^m\.yaml:1:4: is not valid YAML: .*; put a text that holds ": " into quotes$/],
    ["a brace that is not closed", "a: { b: 1\n", /^m\.yaml:2:1: is not valid YAML: flow map/],
    ["binary data", "a: !!binary aGk=", /^m\.yaml:1:\d+: a: the tag tag:yaml\.org,2002:binary is not supported/],
    ["a document after the end of the first", "a: 1\n...\nb: 2", /^m\.yaml:3:1: a file holds one manifest/],
    ["no text at all", "", /^m\.yaml:1:1: is empty/],
    ["a file of 5 MB", "a: 1\n".repeat(1_000_000), /^m\.yaml:1:1: is 4\.8 MiB; a manifest file has at most 1 MiB/],
    ["quotes by the hundred thousand", '"'.repeat(1_000_000), /^m\.yaml:1:\d+: has too many signs/],
    ["brackets that close nothing", "]".repeat(1_000_000), /^m\.yaml:1:\d+: is not valid YAML/],
    ["too many signs", "[a,b],".repeat(150_000), /m\.yaml:1:\d+: (has too many signs for a manifest|is not valid YAML)/],
    ["a text alone", "hello", /^m\.yaml:1:1: is not a manifest/],
    ["nothing", "# only a comment\n", /^m\.yaml:1:1: is empty; a manifest begins with version: 1$/],
    ["a tab for blanks", "a:\n\tb: 1", /^m\.yaml:2:1: is not valid YAML: tabs are not allowed as indentation/],
  ])("refuses %s with its place", (_name, text, expected) => {
    const [first] = complaints(text);
    expect(first).toMatch(expected);
  });
});
