import type { Target } from "./levels";
import { tripleOf } from "./matching";
import type { Moment, Span } from "./moments";

/** A stream that is pushed from a start to a break. */
export interface Push extends Target {
  readonly start: Moment;
  /** Left out: still live at the end of what is looked at. */
  readonly end?: Moment | undefined;
  /** Default true. */
  readonly audio?: boolean | undefined;
  /** Default true. */
  readonly video?: boolean | undefined;
  /** Pushed outside China; default false. */
  readonly overseas?: boolean | undefined;
}

/**
 * A picture mixed in the cloud. `outputStreamType` 0: the output takes the name of one input, whose own picture is then not recorded;
 * 1: the output is a stream of its own beside the inputs (recording guide, "mixed streams").
 */
export interface Mix extends Span {
  readonly output: Target;
  readonly outputStreamType: 0 | 1;
}

/** What is pushed when. */
export interface Timetable {
  readonly pushes: readonly Push[];
  readonly mixes?: readonly Mix[] | undefined;
}

/** A stream on air, as recorders see it. */
export interface Session extends Target, Span {
  readonly audio: boolean;
  readonly video: boolean;
  readonly overseas: boolean;
  /** `mixed`: the output of a mix under a new name, which tasks reach only when they ask for it. */
  readonly source: "push" | "mixed";
  /** The stretches in which this stream shows a mixed picture under its own name. */
  readonly mixedIn: readonly Span[];
  /** The break is not known: the session ends where the look at it ends. */
  readonly open: boolean;
}

/** The last moment that a timetable names. */
export function lastMoment(timetable: Timetable): Moment {
  const moments = [
    ...timetable.pushes.flatMap(({ start, end }) => [start, end ?? start]),
    ...(timetable.mixes ?? []).map(({ end }) => end),
  ];
  return moments.reduce((latest, moment) => Math.max(latest, moment), Number.NEGATIVE_INFINITY);
}

/** The sessions of a timetable by stream, in order of time. A push that starts while its stream is live changes nothing. */
export function sessionsOf(timetable: Timetable, until: Moment): Map<string, Session[]> {
  const mixes = timetable.mixes ?? [];
  const pushed = timetable.pushes.map((push): Session => {
    const { domainName, appName, streamName, start } = push;
    const end = push.end ?? Math.max(until, start);
    const mixedIn = mixes.filter((mix) => mix.outputStreamType === 0 && tripleOf(mix.output) === tripleOf(push));
    return {
      ...{ domainName, appName, streamName, start, end },
      audio: push.audio ?? true,
      video: push.video ?? true,
      overseas: push.overseas ?? false,
      source: "push",
      mixedIn: mixedIn.map((mix) => ({ start: mix.start, end: mix.end })),
      open: push.end === undefined,
    };
  });
  const mixed = mixes
    .filter((mix) => mix.outputStreamType === 1)
    .map(({ output: { domainName, appName, streamName }, start, end }): Session => {
      return {
        domainName,
        appName,
        streamName,
        start,
        end,
        audio: true,
        video: true,
        overseas: false,
        source: "mixed",
        mixedIn: [],
        open: false,
      };
    });
  const byStream = new Map<string, Session[]>();
  for (const session of [...pushed, ...mixed].sort((a, b) => a.start - b.start)) {
    const sessions = byStream.get(tripleOf(session)) ?? [];
    const last = sessions.at(-1);
    if (session.end <= session.start || (last !== undefined && session.start < last.end)) continue;
    byStream.set(tripleOf(session), [...sessions, session]);
  }
  return byStream;
}
