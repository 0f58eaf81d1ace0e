import type { Bitrates } from "../recording/bitrate";
import { rulesOf, targetClasses } from "../recording/changes";
import type { Configuration, RecordTask, TimedRecord } from "../recording/configuration";
import { windowOf } from "../recording/explain";
import type { FormatPlan } from "../recording/formats";
import type { Target } from "../recording/levels";
import type { Moment, Span } from "../recording/moments";
import type { SimulationOptions } from "../recording/recordings";
import { simulate } from "../recording/simulate";
import { lastMoment, type Push, type Timetable } from "../recording/timetable";
import { compareUsage, type Usage } from "../recording/usage";
import { planWords } from "../recording/words";

const DAY = 86_400;

/** What recordings cost, in the measures by which the service counts. */
export interface UsageFigures {
  /** Recordings at work at the same moment, at most. */
  readonly peakConcurrent: number;
  readonly recordedHours: number;
  /** Gigabytes (10^9 bytes) of new files. */
  readonly gigabytes: number;
  /** Gigabytes times the days for which they are stored, in the year after the last recording. */
  readonly storedGigabyteDays: number;
  /** Gigabytes that are never deleted by themselves. */
  readonly keptForEverGigabytes: number;
}

/** Usage before and after a change, for certain hours on air. */
export interface UsageComparison {
  /** `timetable`: a timetable that was given. `windows`: every scheduled stream is on air for the whole of its windows. */
  readonly basis: "timetable" | "windows";
  readonly before: UsageFigures;
  readonly after: UsageFigures;
  /** Templates that are not declared here; what they make is in none of the figures. */
  readonly untold: readonly string[];
}

/** One format of what an hour of push gives. */
export interface HourOfFormat {
  readonly format: string;
  /** The format, its files and how long they are kept, in words. */
  readonly text: string;
  readonly gigabytes: number;
  /** Seconds for which VOD keeps the files; 0 for ever, null for files in COS, which the service does not delete. */
  readonly keptSeconds: number | null;
}

/** What one hour of push of some streams gives by the rules, where that changes. Null: the template is not declared here, so that cannot be told. */
export interface HourOfPush {
  readonly streams: string;
  readonly before: readonly HourOfFormat[] | null;
  readonly after: readonly HourOfFormat[] | null;
}

/** Usage for a timetable or, without one, for the windows that are declared; undefined when there is nothing to go by, or no difference to show. */
export function usageOf(
  before: Configuration,
  after: Configuration,
  options: SimulationOptions & { readonly now: Moment },
  given?: Timetable,
): UsageComparison | undefined {
  const timetable = fromNow(given ?? { pushes: windowsOnAir([before, after], options.now) }, options.now);
  if (timetable.pushes.length === 0) return undefined;
  const [was, will] = [simulate(before, timetable, options), simulate(after, timetable, options)];
  const until = lastMoment(timetable) + 365 * DAY * 1000;
  const change = compareUsage(was.recordings, will.recordings, until);
  const untold = new Set([...was.untold, ...will.untold].map(({ template }) => template));
  const [from, to] = [figures(change.before), figures(change.after)];
  // Nobody asked for these figures, and they say nothing.
  if (given === undefined && untold.size === 0 && JSON.stringify(from) === JSON.stringify(to)) return undefined;
  return { basis: given === undefined ? "windows" : "timetable", before: from, after: to, untold: [...untold].sort() };
}

/**
 * What is on air counts from this moment on, on both sides alike: a task is looked at from then, so a rule that did the same, or will, must not be
 * looked at from the begin of the push.
 */
function fromNow({ pushes, mixes = [] }: Timetable, now: Moment): Timetable {
  const cut = <T extends { readonly start: Moment; readonly end?: Moment | undefined }>(one: T): T =>
    one.start < now && (one.end ?? Number.POSITIVE_INFINITY) > now ? { ...one, start: now } : one;
  return { pushes: pushes.map(cut), mixes: mixes.map(cut) };
}

function figures({ peakConcurrent, recordedHours, bytes, storedGigabyteDays, keptForEverGigabytes }: Usage): UsageFigures {
  return {
    peakConcurrent,
    recordedHours: rounded(recordedHours),
    gigabytes: rounded(bytes / 1e9),
    storedGigabyteDays: rounded(storedGigabyteDays),
    keptForEverGigabytes: rounded(keptForEverGigabytes),
  };
}

/** Two digits behind the point, so that no noise of binary fractions is shown. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** One push for every stretch in which a stream has a declared window, on either side. */
function windowsOnAir(configurations: readonly Configuration[], now: Moment): Push[] {
  const streams = new Map<string, { task: TimedRecord | RecordTask; spans: Span[] }>();
  for (const { timed, tasks, rules } of configurations) {
    for (const task of [...timed, ...tasks]) {
      const window = windowOf(task);
      if (window === undefined || window.end <= now) continue;
      const domainName = task.domainName ?? rules[0]?.domainName ?? "";
      const key = `${domainName}/${task.appName}/${task.streamName}`;
      const known = streams.get(key) ?? { task: { ...task, domainName }, spans: [] };
      known.spans.push(window);
      streams.set(key, known);
    }
  }
  return [...streams.values()].flatMap(({ task: { domainName = "", appName, streamName }, spans }) =>
    merged(spans).map((span) => ({ domainName, appName, streamName, ...span })),
  );
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || span.start > last.end) result.push(span);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return result;
}

/** What an hour of push gives, for all streams for which the rules now give something else. */
export function hoursOf(before: Configuration, after: Configuration, bitrates: Bitrates): HourOfPush[] {
  const [was, will] = [hourReader(before, bitrates), hourReader(after, bitrates)];
  return targetClasses(before, after).flatMap(({ push, words }) => {
    const [old, next] = [was(push), will(push)];
    return JSON.stringify(old) === JSON.stringify(next) ? [] : [{ streams: words, before: old, after: next }];
  });
}

function hourReader(configuration: Configuration, bitrates: Bitrates): (push: Target) => readonly HourOfFormat[] | null {
  const rules = rulesOf(configuration);
  const known = new Map<string | undefined, readonly HourOfFormat[] | null>();
  return (push) => {
    const { rule, plans, unknownTemplate } = rules(push);
    const key = rule?.template;
    const hour = known.get(key) ?? (unknownTemplate === undefined ? plans.map((plan) => hourOf(plan, bitrates)) : null);
    known.set(key, hour);
    return hour;
  };
}

function hourOf(plan: FormatPlan, bitrates: Bitrates): HourOfFormat {
  return {
    format: plan.format.toUpperCase(),
    text: planWords(plan),
    gigabytes: rounded((bitrates[plan.content] * 3600) / 8 / 1e9),
    keptSeconds: plan.destination.kind === "cos" ? null : plan.storageTime,
  };
}
