import { taskWrites, type Written } from "./bound";
import { type Outcome, recordingOf, untoldOf, whyNot } from "./by-rule";
import type { TaskTarget } from "./configuration";
import { inlinePlan } from "./formats";
import type { Existing, History } from "./history";
import { type Moment, momentOf, overlap, type Span } from "./moments";
import type { Behaviour, Cause, Reason } from "./recordings";
import type { Session } from "./timetable";
import { zonedText, zoneOf } from "./zones";

/** Longest highlight, seconds (recording guide, "record highlights"). */
export const LONGEST_HIGHLIGHT = 1800;

/** Recorders that overlapping tasks of CreateRecordTask get on one stream. */
export const RECORDERS_PER_STREAM = 3;

type TaskKind = Exclude<Cause["kind"], "rule">;

/** A task with its window, whatever family it is of. */
export interface Window extends Span {
  readonly kind: TaskKind;
  readonly origin: string;
  readonly target: TaskTarget;
  /** In which its times are written. */
  readonly timeZone: string;
  readonly cause: Cause;
  readonly writesAt: (moment: Moment) => Written;
}

/** One recorder that a task wants on one session of its stream. */
interface Attempt extends Span {
  readonly window: Window;
  readonly session: Session;
}

/** The windows in which tasks are at work. Windows that cannot be told come back as missed. */
export function windowsOf(history: History, now: Moment | undefined): { windows: Window[]; missed: Outcome["missed"] } {
  const windows: Window[] = [];
  const missed: Outcome["missed"] = [];
  const add = (window: Omit<Window, "start" | "end">, existing: Existing<unknown>, start: Moment | undefined, end: Moment | undefined) => {
    const { origin, kind, timeZone } = window;
    if (start === undefined || end === undefined) {
      missed.push({
        origin,
        kind,
        reason: "unreadable-time",
        at: undefined,
        text:
          kind === "highlight"
            ? `${origin} records from the moment it is applied, which is in no timetable`
            : `the window of ${origin} cannot be read as a time`,
      });
      return;
    }
    const span = overlap({ start, end }, { start: existing.from, end: existing.until });
    if (span !== undefined) windows.push({ ...window, ...span });
    else if (end <= existing.from) {
      const text = `the window of ${origin} was over at ${zonedText(end, timeZone)}, before it was declared`;
      missed.push({ origin, kind, reason: "window-over", at: end, text });
    }
  };
  const declared = <T>(entries: readonly Existing<T>[]): Existing<T>[] =>
    entries.map((entry) => ({ ...entry, from: Math.max(entry.from, now ?? Number.NEGATIVE_INFINITY) }));

  for (const entry of declared(history.existing((configuration) => configuration.timed))) {
    const { task } = entry;
    const cause = { kind: "timed", origin: task.origin } as const;
    const timeZone = zoneOf(task) ?? "UTC";
    const window = { ...cause, target: task, timeZone, cause, writesAt: () => ({ plans: [inlinePlan(task)] }) };
    add(window, entry, momentOf(task.startTime, task.timeZone), momentOf(task.endTime, task.timeZone));
  }
  for (const entry of declared(history.existing((configuration) => configuration.tasks))) {
    const { task } = entry;
    const cause = { kind: "task", origin: task.origin, template: task.template } as const;
    const writesAt = (moment: Moment) => taskWrites(history.templateFor(task.template, moment));
    const end = momentOf(task.endTime, task.timeZone);
    const start = task.startTime === undefined ? startingNow(entry.from, end) : momentOf(task.startTime, task.timeZone);
    add({ kind: "task", origin: task.origin, target: task, timeZone: zoneOf(task) ?? "UTC", cause, writesAt }, entry, start, end);
  }
  for (const entry of declared(history.existing((configuration) => configuration.highlights))) {
    const { task } = entry;
    const cause = { kind: "highlight", origin: task.origin } as const;
    const window = { ...cause, target: task, timeZone: "UTC", cause, writesAt: () => ({ plans: [inlinePlan(task)] }) };
    const start = task.startedAt === undefined ? entry.from : momentOf(task.startedAt);
    const known = start !== undefined && Number.isFinite(start);
    const end = known ? start + Math.min(task.duration ?? LONGEST_HIGHLIGHT, LONGEST_HIGHLIGHT) * 1000 : undefined;
    add(window, { ...entry, from: Number.NEGATIVE_INFINITY }, known ? start : undefined, end);
  }
  return { windows, missed };
}

/** A task without a start begins when it is created; when that is not known, at most the 24 hours before its end. */
function startingNow(from: Moment, end: Moment | undefined): Moment | undefined {
  return Number.isFinite(from) ? from : end === undefined ? undefined : end - 86_400_000;
}

/** What tasks record, beside whatever the rules record. */
export function recordByTask(windows: readonly Window[], streams: ReadonlyMap<string, readonly Session[]>, how: Behaviour): Outcome {
  const outcome: Outcome = { recordings: [], missed: [], untold: [] };
  const attempts: Attempt[] = [];
  const byName = sessionsByName(streams);
  for (const window of windows) {
    const found = attemptsOf(window, byName.get(nameOf(window.target)) ?? []);
    if ("reason" in found) outcome.missed.push({ origin: window.origin, kind: window.kind, at: window.start, ...found });
    else attempts.push(...found);
  }
  const running = new Map<string, Attempt[]>();
  for (const attempt of attempts.sort((a, b) => a.start - b.start)) {
    const { session, window } = attempt;
    const stream = `${session.domainName}/${session.appName}/${session.streamName}`;
    const busy = (running.get(stream) ?? []).filter(({ end }) => end > attempt.start);
    const { plans, unknownTemplate } = window.writesAt(attempt.start);
    // A template that is not declared here is taken for one that makes files, as nearly all do that a task names.
    const works = unknownTemplate !== undefined || plans.some((plan) => whyNot(session, plan) === undefined);
    if (window.kind === "task" && works && busy.length >= RECORDERS_PER_STREAM) {
      const text = `${window.origin}: ${RECORDERS_PER_STREAM} overlapping tasks record ${stream} already, and the service runs no more at once`;
      outcome.missed.push({ origin: window.origin, kind: "task", reason: "three-recorders", at: attempt.start, text });
      continue;
    }
    // A task that has nothing to record here takes no recorder away from the others.
    if (window.kind === "task" && works) running.set(stream, [...busy, attempt]);
    if (unknownTemplate !== undefined) outcome.untold.push(untoldOf(session, attempt, { ...window, template: unknownTemplate }));
    for (const plan of plans) {
      const reason = whyNot(session, plan);
      const made = reason ?? recordingOf([session], [{ start: attempt.start, end: attempt.end }], window.cause, plan, attempt.end, how);
      if ("cause" in made) outcome.recordings.push(made);
      else outcome.missed.push({ origin: window.origin, kind: window.kind, at: attempt.start, reason: made.reason, text: made.text });
    }
  }
  return outcome;
}

/** All sessions of an app and a stream, whatever their domain. */
function sessionsByName(streams: ReadonlyMap<string, readonly Session[]>): Map<string, Session[]> {
  const byName = new Map<string, Session[]>();
  for (const sessions of streams.values()) {
    for (const session of sessions) {
      const known = byName.get(nameOf(session));
      if (known === undefined) byName.set(nameOf(session), [session]);
      else known.push(session);
    }
  }
  return byName;
}

function nameOf({ appName, streamName }: Pick<Session, "appName" | "streamName">): string {
  return `${appName}/${streamName}`;
}

/**
 * The sessions that a task records. It stays valid over several pushes until its window ends. Without a domain it takes the first live stream of
 * that name and looks again when one is pushed.
 */
function attemptsOf(window: Window, sessions: readonly Session[]): Attempt[] | { reason: Reason; text: string } {
  const { target } = window;
  const named = `${target.domainName ?? "any domain"}/${target.appName}/${target.streamName}`;
  const attempts = sessions
    .filter((session) => !target.domainName || session.domainName === target.domainName)
    .filter((session) => (session.source === "mixed") === (target.mixStream === true))
    .flatMap((session): Attempt[] => {
      const span = overlap(window, session);
      return span === undefined ? [] : [{ ...span, window, session }];
    })
    .sort((a, b) => a.start - b.start);
  if (window.kind === "highlight" && attempts[0]?.start !== window.start) {
    return { reason: "not-live", text: `${named} is not live when ${window.origin} wants to record it` };
  }
  const domestic = window.kind === "timed" ? attempts.filter(({ session }) => !session.overseas) : attempts;
  if (domestic.length === 0) {
    return attempts.length > 0
      ? { reason: "overseas", text: `${named} is pushed outside China, where timed records do not work` }
      : { reason: "never-pushed", text: `${named} is not pushed in the window of ${window.origin}` };
  }
  let busyUntil = Number.NEGATIVE_INFINITY;
  return domestic.filter(({ start, end }) => {
    if (start < busyUntil) return false;
    busyUntil = end;
    return true;
  });
}
