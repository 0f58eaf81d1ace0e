import { recordByRule } from "./by-rule";
import { recordByTask, windowsOf } from "./by-task";
import { type Configuration, FORMATS } from "./configuration";
import { History, type Version } from "./history";
import { tripleOf } from "./matching";
import { behaviourOf, type Cause, type Missed, type Recording, type SimulationOptions, type Untold } from "./recordings";
import { lastMoment, sessionsOf, type Timetable } from "./timetable";

const KINDS: readonly Cause["kind"][] = ["rule", "timed", "task", "highlight"];

/** By start, stream, cause and format, so that the same simulation always reads the same. */
function inOrder(a: Recording, b: Recording): number {
  if (a.start !== b.start) return a.start - b.start;
  const [one, other] = [tripleOf(a), tripleOf(b)];
  if (one !== other) return one < other ? -1 : 1;
  if (a.cause.kind !== b.cause.kind) return KINDS.indexOf(a.cause.kind) - KINDS.indexOf(b.cause.kind);
  if (a.cause.origin !== b.cause.origin) return a.cause.origin < b.cause.origin ? -1 : 1;
  return FORMATS.indexOf(a.format) - FORMATS.indexOf(b.format);
}

/** What a simulation says. */
export interface Simulation {
  /** In order of their start. */
  readonly recordings: readonly Recording[];
  /** What was asked for and will not be, with the reason. */
  readonly missed: readonly Missed[];
  /** What is on air and bound to a template that is not declared here, in order of its start. */
  readonly untold: readonly Untold[];
}

/**
 * The recordings that will exist when streams are pushed as in a timetable. Of the configuration a push knows only what is in force when it
 * starts; tasks record beside the rules.
 * @param given one configuration that is in force from the beginning, or several with the moments at which they are applied
 */
export function simulate(given: Configuration | readonly Version[], timetable: Timetable, options: SimulationOptions = {}): Simulation {
  const how = behaviourOf(options);
  const history = new History(given, how.effectDelay);
  const streams = sessionsOf(timetable, options.until ?? lastMoment(timetable));
  const { windows, missed } = windowsOf(history, options.now);
  const outcomes = [...[...streams.values()].map((sessions) => recordByRule(sessions, history, how)), recordByTask(windows, streams, how)];
  const recordings = outcomes.flatMap((outcome) => outcome.recordings).sort(inOrder);
  const notMade = [...missed, ...outcomes.flatMap((outcome) => outcome.missed)];
  const untold = outcomes.flatMap((outcome) => outcome.untold).sort((a, b) => a.start - b.start);
  if (options.vodActivated !== false) return { recordings, missed: notMade, untold };
  const lost = recordings
    .filter(({ destination }) => destination.kind === "vod")
    .map(({ cause, start, streamName }): Missed => {
      const text = `${streamName} is not recorded: VOD is not activated, and the service does not say so`;
      return { origin: cause.origin, kind: cause.kind, reason: "vod-off", at: start, text };
    });
  return { recordings: recordings.filter(({ destination }) => destination.kind === "cos"), missed: [...notMade, ...lost], untold };
}
