import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DeclaredResource } from "../../provider/configuration/index";
import { check } from "../../provider/core/check";
import { UNKNOWN } from "../../provider/core/unknown";
import { engineResource, nameOf } from "../../provider/preview/engine-side";
import { documentOf, planOfEngine, renderHtml, renderMarkdown, renderText } from "../../provider/preview/index";
import { compareResources, LATER } from "../../provider/preview/resource-changes";
import { kinds } from "../../provider/resources/index";

const sample = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, "samples", `season.${name}.json`), "utf8"));
const NOW = Date.parse("2026-11-22T10:00:00Z");

function declared(token: string, inputs: DeclaredResource["inputs"]): DeclaredResource {
  const kind = kinds.get(token);
  if (kind === undefined) throw new Error(`no kind ${token}`);
  return { kind, name: "x", key: `${token} x`, inputs: check(kind, inputs, {}).inputs, references: new Map() };
}

/** The fields of one resource that change, as `path: before -> after`. */
const told = (token: string, before: DeclaredResource["inputs"], after: DeclaredResource["inputs"]) =>
  compareResources([declared(token, before)], [declared(token, after)]).flatMap(({ fields }) =>
    fields.map((field) => `${field.path}: ${JSON.stringify(field.before)} -> ${JSON.stringify(field.after)}`),
  );

describe("a secret in a preview", () => {
  const URL = "https://hooks.example.com/x";
  const template = (callbackKey?: string) => ({ recordNotifyUrl: URL, ...(callbackKey === undefined ? {} : { callbackKey }) });

  it("is one word wherever there is one, and absent where there is none", () => {
    expect(told("CallbackTemplate", template(), template("canary-one"))).toEqual(['callbackKey: undefined -> "[secret]"']);
    expect(told("CallbackTemplate", template("canary-one"), template())).toEqual(['callbackKey: "[secret]" -> undefined']);
    expect(told("CallbackTemplate", template("canary-one"), template("canary-two"))).toEqual(['callbackKey: "[secret]" -> "[secret]"']);
    expect(told("CallbackTemplate", template("canary-one"), template(UNKNOWN))).toEqual(['callbackKey: "[secret]" -> "[secret]"']);
  });

  it("that is set for the first time is told in every form, without its value", () => {
    const { steps } = sample("preview");
    const step = steps.find(({ urn }: { urn: string }) => urn.includes("CallbackTemplate"));
    const without = (side: { inputs: object }) => ({ ...side, inputs: { ...side.inputs, callbackKey: undefined } });
    const state = sample("state");
    const resources = state.deployment.resources.map((one: { urn: string; inputs: object }) => (one.urn === step.urn ? without(one) : one));
    const newState = { ...step.newState, inputs: { ...step.newState.inputs, callbackKey: "canary-key" } };
    const changed = { steps: [{ ...step, oldState: without(step.oldState), newState }] };
    const plan = planOfEngine(JSON.parse(JSON.stringify(changed)), JSON.parse(JSON.stringify({ deployment: { resources } })), kinds, {
      now: NOW,
    });
    expect(plan.changes).toMatchObject([{ name: "hook", fields: [{ path: "callbackKey", before: undefined, after: "[secret]" }] }]);
    const document = documentOf(plan);
    for (const text of [JSON.stringify(document), renderText(document), renderMarkdown(document), renderHtml(document)]) {
      expect(text).toContain("callbackKey");
      expect(text).toContain("[secret]");
      expect(text).not.toContain("canary-key");
    }
  });
});

describe("a value with a mark of the engine", () => {
  const MARK = "4dabf18193072939515e22adb298388d";
  const [SECRET, OUTPUT] = ["1b47061264138c4ac30d75fd1eb44270", "d0e6a833031e9bbcd3f4e8bde6ca49a4"];
  const read = (vodFileName: unknown) =>
    engineResource({
      ...{ urn: "urn:pulumi:dev::p::pulumi-nodejs:dynamic/live-recording:RecordTemplate::t", id: "1" },
      inputs: { description: "d", formats: [{ vodFileName }] },
    })?.inputs;

  it.each([
    ["encrypted", { [MARK]: SECRET, ciphertext: "v1:canary" }],
    ["encrypted, with the value beside it", { [MARK]: SECRET, ciphertext: "v1:x", value: "canary" }],
    ["shown on demand", { [MARK]: SECRET, plaintext: '"canary"' }],
    ["as it goes over the wire", { [MARK]: SECRET, value: "canary" }],
    ["an output that is secret", { [MARK]: OUTPUT, value: "canary", secret: true, dependencies: [] }],
    ["of a kind that is not known", { [MARK]: "0", canary: "canary" }],
  ])("is one word, also deep inside, where it is a secret: %s", (_what, value) => {
    expect(read(value)).toEqual({ description: "d", formats: [{ vodFileName: "[secret]" }] });
  });

  it("is its value, where it is none, without what stands beside it", () => {
    const output = (value: unknown) => ({ [MARK]: OUTPUT, value, secret: false, dependencies: ["urn:x"] });
    expect(read(output("a"))).toEqual({ description: "d", formats: [{ vodFileName: "a" }] });
    expect(read(output([{ [MARK]: SECRET, ciphertext: "canary" }]))).toEqual({
      description: "d",
      formats: [{ vodFileName: ["[secret]"] }],
    });
  });
});

describe("the name of a resource in a preview", () => {
  const urn = (types: string, name: string) =>
    `urn:pulumi:dev::season::${types}pulumi-nodejs:dynamic/live-recording:RecordTemplate::${name}`;
  const within = (name: string, component?: string) =>
    nameOf({
      urn: urn("live-recording:index:LiveRecording$", name),
      parent: component === undefined ? undefined : `urn:pulumi:dev::season::live-recording:index:LiveRecording::${component}`,
    });

  it("is the one that the author gave, without the component's before it, and only that", () => {
    expect(within("season/archive", "season")).toBe("archive");
    expect(within("season/push.example.com/live/", "season")).toBe("push.example.com/live/");
    expect(within("a/b/archive", "a/b")).toBe("archive");
    expect(within("old-season/archive", "season")).toBe("archive");
    expect(within("season/archive")).toBe("archive");
    expect(within("archive", "season")).toBe("archive");
    expect(nameOf({ urn: urn("", "season/archive"), parent: undefined })).toBe("season/archive");
    expect(nameOf({ urn: urn("", "a::b"), parent: undefined })).toBe("a::b");
  });
});

describe("a value that is known only when it is applied", () => {
  it("is said to be so, also inside of a block, and what was there before is shown", () => {
    expect(told("RecordTemplate", { hlsParam: { storageTime: 60 } }, { hlsParam: { storageTime: UNKNOWN } })).toEqual([
      `hlsParam.storageTime: 60 -> "${LATER}"`,
    ]);
    expect(told("RecordTemplate", { description: "a" }, { description: UNKNOWN })).toEqual([`description: "a" -> "${LATER}"`]);
    expect(told("CallbackTemplate", {}, { recordExceptionLevels: ["error", UNKNOWN] })).toEqual([
      `recordExceptionLevels: undefined -> ["error","${LATER}"]`,
    ]);
  });
});

describe("the name of a template", () => {
  const DERIVED = ["season-archive-e30edd1a-4f53cd", "season-archive-e30edd1a-0a0a0a"] as const;

  it("is told where somebody gave it or gives it, and not where both are derived", () => {
    const rename = (before: string, after: string) => told("RecordTemplate", { templateName: before }, { templateName: after });
    expect(rename(DERIVED[0], DERIVED[1])).toEqual([]);
    expect(rename(DERIVED[0], "mine")).toEqual([`templateName: "${DERIVED[0]}" -> "mine"`]);
    expect(rename("mine", DERIVED[0])).toEqual([`templateName: "mine" -> "${DERIVED[0]}"`]);
    expect(rename("mine", "yours")).toEqual(['templateName: "mine" -> "yours"']);
  });
});

describe("a rule whose template is not known yet", () => {
  const type = (kind: string) => `pulumi-nodejs:dynamic/live-recording:${kind}`;
  const urn = (kind: string, name: string) => `urn:pulumi:dev::season::${type(kind)}::${name}`;
  const step = (kind: string, name: string, inputs: object, dependencies: string[] = []) => ({
    ...{ op: "create", urn: urn(kind, name) },
    newState: { urn: urn(kind, name), type: type(kind), inputs, propertyDependencies: { templateId: dependencies } },
  });
  const rule = (...dependencies: string[]) =>
    step("RecordRule", "all", { domainName: "push.example.com", templateId: UNKNOWN }, dependencies);

  it("is bound to the one of its dependencies that is a template of its family", () => {
    const steps = [
      step("CallbackTemplate", "hook", { recordNotifyUrl: "https://hooks.example.com/x" }),
      step("RecordTemplate", "one", { hlsParam: {} }),
      step("RecordTemplate", "two", { mp4Param: {} }),
      rule("urn:pulumi:dev::season::random:index:RandomId::gone", urn("CallbackTemplate", "hook"), urn("RecordTemplate", "two")),
    ];
    expect(planOfEngine({ steps }, null, kinds, { now: NOW }).after.rules.map(({ template }) => template)).toEqual(["two"]);
  });

  it("is read past steps that are none of a resource", () => {
    const odd = [{ op: "create" }, { urn: urn("RecordRule", "x") }, { op: 1, urn: 2 }, null, "create"];
    const steps = [...odd, step("RecordTemplate", "one", { hlsParam: {} }), rule(urn("RecordTemplate", "one"))];
    const events = steps.map((one) => ({
      resourcePreEvent: {
        metadata: typeof one === "object" && one !== null && "newState" in one ? { ...one, new: one.newState } : one,
      },
    }));
    for (const preview of [{ steps }, events])
      expect(planOfEngine(preview, null, kinds, { now: NOW }).changes.map(({ operation, name }) => `${operation} ${name}`)).toEqual([
        "create one",
        "create all",
      ]);
  });
});
