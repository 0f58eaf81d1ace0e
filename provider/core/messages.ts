import type { ErrorObject } from "ajv";
import { closest, distance } from "fastest-levenshtein";
import { inWords } from "../recording/time";
import type { Failure } from "./check";
import { type Field, fieldOf, type Props } from "./schema";

const TYPE_NAMES = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  object: "a block of fields",
  array: "a list",
} as const;

/** A validation error in the user's terms: their path, what they wrote, what to write instead. Never a secret's value. */
export function explain(root: Field, error: ErrorObject, inputs: unknown): Failure {
  const names = error.instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const field = descend(root, names);
  const path = names.reduce((text, name) => (/^\d+$/.test(name) ? `${text}[${name}]` : text === "" ? name : `${text}.${name}`), "");
  const secret = field?.["x-secret"] === true;
  const wrote = secret ? "this value" : written(valueAt(inputs, names));
  switch (error.keyword) {
    case "additionalProperties":
      return unknownField(field ?? root, path, String(error.params["additionalProperty"]));
    case "required": {
      const missing = String(error.params["missingProperty"]);
      const about = field === undefined ? undefined : fieldOf(field, missing)?.description;
      return { path: path === "" ? missing : `${path}.${missing}`, message: `is missing${about === undefined ? "" : `: ${about}`}` };
    }
    case "type":
      // JavaScript has lost digits already: there is nothing right to print.
      if (field?.format === "id" && typeof valueAt(inputs, names) === "number")
        return { path, message: "is a number too large to be exact here; write it as text, in quotes" };
      return {
        path,
        message: `${wrote} is not ${field === undefined ? String(error.params["type"]) : TYPE_NAMES[field.type]}${range(field)}`,
      };
    case "enum":
      return {
        path,
        message: `${wrote} is not one of ${(field?.enum ?? []).map(choice).join(", ")}${nearest(field, valueAt(inputs, names))}`,
      };
    case "minimum":
    case "maximum":
      return { path, message: `${wrote} is out of range; write ${bounds(field)}` };
    case "maxLength":
      return { path, message: `is ${String(valueAt(inputs, names)).length} characters long; at most ${field?.maxLength} are allowed` };
    case "minLength":
      return { path, message: "is empty" };
    case "maxItems":
      return { path, message: `has too many entries; at most ${field?.maxItems} are allowed` };
    case "pattern":
      return { path, message: `${wrote} is not accepted here; ${field?.["x-hint"] ?? `it must match ${field?.pattern}`}` };
    default:
      return { path, message: `${wrote} ${error.message ?? "is not valid"}` };
  }
}

function unknownField(schema: Field, path: string, name: string): Failure {
  const known = Object.keys(schema.properties ?? {});
  const best = known.length === 0 ? undefined : closest(name, known);
  const near = best !== undefined && distance(name.toLowerCase(), best.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3));
  const help = near ? `did you mean ${best}?` : `known here: ${known.join(", ")}`;
  return { path: path === "" ? name : `${path}.${name}`, message: `is not a known field; ${help}` };
}

function descend(root: Field, names: readonly string[]): Field | undefined {
  let field: Field | undefined = root;
  for (const name of names) field = field === undefined ? undefined : (field.items ?? fieldOf(field, name));
  return field;
}

function valueAt(inputs: unknown, names: readonly string[]): unknown {
  let value = inputs;
  for (const name of names)
    value = typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Props)[name] : undefined;
  return value;
}

function written(value: unknown): string {
  // JSON knows no NaN and no Infinity.
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "this");
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function choice(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}

function nearest(field: Field | undefined, value: unknown): string {
  const texts = (field?.enum ?? []).filter((entry) => typeof entry === "string");
  if (typeof value !== "string" || texts.length === 0) return "";
  const best = closest(value.toLowerCase(), texts);
  return distance(value.toLowerCase(), best.toLowerCase()) <= 2 ? `; did you mean "${best}"?` : "";
}

function range(field: Field | undefined): string {
  return field?.minimum === undefined ? "" : `; write ${bounds(field)}`;
}

/** `60 to 43200 seconds (1 min to 12 h)`: the limits of a number in its own unit, and in words for long times. */
export function bounds(field: Field | undefined): string {
  if (field === undefined) return "another value";
  const { minimum: low, maximum: high } = field;
  const unit = field["x-unit"];
  const suffix = unit === undefined ? "" : ` ${unit}`;
  if (low === undefined || high === undefined) return high === undefined ? `${low} or more${suffix}` : `at most ${high}${suffix}`;
  const words = unit === "seconds" && high >= 60 ? ` (${inWords(low)} to ${inWords(high)})` : "";
  return `${low} to ${high}${suffix}${words}`;
}
