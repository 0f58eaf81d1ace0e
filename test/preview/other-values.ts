import type { Field, Props } from "../../provider/core/schema";

/** A value that a field may have instead of this one, made of the field's declaration. */
export function another(field: Field, value: unknown): unknown {
  if (field.enum !== undefined) return field.enum.find((one) => one !== (value ?? field.default));
  if (field.format === "id") return value === "4711" ? "4712" : "4711";
  if (field.format === "time" || field.format === "date-time") {
    return typeof value === "string" ? new Date(Date.parse(value) + 60_000).toISOString() : "2026-12-24T12:00:00Z";
  }
  switch (field.type) {
    case "boolean":
      return (value ?? field.default) !== true;
    case "integer":
    case "number":
      return Math.max(Number(value ?? field.default ?? 0), (field.minimum ?? 0) - 1) + 1;
    case "array":
      return [...(Array.isArray(value) ? value : []), another(field.items ?? { type: "string", description: "" }, undefined)];
    case "object":
      return Object.fromEntries(
        Object.entries(field.properties ?? {}).map(([name, part]) => [name, another(part, (value as Props | undefined)?.[name])]),
      );
    case "string":
      return field.pattern?.startsWith("^https?") ? `https://other.example.com/${value === undefined ? "" : "b"}` : `${value ?? ""}b`;
  }
}
