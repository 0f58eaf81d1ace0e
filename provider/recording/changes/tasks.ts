import { unknownWords, type Written, writesAny } from "../bound";
import type { Configuration } from "../configuration";
import { type Moment, overlap } from "../moments";
import { inWords } from "../time";
import { plansWords, taskWords } from "../words";
import { type DeclaredTask, isOver, isRunning, tasksOf, windowWords } from "./declared";
import { type ChangeFinding, finding, LOSABLE } from "./finding";
import { successors, whyAgain } from "./interrupted";
import { byFormat, foreverOf, formatChanges } from "./plans";
import { type RuleReader, rulesOf } from "./recorded";

interface Situation {
  /** What the rules will record. */
  readonly rules: RuleReader;
  readonly now: Moment | undefined;
}

/** What a change does to declared times of recording. A window that is over is never changed, so nothing is said of it. */
export function taskChanges(before: Configuration, after: Configuration, now: Moment | undefined): ChangeFinding[] {
  const [was, will] = [tasksOf(before), tasksOf(after)];
  const situation = { rules: rulesOf(after), now };
  const old = new Set(was.map(({ identity }) => identity));
  const successorOf = successors(will);
  const left = was.filter((one) => !isOver(one, now));
  const removed = left.filter((one) => successorOf(one) === undefined);
  const added = new Map<string, DeclaredTask[]>();
  for (const one of will) {
    if (old.has(one.identity) || isOver(one, now)) continue;
    added.set(one.task.origin, [...(added.get(one.task.origin) ?? []), one]);
  }
  const findings = removed.flatMap((one) => {
    const successor = added.get(one.task.origin)?.shift();
    return successor === undefined ? gone(one, situation) : changed(one, successor, situation);
  });
  findings.push(...[...added.values()].flat().flatMap(begun));
  for (const one of left) {
    const same = successorOf(one);
    if (same === undefined) continue;
    const why = isRunning(one, now) ? whyAgain(one, same, before, after) : undefined;
    if (why !== undefined) {
      const says = `will have its recording by the task ${same.task.origin} cut in two: ${why}, so what runs is stopped and begun again`;
      findings.push(finding("task-changes", ["warning", "gap"], taskWords(one.task), says, "at-once"));
    }
    // A task that stays may still write something else: its template is declared elsewhere.
    findings.push(...written(one, same));
  }
  return findings;
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

/** What two declarations of one window write differently. */
function written(was: DeclaredTask, will: DeclaredTask): ChangeFinding[] {
  const words = taskWords(will.task);
  const at = windowWords(will.task);
  const [old, next] = [was.writes, will.writes];
  if (old.unknownTemplate !== undefined || next.unknownTemplate !== undefined) return untold(words, at, old, next);
  if (old.plans.length > 0 && next.plans.length === 0) {
    const says = `will not be recorded ${at} any more by ${will.task.origin}: its template makes no file (until now ${plansWords(old.plans)})`;
    return [finding("task-changes", ["danger", "not-recorded"], words, says, "at-once")];
  }
  if (old.plans.length === 0 && next.plans.length > 0) {
    return [finding("task-changes", ["info", "none"], words, `will be recorded ${at}: ${plansWords(next.plans)}`, "at-once")];
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

/** Whether a rule records the stream of a task all the same. */
function ruled({ task: { domainName, appName, streamName } }: DeclaredTask, { rules }: Situation): boolean | null {
  return domainName === undefined ? false : writesAny(rules({ domainName, appName, streamName }));
}

function still(byRule: boolean | null): string {
  if (byRule === null) return "; whether its rule still records it cannot be told";
  return byRule ? "; its rule still records it" : "";
}

function gone(one: DeclaredTask, situation: Situation): ChangeFinding[] {
  const target = taskWords(one.task);
  if (writesAny(one.writes) === false) {
    const says = `will no longer have the task ${one.task.origin}, which made no file`;
    return [finding("task-removed", ["info", "none"], target, says, "at-once")];
  }
  const byRule = ruled(one, situation);
  if (isRunning(one, situation.now)) {
    const says = `will stop being recorded at once, before the end of its window (${windowWords(one.task)}); what was recorded stays${still(byRule)}`;
    return [finding("task-removed", [byRule ? "warning" : "danger", "not-recorded"], target, says, "at-once")];
  }
  const says = `will not be recorded ${windowWords(one.task)}${still(byRule)}`;
  return [finding("task-removed", byRule ? ["warning", "none"] : ["danger", "not-recorded"], target, says, "at-once")];
}

/** The same entry, declared otherwise: another stream is an end and a beginning; another window loses what it does not cover. */
function changed(was: DeclaredTask, will: DeclaredTask, situation: Situation): ChangeFinding[] {
  const words = taskWords(will.task);
  if (taskWords(was.task) !== words) {
    return [...gone(was, situation), ...begun(will)];
  }
  const findings = [...mixed(was, will, situation), ...written(was, will)];
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
  const says = `will have ${instead} recorded ${windowWords(will.task)} by ${will.task.origin}, and no longer ${lostOne}${still(byRule)}`;
  return [
    finding("task-changes", [byRule ? "warning" : "danger", byRule ? "none" : "not-recorded"], taskWords(will.task), says, "at-once"),
  ];
}

function sameWindow({ window: a, task }: DeclaredTask, { window: b, task: other }: DeclaredTask): boolean {
  if (a === undefined || b === undefined) return windowWords(task) === windowWords(other);
  return a.start === b.start && a.end === b.end;
}

/** What a window loses that becomes shorter, unless a rule records it all the same. One that only moves is as long as before, at another time. */
function lost(was: DeclaredTask, will: DeclaredTask, situation: Situation): ChangeFinding[] {
  const [old, next] = [was.window, will.window];
  if (old === undefined || next === undefined) return [];
  const covered = overlap(old, next);
  const missing = (old.end - old.start - (covered === undefined ? 0 : covered.end - covered.start)) / 1000;
  const shorter = next.end - next.start < old.end - old.start;
  if (!shorter || missing <= 0 || writesAny(was.writes) === false) return [];
  const byRule = ruled(was, situation);
  const says = `will lose ${inWords(Math.round(missing))} of the window of ${was.task.origin}${still(byRule) || ", which nothing else records"}`;
  return [finding("task-changes", byRule ? ["warning", "none"] : ["danger", "not-recorded"], taskWords(was.task), says, "at-once")];
}
