import type { Configuration, TaskTarget } from "../configuration";
import { highlightWindow } from "../explain";
import { templateOf } from "../formats";
import type { Moment } from "../moments";
import { type DeclaredTask, isRunning, tasksOf } from "./declared";
import { highlightIdentity } from "./highlights";

/** Whether a template is declared on both sides, and differs in what cannot be changed in place: who names it gets another number. */
export function isRemade(before: Configuration, after: Configuration, key: string | undefined): boolean {
  const [from, to] = [templateOf(before, key), templateOf(after, key)];
  if (from === undefined || to === undefined) return false;
  return (from.cosStore ?? false) !== (to.cosStore ?? false) || (from.isDelayLive ?? false) !== (to.isDelayLive ?? false);
}

/** What makes two tasks one and the same. */
interface Likeness {
  readonly keyOf: (one: DeclaredTask) => string;
  /** Of those with one key; left out: all. */
  readonly fits?: (was: DeclaredTask, will: DeclaredTask) => boolean;
}

/** Pairs tasks of two sides, each with one at most: by the first likeness whoever can, then the rest by the next. */
export function pairUp(
  before: readonly DeclaredTask[],
  after: readonly DeclaredTask[],
  likenesses: readonly Likeness[],
): ReadonlyMap<DeclaredTask, DeclaredTask> {
  const pairs = new Map<DeclaredTask, DeclaredTask>();
  const free = new Set(after);
  for (const { keyOf, fits = () => true } of likenesses) {
    const byKey = Map.groupBy(free, keyOf);
    for (const one of before) {
      const other = pairs.has(one) ? undefined : byKey.get(keyOf(one))?.find((candidate) => free.has(candidate) && fits(one, candidate));
      if (other === undefined) continue;
      pairs.set(one, other);
      free.delete(other);
    }
  }
  return pairs;
}

/** What each task goes on as: the same under its name, else the same under another. No two go on as one. */
export function successors(
  before: readonly DeclaredTask[],
  after: readonly DeclaredTask[],
): (was: DeclaredTask) => DeclaredTask | undefined {
  const pairs = pairUp(before, after, [
    { keyOf: ({ identity, task }) => `${task.origin} ${identity}` },
    { keyOf: ({ identity }) => identity },
  ]);
  return (was) => pairs.get(was);
}

/**
 * Why a task that goes on is stopped and begun again all the same; undefined: it is not.
 * The newer family is found again under another name and stays untouched; the older one cannot be found, so it is made anew.
 */
export function whyAgain(was: DeclaredTask, will: DeclaredTask, before: Configuration, after: Configuration): string | undefined {
  if (was.newer && "template" in was.task && isRemade(before, after, was.task.template))
    return `its template ${was.task.template} is made anew`;
  if (!was.newer && was.task.origin !== will.task.origin) return `${was.task.origin} is called ${will.task.origin} from then on`;
  return undefined;
}

/** The streams of recordings by task or highlight that run and are stopped by a change, whether or not they are begun again. */
export function interrupted(before: Configuration, after: Configuration, now: Moment): TaskTarget[] {
  const successorOf = successors(tasksOf(before), tasksOf(after));
  const highlights = new Set(after.highlights.map(highlightIdentity));
  const stopped = tasksOf(before).filter((one) => {
    if (!isRunning(one, now)) return false;
    const successor = successorOf(one);
    return successor === undefined || whyAgain(one, successor, before, after) !== undefined;
  });
  const ended = before.highlights.filter((one) => {
    const window = highlightWindow(one);
    return window !== undefined && window.start <= now && now < window.end && !highlights.has(highlightIdentity(one));
  });
  return [...stopped.map(({ task }) => task), ...ended];
}
