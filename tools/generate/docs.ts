import { isReadable, type Kind } from "../../provider/core/lifecycle";
import { bounds } from "../../provider/core/messages";
import type { Field } from "../../provider/core/schema";

/** The reference page of a kind (Markdown). */
export function docsOf(kind: Kind): string {
  const lines = [`# ${kind.token}`, "", kind.summary, "", ...(kind.notes ?? []).flatMap((note) => [`- ${note}`]), "", "## Inputs", ""];
  lines.push("| field | type | default | limits | on change | meaning |", "|---|---|---|---|---|---|", ...rows(kind.inputs, ""));
  lines.push("", "## Outputs", "", "| field | type | meaning |", "|---|---|---|", `| \`id\` | string | ${idMeaning(kind)} |`);
  for (const [name, field] of Object.entries(kind.outputs.properties))
    lines.push(`| \`${name}\` | ${field.type} | ${cell(field.description)} |`);
  lines.push("", "## Life", "", ...lifeOf(kind), "");
  return lines.join("\n");
}

function rows(schema: Field, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const needed = schema.required?.includes(name) ? " (required)" : "";
    const change = field["x-local"] ? "nothing" : field["x-replace"] ? "replaced" : prefix === "" ? "updated" : "";
    const row = `| \`${path}\`${needed} | ${typeName(field)} | ${defaultOf(field)} | ${limits(field)} | ${change} | ${cell(field.description)} |`;
    return [row, ...(field.type === "object" ? rows(field, `${path}.`) : [])];
  });
}

function typeName(field: Field): string {
  if (field.format === "id") return "id";
  if (field.format === "time") return "time";
  return field.type === "array" ? `list of ${field.items?.format ?? field.items?.type ?? "values"}` : field.type;
}

function defaultOf(field: Field): string {
  return field.default === undefined ? "" : `\`${JSON.stringify(field.default)}\``;
}

function limits(field: Field): string {
  if (field.enum !== undefined) return field.enum.map((entry) => `\`${String(entry)}\``).join(", ");
  if (field.minimum !== undefined || field.maximum !== undefined) return bounds(field);
  if (field["x-max-bytes"] !== undefined) return `at most ${field["x-max-bytes"]} bytes`;
  return field.maxLength === undefined ? "" : `at most ${field.maxLength} characters`;
}

function idMeaning(kind: Kind): string {
  if (kind.identity.join() === "subAppId")
    return "A name of our own: each VOD application has one such object, and the service gives it no id.";
  if (kind.inputs.properties["startTime"] !== undefined && kind.inputs.properties["templateId"] !== undefined)
    return "The service's id of the task, or one of our own while it is not sent: see `status`.";
  if (kind.identity.includes("domainName") && kind.find !== undefined) return "The rule's identity, `domain/app/stream`, empty parts kept.";
  return "The service's id of the object.";
}

function lifeOf(kind: Kind): string[] {
  const readable = isReadable(kind, {})
    ? "read back from the service; drift is seen and repaired."
    : "not always readable: see above; refresh then sends no call.";
  return [
    `- Refresh: ${kind.readable === false ? "sends no call, the service cannot show this object." : readable}`,
    `- Natural key before there is an id: ${kind.identity.map((name) => `\`${name}\``).join(", ")}.`,
    `- Replaced on a change of: ${kind.replaceFields.map((name) => `\`${name}\``).join(", ") || "nothing"}.`,
    `- Changed in place: ${
      kind.update === undefined
        ? "nothing"
        : Object.keys(kind.inputs.properties)
            .filter((name) => !kind.replaceFields.includes(name) && !kind.inputs.properties[name]?.["x-local"])
            .map((name) => `\`${name}\``)
            .join(", ")
    }.`,
  ];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
