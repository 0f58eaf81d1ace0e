import type { Dispatcher } from "undici";
import { version } from "../../package.json";
import { type ActionSpec, actionSpec, type Effect } from "./actions";
import { RetryBudget } from "./budget";
import { ServiceClock, systemTiming, type Timing } from "./clock";
import type { Connection } from "./credentials";
import { CallTime, DeadlinePassed } from "./deadline";
import { type Answer, readAnswer } from "./envelope";
import { AnswerError, DeadlineError, type Phase, TransportError } from "./errors";
import { encodeJson } from "./json";
import { Listings } from "./listings";
import { Pacer } from "./pacer";
import { defaultDelays, type RetryDelays, RetryPolicy } from "./retry";
import { Transport, type TransportLimits } from "./transport";

/** How a client behaves; every part has a default. */
export interface ClientOptions {
  /** Used for all connections instead of agents of the client's own (a proxy, a test). It is not closed with the client. */
  readonly agent?: Dispatcher;
  /** Aborts the client as {@link CloudClient.abort} does. */
  readonly signal?: AbortSignal;
  /** Told, in one line each, what a user should know of and no error says. Default: nobody. */
  readonly warn?: (text: string) => void;
  /** Time for one call, retries included, from its first turn to be sent; milliseconds. Default 60 000. */
  readonly deadlineMs?: number;
  readonly delays?: Partial<RetryDelays>;
  readonly limits?: Partial<TransportLimits>;
  /** Tokens of the shared retry budget. Default 500. */
  readonly budget?: number;
  readonly timing?: Timing;
}

const contentType = "application/json; charset=utf-8";
const requestClient = `pulumi-live-recording/${version}`;

/**
 * The services Live and VOD as one object: signs, paces, retries what may be retried, and never sends a create again that the service
 * may have seen. One per process and account: pacing, listings, retry budget and clock are shared by all its calls.
 */
export class CloudClient {
  readonly #connection: Connection;
  readonly #timing: Timing;
  readonly #transport: Transport;
  readonly #pacer: Pacer;
  readonly #budget: RetryBudget;
  readonly #clock: ServiceClock;
  readonly #listings: Listings;
  readonly #deadlineMs: number;
  readonly #delays: RetryDelays;
  readonly #warn: (text: string) => void;
  readonly #stop = new AbortController();
  #firstLook: Promise<void> | undefined;
  #toldSkew = false;

  constructor(connection: Connection, options: ClientOptions = {}) {
    this.#connection = connection;
    this.#timing = options.timing ?? systemTiming;
    this.#transport = new Transport(options.agent, options.limits);
    this.#pacer = new Pacer(this.#timing, this.#stop.signal);
    this.#budget = new RetryBudget(options.budget);
    this.#clock = new ServiceClock(this.#timing);
    this.#listings = new Listings(() => this.#timing.monotonic());
    this.#deadlineMs = options.deadlineMs ?? 60_000;
    this.#delays = { ...defaultDelays, ...options.delays };
    this.#warn = options.warn ?? (() => {});
    const { signal } = options;
    if (signal?.aborted) this.abort(signal.reason);
    else signal?.addEventListener("abort", () => this.abort(signal.reason), { once: true });
  }

  /**
   * Calls an action and gives the content of its `Response`.
   * @param action a name of the action table; another one is a TypeError.
   * @param params the action's parameters by their API names; a bigint is sent with all its digits, undefined is left out.
   * @throws ServiceError, TransportError, AnswerError, DeadlineError
   */
  async call(action: string, params: Record<string, unknown>): Promise<Answer> {
    const spec = actionSpec(action);
    const body = encodeJson(params);
    this.#forget(spec);
    try {
      return await this.#persist(action, spec.effect, (time, again) => this.#post(action, spec, body, time, again));
    } finally {
      // Again, for a listing that was made while this call was under way may or may not show what it did.
      this.#forget(spec);
    }
  }

  /**
   * Calls a reading action, sharing its answer: for at most 30 s, until something is written that the action table says it shows, or
   * {@link invalidate}. The answer is frozen.
   */
  async list(action: string, params: Record<string, unknown>): Promise<Answer> {
    if (actionSpec(action).effect !== "read") throw new TypeError(`${action} is not a read: it cannot be listed`);
    return this.#listings.get(action, params, () => this.call(action, params));
  }

  /** Forgets the shared answers of one action, or of all. */
  invalidate(action?: string): void {
    this.#listings.invalidate(action);
  }

  /** The service's time. When nothing has been answered yet, one unsigned request asks for it. */
  async now(): Promise<Date> {
    if (!this.#clock.known) {
      this.#firstLook ??= this.#look().finally(() => {
        this.#firstLook = undefined;
      });
      await this.#firstLook;
    }
    return new Date(this.#clock.now());
  }

  /** Fails everything that is in flight or waits, and everything asked later; nothing more is sent. For good. */
  abort(reason: unknown = new Error("aborted")): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort(reason);
    void this.#transport.destroy();
  }

  #forget(spec: ActionSpec): void {
    for (const listing of spec.stale) this.#listings.invalidate(listing);
  }

  /** Tries until success, a final failure, the deadline or the abort. `attempt` is told whether it is another try. */
  async #persist<T>(action: string, effect: Effect, attempt: (time: CallTime, again: boolean) => Promise<T>): Promise<T> {
    const time = new CallTime(this.#stop.signal, this.#deadlineMs);
    const policy = new RetryPolicy(effect, this.#delays, () => this.#timing.random());
    let spent = 0;
    let last: Error | undefined;
    let phase: Phase = "not-sent";
    try {
      for (;;) {
        const skew = this.#clock.skew();
        try {
          const result = await attempt(time, last !== undefined);
          this.#budget.succeeded(spent);
          return result;
        } catch (error) {
          if (isUncertain(error)) phase = "uncertain";
          if (time.signal.aborted || !(error instanceof Error)) throw error;
          const retry = policy.next(error, Math.abs(this.#clock.skew() - skew) > 1000);
          if (retry === undefined) throw error;
          if (retry.newSignature) this.#tellSkew();
          if (!this.#budget.spend(retry.cost)) {
            this.#warn(`${action} is not tried again: too many calls are failing (the retry budget is used up)`);
            throw error;
          }
          spent += retry.cost;
          last = error;
          await this.#timing.sleep(retry.delayMs, time.signal);
        }
      }
    } catch (error) {
      if (!time.signal.aborted) throw error;
      const { reason } = time.signal;
      if (reason instanceof DeadlinePassed) throw new DeadlineError(action, this.#deadlineMs, phase, last);
      const text = reason instanceof Error ? reason.message : String(reason);
      throw new TransportError({ action, phase, reason: this.#connection.scrub(text), permanent: true });
    } finally {
      time.end();
    }
  }

  /** One try: waits for its turn, signs with the best time known, sends, reads. */
  async #post(action: string, spec: ActionSpec, body: string, time: CallTime, again: boolean): Promise<Answer> {
    await this.#pacer.take(action, spec.rate, again, time.signal);
    time.start();
    const { origin, host } = this.#connection.endpoint(spec.service);
    const timestamp = Math.floor(this.#clock.now() / 1000);
    const headers: Record<string, string> = {
      host,
      "content-type": contentType,
      "x-tc-action": action,
      "x-tc-version": spec.version,
      "x-tc-timestamp": String(timestamp),
      "x-tc-language": "en-US",
      "x-tc-requestclient": requestClient,
      ...(spec.region ? { "x-tc-region": this.#connection.region } : {}),
      ...this.#connection.authorize({ service: spec.service, host, contentType, body, timestamp }),
    };
    const fresh = spec.effect === "create";
    const http = await this.#transport.send({ action, method: "POST", origin, headers, body, fresh }, time.signal);
    this.#clock.observe(http.date);
    return readAnswer(action, http, (text) => this.#connection.scrub(text));
  }

  /** Reads the service's clock off whatever answers at the endpoint's root. */
  async #look(): Promise<void> {
    const action = "Reading the service's clock";
    await this.#persist(action, "read", async (time) => {
      time.start();
      const { origin, host } = this.#connection.endpoint("live");
      const http = await this.#transport.send({ action, method: "GET", origin, headers: { host }, fresh: false }, time.signal);
      if (!this.#clock.observe(http.date)) throw new AnswerError(action, "the answer has no Date", http.status);
    });
  }

  #tellSkew(): void {
    if (this.#toldSkew) return;
    this.#toldSkew = true;
    const seconds = Math.round(this.#clock.skew() / 1000);
    const offset = seconds < 0 ? `${-seconds} s ahead of` : `${seconds} s behind`;
    this.#warn(`this machine's clock is ${offset} the service's: the service's time is used instead`);
  }
}

function isUncertain(error: unknown): boolean {
  return (error instanceof TransportError || error instanceof AnswerError) && error.phase === "uncertain";
}
