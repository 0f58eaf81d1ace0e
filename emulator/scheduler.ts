import type { Collection } from "./store";

/** Something that will happen at a moment of the account's time. `seq` keeps the order of what happens at the same moment. */
export interface Planned<E> {
  readonly at: number;
  readonly seq: number;
  readonly event: E;
}

/** How events of the same moment follow one another. */
export interface SameMoment<E> {
  /** Place among the others; equal places keep the order in which they were planned. */
  readonly place: (event: E) => number;
  /** Whether it happens only when its moment is over. */
  readonly waits: (event: E) => boolean;
}

/** Future events in order of time: a binary heap. `stored` keeps them, so that a restart loses none; memory alone needs no second copy. */
export class Scheduler<E> {
  #heap: Planned<E>[] = [];

  constructor(
    readonly stored: Collection<Planned<E>> | undefined,
    readonly nextSeq: () => number,
    readonly sameMoment: SameMoment<E>,
  ) {}

  /** Takes up the stored events again, and no others. */
  reload(): void {
    this.#heap = this.stored === undefined ? [] : [...this.stored.values()].sort((a, b) => this.#compare(a, b));
  }

  /** Moment of the next event, or undefined. */
  get nextAt(): number | undefined {
    return this.#heap[0]?.at;
  }

  /** What is to happen, in no order. */
  planned(): E[] {
    return this.#heap.map(({ event }) => event);
  }

  /** The latest moment of the planned events that fit, or undefined. */
  latest(fits: (event: E) => boolean): number | undefined {
    return this.#heap.reduce<number | undefined>((latest, { at, event }) => (fits(event) ? Math.max(latest ?? at, at) : latest), undefined);
  }

  plan(at: number, event: E): void {
    const planned = { at, seq: this.nextSeq(), event };
    this.stored?.put(String(planned.seq), planned);
    this.#push(planned);
  }

  /** Takes the next event that is due, or undefined. */
  takeDue(now: number): Planned<E> | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.at > now || (first.at === now && this.sameMoment.waits(first.event))) return undefined;
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) {
      this.#heap[0] = last;
      this.#sink();
    }
    this.stored?.delete(String(first.seq));
    return first;
  }

  #push(planned: Planned<E>): void {
    const heap = this.#heap;
    heap.push(planned);
    let index = heap.length - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || this.#compare(parent, planned) <= 0) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = planned;
  }

  #sink(): void {
    const heap = this.#heap;
    const moving = heap[0];
    if (moving === undefined) return;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      const small = right !== undefined && left !== undefined && this.#compare(right, left) < 0 ? right : left;
      if (small === undefined || this.#compare(moving, small) <= 0) break;
      heap[index] = small;
      index = small === right ? 2 * index + 2 : 2 * index + 1;
    }
    heap[index] = moving;
  }

  #compare(a: Planned<E>, b: Planned<E>): number {
    const { place } = this.sameMoment;
    return a.at - b.at || place(a.event) - place(b.event) || a.seq - b.seq;
  }
}
