import { Temporal } from "temporal-polyfill";
import { chinaTime, fromChinaTime, instantOf, isoUtc, unixSeconds } from "../recording/time";
import { type Field, fieldOf, isProps, type Props } from "./schema";

interface Encoding {
  /** Zone of local times: the sibling field `timeZone`. */
  readonly timeZone?: string | undefined;
  /** The values that the service holds now: what is gone from the declaration is switched off, not left out. */
  readonly last?: Props | undefined;
}

/**
 * The API's form of a checked object. Blocks are always sent whole: an omitted block or field could keep its old value,
 * since no source says what Modify does with it.
 */
export function encode(schema: Field, declared: object, encoding: Encoding = {}): Props {
  const value: Props = { ...declared };
  const timeZone = typeof value["timeZone"] === "string" ? value["timeZone"] : encoding.timeZone;
  const wire: Props = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const wireName = field["x-api"];
    if (wireName === undefined) continue;
    const last = encoding.last?.[name];
    const sent =
      value[name] === undefined
        ? switchedOff(field, last, encoding.last !== undefined)
        : encodeValue(field, value[name], { timeZone, last: isProps(last) ? last : undefined });
    if (sent !== undefined) wire[wireName] = sent;
  }
  return wire;
}

function switchedOff(field: Field, last: unknown, modifying: boolean): unknown {
  if (!modifying) return undefined;
  if (field["x-off"] !== undefined) return field["x-off"];
  if (last === undefined) return undefined;
  if (field.format === "id") return 0;
  return { string: "", integer: 0, number: 0, boolean: field["x-flag"] ? 0 : false, array: [], object: {} }[field.type];
}

function encodeValue(field: Field, value: unknown, encoding: Encoding): unknown {
  if (field.format === "id" && typeof value === "string") return wireId(value);
  if ((field.format === "time" || field.format === "date-time") && typeof value === "string") {
    const at = instantOf(value, field.format === "time" ? encoding.timeZone : undefined);
    if (field["x-time"] === "unix") return unixSeconds(at);
    return field["x-time"] === "china" ? chinaTime(at) : isoUtc(at);
  }
  if (field["x-flag"] && typeof value === "boolean") return value ? 1 : 0;
  if (field["x-every"] !== undefined && value === "") return field["x-every"];
  if (field.type === "object" && field.properties !== undefined && isProps(value)) return encode(field, value, encoding);
  const { items } = field;
  if (items !== undefined && Array.isArray(value)) return value.map((item) => encodeValue(items, item, { timeZone: encoding.timeZone }));
  return value;
}

/** An id as the API wants it: a number, exact also beyond 2^53. */
export function wireId(id: string): number | bigint {
  return Number.isSafeInteger(Number(id)) ? Number(id) : BigInt(id);
}

/** The answer's object in our names; null and missing fields are absent, unknown fields of the answer are ignored. */
export function decode(schema: Field, wire: Props): Props {
  const value: Props = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const wireName = field["x-api"];
    if (wireName === undefined || !Object.hasOwn(wire, wireName)) continue;
    const read = decodeValue(field, wire[wireName]);
    if (read !== undefined) value[name] = read;
  }
  return value;
}

function decodeValue(field: Field, wire: unknown): unknown {
  if (wire === null || wire === undefined) return undefined;
  // Where an id is optional, the service shows 0 for "none".
  if (field.format === "id")
    return (typeof wire === "number" || typeof wire === "string") && String(wire) !== "0" ? String(wire) : undefined;
  if (field["x-time"] === "unix" && typeof wire === "number") return isoUtc(Temporal.Instant.fromEpochMilliseconds(wire * 1000));
  if (field["x-time"] === "china" && typeof wire === "string") return isoUtc(fromChinaTime(wire));
  if (field["x-flag"]) return wire === 1 || wire === true || wire === "1";
  if (field["x-every"] !== undefined && wire === field["x-every"]) return "";
  if (field.type === "string" && wire === "" && field.default === undefined) return undefined;
  if (field.type === "object" && field.properties !== undefined) {
    if (!isProps(wire)) return undefined;
    const block = decode(field, wire);
    return field["x-switch"] !== undefined && block[field["x-switch"]] !== true ? undefined : block;
  }
  const { items } = field;
  if (field.type === "array" && items !== undefined) {
    if (!Array.isArray(wire)) return undefined;
    return wire.map((item) => decodeValue(items, item));
  }
  return ofType(field, wire);
}

/** A value of another type than documented counts as an answer that cannot be understood: guessing would show up as drift. */
function ofType(field: Field, wire: unknown): unknown {
  const wanted = field.type === "integer" ? "number" : field.type;
  if (typeof wire === wanted) return wire;
  throw new TypeError(`the service answered ${field["x-api"] ?? "a list entry"} as ${typeof wire}, where ${field.type} is documented`);
}

/** One value in the form in which two equal declarations look equal. */
export function canonical(field: Field, value: unknown, timeZone?: string): unknown {
  if (value === undefined || value === null) return field.default === undefined ? undefined : canonical(field, field.default, timeZone);
  if (field.format === "id" && (typeof value === "number" || typeof value === "string")) return String(value);
  if ((field.format === "time" || field.format === "date-time") && typeof value === "string") {
    try {
      return isoUtc(instantOf(value, field.format === "time" ? timeZone : undefined));
    } catch {
      return value;
    }
  }
  if (field["x-compare"] === "case" && typeof value === "string") return value.toLowerCase();
  const { items } = field;
  if (Array.isArray(value)) {
    const list = items === undefined ? value : value.map((item) => canonical(items, item, timeZone));
    return field["x-compare"] === "set" ? [...list].sort() : list;
  }
  if (isProps(value) && field.properties !== undefined) {
    if (field["x-switch"] !== undefined && value[field["x-switch"]] === false) return undefined;
    return canonicalObject(field, value, timeZone);
  }
  return value;
}

const sorted = new WeakMap<Field, readonly string[]>();

/** Names of a schema's fields in one order; asked for with every comparison of a resource. */
function sortedNames(schema: Field): readonly string[] {
  const known = sorted.get(schema);
  if (known !== undefined) return known;
  const names = Object.keys(schema.properties ?? {}).sort();
  sorted.set(schema, names);
  return names;
}

/** All fields of the schema, defaults filled, absent ones left out. */
export function canonicalObject(schema: Field, value: Props, timeZone?: string): Props {
  const zone = typeof value["timeZone"] === "string" ? value["timeZone"] : timeZone;
  const result: Props = {};
  for (const name of sortedNames(schema)) {
    const field = fieldOf(schema, name);
    const part = field === undefined ? undefined : canonical(field, value[name], zone);
    if (part !== undefined) result[name] = part;
  }
  return result;
}

/** A value with the members of every object, at any depth, in the order of their names: equal values have equal JSON. */
export function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOneOrder);
  if (!isProps(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, inOneOrder(value[name])]),
  );
}
