import type { Kind } from "../../provider/core/lifecycle";
import { type Field, isProps } from "../../provider/core/schema";

/** The JSON Schema (2020-12) of a kind's inputs, as it is published: what editors and other tools check against. */
export function schemaOf(kind: Kind): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `https://pulumi-live-recording.dev/schema/${kind.token}.schema.json`,
    title: kind.token,
    ...published(kind.inputs),
    description: kind.summary,
  };
}

/** An id may be written as a number, and our own time formats are looser than the standard's, so neither stands as it is in a public schema. */
export function published(field: Field): object {
  const { format, type, properties, items, ...rest } = field;
  return {
    type: format === "id" ? ["string", "integer"] : type,
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith("x-off"))),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, published(part)])) }),
    ...(items === undefined || !isProps(items) ? {} : { items: published(items) }),
  };
}
