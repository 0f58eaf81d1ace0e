import { whyUnknown, writesAny } from "../bound";
import type { Configuration } from "../configuration";
import { type Moment, overlap, type Span } from "../moments";
import { taskWords } from "../words";
import { crowdedIn } from "./cover";
import { type DeclaredTask, isOver, tasksOf, windowWords } from "./declared";
import { type ChangeFinding, finding } from "./finding";
import { rulesOf } from "./recorded";

/** Streams that a rule and a task, or two tasks, record at the same time. Only what was not so before is told. */
export function doubles(before: Configuration, after: Configuration, now: Moment | undefined): ChangeFinding[] {
  const [was, will] = [before, after].map((configuration) => {
    const crowded = crowdedIn(configuration);
    return tasksOf(configuration).filter((one) => isAtWork(one, now) && !crowded.has(one));
  });
  if (was === undefined || will === undefined) return [];
  const predecessorOf = predecessors(was);
  const [old, next] = [ruleCertainty(before), ruleCertainty(after)];
  const byRule = will.flatMap((one) => {
    const { certainty, unknown } = next(one);
    const predecessor = predecessorOf(one);
    const told = predecessor === undefined ? undefined : old(predecessor).certainty;
    if (certainty === undefined || told === "sure" || told === certainty) return [];
    return [twice(one, `${windowWords(one.task)}: by a rule and by the task ${one.task.origin}`, certainty, unknown)];
  });
  return [...byRule, ...groupsOf(will).flatMap((group) => overlapping(group, predecessorOf))].filter(isFirst());
}

function isAtWork(one: DeclaredTask, now: Moment | undefined): boolean {
  return !isOver(one, now) && writesAny(one.writes) !== false;
}

/** What a task was before: the same, whatever it was called, or the one of its name on its stream. */
function predecessors(was: readonly DeclaredTask[]): (one: DeclaredTask) => DeclaredTask | undefined {
  const named = ({ task }: DeclaredTask) => `${task.origin} ${taskWords(task)}`;
  const [byIdentity, byName] = [new Map(was.map((one) => [one.identity, one])), new Map(was.map((one) => [named(one), one]))];
  return (one) => byIdentity.get(one.identity) ?? byName.get(named(one));
}

/** Surely, or possibly as far as can be told. */
type Certainty = "sure" | "possible";

/** Whether a rule records the stream of a task as well, and the template because of which that is not sure. */
function ruleCertainty(configuration: Configuration) {
  const rules = rulesOf(configuration);
  const everywhere = [...new Set(configuration.rules.map(({ domainName }) => domainName))];
  return ({ task, writes }: DeclaredTask): { readonly certainty: Certainty | undefined; readonly unknown?: string | undefined } => {
    if (task.mixStream === true) return { certainty: undefined };
    let unknown: string | undefined;
    for (const domainName of task.domainName ? [task.domainName] : everywhere) {
      const recorded = rules({ domainName, appName: task.appName, streamName: task.streamName });
      const sure = writesAny(recorded);
      if (sure === false) continue;
      if (sure && writes.unknownTemplate === undefined) return { certainty: "sure" };
      unknown ??= recorded.unknownTemplate ?? writes.unknownTemplate;
    }
    return unknown === undefined ? { certainty: undefined } : { certainty: "possible", unknown };
  };
}

interface Placed extends Span {
  readonly one: DeclaredTask;
}

/** Tasks that reach the same stream. One without a domain may reach the stream of that name on every domain. */
function groupsOf(tasks: readonly DeclaredTask[]): Placed[][] {
  const streams = new Map<string, Map<string, Placed[]>>();
  for (const one of tasks) {
    if (one.window === undefined) continue;
    const { domainName = "", appName, streamName, mixStream = false } = one.task;
    const key = `${appName}/${streamName} ${mixStream}`;
    const domains = streams.get(key) ?? new Map<string, Placed[]>();
    streams.set(key, domains);
    const placed = domains.get(domainName) ?? [];
    domains.set(domainName, placed);
    placed.push({ one, ...one.window });
  }
  return [...streams.values()].flatMap((domains) => {
    const anywhere = domains.get("") ?? [];
    if (domains.size === 1) return [...domains.values()];
    return [...domains].filter(([name]) => name !== "").map(([, placed]) => [...placed, ...anywhere]);
  });
}

/**
 * One sentence for each task that begins while another is at work, where the two did not overlap before. In one pass over time, and of what
 * overlaps only the first that is new is looked for: a comparison of all with all would take a season minutes.
 */
function overlapping(group: readonly Placed[], predecessorOf: (one: DeclaredTask) => DeclaredTask | undefined): ChangeFinding[] {
  const findings: ChangeFinding[] = [];
  // Two that both stay as they are overlapped before: one that stays is compared with those alone that do not.
  const [running, runningChanged] = [new Running(), new Running()];
  for (const placed of [...group].sort((a, b) => a.start - b.start)) {
    const predecessor = predecessorOf(placed.one);
    const stays = predecessor?.identity === placed.one.identity;
    const isNew = ({ one }: Placed) => {
      const other = predecessorOf(one);
      return predecessor === undefined || other === undefined || common(predecessor.window, other.window) === undefined;
    };
    const others = (stays ? runningChanged : running).at(placed.start);
    const sure = isSure(placed) ? others.find((other) => isSure(other) && isNew(other)) : undefined;
    const other = sure ?? others.find((candidate) => !(isSure(placed) && isSure(candidate)) && isNew(candidate));
    if (other !== undefined) {
      const where = `where ${other.one.task.origin} and ${placed.one.task.origin} overlap`;
      const unknown = placed.one.writes.unknownTemplate ?? other.one.writes.unknownTemplate;
      findings.push(twice(placed.one, where, sure === undefined ? "possible" : "sure", unknown));
    }
    running.add(placed);
    if (!stays) runningChanged.add(placed);
  }
  return findings;
}

/** What is at work at a moment that only goes forward. */
class Running {
  /** The one that ends last comes first. */
  readonly #byEnd: Placed[] = [];

  at(moment: Moment): readonly Placed[] {
    while ((this.#byEnd.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= moment) this.#byEnd.pop();
    return this.#byEnd;
  }

  add(placed: Placed): void {
    let [low, high] = [0, this.#byEnd.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#byEnd[middle]?.end ?? 0) >= placed.end) low = middle + 1;
      else high = middle;
    }
    this.#byEnd.splice(low, 0, placed);
  }
}

function isSure({ one }: Placed): boolean {
  return one.writes.unknownTemplate === undefined;
}

function common(a: Span | undefined, b: Span | undefined): Span | undefined {
  return a === undefined || b === undefined ? undefined : overlap(a, b);
}

function twice({ task }: DeclaredTask, where: string, certainty: Certainty, unknown: string | undefined): ChangeFinding {
  const words = taskWords(task);
  if (certainty === "sure") return finding("double-recording", ["warning", "double"], words, `will be recorded twice ${where}`, "at-once");
  const why = unknown === undefined ? "" : `; ${whyUnknown(unknown)}, so that cannot be told`;
  return finding("double-recording", ["warning", "unknown", ["double"]], words, `will perhaps be recorded twice ${where}${why}`, "at-once");
}

/** Tasks without a domain are met once for every domain. */
function isFirst(): (one: ChangeFinding) => boolean {
  const told = new Set<string>();
  return ({ text }) => !told.has(text) && told.add(text) !== undefined;
}
