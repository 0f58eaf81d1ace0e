import { encodeJson } from "./json";
import { instant } from "./time";
import { type Outcome, type Targets, tryPost } from "./try-post";

/** One try to deliver a callback or a VOD event, as it is shown. */
export interface CallbackEntry {
  /** The account's time of the try, UTC. */
  readonly at: string;
  /** Number of the live event, or name of the VOD event. */
  readonly event: string;
  readonly url: string;
  /** 1 for the first try. */
  readonly tries: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** `HTTP 200`, another status, why it failed or was refused, or "" while it is under way. */
  readonly outcome: string;
}

/** A try that is asked for; `at` is the account's time in milliseconds. */
export type Try = Omit<CallbackEntry, "at" | "outcome"> & { readonly at: number };

const AT_ONCE = 32;
const KEPT = 100_000;

/** Carries callbacks and events out of the emulator, so many at once, and keeps a list of the tries. */
export class Courier {
  #entries: { -readonly [K in keyof CallbackEntry]: CallbackEntry[K] }[] = [];
  #underWay = 0;
  #waiting: (() => void)[] = [];
  #idle: (() => void)[] = [];
  readonly #closing = new AbortController();

  /** Makes one try. Resolves with `closed` once the emulator ends. */
  async send(wanted: Try, targets: Targets): Promise<Outcome["kind"] | "closed"> {
    const entry = { ...wanted, at: instant(wanted.at), outcome: "" };
    if (this.#entries.length >= KEPT) this.#entries = this.#entries.slice(KEPT / 10);
    this.#entries.push(entry);
    await this.#turn();
    try {
      if (this.#closing.signal.aborted) return "closed";
      const outcome = await tryPost(wanted.url, encodeJson(wanted.body), targets, this.#closing.signal);
      if (this.#closing.signal.aborted) return "closed";
      entry.outcome = outcome.words;
      return outcome.kind;
    } finally {
      // What the outcome leads to, a retry for one, is planned before anybody hears that nothing is under way.
      setImmediate(() => this.#over());
    }
  }

  entries(): CallbackEntry[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#entries = [];
  }

  /** Resolves once no try is under way. */
  idle(): Promise<void> {
    return this.#underWay === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  get closed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Ends every try. */
  close(): void {
    this.#closing.abort();
  }

  async #turn(): Promise<void> {
    this.#underWay++;
    if (this.#underWay > AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #over(): void {
    this.#underWay--;
    this.#waiting.shift()?.();
    if (this.#underWay > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
