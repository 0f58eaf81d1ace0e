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
    ["an alias without an anchor", "a: *b", /^m\.yaml:1:4: a: there is no anchor &b before this place$/],
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
    ["a key that is no text", "? [a, b]\n: 1", /^m\.yaml:1:3: is not valid YAML: with stringKeys, all keys must be strings$/],
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
