import type { Place } from "./place";

/** A YAML document as data that knows where it stands. Aliases share the value of their anchor. */
export type Value = MapValue | ListValue | ScalarValue;

interface Measured {
  readonly at: Place;
  /** Values in it, itself included, aliases counted as what they stand for. */
  readonly size: number;
  readonly depth: number;
}

export interface Entry {
  readonly key: Place;
  readonly value: Value;
}

export interface MapValue extends Measured {
  readonly type: "map";
  /** A Map, so that a key such as `__proto__` or `constructor` is a key and nothing else. */
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface ListValue extends Measured {
  readonly type: "list";
  readonly items: readonly Value[];
}

export interface ScalarValue extends Measured {
  readonly type: "scalar";
  readonly value: string | number | boolean | null;
  /** As it stands in the file, for a scalar without quotes. */
  readonly plain: string | undefined;
}

/** The same as plain data. */
export function plainOf(value: Value): unknown {
  if (value.type === "scalar") return value.value;
  if (value.type === "list") return value.items.map(plainOf);
  return Object.fromEntries([...value.entries].map(([name, entry]) => [name, plainOf(entry.value)]));
}

/** The value at a path of names and list positions; undefined when there is none. */
export function at(value: Value, path: readonly string[]): Entry | undefined {
  let found: Entry = { key: value.at, value };
  for (const step of path) {
    const next =
      found.value.type === "map" ? found.value.entries.get(step) : found.value.type === "list" ? itemAt(found.value, step) : undefined;
    if (next === undefined) return undefined;
    found = next;
  }
  return found;
}

function itemAt(list: ListValue, step: string): Entry | undefined {
  const item = list.items[Number(step)];
  return item === undefined ? undefined : { key: item.at, value: item };
}

/** The path that a failure of a kind names, `streamInfo.tags[2]`, in steps. */
export function stepsOf(path: string): string[] {
  return path === "" ? [] : path.replaceAll("]", "").split(/[.[]/);
}
