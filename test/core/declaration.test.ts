import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../provider/core/check";
import { decode, encode } from "../../provider/core/codec";
import { diff } from "../../provider/core/diff";
import { defineResource } from "../../provider/core/lifecycle";
import { autoName, isAutoNamed, markOf } from "../../provider/core/naming";
import { register } from "../../provider/core/registry";
import { isSealOf, seal } from "../../provider/core/seal";
import { UNKNOWN } from "../../provider/core/unknown";

const thing = defineResource(
  {
    token: "Thing",
    summary: "A thing.",
    identity: ["name"],
    named: { field: "name" },
    inputs: {
      type: "object",
      description: "A thing.",
      additionalProperties: false,
      required: ["size"],
      properties: {
        name: { type: "string", description: "Name.", "x-api": "Name" },
        size: { type: "integer", description: "Size.", minimum: 1, maximum: 10, "x-unit": "bytes", "x-api": "Size" },
        fixed: { type: "boolean", description: "Fixed.", default: false, "x-flag": true, "x-replace": true, "x-api": "Fixed" },
        link: { type: "string", format: "id", description: "Link.", pattern: "^[0-9]+$", "x-api": "Link" },
        at: { type: "string", format: "time", description: "Time.", "x-time": "unix", "x-api": "At" },
        timeZone: { type: "string", description: "Zone.", "x-local": true },
        tags: { type: "array", description: "Tags.", items: { type: "string", description: "Tag." }, "x-compare": "set", "x-api": "Tags" },
        key: { type: "string", description: "Key.", minLength: 8, "x-secret": true, "x-api": "Key" },
        block: {
          type: "object",
          description: "Block.",
          additionalProperties: false,
          "x-switch": "enable",
          "x-off": { Enable: 0 },
          "x-api": "Block",
          properties: {
            enable: { type: "boolean", description: "On.", default: true, "x-flag": true, "x-api": "Enable" },
            length: { type: "integer", description: "Length.", default: 60, "x-api": "Length" },
            note: { type: "string", description: "Note.", "x-api": "Note" },
          },
        },
      },
    },
    outputs: { type: "object", description: "None.", properties: {} },
  },
  { create: async () => ({ id: "1", outputs: {} }), remove: async () => undefined },
);

const checked = (inputs: object) => check(thing, { size: 1, __mark: "thing-00000000", ...inputs }, {});

describe("a declaration", () => {
  it("has its defaults filled, also inside blocks, and ids as text", () => {
    expect(checked({ block: {}, link: 12 }).inputs).toEqual({
      size: 1,
      fixed: false,
      link: "12",
      block: { enable: true, length: 60 },
      name: expect.stringMatching(/^thing-00000000-[0-9a-f]{6}$/),
      __mark: "thing-00000000",
    });
  });

  it("with a null field is as if the field were left out", () => {
    expect(checked({ block: null, link: null })).toEqual(checked({}));
  });

  it("names every mistake at once, with the user's own paths", () => {
    const { failures } = checked({ size: 11, block: { length: "x", lenght: 1 }, tags: ["a", 2], "": 1 });
    expect(failures.map(({ path }) => path).sort()).toEqual(["", "block.length", "block.lenght", "size", "tags[1]"].sort());
  });

  it("holds nothing that cannot be seen, and no time that is none, in no text, list or block", () => {
    const { failures } = checked({ name: "a\u0007", tags: ["a", "b\u0000"], block: { note: "x\u001b" }, at: "soon" });
    expect(failures.map(({ path }) => path).sort()).toEqual(["at", "block.note", "name", "tags[1]"]);
    expect(failures.find(({ path }) => path === "block.note")?.message).toBe("holds the invisible character U+001B; take it out");
    expect(checked({ name: "年终晚会 🎬", tags: ["a\tb\nc"], block: { note: "é" } }).failures).toEqual([]);
  });

  it("never shows a secret's value", () => {
    expect(JSON.stringify(checked({ key: "canary!" }).failures)).not.toContain("canary");
    expect(JSON.stringify(checked({ key: 4242 }).failures)).not.toContain("4242");
  });

  it("passes unknown values on, at any depth and in the place of any type", () => {
    const { inputs, failures } = checked({ size: UNKNOWN, block: { length: UNKNOWN }, tags: [UNKNOWN, "a"], link: UNKNOWN });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ size: UNKNOWN, block: { length: UNKNOWN, enable: true }, tags: [UNKNOWN, "a"], link: UNKNOWN });
    expect(checked({ block: UNKNOWN }).inputs["block"]).toBe(UNKNOWN);
  });

  it("is not confused by names of Object's own", () => {
    const { failures } = check(thing, JSON.parse('{"size":1,"__proto__":{"size":2},"constructor":1}'), {});
    expect(failures.map(({ path }) => path)).toContain("constructor");
    expect(Object.prototype).not.toHaveProperty("size");
  });

  it("survives any JSON at all", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("size", "block", "tags", "link", "at", "key", "x"), fc.jsonValue()), (inputs) => {
        const { failures } = check(thing, inputs as Record<string, unknown>, {});
        for (const { message } of failures) expect(message.length).toBeLessThan(400);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the default name", () => {
  it("is the same for the same resource, and another when a replacement is forced", () => {
    const first = checked({}).inputs;
    expect(checked({ size: 5 }).inputs["name"]).toBe(first["name"]);
    expect(checked({ fixed: true }).inputs["name"]).not.toBe(first["name"]);
    expect(isAutoNamed(thing, first)).toBe(true);
    expect(isAutoNamed(thing, checked({ name: "mine" }).inputs)).toBe(false);
  });

  it("is unknown as long as a replace-forcing input is", () => {
    expect(checked({ fixed: UNKNOWN }).inputs["name"]).toBe(UNKNOWN);
  });

  it("stays when the resource moves to another URN, unless a replacement is forced", () => {
    const old = checked({}).inputs;
    const moved = { size: 1, __mark: markOf("urn:pulumi:dev::p::t::moved") };
    expect(check(thing, moved, old).inputs["name"]).toBe(old["name"]);
    expect(check(thing, { ...moved, fixed: true }, old).inputs["name"]).toBe(autoName(thing, { ...moved, fixed: true }));
  });

  it("holds only letters that the service accepts", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(markOf(`urn:pulumi:dev::p::t::${name}`)).toMatch(/^[\p{Script=Han}A-Za-z0-9_-]*-[0-9a-f]{8}$/u);
      }),
    );
  });
});

describe("a difference", () => {
  const plan = (before: object, after: object) => diff(thing, checked(before).inputs, checked(after).inputs);

  it.each([
    ["defaults written out", {}, { fixed: false }],
    ["an order of tags", { tags: ["a", "b"] }, { tags: ["b", "a"] }],
    ["an id as number or text", { link: 12 }, { link: "12" }],
    ["one instant in two forms", { at: "2018-09-11T08:00:00+08:00" }, { at: "2018-09-11T02:00", timeZone: "Europe/Berlin" }],
    ["a block that is off or absent", {}, { block: { enable: false } }],
  ])("is none between %s", (_name, before, after) => {
    expect(plan(before, after).changes).toEqual([]);
  });

  it("names the changed field inside a block, with both values", () => {
    expect(plan({ block: {} }, { block: { length: 90 } }).changes).toEqual([
      { path: "block.length", before: 60, after: 90, replaces: false, secret: false },
    ]);
  });

  it("forces a replacement only by a field that says so; an unknown value there counts as changed", () => {
    expect(plan({}, { fixed: true }).replaces).toEqual(["fixed"]);
    expect(plan({}, { fixed: UNKNOWN }).replaces).toEqual(["fixed"]);
    expect(plan({}, { size: UNKNOWN }).replaces).toEqual([]);
  });

  it("deletes first only when the natural key stays", () => {
    expect(plan({}, { fixed: true }).deleteFirst).toBe(false);
    expect(plan({ name: "mine" }, { name: "mine", fixed: true }).deleteFirst).toBe(true);
    expect(plan({ name: "mine" }, { name: "other", fixed: true }).deleteFirst).toBe(false);
  });

  it("sees a changed secret behind its digest, and no change where there is none", () => {
    const news = checked({ key: "12345678" }).inputs;
    const olds = seal(thing, news, {});
    expect(JSON.stringify(olds)).not.toContain("12345678");
    expect(isSealOf(olds["key"], "12345678")).toBe(true);
    expect(diff(thing, olds, news).changes).toEqual([]);
    expect(diff(thing, olds, checked({ key: "87654321" }).inputs).changes).toMatchObject([{ path: "key", secret: true }]);
    expect(seal(thing, news, olds)).toEqual(olds);
  });
});

describe("the wire", () => {
  it("carries flags as 0 and 1, ids as numbers, times in the service's form", () => {
    const { inputs } = checked({ fixed: true, link: "12", at: "2018-09-11T08:00:00+08:00", name: "n" });
    expect(encode(thing.inputs, inputs)).toEqual({ Size: 1, Fixed: 1, Link: 12, At: 1_536_624_000, Name: "n" });
  });

  it("keeps ids beyond 2^53 exact", () => {
    expect(encode(thing.inputs, { link: "18446744073709551615" })).toEqual({ Link: 18446744073709551615n });
    expect(decode(thing.inputs, { Link: "18446744073709551615" })).toEqual({ link: "18446744073709551615" });
  });

  it("switches off for real what is gone from the declaration", () => {
    const last = checked({ block: { note: "x" }, link: 3, name: "n" }).inputs;
    expect(encode(thing.inputs, checked({ name: "n" }).inputs, { last })).toMatchObject({ Block: { Enable: 0 }, Link: 0 });
    expect(encode(thing.inputs, checked({ name: "n", block: {} }).inputs, { last })).toMatchObject({
      Block: { Enable: 1, Length: 60, Note: "" },
    });
  });

  it("comes back as it went, and a block that is off comes back as absent", () => {
    const { inputs } = checked({ fixed: true, link: "12", tags: ["a"], block: { note: "x" }, name: "n" });
    const { __mark: _mark, ...plain } = inputs;
    expect(decode(thing.inputs, encode(thing.inputs, inputs))).toEqual(plain);
    expect(decode(thing.inputs, { Block: { Enable: 0, Length: 60 } })).toEqual({});
  });

  it("is not guessed at: another type than documented is an error", () => {
    expect(() => decode(thing.inputs, { Size: "1" })).toThrow(/Size as string, where integer/);
  });
});

describe("the registry", () => {
  it("refuses two kinds of one name, and an identity that is no input", () => {
    expect(() => register([thing, thing])).toThrow(/two kinds are named Thing/);
    expect(() => register([{ ...thing, identity: ["nope"] }])).toThrow(/nope/);
  });
});
