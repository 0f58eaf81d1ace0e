import type { Configuration, Format, Highlight, RecordTask, TimedRecord } from "../configuration";
import { concerns, explain, windowOf } from "../explain";
import { type FormatPlan, inlinePlan, taskPlans, templateOf } from "../formats";
import { type Moment, overlap, type Span } from "../moments";
import { inWords } from "../time";
import { plansWords, planWords, taskWords } from "../words";
import { type ChangeFinding, finding } from "./finding";
import { formatChanges } from "./plans";

type Timed = TimedRecord | RecordTask;

type Declared = { readonly newer: false; readonly task: TimedRecord } | { readonly newer: true; readonly task: RecordTask };

/** What a change does to declared times of recording. A window that is over is never changed, so nothing is said of it. */
export function taskChanges(before: Configuration, after: Configuration, now: Moment | undefined): ChangeFinding[] {
  const [was, will] = [allOf(before), allOf(after)];
  const old = new Map(was.map((one) => [identity(one), one]));
  const next = new Map(will.map((one) => [identity(one), one]));
  const removed = was.filter((one) => !next.has(identity(one)) && !isOver(one.task, now));
  const added = will.filter((one) => !old.has(identity(one)) && !isOver(one.task, now));
  const findings: ChangeFinding[] = [];
  const paired = new Set<Declared>();
  for (const one of removed) {
    const successor = added.find((other) => other.task.origin === one.task.origin && !paired.has(other));
    if (successor !== undefined) paired.add(successor);
    findings.push(...(successor === undefined ? [gone(one, after, now)] : changed(one, successor, { before, after, now })));
  }
  for (const one of added) {
    if (paired.has(one)) continue;
    findings.push(
      finding(
        "task-added",
        ["info", "none"],
        taskWords(one.task),
        `will be recorded ${windowWords(one.task)}: ${writes(one, after)}`,
        "at-once",
      ),
    );
  }
  // A task that stays may still write something else: its template is declared elsewhere.
  for (const one of was) {
    const same = next.get(identity(one));
    if (same !== undefined && !isOver(one.task, now)) findings.push(...written(one, same, before, after));
  }
  return [...findings, ...highlights(before, after), ...doubles(before, after, now)];
}

function plansBy(one: Declared, configuration: Configuration): Map<Format, FormatPlan> {
  const plans = one.newer ? taskPlans(templateOf(configuration, one.task.template)) : [inlinePlan(one.task)];
  return new Map(plans.map((plan) => [plan.format, plan]));
}

/** What two declarations of one window write differently. */
function written(was: Declared, will: Declared, before: Configuration, after: Configuration): ChangeFinding[] {
  const [old, next] = [plansBy(was, before), plansBy(will, after)];
  const words = taskWords(will.task);
  const at = windowWords(will.task);
  if (old.size > 0 && next.size === 0) {
    const says = `will not be recorded ${at} any more by ${will.task.origin}: its template makes no file (until now ${plansWords([...old.values()])})`;
    return [finding("task-changes", ["danger", "not-recorded"], words, says, "at-once")];
  }
  if (old.size === 0 && next.size > 0) {
    return [finding("task-changes", ["info", "none"], words, `will be recorded ${at}: ${plansWords([...next.values()])}`, "at-once")];
  }
  return formatChanges(`${words} ${at}`, old, next).map((one) => ({ ...one, effect: "at-once" as const }));
}

function allOf(configuration: Configuration): Declared[] {
  return [
    ...configuration.timed.map((task) => ({ task, newer: false as const })),
    ...configuration.tasks.map((task) => ({ task, newer: true as const })),
  ];
}

function identity({ task: { origin: _, ...task }, newer }: Declared): string {
  return JSON.stringify([newer, Object.entries(task).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function isOver(task: Timed, now: Moment | undefined): boolean {
  const window = windowOf(task);
  return now !== undefined && window !== undefined && window.end <= now;
}

function isRunning(task: Timed, now: Moment | undefined): boolean {
  const window = windowOf(task);
  return now !== undefined && window !== undefined && window.start <= now && now < window.end;
}

function windowWords(task: Timed): string {
  const zone = task.timeZone === undefined ? "" : ` (${task.timeZone})`;
  return `from ${task.startTime ?? "the moment it is applied"} to ${task.endTime}${zone}`;
}

function writes(one: Declared, configuration: Configuration): string {
  const plans = [...plansBy(one, configuration).values()];
  return plans.length === 0 ? "no file at all, its template has no format" : plansWords(plans);
}

function gone(one: Declared, after: Configuration, now: Moment | undefined): ChangeFinding {
  const target = taskWords(one.task);
  const { domainName, appName, streamName } = one.task;
  const rule = domainName === undefined ? undefined : explain(after, { domainName, appName, streamName });
  const still = rule?.recorded === true ? "; its rule still records it" : "";
  if (isRunning(one.task, now)) {
    const says = `will stop being recorded at once, before the end of its window (${windowWords(one.task)}); what was recorded stays${still}`;
    return finding("task-removed", [still === "" ? "danger" : "warning", "not-recorded"], target, says, "at-once");
  }
  const says = `will not be recorded ${windowWords(one.task)}${still}`;
  return finding("task-removed", still === "" ? ["danger", "not-recorded"] : ["warning", "none"], target, says, "at-once");
}

interface Situation {
  readonly before: Configuration;
  readonly after: Configuration;
  readonly now: Moment | undefined;
}

/** The same entry, declared otherwise: another stream is an end and a beginning; another window loses what it does not cover. */
function changed(was: Declared, will: Declared, { before, after, now }: Situation): ChangeFinding[] {
  const words = taskWords(will.task);
  if (taskWords(was.task) !== words) {
    const says = `will be recorded ${windowWords(will.task)}: ${writes(will, after)}`;
    return [gone(was, after, now), finding("task-changes", ["info", "none"], words, says, "at-once")];
  }
  const findings = written(was, will, before, after);
  const cut = "; the recording that runs is stopped and begun again";
  const risk = isRunning(was.task, now) ? (["warning", "gap"] as const) : (["info", "none"] as const);
  if (windowWords(was.task) !== windowWords(will.task)) {
    const says = `will be recorded ${windowWords(will.task)} instead of ${windowWords(was.task)}: ${writes(will, after)}${risk[0] === "warning" ? cut : ""}`;
    findings.unshift(...lost(was, will, after), finding("task-changes", risk, words, says, "at-once"));
  } else if (risk[0] === "warning") {
    findings.unshift(finding("task-changes", risk, words, `will be recorded otherwise from now on${cut}`, "at-once"));
  }
  return findings;
}

/** What a window loses that becomes shorter, unless a rule records it all the same. One that only moves is as long as before, at another time. */
function lost(was: Declared, will: Declared, after: Configuration): ChangeFinding[] {
  const [old, next] = [windowOf(was.task), windowOf(will.task)];
  if (old === undefined || next === undefined) return [];
  const covered = overlap(old, next);
  const missing = (old.end - old.start - (covered === undefined ? 0 : covered.end - covered.start)) / 1000;
  const shorter = next.end - next.start < old.end - old.start;
  if (!shorter || missing <= 0 || plansBy(was, after).size === 0) return [];
  const { domainName, appName, streamName } = was.task;
  const ruled = domainName !== undefined && explain(after, { domainName, appName, streamName }).recorded;
  const says = `will lose ${inWords(Math.round(missing))} of the window of ${was.task.origin}${ruled ? "; its rule still records it" : ", which nothing else records"}`;
  return [finding("task-changes", ruled ? ["warning", "none"] : ["danger", "not-recorded"], taskWords(was.task), says, "at-once")];
}

function highlights(before: Configuration, after: Configuration): ChangeFinding[] {
  const key = (one: Highlight) => JSON.stringify([one.origin, one.domainName, one.appName, one.streamName, one.duration]);
  const old = new Set(before.highlights.map(key));
  return after.highlights
    .filter((one) => !old.has(key(one)))
    .map((one) => {
      const says = `will be recorded at once if it is live then: ${planWords(inlinePlan(one))}`;
      return finding("highlight-starts", ["info", "none"], taskWords(one), says, "at-once");
    });
}

/** Streams that a rule and a task, or two tasks, record at the same time. Only what was not so before is told. */
function doubles(before: Configuration, after: Configuration, now: Moment | undefined): ChangeFinding[] {
  const pair = ({ says, subject }: ChangeFinding) => `${subject} ${says.replace(/ from .*?: by a rule/, ": by a rule")}`;
  const known = new Set(doubled(before, now).map(pair));
  return doubled(after, now).filter((one) => !known.has(pair(one)));
}

function doubled(configuration: Configuration, now: Moment | undefined): ChangeFinding[] {
  const all = allOf(configuration).filter(({ task }) => !isOver(task, now));
  return all.flatMap(({ task }, index) => {
    const findings: ChangeFinding[] = [];
    const { appName, streamName } = task;
    const words = taskWords(task);
    const domains = task.domainName ? [task.domainName] : [...new Set(configuration.rules.map(({ domainName }) => domainName))];
    const ruled = domains.some((domainName) => explain(configuration, { domainName, appName, streamName }).recorded);
    if (ruled && task.mixStream !== true) {
      findings.push(
        finding(
          "double-recording",
          ["warning", "double"],
          words,
          `will be recorded twice ${windowWords(task)}: by a rule and by ${task.origin}`,
          "at-once",
        ),
      );
    }
    for (const { task: other } of all.slice(index + 1)) {
      if (!concerns(task, { ...other, domainName: other.domainName ?? task.domainName ?? "" })) continue;
      const both = common(windowOf(task), windowOf(other));
      if (both === undefined) continue;
      findings.push(
        finding(
          "double-recording",
          ["warning", "double"],
          words,
          `will be recorded twice where ${task.origin} and ${other.origin} overlap`,
          "at-once",
        ),
      );
    }
    return findings;
  });
}

function common(a: Span | undefined, b: Span | undefined): Span | undefined {
  return a === undefined || b === undefined ? undefined : overlap(a, b);
}
