import { writesAny } from "../bound";
import type { FormatPlan } from "../formats";
import type { Moment } from "../moments";
import { inWords } from "../time";
import { kept, listed, taskWords } from "../words";
import type { Cover, CoverReader } from "./cover";
import { type DeclaredTask, isRunning, windowWords } from "./declared";
import { type ChangeFinding, finding, type Stakes } from "./finding";
import { keptLongest, lifeOf } from "./plans";
import type { RuleReader } from "./recorded";

/** What there will be beside a task. */
export interface Situation {
  readonly rules: RuleReader;
  readonly cover: CoverReader;
  /** Tasks that recorded nothing until then, because too many others did. */
  readonly idle: ReadonlyMap<DeclaredTask, unknown>;
  /** Whether as many tasks record the stream of one as the service runs at once, it among them. */
  readonly full: (one: DeclaredTask) => boolean;
  readonly now: Moment | undefined;
}

/** Whether a rule records the stream of a task all the same. */
export function ruled(one: DeclaredTask, situation: Pick<Situation, "rules">): boolean | null {
  const push = pushOf(one);
  return push === undefined ? false : writesAny(situation.rules(push));
}

export function still(byRule: boolean | null): string {
  if (byRule === null) return "; whether its rule still records it cannot be told";
  return byRule ? "; its rule still records it" : "";
}

/** What is at stake where a task does not record: nothing much where a rule does all the same. */
export function lossUnless(byRule: boolean | null): Stakes {
  return byRule ? ["warning", "none"] : ["danger", "not-recorded"];
}

/** What a task leaves behind that is no longer declared. */
export function gone(one: DeclaredTask, situation: Situation): ChangeFinding[] {
  const target = taskWords(one.task);
  if (writesAny(one.writes) === false || situation.idle.has(one)) {
    const says = `will no longer have the task ${one.task.origin}, which made no file`;
    return [finding("task-removed", ["info", "none"], target, says, "at-once")];
  }
  const cover = coverOf(one, situation);
  const told = cover.by.length === 0 ? uncovered(one, situation) : covered(one, cover, situation);
  return [told, ...lessKept(one, situation)];
}

function coverOf(one: DeclaredTask, { cover }: Situation): Cover {
  return one.window === undefined ? { by: [], missing: 0 } : cover(one, one.window);
}

function uncovered(one: DeclaredTask, situation: Situation): ChangeFinding {
  const target = taskWords(one.task);
  const byRule = ruled(one, situation);
  if (isRunning(one, situation.now)) {
    const says = `will stop being recorded at once, before the end of its window (${windowWords(one.task)}); what was recorded stays${still(byRule)}`;
    return finding("task-removed", [byRule ? "warning" : "danger", "not-recorded"], target, says, "at-once");
  }
  const says = byRule
    ? `will no longer be recorded by ${one.task.origin} ${windowWords(one.task)}${still(byRule)}`
    : `will not be recorded ${windowWords(one.task)}${still(byRule)}`;
  return finding("task-removed", lossUnless(byRule), target, says, "at-once");
}

/** Other tasks record the window, or some of it. */
function covered(one: DeclaredTask, { by, missing }: Cover, situation: Situation): ChangeFinding {
  const target = taskWords(one.task);
  const names = listed(by.map(({ task }) => task.origin));
  const cut = isRunning(one, situation.now) ? "; the recording that runs is stopped" : "";
  if (missing <= 0) {
    const says = `will be recorded ${windowWords(one.task)} by ${names}, and no longer by ${one.task.origin}${cut}`;
    return finding("task-removed", cut === "" ? ["info", "none"] : ["warning", "gap"], target, says, "at-once");
  }
  const byRule = ruled(one, situation);
  const says = `will lose ${inWords(Math.round(missing))} of the window of ${one.task.origin} (${windowWords(one.task)}), the rest of which ${names} will record${still(byRule)}${cut}`;
  return finding("task-removed", lossUnless(byRule), target, says, "at-once");
}

/** What records the window in place of the task keeps its files less long. */
export function lessKept(one: DeclaredTask, situation: Situation): ChangeFinding[] {
  if (situation.idle.has(one)) return [];
  const { by } = coverOf(one, situation);
  const push = pushOf(one);
  const byRule = push === undefined ? [] : situation.rules(push).plans;
  const was = keptLongest(one.writes.plans);
  const will = leastKept(one, by, byRule);
  if (was === undefined || will === undefined || lifeOf(will) >= lifeOf(was)) return [];
  const instead = by.length > 0 ? listed(by.map(({ task }) => task.origin)) : "its rule";
  const says = `will keep what is recorded ${windowWords(one.task)} ${kept(will)} instead of ${kept(was)}, after which it is deleted for good: ${instead} will record it in place of ${one.task.origin}`;
  return [finding("retention-shortened", ["danger", "data-loss"], taskWords(one.task), says, "at-once")];
}

/** Of what is kept longest at each moment of the window, the least; undefined: nothing is recorded at all. */
function leastKept(one: DeclaredTask, by: readonly DeclaredTask[], byRule: readonly FormatPlan[]): FormatPlan | undefined {
  if (one.window === undefined) return keptLongest(byRule);
  const { start, end } = one.window;
  const edges = by.flatMap(({ window }) => (window === undefined ? [] : [window.start, window.end]));
  let least: FormatPlan | undefined;
  for (const moment of [start, ...edges.filter((edge) => start < edge && edge < end)]) {
    const there = by.filter(({ window }) => window !== undefined && window.start <= moment && moment < window.end);
    const best = keptLongest([...byRule, ...there.flatMap(({ writes }) => writes.plans)]);
    if (best !== undefined && (least === undefined || lifeOf(best) < lifeOf(least))) least = best;
  }
  return least;
}

/** A rule records what is pushed: a stream that is known, and no mix. */
function pushOf({ task: { domainName, appName, streamName, mixStream } }: DeclaredTask) {
  return domainName === undefined || mixStream === true ? undefined : { domainName, appName, streamName };
}
