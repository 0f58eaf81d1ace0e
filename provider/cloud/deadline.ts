/** The abort reason of a call whose time ran out, as against one that was stopped from outside. */
export class DeadlinePassed extends Error {
  override readonly name = "DeadlinePassed";
}

/**
 * The time of one call: a signal that follows the client's and is aborted when the deadline has passed. The deadline counts from
 * {@link CallTime.start}, so that a thousand calls that wait for their turns at 20 a second do not run out of time before their first.
 */
export class CallTime {
  readonly #stop = new AbortController();
  readonly #parent: AbortSignal;
  readonly #deadlineMs: number;
  readonly #follow = (): void => this.#stop.abort(this.#parent.reason);
  #timer: NodeJS.Timeout | undefined;

  /** @param deadlineMs milliseconds. */
  constructor(parent: AbortSignal, deadlineMs: number) {
    this.#parent = parent;
    this.#deadlineMs = deadlineMs;
    if (parent.aborted) this.#follow();
    else parent.addEventListener("abort", this.#follow, { once: true });
  }

  /** Ends every wait and exchange of the call. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Starts the clock; further calls change nothing. */
  start(): void {
    this.#timer ??= setTimeout(() => this.#stop.abort(new DeadlinePassed()), this.#deadlineMs);
  }

  /** Releases what the call held. */
  end(): void {
    clearTimeout(this.#timer);
    this.#parent.removeEventListener("abort", this.#follow);
  }
}
