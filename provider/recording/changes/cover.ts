import { writesAny } from "../bound";
import { RECORDERS_PER_STREAM } from "../by-task";
import type { Configuration } from "../configuration";
import { crowdedOut } from "../crowd";
import { type Moment, overlap, type Span } from "../moments";
import { type DeclaredTask, isOver, isRunning, tasksOf } from "./declared";

/** What tasks record of a window. */
export interface Cover {
  /** The tasks that record some of it, in order of their begin. */
  readonly by: readonly DeclaredTask[];
  /** Seconds of the window that none of them records. */
  readonly missing: number;
}

/** Says which tasks record a window of the stream that a task is about. */
export type CoverReader = (task: DeclaredTask, window: Span) => Cover;

/**
 * Reads what tasks record; those that are over, or that get no recorder, record nothing. What is made with a template that is not known here counts
 * for a task with the same one.
 */
export function coverIn(tasks: readonly DeclaredTask[], crowded: ReadonlyMap<DeclaredTask, unknown>, now: Moment | undefined): CoverReader {
  const streams = new Map<string, DeclaredTask[]>();
  for (const one of tasks) {
    if (one.window === undefined || isOver(one, now) || writesAny(one.writes) === false || crowded.has(one)) continue;
    const key = keyOf(one, one.task.domainName);
    streams.set(key, [...(streams.get(key) ?? []), one]);
  }
  const sorted = new Map([...streams].map(([key, tasks]) => [key, new Sorted(tasks)]));
  return (one, window) => {
    // One without a domain records the stream of that name on any domain.
    const keys = new Set([keyOf(one, one.task.domainName), keyOf(one, undefined)]);
    const by = [...keys]
      .flatMap((key) => sorted.get(key)?.within(window) ?? [])
      .filter(({ writes }) => writes.unknownTemplate === undefined || writes.unknownTemplate === one.writes.unknownTemplate)
      .sort(byStart);
    let [missing, until] = [0, window.start];
    for (const { window: span } of by) {
      if (span === undefined) continue;
      missing += Math.max(0, span.start - until);
      until = Math.max(until, span.end);
    }
    return { by, missing: (missing + Math.max(0, window.end - until)) / 1000 };
  };
}

/**
 * Tasks of CreateRecordTask that begin while as many others record their stream as the service runs at once, if the stream is on air all the
 * time: it records nothing for them.
 */
export function crowdedIn(configuration: Configuration): ReadonlyMap<DeclaredTask, readonly DeclaredTask[]> {
  const known = crowds.get(configuration);
  if (known !== undefined) return known;
  const placed = tasksOf(configuration).flatMap((one) => (isNewerAtWork(one) && one.window !== undefined ? [{ one, ...one.window }] : []));
  const streams = Map.groupBy(placed, ({ one }) => keyOf(one, one.task.domainName));
  const found = [...streams.values()].flatMap((spans) => [...crowdedOut(spans)]);
  const crowded = new Map(found.map(([{ one }, busy]) => [one, busy.map((other) => other.one)]));
  crowds.set(configuration, crowded);
  return crowded;
}

/** Several that look at a change ask for the same. */
const crowds = new WeakMap<Configuration, ReadonlyMap<DeclaredTask, readonly DeclaredTask[]>>();

/** Says of a task that records whether as many do on its stream as the service runs at once. */
export function fullIn(tasks: readonly DeclaredTask[], idle: ReadonlyMap<DeclaredTask, unknown>, now: Moment | undefined) {
  const running = tasks.filter((one) => isNewerAtWork(one) && isRunning(one, now) && !idle.has(one));
  const counts = Map.groupBy(running, (one) => keyOf(one, one.task.domainName));
  return (one: DeclaredTask): boolean =>
    running.includes(one) && (counts.get(keyOf(one, one.task.domainName))?.length ?? 0) >= RECORDERS_PER_STREAM;
}

function isNewerAtWork({ newer, writes }: DeclaredTask): boolean {
  return newer && writesAny(writes) !== false;
}

function keyOf({ task: { appName, streamName, mixStream = false } }: DeclaredTask, domainName: string | undefined): string {
  return JSON.stringify([domainName ?? "", appName, streamName, mixStream]);
}

function byStart(a: DeclaredTask, b: DeclaredTask): number {
  return (a.window?.start ?? 0) - (b.window?.start ?? 0);
}

/** Tasks of one stream in order of their begin; a season has thousands, so a window looks at its own hours only. */
class Sorted {
  readonly #tasks: readonly DeclaredTask[];
  readonly #longest: number;

  constructor(tasks: readonly DeclaredTask[]) {
    this.#tasks = [...tasks].sort(byStart);
    this.#longest = tasks.reduce((most, { window }) => Math.max(most, window === undefined ? 0 : window.end - window.start), 0);
  }

  within(window: Span): DeclaredTask[] {
    let [low, high] = [0, this.#tasks.length];
    const earliest = window.start - this.#longest;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tasks[middle]?.window?.start ?? 0) < earliest) low = middle + 1;
      else high = middle;
    }
    const found: DeclaredTask[] = [];
    for (let index = low; index < this.#tasks.length; index += 1) {
      const one = this.#tasks[index];
      if (one?.window === undefined || one.window.start >= window.end) break;
      if (overlap(one.window, window) !== undefined) found.push(one);
    }
    return found;
  }
}
