import { boundIn, ruleWrites, type Written, writesAny, writtenBy } from "./bound";
import { LONGEST_HIGHLIGHT } from "./by-task";
import type { Configuration, Highlight, RecordTask, Rule, TaskTarget, Template, TimedRecord } from "./configuration";
import { crowdedOut } from "./crowd";
import { inlinePlan } from "./formats";
import type { Target } from "./levels";
import { type Match, resolve } from "./matching";
import { type Moment, momentOf, type Span } from "./moments";
import type { Cause } from "./recordings";
import { commonZone, zoneOf } from "./zones";

/** A rule that matches, with the template that it binds. */
export interface ExplainedRule extends Match<Rule>, Written {
  /** Undefined: the rule names a template that is not declared here. */
  readonly template: Template | undefined;
}

/** A task that records the stream as well. */
export interface AlsoRecorded extends Written {
  readonly kind: Exclude<Cause["kind"], "rule">;
  readonly origin: string;
  /** Undefined: the window depends on when the task is applied, or cannot be read. */
  readonly window: Span | undefined;
  /** IANA zone, or offset, in which its times are written. */
  readonly timeZone: string;
  /** Other tasks that record the stream when it begins, so many that the service runs no more: it records nothing. Undefined: it gets a recorder. */
  readonly crowdedOutBy?: readonly string[] | undefined;
}

/** Which rule records a stream, and what else does. */
export interface Explanation {
  readonly target: Target;
  /** The rule that counts; undefined: no rule matches. */
  readonly rule: ExplainedRule | undefined;
  /** Whether the rule that counts makes any file; null: its template is not declared here, so that cannot be told. */
  readonly recorded: boolean | null;
  /** The rules that match too, in the order in which they would count. */
  readonly beaten: readonly ExplainedRule[];
  /** What would count without the rule; undefined: nothing would. */
  readonly without: ExplainedRule | undefined;
  /** Tasks of this stream: those at work at the moment that was asked about, else all. */
  readonly also: readonly AlsoRecorded[];
  /** Whether one push gives several recordings: a rule and tasks, or several tasks; null: that cannot be told. */
  readonly double: boolean | null;
  /** Which pushes a change of this reaches. */
  readonly effect: string;
}

/** A push reads its configuration when it starts (recording guide; document 267/34224). */
export const EFFECT =
  "A change counts for pushes that start about 10 minutes after it. A stream that is being pushed keeps what it has until it is pushed anew.";

/** Says which rule records a stream, into what, for how long, and what else records it. */
export function explain(configuration: Configuration, target: Target, at?: Moment): Explanation {
  const { winner, beaten } = resolve(configuration.rules, target);
  const explained = (match: Match<Rule>): ExplainedRule => {
    const bound = boundIn(configuration, match.rule.template);
    return { ...match, template: bound.is === "known" ? bound.template : undefined, ...ruleWrites(bound) };
  };
  const rule = winner === undefined ? undefined : explained(winner);
  const losers = beaten.map(explained);
  const also = withCrowds(tasksOf(configuration, target)).filter(({ window }) => at === undefined || covers(window, at));
  const recorded = rule === undefined ? false : writesAny(rule);
  return {
    target,
    rule,
    recorded,
    beaten: losers,
    without: losers[0],
    also,
    double: isDouble(
      recorded,
      also.map((one) => (one.crowdedOutBy === undefined ? writesAny(one) : false)),
      at !== undefined,
    ),
    effect: EFFECT,
  };
}

/** Tasks alone are several recordings only where they work at the same moment. */
function isDouble(byRule: boolean | null, byTasks: readonly (boolean | null)[], atOneMoment: boolean): boolean | null {
  const sure = byTasks.filter((writes) => writes === true).length;
  const possible = byTasks.filter((writes) => writes !== false).length;
  if (byRule === true && sure > 0) return true;
  if (atOneMoment && sure > 1) return true;
  return (byRule !== false && possible > 0) || (atOneMoment && possible > 1) ? null : false;
}

function covers(window: Span | undefined, at: Moment): boolean {
  return window !== undefined && window.start <= at && at < window.end;
}

/** Whether a task is about a stream; a task without a domain is about that stream of any domain. */
export function concerns(task: TaskTarget, target: Target): boolean {
  if (task.mixStream === true) return false;
  return (
    task.appName === target.appName && task.streamName === target.streamName && (!task.domainName || task.domainName === target.domainName)
  );
}

function tasksOf(configuration: Configuration, target: Target): AlsoRecorded[] {
  const timed = configuration.timed.filter((task) => concerns(task, target));
  const tasks = configuration.tasks.filter((task) => concerns(task, target));
  const highlights = configuration.highlights.filter((task) => concerns(task, target));
  const common = commonZone([configuration]);
  return [
    ...timed.map((task) => ({
      kind: "timed" as const,
      origin: task.origin,
      window: windowOf(task),
      timeZone: zoneOf(task) ?? common,
      plans: [inlinePlan(task)],
    })),
    ...tasks.map((task) => ({
      kind: "task" as const,
      origin: task.origin,
      window: windowOf(task),
      timeZone: zoneOf(task) ?? common,
      ...writtenBy(configuration, task),
    })),
    ...highlights.map((task) => ({
      kind: "highlight" as const,
      origin: task.origin,
      window: highlightWindow(task),
      timeZone: common,
      plans: [inlinePlan(task)],
    })),
  ];
}

/** Tasks of CreateRecordTask beyond those that the service runs at once. */
function withCrowds(tasks: readonly AlsoRecorded[]): AlsoRecorded[] {
  const wanted = tasks.flatMap((one) =>
    one.kind === "task" && one.window !== undefined && writesAny(one) !== false ? [{ one, ...one.window }] : [],
  );
  const crowded = new Map([...crowdedOut(wanted)].map(([{ one }, busy]) => [one, busy.map((other) => other.one.origin)]));
  return tasks.map((one) => (crowded.has(one) ? { ...one, crowdedOutBy: crowded.get(one) } : one));
}

/** The declared window of a task, where it can be told. */
export function windowOf(task: TimedRecord | RecordTask): Span | undefined {
  const [start, end] = [momentOf(task.startTime, task.timeZone), momentOf(task.endTime, task.timeZone)];
  return start === undefined || end === undefined || end <= start ? undefined : { start, end };
}

/** When a highlight records, where it is known when it was started. */
export function highlightWindow(task: Highlight): Span | undefined {
  const start = momentOf(task.startedAt);
  return start === undefined ? undefined : { start, end: start + Math.min(task.duration ?? LONGEST_HIGHLIGHT, LONGEST_HIGHLIGHT) * 1000 };
}
