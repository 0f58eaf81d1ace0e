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
  #virtual = 0;
  #anchor = 0;
  #frozen = false;
  #ownTime = false;

  constructor(start: number | undefined, frozen: boolean) {
    this.begin(start, frozen);
  }

  /** Starts over; without a start it follows the machine's time. */
  begin(start: number | undefined, frozen: boolean): void {
    this.restart(start ?? Date.now(), frozen);
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
    this.restart(this.now(), frozen);
  }

  /** Puts the clock anywhere; only for an account that is opened again. */
  restart(ms: number, frozen = this.#frozen): void {
    this.#virtual = ms;
    this.#frozen = frozen;
    this.#anchor = Date.now();
    this.#ownTime = true;
  }
}
