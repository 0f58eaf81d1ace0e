/** One call as the journal keeps it. */
export interface JournalEntry {
  /** The account's time when the call arrived, UTC. */
  readonly at: string;
  readonly service: string;
  readonly action: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** `OK`, the error code that was answered, `HTTP 502` and the like for an injected status, or "" while or if there was no answer. */
  readonly code: string;
  readonly requestId: string;
  /** The action had its effect, whether or not the caller learned of it. */
  readonly acted: boolean;
}

type Draft = { -readonly [K in keyof JournalEntry]: JournalEntry[K] };

const SECRETS = ["CallbackKey", "SignKey"];
const KEPT = 100_000;

/** What was asked of the service, in order of arrival; the oldest entries go once there are very many. Holds no secret. */
export class Journal {
  #entries: Draft[] = [];

  /** Notes an arrival; the returned draft is completed as the call goes on. */
  note(at: string, action: string, requestId: string): Draft {
    const draft: Draft = { at, service: "", action, params: {}, code: "", requestId, acted: false };
    if (this.#entries.length >= KEPT) this.#entries = this.#entries.slice(KEPT / 10);
    this.#entries.push(draft);
    return draft;
  }

  entries(): JournalEntry[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#entries = [];
  }
}

/** Parameters as the journal may show them: without secrets, and cut off where they nest deeper than any action's do. */
export function shownParams(params: Record<string, unknown>, depth = 8): Record<string, unknown> {
  const shown: [string, unknown][] = Object.entries(params).map(([name, value]) => [
    name,
    SECRETS.includes(name) ? "***" : shownValue(value, depth),
  ]);
  return Object.fromEntries(shown);
}

function shownValue(value: unknown, depth: number): unknown {
  // As text, so that whoever reads the journal can write it down.
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.map((entry) => shownValue(entry, depth - 1));
  return shownParams(value as Record<string, unknown>, depth - 1);
}
