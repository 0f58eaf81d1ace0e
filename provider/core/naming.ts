import { createHash } from "node:crypto";
import { canonicalObject } from "./codec";
import { isReadable, type Kind, MARK } from "./lifecycle";
import type { Props } from "./schema";
import { hasUnknown, UNKNOWN } from "./unknown";

/** `length` hexadecimal digits of the SHA-256 of any JSON value. */
export function digest(value: unknown, length: number): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, length);
}

/**
 * What the constructor puts into the hidden input `__mark`: the resource's logical name in letters that the service accepts,
 * and a digest of its URN.
 */
export function markOf(urn: string): string {
  const logical = urn.split("::").at(-1) ?? "";
  const base = logical.replace(/[^\p{Script=Han}A-Za-z0-9_-]+/gu, "-").slice(0, 40);
  return `${base}-${digest(urn, 8)}`;
}

/**
 * The derived default of the kind's name field: the mark, then a digest of every replace-forcing input. So what a crashed run
 * left behind is recognised by its name, and a replacement never takes the object that it replaces for its own.
 */
export function autoName(kind: Kind, inputs: Props): unknown {
  const forcing = kind.replaceFields.filter((field) => field !== kind.named?.field);
  if (hasUnknown(forcing.map((field) => inputs[field]))) return UNKNOWN;
  const relevant = canonicalObject(kind.inputs, inputs);
  const mark = typeof inputs[MARK] === "string" ? inputs[MARK] : kind.token;
  return `${mark}-${digest(
    forcing.map((field) => [field, relevant[field] ?? null]),
    6,
  )}`;
}

const AUTO = /-[0-9a-f]{8}-[0-9a-f]{6}$/;

/** Whether a name has the form of a derived one, so that a change of it only echoes a change of the resource's place or of other fields. */
export function looksDerived(name: unknown): boolean {
  return typeof name === "string" && AUTO.test(name);
}

/**
 * Fills the name field when the user left it out. A resource that moved to another URN (an alias) keeps its name
 * as long as nothing forces a replacement.
 */
export function fillName(kind: Kind, inputs: Props, olds: Props): void {
  const { named } = kind;
  if (named === undefined || inputs[named.field] !== undefined || named.unless?.(inputs) === true) return;
  const fresh = autoName(kind, inputs);
  const old = olds[named.field];
  const kept = typeof old === "string" && typeof fresh === "string" && AUTO.test(old) && old.slice(-6) === fresh.slice(-6);
  inputs[named.field] = kept ? old : fresh;
}

/** Whether the name is one that we derived, so that an object bearing it can only be this resource's own. */
export function isAutoNamed(kind: Kind, inputs: Props): boolean {
  const name = kind.named === undefined ? undefined : inputs[kind.named.field];
  return typeof name === "string" && name === autoName(kind, inputs);
}

/** The natural key as a comparable value; undefined while a part of it is unknown. */
export function naturalKey(kind: Kind, inputs: Props): string | undefined {
  const relevant = canonicalObject(kind.inputs, inputs);
  const parts = kind.identity.map((field) => relevant[field] ?? null);
  return hasUnknown(parts) ? undefined : JSON.stringify([kind.token, ...parts]);
}

/** The natural key of what two resources cannot both be: the service would show one object to both. Undefined where it shows none. */
export function soleKey(kind: Kind, inputs: Props): string | undefined {
  return kind.find === undefined || !isReadable(kind, inputs) ? undefined : naturalKey(kind, inputs);
}
