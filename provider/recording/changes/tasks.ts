import type { Configuration, Highlight, RecordTask, TimedRecord } from "../configuration";
import { concerns, explain, windowOf } from "../explain";
import { inlinePlan, taskPlans, templateOf } from "../formats";
import { type Moment, overlap, type Span } from "../moments";
import { plansWords, planWords, taskWords } from "../words";
import { type ChangeFinding, finding } from "./finding";

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
    findings.push(successor === undefined ? gone(one, after, now) : changed(one, successor, after, now));
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
  return [...findings, ...highlights(before, after), ...doubles(before, after, now)];
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
  const plans = one.newer ? taskPlans(templateOf(configuration, one.task.template)) : [inlinePlan(one.task)];
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

function changed(was: Declared, will: Declared, after: Configuration, now: Moment | undefined): ChangeFinding {
  const running = isRunning(was.task, now);
  const cut = running ? "; the recording that runs is stopped and begun again" : "";
  const from = taskWords(was.task) === taskWords(will.task) ? "" : `, not ${taskWords(was.task)}`;
  const says = `will be recorded ${windowWords(will.task)} instead of ${windowWords(was.task)}${from}: ${writes(will, after)}${cut}`;
  return finding("task-changes", running ? ["warning", "gap"] : ["info", "none"], taskWords(will.task), says, "at-once");
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
  const known = new Set(doubled(before, now).map(({ says, subject }) => `${subject} ${says}`));
  return doubled(after, now).filter(({ says, subject }) => !known.has(`${subject} ${says}`));
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
