import { type DeclaredResource, SECRET, variableOf } from "../configuration/index";
import { diff } from "../core/diff";
import type { Kind } from "../core/lifecycle";
import { looksDerived } from "../core/naming";
import { type Field, fieldOf, isProps, type Props } from "../core/schema";
import { UNKNOWN } from "../core/unknown";

export type Operation = "create" | "update" | "replace" | "delete";

/** One field that a change gives another value. */
export interface FieldChange {
  /** The kind's own path: `hlsParam.storageTime`. */
  readonly path: string;
  /** Undefined: not set. A secret, or a value that is known only when it is applied, is a word in brackets. */
  readonly before: unknown;
  readonly after: unknown;
  readonly replaces: boolean;
  /** Unit of a number. */
  readonly unit?: string | undefined;
}

/** What happens to one resource. */
export interface ResourceChange {
  readonly operation: Operation;
  readonly token: string;
  readonly name: string;
  readonly key: string;
  readonly fields: readonly FieldChange[];
  /** Deleted here alone: it stays at the service as it is. */
  readonly retained?: boolean | undefined;
  /** Where the fields do not say it: why the resource is changed. */
  readonly note?: string | undefined;
}

/** What stands for a value that is known only when it is applied. */
export const LATER = "[known when applied]";

/** Compares two sides that no engine has compared. */
export function compareResources(before: readonly DeclaredResource[], after: readonly DeclaredResource[]): ResourceChange[] {
  const old = new Map(before.map((resource) => [resource.key, resource]));
  const next = new Map(after.map((resource) => [resource.key, resource]));
  const remade = new Set<string>();
  const changes: ResourceChange[] = [];
  // Templates are told first: whoever refers to one that is made anew gets another id.
  for (const resource of [...after].sort((a, b) => a.references.size - b.references.size)) {
    const was = old.get(resource.key);
    if (was === undefined) {
      remade.add(resource.key);
      changes.push(changeOf("create", resource));
      continue;
    }
    const fields = fieldChanges(was, resource, remade);
    if (fields.length === 0) continue;
    const operation = fields.some(({ replaces }) => replaces) ? "replace" : "update";
    if (operation === "replace") remade.add(resource.key);
    changes.push(changeOf(operation, resource, fields));
  }
  for (const resource of before) if (!next.has(resource.key)) changes.push(changeOf("delete", resource));
  return changes;
}

export function changeOf(operation: Operation, { kind, name, key }: DeclaredResource, fields: readonly FieldChange[] = []): ResourceChange {
  return { operation, token: kind.token, name, key, fields };
}

/**
 * The changed fields of one resource. References are compared and shown by the name of what they refer to.
 * @param remade resources whose id the change does not keep
 */
export function fieldChanges(was: DeclaredResource, will: DeclaredResource, remade: ReadonlySet<string> = new Set()): FieldChange[] {
  const { changes } = diff(will.kind, withReferences(was, new Set()), withReferences(will, remade));
  return changes.flatMap(({ path, before, after, replaces, secret }) => {
    if (path === will.kind.named?.field && looksDerived(before) && looksDerived(after)) return [];
    const reference = will.references.get(path);
    const stale = reference !== undefined && remade.has(reference.key) && was.references.get(path)?.key === reference.key;
    const written = [asWritten(was, path, before), asWritten(will, path, after)];
    // The same text in another zone is another moment.
    const [from, to] = written[0] === written[1] ? [before, after] : written;
    return parts(fieldAt(will.kind, path), {
      path,
      before: secret ? hidden(from) : shown(from),
      after: secret ? hidden(to) : stale ? `${reference.name} (made anew)` : (reference?.name ?? shown(to)),
      replaces,
      unit: fieldAt(will.kind, path)?.["x-unit"],
    });
  });
}

/** Times are compared as moments, and shown as their author wrote them. */
function asWritten({ kind, inputs }: DeclaredResource, path: string, canonical: unknown): unknown {
  const isTime = ["time", "date-time"].includes(fieldAt(kind, path)?.format ?? "");
  return isTime && inputs[path] !== undefined ? inputs[path] : canonical;
}

/** A block that comes or goes is told by its parts, without those that nobody set. */
function parts(field: Field | undefined, change: FieldChange): FieldChange[] {
  const { path, before, after } = change;
  const block = isProps(before) && after === undefined ? before : isProps(after) && before === undefined ? after : undefined;
  if (block === undefined || field?.properties === undefined) return [change];
  const told = Object.entries(block).flatMap(([name, value]): FieldChange[] => {
    const part = fieldOf(field, name);
    const isDefault = value === part?.default && part?.["x-unit"] === undefined;
    if (isDefault) return [];
    const side = before === undefined ? { before: undefined, after: value } : { before: value, after: undefined };
    return [{ ...change, ...side, path: `${path}.${name}`, unit: part?.["x-unit"] }];
  });
  return told.length === 0 ? [change] : told;
}

function withReferences(resource: DeclaredResource, remade: ReadonlySet<string>): Props {
  const references = [...resource.references].map(([input, { key, name }]) => [input, remade.has(key) ? UNKNOWN : name]);
  return { ...resource.inputs, ...Object.fromEntries(references) };
}

function fieldAt(kind: Kind, path: string): Field | undefined {
  let field: Field | undefined = kind.inputs;
  for (const step of path.split(".")) field = field === undefined ? undefined : fieldOf(field, step);
  return field;
}

function hidden(value: unknown): unknown {
  if (value === undefined) return undefined;
  return variableOf(value) === undefined ? SECRET : value;
}

/** A value without marks of the engine in it. */
export function shown(value: unknown): unknown {
  if (value === UNKNOWN) return LATER;
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shown(part)]));
}
