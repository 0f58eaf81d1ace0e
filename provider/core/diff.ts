import { canonical, inOneOrder } from "./codec";
import type { Kind } from "./lifecycle";
import { naturalKey } from "./naming";
import { type Field, fieldOf, isProps, type Props } from "./schema";
import { isSealOf } from "./seal";
import { hasUnknown } from "./unknown";

/** One changed field. The same list feeds Pulumi's diff, the preview and the tests. */
export interface Change {
  /** The user's path: `hlsParam.storageTime`. */
  readonly path: string;
  readonly before: unknown;
  /** May hold unknown values in a preview. */
  readonly after: unknown;
  readonly replaces: boolean;
  readonly secret: boolean;
}

export interface Difference {
  readonly changes: readonly Change[];
  /** Top-level fields that force a replacement. */
  readonly replaces: readonly string[];
  /** The natural key stays, so the old object must go before the new one can be told from it. */
  readonly deleteFirst: boolean;
}

/**
 * Compares declarations, never computed fields. Defaults are filled on both sides, so that a default added by a newer release,
 * or a state written by an older one, is no change.
 */
export function diff(kind: Kind, olds: Props, news: Props): Difference {
  const changes: Change[] = [];
  for (const [name, field] of Object.entries(kind.inputs.properties)) {
    if (field["x-local"] || (field["x-secret"] && isSealOf(olds[name], news[name]))) continue;
    collect(field, name, canonical(field, olds[name], zoneOf(olds)), canonicalOrUnknown(field, news[name], zoneOf(news)), {
      replaces: field["x-replace"] === true,
      secret: field["x-secret"] === true,
      changes,
    });
  }
  const replaces = [...new Set(changes.flatMap((change) => (change.replaces ? [change.path.split(/[.[]/)[0] ?? change.path] : [])))];
  return {
    changes,
    replaces,
    // Dear, and a preview never asks for it.
    get deleteFirst() {
      return replaces.length > 0 && keyStays(kind, olds, news);
    },
  };
}

/** An unknown part of the key may turn out to be equal, so it counts as equal. */
function keyStays(kind: Kind, olds: Props, news: Props): boolean {
  const [before, after] = [naturalKey(kind, olds), naturalKey(kind, news)];
  if (before !== undefined && after !== undefined) return before === after;
  return kind.identity.every((name) => {
    const field = fieldOf(kind.inputs, name);
    if (field === undefined || hasUnknown(news[name]) || hasUnknown(olds[name])) return true;
    return same(canonical(field, olds[name], zoneOf(olds)), canonical(field, news[name], zoneOf(news)));
  });
}

function canonicalOrUnknown(field: Field, value: unknown, timeZone: string | undefined): unknown {
  return hasUnknown(value) ? value : canonical(field, value, timeZone);
}

function zoneOf(props: Props): string | undefined {
  return typeof props["timeZone"] === "string" ? props["timeZone"] : undefined;
}

interface Collector {
  readonly replaces: boolean;
  readonly secret: boolean;
  readonly changes: Change[];
}

function collect(field: Field, path: string, before: unknown, after: unknown, into: Collector): void {
  if (same(before, after)) return;
  if (field.properties !== undefined && isProps(before) && isProps(after)) {
    for (const [name, part] of Object.entries(field.properties)) collect(part, `${path}.${name}`, before[name], after[name], into);
    return;
  }
  into.changes.push({ path, before, after, replaces: into.replaces, secret: into.secret });
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  return JSON.stringify(inOneOrder(a)) === JSON.stringify(inOneOrder(b));
}
