import type { Target } from "../recording/levels";
import type { Span } from "../recording/moments";
import type { Recording } from "../recording/recordings";
import type { Simulation } from "../recording/simulate";
import { lastMoment, sessionsOf, type Timetable } from "../recording/timetable";

/** One stream with what is pushed and recorded of it, for pictures of a simulation. */
export interface StreamRows {
  readonly stream: string;
  /** When it is on air. */
  readonly onAir: readonly Span[];
  /** Its recordings by format, the formats in the order of their first recording. */
  readonly formats: readonly { readonly format: string; readonly recordings: readonly Recording[] }[];
  /** Whether something records it with a template that is not declared here. */
  readonly untold: boolean;
}

/** What is said of a stream of which no recording is shown. */
export function nothingShown({ untold }: StreamRows): string {
  return untold ? "cannot be told" : "not recorded";
}

/** The part of the time that is looked at; nothing: all of it. */
export interface Look {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Whether something reaches into the time that is looked at. */
export function within({ start, end }: Span, { from, to }: Look): boolean {
  return (to === undefined || start < to) && (from === undefined || end > from);
}

/** Every stream that is pushed or recorded, by name; also those of which nothing is recorded. */
export function rowsOf({ recordings, untold }: Omit<Simulation, "missed">, timetable: Timetable, look: Look): StreamRows[] {
  const unknown = new Set(untold.map(nameOf));
  const streams = new Map<string, { onAir: Span[]; formats: Map<string, Recording[]> }>();
  const of = (one: Target) => {
    const name = nameOf(one);
    const known = streams.get(name) ?? { onAir: [], formats: new Map<string, Recording[]>() };
    streams.set(name, known);
    return known;
  };
  for (const sessions of sessionsOf(timetable, look.to ?? lastMoment(timetable)).values()) {
    for (const session of sessions) if (within(session, look)) of(session).onAir.push(session);
  }
  for (const recording of recordings) {
    const { formats } = of(recording);
    const known = formats.get(recording.format);
    if (known === undefined) formats.set(recording.format, [recording]);
    else known.push(recording);
  }
  return [...streams]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([stream, { onAir, formats }]) => ({
      stream,
      onAir,
      formats: [...formats].map(([format, all]) => ({ format, recordings: all })),
      untold: unknown.has(stream),
    }));
}

/** `push.example.com/live/final` */
export function nameOf({ domainName, appName, streamName }: Target): string {
  return `${domainName}/${appName}/${streamName}`;
}

/** The stretches in which a recording writes. */
export function writtenIn({ files }: Recording): Span[] {
  return files.flatMap(({ stretches }) => stretches);
}
