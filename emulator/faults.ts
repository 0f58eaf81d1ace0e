/** What a fault does to the call it meets. */
export const FAULT_KINDS = ["hold-before", "hold-after", "drop-before", "drop-after", "throttle", "status", "cut", "slow"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * A fault as data.
 * - `hold-before` / `hold-after`: the call waits before it acts / before its reply, until the faults are cleared or the caller hangs up.
 * - `drop-before` / `drop-after`: the connection is closed before the call acts / instead of its reply.
 * - `throttle`: RequestLimitExceeded, `value` times (default 1).
 * - `status`: an HTTP status `value` (default 502) with a body that is no JSON, before acting, or after it with `after`.
 * - `cut`: acts, sends half of the body and closes.
 * - `slow`: acts, and the reply comes `value` milliseconds late (default 1000).
 */
export interface Fault {
  /** An action's name, or `*` for every one. */
  readonly action: string;
  /** Which call from now on, counted from 1. Default 1. */
  readonly nth?: number;
  /** Meets that call and all later ones. Default false. */
  readonly every?: boolean;
  readonly do: FaultKind;
  readonly value?: number | { status: number; after?: boolean };
  /** For `status`: act first. Default false. */
  readonly after?: boolean;
}

/** A fault with what became of it so far. */
export interface FaultReport extends Fault {
  readonly id: number;
  /** Calls of the action since the fault was set. */
  readonly seen: number;
  /** Calls that it met. */
  readonly hits: number;
  /** Calls that it holds right now. */
  readonly holding: number;
}

/** Raised for a fault that makes no sense. */
export class FaultError extends Error {
  override name = "FaultError";
}

interface Entry {
  readonly id: number;
  readonly fault: Fault;
  seen: number;
  hits: number;
  readonly held: Set<(goOn: boolean) => void>;
}

/** One meeting of a call and a fault. */
export interface Hit {
  readonly kind: FaultKind;
  readonly after: boolean;
  readonly value: number;
  /** Waits until the fault is cleared or `gone` resolves; false if the call has to end here. */
  hold(gone: Promise<void>): Promise<boolean>;
}

const DEFAULTS: Record<FaultKind, number> = {
  "hold-before": 0,
  "hold-after": 0,
  "drop-before": 0,
  "drop-after": 0,
  throttle: 1,
  status: 502,
  cut: 0,
  slow: 1000,
};

/** The faults that are set on one emulator. */
export class Faults {
  #entries: Entry[] = [];
  #lastId = 0;
  #watchers: (() => void)[] = [];

  /** Sets a fault; throws FaultError if it is not one. */
  add(given: unknown, actions: readonly string[]): FaultReport {
    const fault = check(given, actions);
    const entry: Entry = { id: ++this.#lastId, fault, seen: 0, hits: 0, held: new Set() };
    this.#entries.push(entry);
    return report(entry);
  }

  list(): FaultReport[] {
    return this.#entries.map(report);
  }

  /** Forgets every fault and lets held calls go on. */
  clear(): void {
    this.#end(true);
  }

  /** Forgets every fault and ends held calls without an answer. */
  abandon(): void {
    this.#end(false);
  }

  /** The first fault that meets this call of an action; every fault of the action counts it. */
  meet(action: string): Hit | undefined {
    let met: Hit | undefined;
    for (const entry of this.#entries) {
      if (entry.fault.action !== "*" && entry.fault.action !== action) continue;
      entry.seen += 1;
      if (met !== undefined || !applies(entry)) continue;
      entry.hits += 1;
      met = this.#hit(entry);
    }
    return met;
  }

  /** Resolves once a call of the action is held; for tests that act at that moment. */
  async held(action: string): Promise<void> {
    while (!this.#entries.some((entry) => (entry.fault.action === action || entry.fault.action === "*") && entry.held.size > 0)) {
      await new Promise<void>((resolve) => this.#watchers.push(resolve));
    }
  }

  #end(goOn: boolean): void {
    const entries = this.#entries;
    this.#entries = [];
    for (const entry of entries) for (const release of entry.held) release(goOn);
  }

  #hit(entry: Entry): Hit {
    const { fault } = entry;
    const value = typeof fault.value === "object" ? fault.value.status : (fault.value ?? DEFAULTS[fault.do]);
    const after = fault.after ?? (typeof fault.value === "object" ? fault.value.after : undefined) ?? false;
    return { kind: fault.do, after, value, hold: (gone) => this.#hold(entry, gone) };
  }

  async #hold(entry: Entry, gone: Promise<void>): Promise<boolean> {
    let release: (goOn: boolean) => void = () => {};
    const released = new Promise<boolean>((resolve) => {
      release = resolve;
    });
    entry.held.add(release);
    for (const watcher of this.#watchers.splice(0)) watcher();
    const outcome = await Promise.race([released, gone.then(() => false)]);
    entry.held.delete(release);
    return outcome;
  }
}

function applies({ fault, seen }: Entry): boolean {
  const first = fault.nth ?? 1;
  if (fault.every === true) return seen >= first;
  const times = fault.do === "throttle" && typeof fault.value === "number" ? fault.value : 1;
  return seen >= first && seen < first + times;
}

function report(entry: Entry): FaultReport {
  return { ...entry.fault, id: entry.id, seen: entry.seen, hits: entry.hits, holding: entry.held.size };
}

function check(given: unknown, actions: readonly string[]): Fault {
  if (typeof given !== "object" || given === null) throw new FaultError("A fault is an object.");
  const fault = given as Partial<Fault>;
  const kind = FAULT_KINDS.find((one) => one === fault.do);
  if (kind === undefined) throw new FaultError(`\`do\` is one of ${FAULT_KINDS.join(", ")}.`);
  if (fault.action !== "*" && !actions.includes(String(fault.action)))
    throw new FaultError(`There is no action \`${String(fault.action)}\`.`);
  if (fault.nth !== undefined && !(Number.isInteger(fault.nth) && fault.nth >= 1)) throw new FaultError("`nth` counts from 1.");
  const status = typeof fault.value === "object" ? fault.value?.status : fault.value;
  if (status !== undefined && !(typeof status === "number" && status >= 0)) throw new FaultError("`value` is a number.");
  if (kind === "status" && status !== undefined && !(status >= 200 && status <= 599))
    throw new FaultError("`value` of `status` is an HTTP status.");
  return { ...(given as Fault) };
}
