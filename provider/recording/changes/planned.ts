import type { Configuration } from "../configuration";
import type { Moment, Span } from "../moments";
import { QUOTAS } from "../quotas";
import { inWords } from "../time";
import { plansWords, taskWords } from "../words";
import { localText, zoneOf } from "../zones";
import { type DeclaredTask, isOver, isPlanned, tasksOf, windowWords } from "./declared";
import { type ChangeFinding, finding } from "./finding";
import { lossUnless, ruled, still } from "./gone";
import { type RuleReader, rulesOf } from "./recorded";

/** How far ahead the service takes record tasks. */
const HORIZON = QUOTAS.taskHorizon.limit;

/** A task that is declared, and too far ahead to be sent. */
export interface PlannedTask {
  readonly origin: string;
  /** `push.example.com/live/final` */
  readonly stream: string;
  /** The first moment after which a run of `up` sends it. */
  readonly from: Moment;
  /** When it begins: without a run before, nothing is recorded from then on. */
  readonly until: Moment;
  /** IANA zone or offset in which its times are written. */
  readonly timeZone: string;
}

type Placed = DeclaredTask & { readonly window: Span };

/** The tasks that are only planned when this is applied, the first to be sent first. */
export function plannedTasks(configuration: Configuration, now: Moment): PlannedTask[] {
  return beyond(configuration, now).map(plannedOf);
}

/** What waits for a later run, is sent by this one, or has waited too long. */
export function plannedChanges(before: Configuration, after: Configuration, now: Moment | undefined): ChangeFinding[] {
  if (now === undefined) return [];
  const old = new Map(tasksOf(before).map((one) => [one.identity, one]));
  const names = new Set(tasksOf(before).map(({ task }) => task.origin));
  const waited = ({ identity }: DeclaredTask) => {
    const task = old.get(identity)?.task;
    return task !== undefined && isPlanned(task);
  };
  const rules = rulesOf(after);
  const waiting = beyond(after, now);
  return [
    ...toBeSent(waiting.filter(({ identity }) => !old.has(identity)).map(plannedOf), "warning"),
    // It was said when they were planned.
    ...toBeSent(waiting.filter(waited).map(plannedOf), "info"),
    ...tasksOf(after).flatMap((one) => {
      if (waited(one)) return isOver(one, now) ? [missed(one, LATE)] : isBeyond(one, now) ? [] : sent(one, now, rules);
      return isOver(one, now) && !old.has(one.identity) && !names.has(one.task.origin) ? [missed(one, PAST)] : [];
    }),
  ];
}

function beyond(configuration: Configuration, now: Moment): Placed[] {
  return tasksOf(configuration)
    .filter((one): one is Placed => isBeyond(one, now))
    .sort((a, b) => a.window.end - b.window.end);
}

function isBeyond({ newer, window }: DeclaredTask, now: Moment): boolean {
  return newer && window !== undefined && window.end >= now + HORIZON * 1000;
}

function plannedOf({ task, window }: Placed): PlannedTask {
  const timeZone = zoneOf(task) ?? "UTC";
  return { origin: task.origin, stream: taskWords(task), from: window.end - HORIZON * 1000, until: window.start, timeZone };
}

/** `2027-01-25T12:00 (Asia/Shanghai)`, `2027-01-25T04:00Z` */
export function plannedTime(at: Moment, timeZone: string): string {
  return timeZone === "UTC" ? `${localText(at, timeZone)}Z` : `${localText(at, timeZone)} (${timeZone})`;
}

/** One sentence for all: a season has hundreds. */
function toBeSent(planned: readonly PlannedTask[], severity: ChangeFinding["severity"]): ChangeFinding[] {
  const [first, ...others] = planned;
  if (first === undefined) return [];
  const { origin, stream, from, timeZone } = first;
  const more =
    others.length === 0 ? "" : `; ${others.length} more ${others.length === 1 ? "task waits" : "tasks wait"} for later runs likewise`;
  const says =
    `will be sent to the service by the first run of up after ${plannedTime(from, timeZone)}, ${inWords(HORIZON)} before the end of its window: ` +
    `until then the task ${origin} is only planned, and without that run it records nothing${more}`;
  return [finding("task-planned", [severity, "none"], stream, says, "at-once")];
}

const LATE = "its window is over, and no run of up came in time to send it to the service, so it was missed";
const PAST = "its window is over already, so nothing is sent to the service";

function missed({ task }: DeclaredTask, why: string): ChangeFinding {
  const says = `will not be recorded ${windowWords(task)} by the task ${task.origin}: ${why}`;
  return finding("task-missed", [why === LATE ? "danger" : "warning", "not-recorded"], taskWords(task), says, "at-once");
}

function sent(one: DeclaredTask, now: Moment, rules: RuleReader): ChangeFinding[] {
  const words = taskWords(one.task);
  const { plans, unknownTemplate } = one.writes;
  if (plans.length === 0 && unknownTemplate === undefined) return [];
  const what = unknownTemplate === undefined ? `: ${plansWords(plans)}` : "";
  const says = `will be recorded ${windowWords(one.task)}${what}; the task ${one.task.origin} was only planned, and is sent to the service now`;
  const told = finding("task-sent", ["info", "none"], words, says, "at-once");
  if (one.window === undefined || one.window.start > now) return [told];
  const late = `will lose the beginning of the window of ${one.task.origin} (${windowWords(one.task)}): it has begun, and the task is sent to the service only now`;
  const byRule = ruled(one, { rules });
  return [finding("task-sent", lossUnless(byRule), words, `${late}${still(byRule)}`, "at-once"), told];
}
