import type { Effect } from "./actions";
import { retryCost, timeoutRetryCost } from "./budget";
import { isThrottle, ServiceError, TransportError } from "./errors";

/** Delays between tries. */
export interface RetryDelays {
  /** Before the first retry, milliseconds; doubled for each further one. Default 200. */
  readonly baseMs: number;
  /** The longest delay, milliseconds. Default 8000. */
  readonly capMs: number;
}

export const defaultDelays: RetryDelays = { baseMs: 200, capMs: 8000 };

/** After about this many tries (20 s) a network that fails stays failed. */
const maxNetworkRetries = 8;
/** Refused connections: long enough (about 4 s) for an endpoint to restart, short enough for a mistyped one. */
const maxRefusedRetries = 5;
const maxInternalRetries = 2;

/** Codes by which the service reports trouble of its own. Other `InternalError.*` codes are answers (`InternalError.NotFound`). */
const internalTrouble: ReadonlySet<string> = new Set([
  "InternalError",
  "InternalError.NetworkError",
  "InternalError.CallOtherSvrError",
  "InternalError.SystemError",
  "FailedOperation.CallOtherSvrFailed",
]);

/** What to do about a failure. */
export interface Retry {
  /** Milliseconds to wait first. */
  readonly delayMs: number;
  /** What it takes from the retry budget. */
  readonly cost: number;
  /** The try failed for this machine's clock alone. */
  readonly newSignature: boolean;
}

/** The retries of one call. */
export class RetryPolicy {
  readonly #effect: Effect;
  readonly #delays: RetryDelays;
  readonly #random: () => number;
  #tries = 0;
  #network = 0;
  #internal = 0;
  #resigned = false;

  constructor(effect: Effect, delays: RetryDelays, random: () => number) {
    this.#effect = effect;
    this.#delays = delays;
    this.#random = random;
  }

  /**
   * Decides about a failed try. Undefined: the failure is final.
   *
   * What the service refused for its rate was not done, so even a create may be sent again. A create whose fate is uncertain may not.
   * @param clockCorrected the failed try taught the client a service time that differs from the one it had signed with.
   */
  next(error: unknown, clockCorrected: boolean): Retry | undefined {
    if (error instanceof ServiceError) return this.#afterService(error, clockCorrected);
    if (error instanceof TransportError) return this.#afterTransport(error);
    return undefined;
  }

  #afterService(error: ServiceError, clockCorrected: boolean): Retry | undefined {
    if (isThrottle(error)) return this.#backOff(retryCost);
    if (error.code === "AuthFailure.SignatureExpire") {
      if (this.#resigned || !clockCorrected) return undefined;
      this.#resigned = true;
      return { delayMs: 0, cost: 0, newSignature: true };
    }
    if (this.#effect === "create") return undefined;
    if (error.code === "ServiceUnavailable") return this.#afterNetwork(maxNetworkRetries, retryCost);
    if (this.#effect !== "read" || !internalTrouble.has(error.code)) return undefined;
    this.#internal++;
    return this.#internal > maxInternalRetries ? undefined : this.#backOff(retryCost);
  }

  #afterTransport(error: TransportError): Retry | undefined {
    if (error.permanent) return undefined;
    if (this.#effect === "create" && error.phase === "uncertain") return undefined;
    const limit = error.phase === "not-sent" && !error.timedOut ? maxRefusedRetries : maxNetworkRetries;
    return this.#afterNetwork(limit, error.timedOut ? timeoutRetryCost : retryCost);
  }

  #afterNetwork(limit: number, cost: number): Retry | undefined {
    this.#network++;
    return this.#network > limit ? undefined : this.#backOff(cost);
  }

  /** Exponential, half of it random: many calls that failed together do not come back together. */
  #backOff(cost: number): Retry {
    const full = Math.min(this.#delays.capMs, this.#delays.baseMs * 2 ** this.#tries);
    this.#tries++;
    return { delayMs: full / 2 + (full / 2) * this.#random(), cost, newSignature: false };
  }
}
