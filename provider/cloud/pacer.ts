import type { Timing } from "./clock";

/** The share of the documented rate that is used. With {@link toleranceOf} it keeps every span of one second strictly below the limit. */
const share = 0.92;

interface Waiter {
  grant(): void;
}

/** One action's turns. */
interface Lane {
  /** Milliseconds between two turns. */
  readonly spacing: number;
  /** How much too early a turn may come, in milliseconds, so that late timers do not add up to a lower rate. */
  readonly tolerance: number;
  /** When the next turn is due by the even schedule (monotonic milliseconds). */
  due: number;
  /** Retries: they have waited in the ordinary queue once. */
  readonly again: Set<Waiter>;
  readonly first: Set<Waiter>;
  pumping: boolean;
}

/** At the high rates a few turns at once are harmless and spare timers; at the low ones (20/s) half a turn is all that fits in. */
function toleranceOf(spacing: number): number {
  return spacing <= 20 ? 40 : spacing / 2;
}

/**
 * Hands out turns, per action, evenly and just under the action's documented rate, in the order in which they were asked for. Being
 * refused costs a round trip and a part of the account's rate, and the limit is shared by everything that uses the account.
 */
export class Pacer {
  readonly #timing: Timing;
  readonly #lanes = new Map<string, Lane>();
  readonly #signal: AbortSignal;

  /** @param signal ends the handing out of turns for good. Signals given to {@link take} must follow it. */
  constructor(timing: Timing, signal: AbortSignal) {
    this.#timing = timing;
    this.#signal = signal;
  }

  /**
   * Waits for a turn.
   * @param rate the documented limit, requests per second.
   * @param retry served before calls that have not had a turn yet.
   * @param signal withdraws the request for a turn.
   */
  async take(action: string, rate: number, retry: boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#signal.throwIfAborted();
    const lane = this.#lane(action, rate);
    const queue = retry ? lane.again : lane.first;
    await new Promise<void>((resolve, reject) => {
      const withdraw = (): void => {
        queue.delete(waiter);
        reject(signal.reason);
      };
      const waiter: Waiter = {
        grant: () => {
          signal.removeEventListener("abort", withdraw);
          resolve();
        },
      };
      signal.addEventListener("abort", withdraw, { once: true });
      queue.add(waiter);
      if (!lane.pumping) void this.#pump(lane);
    });
  }

  #lane(action: string, rate: number): Lane {
    const known = this.#lanes.get(action);
    if (known !== undefined) return known;
    const spacing = 1000 / (rate * share);
    const lane: Lane = { spacing, tolerance: toleranceOf(spacing), due: 0, again: new Set(), first: new Set(), pumping: false };
    this.#lanes.set(action, lane);
    return lane;
  }

  async #pump(lane: Lane): Promise<void> {
    lane.pumping = true;
    try {
      while (!this.#signal.aborted) {
        const queue = lane.again.size > 0 ? lane.again : lane.first;
        const [waiter] = queue;
        if (waiter === undefined) return;
        const now = this.#timing.monotonic();
        const wait = lane.due - lane.tolerance - now;
        if (wait > 0) {
          await this.#timing.sleep(Math.ceil(wait), this.#signal);
          continue;
        }
        queue.delete(waiter);
        lane.due = Math.max(now, lane.due) + lane.spacing;
        waiter.grant();
      }
    } catch {
      // The sleep ends early only by the abort, and every waiter's own signal follows that.
    } finally {
      lane.pumping = false;
    }
  }
}
