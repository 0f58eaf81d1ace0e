import { instant } from "./time";

/** Raised when a clock is asked to go back: the account's past has already happened. */
export class ClockBackwards extends Error {
  override name = "ClockBackwards";
}

/**
 * The account's time. It starts at a given instant and ticks in real time unless frozen; it can be moved forward, never back.
 * Unit: milliseconds since the epoch.
 */
export class Clock {
  #virtual: number;
  #anchor: number;
  #frozen: boolean;
  #ownTime: boolean;

  constructor(start: number | undefined, frozen: boolean) {
    this.#anchor = Date.now();
    this.#virtual = start ?? this.#anchor;
    this.#frozen = frozen;
    this.#ownTime = start !== undefined || frozen;
  }

  /** The clock was told a time of its own at some point, so that it no longer follows the machine's. */
  get ownTime(): boolean {
    return this.#ownTime;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  now(): number {
    return this.#frozen ? this.#virtual : this.#virtual + Math.max(0, Date.now() - this.#anchor);
  }

  set(ms: number): void {
    const now = this.now();
    if (ms < now) throw new ClockBackwards(`The clock is at ${instant(now)} and does not go back to ${instant(ms)}.`);
    this.restart(ms);
  }

  freeze(frozen: boolean): void {
    this.restart(this.now());
    this.#frozen = frozen;
  }

  /** Puts the clock anywhere; only for an account that is new, reset or opened again. */
  restart(ms: number): void {
    this.#virtual = ms;
    this.#anchor = Date.now();
    this.#ownTime = true;
  }
}
