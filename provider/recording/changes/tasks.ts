import { unknownWords, type Written, writesAny } from "../bound";
import type { Configuration } from "../configuration";
import { type Moment, overlap } from "../moments";
import { inWords } from "../time";
import { listed, plansWords, taskWords } from "../words";
import { coverIn, crowdedIn, fullIn } from "./cover";
import { type DeclaredTask, isOver, isPlanned, isRunning, tasksOf, windowWords } from "./declared";
import { type ChangeFinding, finding, LOSABLE } from "./finding";
import { gone, lessKept, lossUnless, ruled, type Situation, still } from "./gone";
import { pairUp, successors, whyAgain } from "./interrupted";
import { keptTask } from "./kept";
import { byFormat, foreverOf, formatChanges } from "./plans";
import { rulesOf } from "./recorded";

/** What a change does to declared times of recording. A window that is over is never changed, so nothing is said of it. */
export function taskChanges(before: Configuration, after: Configuration, now: Moment | undefined): ChangeFinding[] {
  const was = tasksOf(before);
  const named = ({ newer, task }: DeclaredTask) => `${newer} ${task.origin}`;
  // What was only planned was never sent: it may still become anything.
  const over = new Map(was.filter((one) => isOver(one, now) && !isPlanned(one.task)).map((one) => [named(one), one]));
  const stuck = (one: DeclaredTask) => !isOver(one, now) && over.has(named(one)) && over.get(named(one))?.identity !== one.identity;
  const will = tasksOf(after).filter((one) => !stuck(one));
  const successorOf = successors(was, will);
  const idle = crowdedIn(before);
  // One that has begun without a recorder gets none later.
  const late = was.flatMap((one) => (idle.has(one) && isRunning(one, now) ? (successorOf(one) ?? []) : []));
  const crowded = new Map<DeclaredTask, readonly DeclaredTask[]>([...crowdedIn(after), ...late.map((one) => [one, []] as const)]);
  const situation = { rules: rulesOf(after), cover: coverIn(will, crowded, now), idle, full: fullIn(was, idle, now), now };
  const left = was.filter((one) => !isOver(one, now));
  const removed = left.filter((one) => successorOf(one) === undefined);
  const goneOn = new Set(was.map(successorOf));
  const added = will.filter((one) => !goneOn.has(one) && !isOver(one, now));
  const pairs = pairsOf(removed, added);
  const paired = new Set(pairs.values());
  return [
    ...removed.flatMap((one) => {
      const successor = pairs.get(one);
      return successor === undefined || crowded.has(successor) ? gone(one, situation) : changed(one, successor, situation);
    }),
    ...tasksOf(after).flatMap((one) => {
      const finished = stuck(one) ? over.get(named(one)) : undefined;
      return finished === undefined ? [] : keptTask(finished.task, one.task, one.task.origin, now ?? Number.NEGATIVE_INFINITY);
    }),
    ...added.flatMap((one) => {
      const busy = crowded.get(one);
      if (busy !== undefined)
        return [crowdedOut(one, busy), ...foreverOf(taskWords(one.task), one.writes.plans, `the task ${one.task.origin}`)];
      return paired.has(one) ? [] : begun(one);
    }),
    ...left.flatMap((one) => {
      const same = successorOf(one);
      if (same === undefined) return [];
      const busy = situation.idle.has(one) ? undefined : crowded.get(same);
      // A task that stays may still write something else: its template is declared elsewhere.
      const crowd = busy === undefined ? [] : [crowdedOut(same, busy)];
      const remade = isRunning(one, now) ? whyAgain(one, same, before, after) : undefined;
      return [...crowd, ...refused(one, same), ...again(one, same, remade, situation), ...written(one, same, situation)];
    }),
  ];
}

/** What each task that goes is declared as from then on: under its name, else under another on its stream at its time. */
function pairsOf(removed: readonly DeclaredTask[], added: readonly DeclaredTask[]): ReadonlyMap<DeclaredTask, DeclaredTask> {
  return pairUp(removed, added, [
    { keyOf: ({ task }) => task.origin },
    {
      keyOf: ({ task }) => `${taskWords(task)} ${task.mixStream === true}`,
      fits: (was, will) => was.window !== undefined && will.window !== undefined && overlap(was.window, will.window) !== undefined,
    },
  ]);
}

function crowdedOut({ task }: DeclaredTask, busy: readonly DeclaredTask[]): ChangeFinding {
  const others = listed(busy.map((one) => one.task.origin));
  const says = `will not be recorded by ${task.origin} ${windowWords(task)}: ${others} record it when that begins, and the service runs no more than ${busy.length} tasks at once on one stream`;
  return finding("task-changes", ["danger", "not-recorded"], taskWords(task), says, "at-once");
}

/** A task that runs and goes on, but is made anew. */
function again(one: DeclaredTask, same: DeclaredTask, why: string | undefined, situation: Situation): ChangeFinding[] {
  if (why === undefined) return [];
  const says = `will have its recording by the task ${same.task.origin} cut in two: ${why}, so what runs is stopped and begun again`;
  return [finding("task-changes", ["warning", "gap"], taskWords(one.task), says, "at-once"), ...noRoom(one, same, situation)];
}

/** What is made anew is made before the old one goes, and finds no recorder where all are at work. */
function noRoom(was: DeclaredTask, will: DeclaredTask, { full, now }: Situation): ChangeFinding[] {
  if (!full(was) || !will.newer || taskWords(was.task) !== taskWords(will.task) || !isRunning(will, now)) return [];
  const says = `will not be recorded by ${will.task.origin} from now on: it is made anew before what runs is stopped, while as many tasks record the stream as the service runs at once`;
  return [finding("task-changes", ["danger", "not-recorded"], taskWords(will.task), says, "at-once")];
}

/** Under another name a task is found again by what the service shows of it, and a mix is not shown. */
function refused(one: DeclaredTask, same: DeclaredTask): ChangeFinding[] {
  if (!same.newer || same.task.mixStream !== true || one.task.origin === same.task.origin) return [];
  const says = `will be refused under the new name ${same.task.origin}, as the service does not show that the task records a mix: set adopt: true there`;
  return [finding("task-changes", ["warning", "none"], taskWords(same.task), says, "at-once")];
}

function begun(one: DeclaredTask): ChangeFinding[] {
  const words = taskWords(one.task);
  const says = `will be recorded ${windowWords(one.task)}${recordedAs(one.writes)}`;
  if (one.writes.unknownTemplate !== undefined)
    return [finding("task-added", ["warning", "unknown", ["permanent"]], words, says, "at-once")];
  return [
    finding("task-added", ["info", "none"], words, says, "at-once"),
    ...foreverOf(words, one.writes.plans, `the task ${one.task.origin}`),
  ];
}

/** What follows the window of a task: `: HLS in one file per push, kept 30 days` */
function recordedAs({ plans, unknownTemplate }: Written): string {
  if (unknownTemplate !== undefined) return ` with ${unknownWords(unknownTemplate)}, so what it makes cannot be told`;
  return plans.length === 0 ? ": no file at all, its template has no format" : `: ${plansWords(plans)}`;
}

/** What two declarations of one window write differently, and whether what else is there makes up for it. */
function written(was: DeclaredTask, will: DeclaredTask, situation: Situation): ChangeFinding[] {
  const findings = otherwise(was, will);
  return findings.some(({ risk }) => risk === "data-loss") ? findings : [...findings, ...lessKept(was, situation)];
}

function otherwise(was: DeclaredTask, will: DeclaredTask): ChangeFinding[] {
  const words = taskWords(will.task);
  const at = windowWords(will.task);
  const [old, next] = [was.writes, will.writes];
  if (old.unknownTemplate !== undefined || next.unknownTemplate !== undefined) return untold(words, at, old, next);
  if (old.plans.length > 0 && next.plans.length === 0) {
    const says = `will not be recorded ${at} any more by ${will.task.origin}: its template makes no file (until now ${plansWords(old.plans)})`;
    return [finding("task-changes", ["danger", "not-recorded"], words, says, "at-once")];
  }
  if (old.plans.length === 0 && next.plans.length > 0) {
    return [
      finding("task-changes", ["info", "none"], words, `will be recorded ${at}: ${plansWords(next.plans)}`, "at-once"),
      ...atOnce(foreverOf(`${words} ${at}`, next.plans)),
    ];
  }
  return atOnce(formatChanges(`${words} ${at}`, byFormat(old.plans), byFormat(next.plans)));
}

/** A template on one of the sides is not declared here. */
function untold(words: string, at: string, was: Written, will: Written): ChangeFinding[] {
  if (was.unknownTemplate === will.unknownTemplate) return [];
  const known = was.plans.length === 0 ? "no file" : plansWords(was.plans);
  const untilNow = was.unknownTemplate === undefined ? known : unknownWords(was.unknownTemplate);
  const says = `will be recorded ${at}${recordedAs(will)} (until now ${untilNow}${was.unknownTemplate === undefined ? "" : ", so what is lost cannot be told"})`;
  const possible = will.unknownTemplate === undefined ? LOSABLE : [...LOSABLE, "permanent" as const];
  return [
    finding("unknown-template", ["warning", "unknown", possible], words, says, "at-once"),
    ...atOnce(foreverOf(`${words} ${at}`, will.plans)),
  ];
}

function atOnce(findings: readonly ChangeFinding[]): ChangeFinding[] {
  return findings.map((one) => ({ ...one, effect: "at-once" as const }));
}

/** The same entry, declared otherwise: another stream is an end and a beginning; another window loses what it does not cover. */
function changed(was: DeclaredTask, will: DeclaredTask, situation: Situation): ChangeFinding[] {
  const words = taskWords(will.task);
  if (taskWords(was.task) !== words) {
    return [...gone(was, situation), ...begun(will)];
  }
  const findings = [...mixed(was, will, situation), ...written(was, will, situation), ...noRoom(was, will, situation)];
  const cut = "; the recording that runs is stopped and begun again";
  const runs = isRunning(was, situation.now);
  const risk = runs ? (["warning", "gap"] as const) : (["info", "none"] as const);
  if (!sameWindow(was, will)) {
    const says = `will be recorded ${windowWords(will.task)} instead of ${windowWords(was.task)}${recordedAs(will.writes)}${runs ? cut : ""}`;
    findings.unshift(...lost(was, will, situation), finding("task-changes", risk, words, says, "at-once"));
  } else if (runs) {
    findings.unshift(finding("task-changes", risk, words, `will be recorded otherwise from now on${cut}`, "at-once"));
  }
  return findings;
}

/** The stream itself and the mix under its name are two things to record. */
function mixed(was: DeclaredTask, will: DeclaredTask, situation: Situation): ChangeFinding[] {
  const toMix = will.task.mixStream === true;
  if ((was.task.mixStream === true) === toMix || writesAny(was.writes) === false || writesAny(will.writes) === false) return [];
  // A rule records what is pushed, so it stands in for the stream alone.
  const byRule = toMix ? ruled(was, situation) : false;
  const [lostOne, instead] = toMix ? ["the stream itself", "the output of a mix"] : ["the output of a mix", "the stream itself"];
  const until = sameWindow(was, will) ? "" : ` ${windowWords(was.task)}`;
  const says = `will have ${instead} recorded ${windowWords(will.task)} by ${will.task.origin}, and no longer ${lostOne}${until}${still(byRule)}`;
  return [finding("task-changes", lossUnless(byRule), taskWords(will.task), says, "at-once")];
}

function sameWindow({ window: a, task }: DeclaredTask, { window: b, task: other }: DeclaredTask): boolean {
  if (a === undefined || b === undefined) return windowWords(task) === windowWords(other);
  return a.start === b.start && a.end === b.end;
}

/**
 * What the old window loses. One that moves a little under its name is the same event at another time, unless it is being recorded; one that shares
 * no moment with it is another event.
 */
function lost(was: DeclaredTask, will: DeclaredTask, situation: Situation): ChangeFinding[] {
  const [old, next] = [was.window, will.window];
  if (old === undefined || next === undefined || writesAny(was.writes) === false || situation.idle.has(was)) return [];
  const runs = isRunning(was, situation.now);
  const { by, missing } = situation.cover(was, { ...old, start: runs ? Math.max(old.start, situation.now ?? old.start) : old.start });
  const elsewhere = overlap(old, next) === undefined;
  const shorter = next.end - next.start < old.end - old.start;
  if (missing <= 0 || !(shorter || elsewhere || runs || was.task.origin !== will.task.origin)) return [];
  const byRule = ruled(was, situation);
  const instead = still(byRule) || ", which nothing else records";
  const moved = elsewhere && by.length === 0 && !runs;
  const says = moved
    ? `will not be recorded ${windowWords(was.task)} any more: ${was.task.origin} moves to another time${still(byRule)}`
    : `will lose ${inWords(Math.round(missing))} of the window of ${was.task.origin}${runs ? " from now on" : ""}${instead}`;
  const stakes = moved && !byRule ? (["warning", "not-recorded"] as const) : lossUnless(byRule);
  return [finding("task-changes", stakes, taskWords(was.task), says, "at-once")];
}
