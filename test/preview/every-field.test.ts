import { describe, expect, it } from "vitest";
import { type DeclaredResource, keyOf } from "../../provider/configuration/index";
import type { Kind } from "../../provider/core/lifecycle";
import { type Field, isProps, type Props } from "../../provider/core/schema";
import { documentOf, planOfManifests, renderHtml, renderMarkdown, renderText } from "../../provider/preview/index";
import { FORMATS } from "../../provider/recording/configuration";
import { kinds } from "../../provider/resources/index";
import { NOW } from "./goldens";
import { another } from "./other-values";

/** What names a thing for people, and nothing else. */
const LABELS = ["description", "templateName", "name", "tags"];

/** Values that a declaration of any kind may have. */
const SOME: Props = {
  domainName: "push.example.com",
  streamName: "final",
  streamId: "final",
  startTime: "2026-12-20T11:00:00Z",
  endTime: "2026-12-20T13:00:00Z",
  duration: 300,
  isPersistence: true,
  templateId: "77",
  // A block that is there and switched off says the same as none.
  ...Object.fromEntries(FORMATS.map((format) => [`${format}Param`, { storageTime: 86_400 }])),
};

function resource(kind: Kind, inputs: Props): DeclaredResource {
  return { kind, name: "one", key: keyOf(kind.token, "one"), inputs, references: new Map() };
}

function declared(kind: Kind): Props {
  return Object.fromEntries(Object.entries(SOME).filter(([name]) => Object.hasOwn(kind.inputs.properties, name)));
}

/** Every field of a kind, blocks by their parts, with a declaration that has another value there. */
function changesOf(kind: Kind): [path: string, before: Props, after: Props][] {
  const visit = (field: Field, path: readonly string[], inputs: Props): [string, Props, Props][] => {
    const value = path.reduce<unknown>((block, name) => (isProps(block) ? block[name] : undefined), inputs);
    const parts = Object.entries(field.properties ?? {});
    if (parts.length > 0 && !(field["x-replace"] && path.length > 0)) {
      return parts.filter(([, part]) => !part["x-local"]).flatMap(([name, part]) => visit(part, [...path, name], inputs));
    }
    return [[path.join("."), inputs, withValue(inputs, path, another(field, value))]];
  };
  return visit(kind.inputs, [], declared(kind));
}

function withValue(block: Props, [name = "", ...rest]: readonly string[], value: unknown): Props {
  const part = block[name];
  return { ...block, [name]: rest.length === 0 ? value : withValue(isProps(part) ? part : {}, rest, value) };
}

describe("a changed field", () => {
  it.each([...kinds.values()].flatMap((kind) => changesOf(kind).map((change) => [kind.token, ...change] as const)))(
    "%s %s is never passed off as nothing, unless it only names",
    (token, path, before, after) => {
      const kind = kinds.get(token);
      if (kind === undefined) throw new Error(token);
      for (const [from, to] of [[before, after] as const, [after, before] as const]) {
        const document = documentOf(planOfManifests([resource(kind, from)], [resource(kind, to)], { now: NOW }));
        const texts = [renderText(document, { width: 200 }), renderMarkdown(document), renderHtml(document)];
        for (const text of texts) {
          expect(text).not.toContain("Nothing changes.");
          expect(text.includes("Nothing changes for recordings.")).toBe(LABELS.includes(path) && document.findings.length === 0);
        }
        if (document.findings.length > 0) continue;
        const said = LABELS.includes(path)
          ? "Nothing changes for recordings."
          : "No stream starts or stops being recorded; see the fields below.";
        for (const text of texts) expect(text).toContain(said);
      }
    },
  );

  it("is looked for in every kind", () => {
    expect([...kinds.values()].filter((kind) => changesOf(kind).length === 0)).toEqual([]);
  });
});
