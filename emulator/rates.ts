/** Token buckets per action on the wall clock: each holds one second's worth of its rate. */
export class Rates {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** Takes a token, or says no. `rate` in requests per second; 0 refuses everything. */
  take(action: string, rate: number): boolean {
    const now = performance.now();
    const bucket = this.#buckets.get(action) ?? { tokens: rate, at: now };
    bucket.tokens = Math.min(rate, bucket.tokens + ((now - bucket.at) / 1000) * rate);
    bucket.at = now;
    this.#buckets.set(action, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  clear(): void {
    this.#buckets.clear();
  }
}
