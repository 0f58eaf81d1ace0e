import { setTimeout as delay } from "node:timers/promises";

/** The time sources of a client, replaceable in tests. */
export interface Timing {
  /** Milliseconds from an arbitrary start, never going backwards. */
  monotonic(): number;
  /** This machine's wall clock, Unix milliseconds. */
  wall(): number;
  /** Resolves after `ms` milliseconds; rejects as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** A random number from 0 up to, not including, 1. */
  random(): number;
}

/** The real thing. */
export const systemTiming: Timing = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  sleep: (ms, signal) => delay(Math.max(0, ms), undefined, { signal }),
  random: () => Math.random(),
};

/** How far ahead of an answer's `Date` the prediction may run: the header is cut to whole seconds, and answers overtake each other. */
const toleranceMs = 1500;

/**
 * The service's clock, as its answers tell it. Signatures and every comparison with "now" use it, so that a runner whose clock is wrong
 * works. Between answers it goes on with the monotonic clock; resolution one second.
 */
export class ServiceClock {
  readonly #timing: Timing;
  #offset: number | undefined;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  /** Whether an answer has told the time yet. */
  get known(): boolean {
    return this.#offset !== undefined;
  }

  /** Takes in the `Date` header of an answer that has just arrived. A header that is no date is ignored; returns whether it was one. */
  observe(header: string | undefined): boolean {
    const date = header === undefined ? Number.NaN : Date.parse(header);
    if (Number.isNaN(date)) return false;
    const mono = this.#timing.monotonic();
    const predicted = this.#offset === undefined ? Number.NaN : this.#offset + mono;
    // An agreeing answer changes nothing: the clock would otherwise jitter by the second that the header cuts off.
    if (!(predicted >= date && predicted < date + toleranceMs)) this.#offset = date - mono;
    return true;
  }

  /** The service's time, Unix milliseconds; this machine's wall clock as long as no answer was seen. */
  now(): number {
    return this.#offset === undefined ? this.#timing.wall() : this.#offset + this.#timing.monotonic();
  }

  /** The service's time minus this machine's wall clock, in milliseconds; 0 as long as no answer was seen. */
  skew(): number {
    return this.now() - this.#timing.wall();
  }
}
