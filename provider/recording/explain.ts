import { LONGEST_HIGHLIGHT } from "./by-task";
import type { Configuration, Highlight, RecordTask, Rule, TaskTarget, Template, TimedRecord } from "./configuration";
import { type FormatPlan, inlinePlan, plansOf, taskPlans, templateOf } from "./formats";
import type { Target } from "./levels";
import { type Match, resolve } from "./matching";
import { type Moment, momentOf, type Span } from "./moments";
import type { Cause } from "./recordings";

/** A rule that matches, with the template that it binds. */
export interface ExplainedRule extends Match<Rule> {
  /** Undefined: the rule names a template that is not there, so the service would refuse it. */
  readonly template: Template | undefined;
  /** What it writes; empty for a template that exempts from recording. */
  readonly plans: readonly FormatPlan[];
}

/** A task that records the stream as well. */
export interface AlsoRecorded {
  readonly kind: Exclude<Cause["kind"], "rule">;
  readonly origin: string;
  /** Undefined: the window depends on when the task is applied, or cannot be read. */
  readonly window: Span | undefined;
  readonly plans: readonly FormatPlan[];
}

/** Which rule records a stream, and what else does. */
export interface Explanation {
  readonly target: Target;
  /** The rule that counts; undefined: no rule matches. */
  readonly rule: ExplainedRule | undefined;
  /** Whether the rule that counts makes any file. */
  readonly recorded: boolean;
  /** The rules that match too, in the order in which they would count. */
  readonly beaten: readonly ExplainedRule[];
  /** What would count without the rule; undefined: nothing would. */
  readonly without: ExplainedRule | undefined;
  /** Tasks of this stream: those at work at the moment that was asked about, else all. */
  readonly also: readonly AlsoRecorded[];
  /** Whether one push gives several recordings: a rule and tasks, or several tasks. */
  readonly double: boolean;
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
    const template = templateOf(configuration, match.rule.template);
    return { ...match, template, plans: template === undefined ? [] : plansOf(template) };
  };
  const rule = winner === undefined ? undefined : explained(winner);
  const losers = beaten.map(explained);
  const also = tasksOf(configuration, target).filter(({ window }) => at === undefined || covers(window, at));
  const recorded = (rule?.plans.length ?? 0) > 0;
  const working = also.filter(({ plans }) => plans.length > 0);
  return {
    target,
    rule,
    recorded,
    beaten: losers,
    without: losers[0],
    also,
    double: recorded ? working.length > 0 : at !== undefined && working.length > 1,
    effect: EFFECT,
  };
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
  return [
    ...timed.map((task) => ({ kind: "timed" as const, origin: task.origin, window: windowOf(task), plans: [inlinePlan(task)] })),
    ...tasks.map((task) => {
      const plans = taskPlans(templateOf(configuration, task.template));
      return { kind: "task" as const, origin: task.origin, window: windowOf(task), plans };
    }),
    ...highlights.map((task) => ({
      kind: "highlight" as const,
      origin: task.origin,
      window: highlightWindow(task),
      plans: [inlinePlan(task)],
    })),
  ];
}

/** The declared window of a task, where it can be told. */
export function windowOf(task: TimedRecord | RecordTask): Span | undefined {
  const [start, end] = [momentOf(task.startTime, task.timeZone), momentOf(task.endTime, task.timeZone)];
  return start === undefined || end === undefined || end <= start ? undefined : { start, end };
}

function highlightWindow(task: Highlight): Span | undefined {
  const start = momentOf(task.startedAt);
  return start === undefined ? undefined : { start, end: start + Math.min(task.duration ?? LONGEST_HIGHLIGHT, LONGEST_HIGHLIGHT) * 1000 };
}
