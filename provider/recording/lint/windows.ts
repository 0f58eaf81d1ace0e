import type { Configuration, TaskTarget } from "../configuration";
import { concerns, windowOf } from "../explain";
import { momentOf, overlap, type Span, seconds } from "../moments";
import { QUOTAS } from "../quotas";
import { readTime } from "../time";
import type { LintContext, LintRule, PlannedEvent } from "./rule";

/** The guide advises to create a task an hour before its event. */
const AHEAD_SECONDS = 3600;

/** A declared window, of either family. */
export interface DeclaredWindow {
  readonly kind: "timed" | "task";
  readonly origin: string;
  readonly target: TaskTarget;
  readonly window: Span;
}

/** Every window that can be read. */
export function windows({ timed, tasks }: Configuration): DeclaredWindow[] {
  const all = [...timed.map((task) => ({ kind: "timed" as const, task })), ...tasks.map((task) => ({ kind: "task" as const, task }))];
  return all.flatMap(({ kind, task }) => {
    const window = windowOf(task);
    return window === undefined ? [] : [{ kind, origin: task.origin, target: task, window }];
  });
}

function eventsOf(target: TaskTarget, { events = [] }: LintContext): PlannedEvent[] {
  return events.filter((event) => concerns({ ...target, mixStream: false }, event));
}

/** The other windows over the same event: back to back they are one recording, and only its two ends are judged. */
function besides(one: DeclaredWindow, event: PlannedEvent, all: readonly DeclaredWindow[]): DeclaredWindow[] {
  const isMix = ({ target }: DeclaredWindow) => target.mixStream === true;
  return all.filter((other) => other !== one && isMix(other) === isMix(one) && concerns({ ...other.target, mixStream: false }, event));
}

const minutes = (ms: number) => Math.round(ms / 60_000);

/** Checks of times. */
export const times: readonly LintRule[] = [
  {
    id: "ambiguous-time",
    title: "A time that can be read two ways, or not at all",
    why: "The service counts in China time, in UTC or in Unix seconds, depending on the action. A time without its zone means nothing sure.",
    source: "CreateLiveRecord, document 267/30148; CreateRecordTask, document 267/37309",
    hint: "write an offset (2026-12-20T19:30:00+08:00), or set timeZone",
    severity: "error",
    check: ({ timed, tasks, clips }) =>
      [...timed, ...tasks, ...clips].flatMap((one) =>
        (["startTime", "endTime"] as const).flatMap((path) => {
          const text = one[path];
          if (text === undefined) return [];
          const reading = readTime(text, one.timeZone);
          return "problem" in reading ? [{ origin: one.origin, path, message: reading.problem }] : [];
        }),
      ),
  },
  {
    id: "window-ends-before-start",
    title: "A window that ends before it begins",
    why: "The service refuses it.",
    source: "CreateRecordTask, document 267/37309",
    hint: "correct one of the two times; past midnight the date of the end is the next day",
    severity: "error",
    check: ({ timed, tasks, clips }) =>
      [...timed, ...tasks, ...clips].flatMap(({ origin, startTime, endTime, timeZone }) => {
        const [start, end] = [momentOf(startTime, timeZone), momentOf(endTime, timeZone)];
        if (start === undefined || end === undefined || end > start) return [];
        return [{ origin, path: "endTime", message: `${endTime} is not after ${startTime}` }];
      }),
  },
  {
    id: "window-over-a-day",
    title: "A window of more than 24 hours",
    why: "A task lasts 24 hours at most.",
    source: "CreateRecordTask, document 267/37309",
    hint: "split it into several, with a little overlap; or use a rule",
    severity: "error",
    check: (configuration) =>
      windows(configuration)
        .filter(({ window }) => seconds(window) > QUOTAS.taskWindow.limit)
        .map(({ origin, window }) => ({
          origin,
          path: "endTime",
          message: `the window lasts ${(seconds(window) / 3600).toFixed(1)} hours`,
        })),
  },
  {
    id: "window-over",
    title: "A window in the past",
    why: "Nothing can be recorded any more; a declaration that is new now is never sent.",
    source: "CreateRecordTask, document 267/37309 (EndTime after now)",
    hint: "remove it, or correct the date",
    severity: "info",
    check: (configuration, { now }) =>
      windows(configuration)
        .filter(({ window }) => now !== undefined && window.end <= now)
        .map(({ origin }) => ({ origin, path: "endTime", message: "the window is over" })),
  },
  {
    id: "beyond-horizon",
    title: "A task more than 7 days ahead",
    why: "The service takes a task only when it ends within 7 days. Until then it exists here alone.",
    source: "CreateRecordTask, document 267/37309",
    hint: "apply again within the last 7 days, best from a pipeline every day",
    severity: "info",
    check: (configuration, { now }) =>
      windows(configuration)
        .filter(({ kind, window }) => now !== undefined && kind === "task" && window.end >= now + QUOTAS.taskHorizon.limit * 1000)
        .map(({ origin }) => ({ origin, path: "endTime", message: "the service cannot know of this task yet" })),
  },
  {
    id: "created-too-late",
    title: "A task created just before its event",
    why: "The guide advises an hour ahead, or the early morning of the day.",
    source: "recording guide (recording in a time range)",
    hint: "apply it earlier next time, and check after the start that it records",
    severity: "warning",
    check: (configuration, { now }) =>
      windows(configuration).flatMap(({ origin, window }) => {
        if (now === undefined || window.end <= now || window.start - now >= AHEAD_SECONDS * 1000) return [];
        const left = minutes(window.start - now);
        const message = left > 0 ? `it begins in ${left} minutes` : `its window began ${-left} minutes ago, and that part is not recorded`;
        return [{ origin, path: "startTime", message }];
      }),
  },
  {
    id: "starts-with-event",
    title: "A recording that begins only with the event",
    why: "Events begin early. The guide advises to start the recording a little before.",
    source: "recording guide (recording in a time range)",
    hint: "begin 5 to 10 minutes earlier",
    severity: "warning",
    check: (configuration, context) => {
      const all = windows(configuration);
      return all.flatMap((one) => {
        const { origin, target, window } = one;
        const goesOn = (event: PlannedEvent) =>
          besides(one, event, all).some((other) => other.window.start < window.start && other.window.end >= window.start);
        return eventsOf(target, context)
          .filter((event) => window.start >= event.start && window.start < event.end && !goesOn(event))
          .map((event) => ({
            origin,
            path: "startTime",
            message:
              window.start === event.start
                ? `it begins in the very moment in which ${event.name} begins`
                : `it begins ${minutes(window.start - event.start)} minutes after ${event.name}`,
          }));
      });
    },
  },
  {
    id: "ends-before-event",
    title: "A recording that ends before the event",
    why: "What comes after the end of the window is not recorded by the task.",
    source: "CreateRecordTask, document 267/37309",
    hint: "end it later; events run over",
    severity: "warning",
    check: (configuration, context) => {
      const all = windows(configuration);
      return all.flatMap((one) => {
        const { origin, target, window } = one;
        const goesOn = (event: PlannedEvent) =>
          besides(one, event, all).some((other) => other.window.start <= window.end && other.window.end > window.end);
        return eventsOf(target, context)
          .filter((event) => overlap(window, event) !== undefined && window.end < event.end && !goesOn(event))
          .map((event) => ({
            origin,
            path: "endTime",
            message: `it ends ${minutes(event.end - window.end)} minutes before ${event.name} does`,
          }));
      });
    },
  },
];
