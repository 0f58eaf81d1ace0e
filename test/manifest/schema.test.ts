import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { checkManifest, lineOf } from "../../provider/manifest/index";
import { load } from "../../provider/manifest/load";
import { manifestSchema } from "../../provider/manifest/schema";
import { plainOf } from "../../provider/manifest/value";
import { kinds } from "../../provider/resources/index";
import { published } from "../../tools/generate/schemas";

const root = join(import.meta.dirname, "..", "..");
const sample = (name: string) => readFileSync(join(import.meta.dirname, "samples", name), "utf8");
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(manifestSchema(kinds, published));

function schemaAccepts(text: string): boolean {
  const [file] = load([{ file: "m.yaml", text }]).files;
  return file !== undefined && validate(plainOf(file.root)) === true;
}

function loaderAccepts(text: string): boolean {
  return checkManifest([{ file: "m.yaml", text }], kinds).problems.every(({ severity }) => severity !== "error");
}

/** One item of each kind's section with one thing wrong, or with something unusual that is right. */
const WITH_TEMPLATE = "version: 1\ntemplates: { t: {} }\n";
const rule = (fields: string) => `${WITH_TEMPLATE}domains: { p.example.com: { record: [{ ${fields} }] } }`;
const task = (fields: string) =>
  `${WITH_TEMPLATE}schedule: { s: { stream: p.example.com/l/s, start: 2026-01-01T00:00Z, end: 2026-01-01T01:00Z, ${fields} } }`;
const template = (fields: string) => `version: 1\ntemplates: { t: { ${fields} } }`;

const GOOD: readonly string[] = [
  "version: 1",
  sample("design.yaml"),
  sample("everything.yaml"),
  rule("template: t"),
  rule("template: 7, app: live, stream: s, adopt: true"),
  task("template: t, mixStream: true"),
  task("using: CreateRecordTask, template: t"),
  task("using: CreateLiveRecord"),
  template("hlsParam: {}, description: 说明"),
  template("flvParam: { enable: false, vodSubAppId: 1500000001, storageMode: cold }"),
  "version: 1\ndomains: { p.example.com: {} }",
  "version: 1\ncallbackTemplates: { c: { callbackKey: { env: KEY }, recordNotifyUrl: http://h.example.com } }",
];

const BAD: readonly string[] = [
  "templates: {}",
  "version: 2",
  "version: '1'",
  "version: 1\ntemplate: {}",
  "version: 1\ntemplates: []",
  "version: 1\ntemplates: { t: null }",
  "version: 1\ntemplates: { 'a b': {} }",
  "version: 1\nproject: a b",
  "version: 1\ntimeZone: 8",
  "version: 1\nlint: { ignore: none }",
  "version: 1\nlint: { ignor: [] }",
  "version: 1\ndomains: { http://p.example.com: {} }",
  "version: 1\ndomains: { p.example.com: { playDomain: v/ } }",
  "version: 1\ndomains: { p.example.com: { records: [] } }",
  "version: 1\ndomains: { p.example.com: { record: {} } }",
  rule("app: live"),
  rule("template: t, appName: live"),
  rule("template: 0"),
  rule("template: [t]"),
  rule("template: t, app: 'a/b'"),
  rule("template: t, stream: 5"),
  rule("template: t, adopt: yes"),
  task("app: live, template: t"),
  task("fileFormat: flv, template: t"),
  task("using: CreateLiveRecord, template: t"),
  task("using: CreateLive"),
  task("using: CreateRecordTask"),
  template("hlsParm: {}"),
  template("hlsParam: true"),
  template("hlsParam: { recordInterval: 59 }"),
  template("aacParam: { recordInterval: 7201 }"),
  template("mp4Param: { storageTime: 1.5 }"),
  template("mp4Param: { storageMode: warm }"),
  template("templateName: 'a b'"),
  template("description: null"),
  "version: 1\nhighlights: { h: { stream: p.example.com/s } }",
  "version: 1\nhighlights: { h: { stream: p.example.com/l/s, duration: 1801 } }",
  "version: 1\nclips: { c: { stream: p.example.com/l/s, start: 2026-01-01T00:00Z } }",
  "version: 1\nclips: { c: { stream: p.example.com/l/s, start: 5, end: 2026-01-01T00:00Z } }",
  "version: 1\ncallbackTemplates: { c: { callbackKey: clear, recordNotifyUrl: http://h.example.com } }",
  "version: 1\ntimeShiftTemplates: { w: { duration: 7 } }",
  "version: 1\nvodEvents: { main: {} }",
];

describe("the schema of manifests", () => {
  it("is the committed one", () => {
    expect(JSON.parse(readFileSync(join(root, "schema", "manifest.schema.json"), "utf8"))).toEqual(
      JSON.parse(JSON.stringify(manifestSchema(kinds, published))),
    );
  });

  it.each(GOOD)("accepts what the loader accepts: %s", (text) => {
    expect(checkManifest([{ file: "m.yaml", text }], kinds).problems.map(lineOf)).toEqual([]);
    expect(schemaAccepts(text), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(BAD)("refuses what the loader refuses: %s", (text) => {
    expect([loaderAccepts(text), schemaAccepts(text)]).toEqual([false, false]);
  });

  it("describes every field, so that an editor has something to show", () => {
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== "object" || schema === null) return;
      const { properties, additionalProperties, items, description } = schema as Record<string, unknown>;
      if (typeof description !== "string" && !/\[\]$/.test(path)) undescribed.push(path);
      for (const [name, part] of Object.entries(properties ?? {})) visit(part, `${path}.${name}`);
      visit(additionalProperties, `${path}.*`);
      visit(items, `${path}[]`);
    };
    visit(manifestSchema(kinds, published), "manifest");
    expect(undescribed).toEqual([]);
  });
});
