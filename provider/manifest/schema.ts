import { type Field, isProps } from "../core/schema";
import { domainField, NAME_PATTERN, PROJECT_PATTERN } from "./expand";
import { type ItemField, type ItemShape, type Registry, type Section, sectionsOf } from "./sections";

type Json = { readonly [name: string]: unknown };

/** How a field of a kind stands in a published schema. */
export type Published = (field: Field) => object;

/**
 * The JSON Schema (2020-12) of manifests, for editors: completion, hover, and the same refusals as ours as far as a schema can say them. References,
 * times and rules between fields are ours alone.
 */
export function manifestSchema(kinds: Registry, published: Published): Json {
  const sections = sectionsOf(kinds);
  const top = sections.filter(({ under }) => under === "top");
  const below = sections.filter(({ under }) => under === "domain");
  const domain = domainField(sections);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://pulumi-live-recording.dev/schema/manifest.schema.json",
    title: "Recording manifest",
    description: "What Tencent Cloud Live records: templates, rules per domain, schedules, clips.",
    type: "object",
    additionalProperties: false,
    required: ["version"],
    properties: {
      version: { description: "Version of the manifest's form: 1.", type: "integer", const: 1 },
      project: {
        description: "Name under which `liverec up` keeps the state. Without it: the folder's name.",
        type: "string",
        pattern: PROJECT_PATTERN,
      },
      timeZone: {
        description: "IANA zone of all times in this file that carry no offset, such as Asia/Shanghai.",
        type: "string",
        maxLength: 64,
      },
      lint: {
        description: "Settings of `liverec lint`.",
        type: "object",
        additionalProperties: false,
        properties: {
          ignore: {
            description:
              "Ids of findings that are not reported anywhere. For one place write a comment there or above: # liverec-ignore: shadowed-rule — why.",
            type: "array",
            items: { type: "string", pattern: NAME_PATTERN },
          },
        },
      },
      ...Object.fromEntries(top.map((section) => [section.key, namedSection(section, published)])),
      domains: {
        description: "What happens to the pushes of each push domain.",
        type: "object",
        propertyNames: { pattern: domain.pattern, maxLength: domain.maxLength },
        additionalProperties: {
          description: "A push domain: its play domain and its rules.",
          type: "object",
          additionalProperties: false,
          properties: {
            playDomain: {
              description: "The play domain that belongs to this push domain; clips of its streams are taken from there.",
              type: "string",
              pattern: domain.pattern,
              maxLength: domain.maxLength,
            },
            ...Object.fromEntries(below.map((section) => [section.key, listSection(section, published)])),
          },
        },
      },
    },
  };
}

function namedSection(section: Section, published: Published): Json {
  return {
    description: section.description,
    type: "object",
    propertyNames: { pattern: NAME_PATTERN },
    additionalProperties: itemSchema(section, published),
  };
}

function listSection(section: Section, published: Published): Json {
  return { description: section.description, type: "array", items: itemSchema(section, published) };
}

function itemSchema(section: Section, published: Published): Json {
  const [first, second] = section.shapes;
  const block = { description: section.description, type: "object", additionalProperties: false };
  if (first.using === undefined)
    return { ...block, ...(first.required.length > 0 ? { required: first.required } : {}), properties: properties(first, published) };
  const choices = section.shapes.flatMap(({ using }) => using ?? []);
  const using = { description: "The service's action that records.", type: "string", enum: choices };
  // A field that several kinds have is explained as the one means it that is taken without a word.
  const all = Object.assign({}, ...section.shapes.toReversed().map((shape) => properties(shape, published)));
  if (second === undefined || !section.hasDefault) {
    return { ...block, required: section.hasDefault ? first.required : ["using", ...first.required], properties: { using, ...all } };
  }
  // Two kinds share the section: a field that only one of them has is refused for the other.
  return {
    ...block,
    properties: { using, ...all },
    if: { required: ["using"], properties: { using: { const: second.using } } },
    // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema
    then: { required: second.required, properties: onlyOf(first, second) },
    else: { required: first.required, properties: onlyOf(second, first) },
  };
}

function onlyOf(shape: ItemShape, other: ItemShape): Json {
  return Object.fromEntries([...shape.fields.keys()].filter((name) => !other.fields.has(name)).map((name) => [name, false]));
}

function properties(shape: ItemShape, published: Published): Json {
  return Object.fromEntries([...shape.fields].map(([name, field]) => [name, fieldSchema(field, published)]));
}

function fieldSchema(field: ItemField, published: Published): object {
  const schema = plain(published(field.schema));
  return field.how === "reference" ? { ...schema, type: ["string", "integer"], minimum: 1 } : schema;
}

/** Without our annotations; the hint for a refused pattern goes under the name by which editors know it. */
function plain(schema: object): Json {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([name, value]): [string, unknown][] => {
      if (name === "properties" && isProps(value)) {
        return [[name, Object.fromEntries(Object.entries(value).map(([key, part]) => [key, isProps(part) ? plain(part) : part]))]];
      }
      if (name === "items" && isProps(value)) return [[name, plain(value)]];
      if (name === "x-hint") return [["patternErrorMessage", value]];
      return name.startsWith("x-") ? [] : [[name, value]];
    }),
  );
}
