import { type Written, writtenBy } from "../bound";
import type { Configuration, RecordTask, TimedRecord } from "../configuration";
import { windowOf } from "../explain";
import { inlinePlan } from "../formats";
import { type Moment, momentOf, type Span } from "../moments";

type Timed = TimedRecord | RecordTask;

/** A declared window of recording, of either family. */
export interface DeclaredTask {
  readonly task: Timed;
  /** Of CreateRecordTask; else of CreateLiveRecord. */
  readonly newer: boolean;
  /** Undefined: it cannot be told. */
  readonly window: Span | undefined;
  readonly writes: Written;
  /** Two that say the same, whatever they are called and in whatever zone their times are written. */
  readonly identity: string;
}

export function tasksOf(configuration: Configuration): readonly DeclaredTask[] {
  const known = read.get(configuration);
  if (known !== undefined) return known;
  const writes = new Map<string | undefined, Written>();
  const all = [
    ...configuration.timed.map((task) => declared(task, false, { plans: [inlinePlan(task)] })),
    ...configuration.tasks.map((task) => {
      const written = writes.get(task.template) ?? writtenBy(configuration, task);
      writes.set(task.template, written);
      return declared(task, true, written);
    }),
  ];
  read.set(configuration, all);
  return all;
}

/** Several that look at a change ask for the same tasks. */
const read = new WeakMap<Configuration, readonly DeclaredTask[]>();

function declared(task: Timed, newer: boolean, writes: Written): DeclaredTask {
  return { task, newer, writes, window: windowOf(task), identity: identityOf(task, newer, writes) };
}

/** What the service is told; for the older family the format is part of that, and a default is no difference from the same value. */
function identityOf(task: Timed, newer: boolean, writes: Written): string {
  const { startTime, endTime, timeZone, domainName, appName, streamName, mixStream = false } = task;
  const times = [startTime, endTime].map((text) => momentOf(text, timeZone) ?? `${text} ${timeZone}`);
  const what = "template" in task ? task.template : newer ? undefined : writes.plans;
  return JSON.stringify([newer, times, domainName, appName, streamName, mixStream, what]);
}

export function isOver({ window }: DeclaredTask, now: Moment | undefined): boolean {
  return now !== undefined && window !== undefined && window.end <= now;
}

/** One that is only planned was never sent, so it does not run whatever the time. */
export function isRunning({ task, window }: DeclaredTask, now: Moment | undefined): boolean {
  return !isPlanned(task) && now !== undefined && window !== undefined && window.start <= now && now < window.end;
}

export function isPlanned(task: Timed): boolean {
  return "planned" in task && task.planned === true;
}

/** `from 2026-12-20T19:30 to 2026-12-20T22:30 (Asia/Shanghai)` */
export function windowWords({ startTime, endTime, timeZone }: Timed): string {
  const zone = timeZone === undefined ? "" : ` (${timeZone})`;
  return `from ${startTime ?? "the moment it is applied"} to ${endTime}${zone}`;
}
