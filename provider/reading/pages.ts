import { UserError } from "../core/errors";
import type { Props } from "../core/schema";

/** One page of a numbered listing. */
export interface Page<T> {
  readonly entries: readonly T[];
  /** How many entries there are on all pages, as far as the service says. */
  readonly total?: number | undefined;
  /** How many pages there are, as far as the service says. */
  readonly pages?: number | undefined;
}

/** How often a listing is read anew that changes while it is read. */
const ROUNDS = 4;

/**
 * All pages of a listing that is numbered from 1, each entry once. A listing that changes while it is read has entries move from page to page, and some could be
 * missed: it is read again, a few times; one that never comes to rest is shown as all that was seen of it.
 * @param what the action, for the error
 * @param size entries of a full page; a shorter page is the last one where the service counts neither entries nor pages
 * @param keyOf what makes two entries the same
 * @throws UserError where the service shows one page again and again, although it counts more
 */
export async function pages<T>(
  what: string,
  ask: (page: number) => Promise<Page<T>>,
  size: number,
  keyOf: (entry: T) => string = (entry) => JSON.stringify(entry),
): Promise<T[]> {
  const seen = new Map<string, T>();
  let stuck = true;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const read = await readAll(ask, size, keyOf);
    if (!read.moved) return [...read.found.values()];
    for (const [key, entry] of read.found) seen.set(key, entry);
    stuck &&= read.stuck;
  }
  if (stuck) throw new UserError(`${what} shows the same page again and again, although the service counts more entries: try again later.`);
  return [...seen.values()];
}

interface Round<T> {
  readonly found: ReadonlyMap<string, T>;
  /** Between two pages the count changed, or an entry came again. */
  readonly moved: boolean;
  /** It ended with a page of nothing new, where more is counted. */
  readonly stuck: boolean;
}

async function readAll<T>(ask: (page: number) => Promise<Page<T>>, size: number, keyOf: (entry: T) => string): Promise<Round<T>> {
  const found = new Map<string, T>();
  let counted: number | undefined;
  let moved = false;
  let read = 0;
  for (let number = 1; ; number += 1) {
    const { entries, total, pages: last } = await ask(number);
    const known = entries.filter((entry) => found.has(keyOf(entry))).length;
    const isCounted = total !== undefined || last !== undefined;
    // Past the end some services show their last page once more.
    if (entries.length > 0 && known === entries.length) return { found, moved: isCounted, stuck: (total ?? 0) > found.size };
    moved ||= known > 0 || (number > 1 && total !== counted);
    counted = total;
    read += entries.length;
    for (const entry of entries) found.set(keyOf(entry), entry);
    const isLast = isCounted
      ? number >= (last ?? Number.POSITIVE_INFINITY) || read >= (total ?? Number.POSITIVE_INFINITY)
      : entries.length < size;
    if (entries.length === 0 || isLast) return { found, moved, stuck: false };
  }
}

/** A count in an answer; undefined where there is none. */
export function countIn(answer: Props, field: string): number | undefined {
  const value = answer[field];
  const count = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof count === "number" && Number.isInteger(count) && count >= 0 ? count : undefined;
}
