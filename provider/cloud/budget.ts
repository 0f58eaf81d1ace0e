/** Tokens for one retry after an ordinary failure. */
export const retryCost = 5;
/** Tokens for one retry after a time-out: it has already cost more of everybody's time. */
export const timeoutRetryCost = 10;

/**
 * Limits the retries of all calls of a client together: with the service down, each call alone would retry reasonably and a thousand of
 * them would be a storm.
 *
 * A retry takes tokens, a call that succeeds in the end gives back what its own retries took and one more. So a service that refuses
 * now and then costs nothing in the long run, and one that answers nothing is left alone after `capacity / 5` retries.
 */
export class RetryBudget {
  readonly #capacity: number;
  #tokens: number;

  /** @param capacity tokens at the start and at most. Default 500. */
  constructor(capacity = 500) {
    this.#capacity = capacity;
    this.#tokens = capacity;
  }

  /** Tokens left. */
  get tokens(): number {
    return this.#tokens;
  }

  /** Takes tokens for a retry. False, and nothing taken, when there are not enough. */
  spend(cost: number): boolean {
    if (cost > this.#tokens) return false;
    this.#tokens -= cost;
    return true;
  }

  /** Reports a success whose retries had taken `spent` tokens. */
  succeeded(spent: number): void {
    this.#tokens = Math.min(this.#capacity, this.#tokens + spent + 1);
  }
}
