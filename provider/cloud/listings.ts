import type { Answer } from "./envelope";
import { canonicalJson } from "./json";

/** How long an answer serves further readers, milliseconds. */
export const listingLifeMs = 30_000;

interface Entry {
  readonly answer: Promise<Answer>;
  /** When the request was made (monotonic milliseconds): an answer cannot be newer than its request. */
  readonly since: number;
}

/**
 * The answers of listings, shared by all who read within {@link listingLifeMs} and forgotten as soon as something of the kind is
 * written. An engine refreshes a hundred resources of a kind by a hundred reads; one listing answers them all.
 */
export class Listings {
  readonly #monotonic: () => number;
  readonly #entries = new Map<string, Map<string, Entry>>();

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** The answer that is known or on its way, else that of `fetch`. A failure is told to all who wait for it and not kept. */
  get(action: string, params: Record<string, unknown>, fetch: () => Promise<Answer>): Promise<Answer> {
    const family = this.#entries.get(action) ?? new Map<string, Entry>();
    this.#entries.set(action, family);
    const key = canonicalJson(params);
    const known = family.get(key);
    if (known !== undefined && this.#monotonic() - known.since < listingLifeMs) return known.answer;
    const entry: Entry = { answer: fetch().then(freeze), since: this.#monotonic() };
    family.set(key, entry);
    // A listing that was forgotten while it was on its way is no longer in the map, so nobody finds it; those who wait asked before.
    entry.answer.catch(() => {
      if (family.get(key) === entry) family.delete(key);
    });
    return entry.answer;
  }

  /** Forgets the listings of one action, or all. */
  invalidate(action?: string): void {
    if (action === undefined) this.#entries.clear();
    else this.#entries.delete(action);
  }
}

/** Makes an answer unchangeable in depth: it is shared, so nobody may edit it. */
function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) freeze(member);
  }
  return value;
}
