import type { Kind } from "../../provider/core/lifecycle";
import { bounds } from "../../provider/core/messages";
import type { Field, ObjectSchema } from "../../provider/core/schema";

const HEAD = `// Generated from the registry of kinds by \`npm run generate\`; not edited by hand.
import type * as pulumi from "@pulumi/pulumi";
import { LiveResource } from "../fronts/live-resource";
`;

/** The resource classes with documented argument types, as source text. */
export function classesSource(kinds: readonly Kind[]): string {
  return [HEAD, ...kinds.map(classSource)].join("\n");
}

/** The module that the provider host loads: one export per kind, by name. */
export function handlersSource(kinds: readonly Kind[]): string {
  const exports = kinds.map(({ token }) => `export const ${token} = handlerOf("${token}");`);
  return `// Generated from the registry of kinds by \`npm run generate\`; not edited by hand.
// Path and export names are a public contract for ever: every state names them.
import { handlerOf } from "../fronts/dynamic";

${exports.join("\n")}
`;
}

function classSource(kind: Kind): string {
  const nested: string[] = [];
  const args = interfaceSource(`${kind.token}Args`, kind.summary, kind.inputs, true, nested);
  const outputs = [
    ...Object.entries(kind.inputs.properties).filter(([, field]) => !field["x-local"]),
    ...Object.entries(kind.outputs.properties),
  ];
  const properties = outputs.map(([name, field]) => {
    const optional = isAlwaysThere(kind, name, field) ? "" : " | undefined";
    return `${doc(fieldDoc(field, false), "  ")}  declare readonly ${name}: pulumi.Output<${typeSource(`${kind.token}${upper(name)}`, field, false, nested)}${optional}>;`;
  });
  const needsArgs = (kind.inputs.required ?? []).length > 0;
  // The SDK resolves only the outputs that the constructor names: also inputs that were left out have a value after check.
  const shape = { token: kind.token, outputs: outputs.map(([name]) => name), secrets: kind.secretFields };
  const body = `${doc([kind.summary, ...(kind.notes ?? [])].join("\n\n"), "")}export class ${kind.token} extends LiveResource {
${properties.join("\n\n")}

  constructor(name: string, args${needsArgs ? "" : "?"}: ${kind.token}Args, opts?: pulumi.CustomResourceOptions) {
    super(${kind.token}.shape, name, args, opts);
  }

  private static readonly shape = ${JSON.stringify(shape)};
${getSource(kind)}}
`;
  return [...new Set(nested), args, body].join("\n");
}

/** A lookup by id, for kinds whose id alone is enough for the service. */
function getSource(kind: Kind): string {
  if (kind.readable !== undefined) return "";
  return `
  /**
   * Looks an existing ${kind.token} up by its id, without managing it.
   * @param id the service's id, or a rule's \`domain/app/stream\`
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ${kind.token} {
    return new ${kind.token}(name, {} as ${kind.token}Args, { ...opts, id });
  }
`;
}

function isAlwaysThere(kind: Kind, name: string, field: Field): boolean {
  return (
    field.default !== undefined ||
    [...(kind.inputs.required ?? []), ...(kind.outputs.required ?? [])].includes(name) ||
    kind.named?.field === name
  );
}

function interfaceSource(name: string, about: string, schema: ObjectSchema | Field, input: boolean, nested: string[]): string {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {}).map(([key, field]) => {
    const type = typeSource(`${name.replace(/Args$/, "")}${upper(key)}`, field, input, nested);
    return `${doc(fieldDoc(field, input), "  ")}  ${key}${required.has(key) ? "" : "?"}: ${input ? `pulumi.Input<${type}>${required.has(key) ? "" : " | undefined"}` : type};`;
  });
  return `${doc(about, "")}export interface ${name} {\n${members.join("\n\n")}\n}\n`;
}

function typeSource(name: string, field: Field, input: boolean, nested: string[]): string {
  // A literal union would refuse `7 * 86400`; check and schema still know the allowed numbers.
  if (field.enum !== undefined && field.type !== "integer") return field.enum.map((entry) => JSON.stringify(entry)).join(" | ");
  if (field.format === "id") return input ? "string | number" : "string";
  if (field.type === "array") {
    const item = field.items === undefined ? "unknown" : typeSource(`${name}Item`, field.items, input, nested);
    return input ? `pulumi.Input<${item}>[]` : `${item.includes("|") ? `(${item})` : item}[]`;
  }
  if (field.type === "object") {
    if (field.properties === undefined) return "Record<string, unknown>";
    const full = input ? `${name}Args` : name;
    nested.push(interfaceSource(full, field.description, field, input, nested));
    return full;
  }
  return field.type === "integer" ? "number" : field.type;
}

/** Description, limits and defaults of one field, as the docs and the editor show it. */
function fieldDoc(field: Field, input: boolean): string {
  const facts: string[] = [];
  if (input && field.minimum !== undefined && field.enum === undefined) facts.push(`Range: ${bounds(field)}.`);
  if (input && field.default !== undefined && field.default !== "") facts.push(`Default: ${JSON.stringify(field.default)}.`);
  if (input && field["x-replace"]) facts.push("A change replaces the object.");
  if (field["x-api"] !== undefined) facts.push(`API: ${field["x-api"]}.`);
  return [field.description, ...facts].join(" ");
}

function doc(text: string, indent: string): string {
  const lines = text
    .replaceAll("*/", "*\\/")
    .split("\n")
    .flatMap((line) => wrap(line, 120));
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

function wrap(line: string, width: number): string[] {
  const lines: string[] = [""];
  for (const word of line.split(" ")) {
    const last = lines.length - 1;
    const joined = lines[last] === "" ? word : `${lines[last]} ${word}`;
    if (joined.length > width) lines.push(word);
    else lines[last] = joined;
  }
  return lines;
}

function upper(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
