import type { Moment, Span } from "./moments";
import type { Recording } from "./recordings";

/** What some recordings cost in the measures by which the service counts. */
export interface Usage {
  /** Recordings at work at the same moment, at most. Every format and every cause is one. */
  readonly peakConcurrent: number;
  /** When the most were at work first; undefined: nothing is recorded. */
  readonly peakAt: Moment | undefined;
  /** Hours of material, all formats added up. */
  readonly recordedHours: number;
  /** Bytes of all files. */
  readonly bytes: number;
  /** Gigabytes (10^9 bytes) times the days for which VOD holds them, up to the end of the look. */
  readonly storedGigabyteDays: number;
  /** Gigabytes that VOD never deletes by itself. */
  readonly keptForEverGigabytes: number;
}

const DAY = 86_400_000;
const GIGABYTE = 1e9;

/**
 * Adds up recordings.
 * @param until end of the look at storage; default: 30 days after the last file is there
 */
export function usage(recordings: readonly Recording[], until?: Moment): Usage {
  const files = recordings.flatMap((recording) =>
    recording.files.map((file) => ({ ...file, inVod: recording.destination.kind === "vod" })),
  );
  const end = until ?? files.reduce((latest, file) => Math.max(latest, file.availableAt), 0) + 30 * DAY;
  const stored = files.filter(({ inVod }) => inVod);
  const peak = peakOf(recordings.flatMap((recording) => workOf(recording)));
  return {
    peakConcurrent: peak.count,
    peakAt: peak.at,
    recordedHours: files.reduce((sum, file) => sum + file.duration, 0) / 3600,
    bytes: files.reduce((sum, file) => sum + file.size, 0),
    storedGigabyteDays: stored.reduce((sum, file) => {
      const gone = Math.min(file.expiresAt ?? end, end);
      return sum + (file.size / GIGABYTE) * (Math.max(0, gone - file.availableAt) / DAY);
    }, 0),
    keptForEverGigabytes: stored.reduce((sum, file) => (file.expiresAt === undefined ? sum + file.size / GIGABYTE : sum), 0),
  };
}

/** The stretches in which a recorder writes: the slices of one push count as one stretch, the pauses of a continued file do not count. */
function workOf(recording: Recording): Span[] {
  return recording.files.flatMap((file) => file.stretches);
}

export function peakOf(spans: readonly Span[]): { count: number; at: Moment | undefined } {
  // At the same moment an end comes first: two recordings that follow each other are not two at once.
  const edges = spans
    .flatMap(({ start, end }) => [
      { at: start, by: 1 },
      { at: end, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let count = 0;
  let peak: { count: number; at: Moment | undefined } = { count: 0, at: undefined };
  for (const { at, by } of edges) {
    count += by;
    if (count > peak.count) peak = { count, at };
  }
  return peak;
}

/** Usage before and after a change. */
export interface UsageChange {
  readonly before: Usage;
  readonly after: Usage;
  /** After less before, figure by figure. */
  readonly difference: Omit<Usage, "peakAt">;
}

export function compareUsage(before: readonly Recording[], after: readonly Recording[], until?: Moment): UsageChange {
  const [a, b] = [usage(before, until), usage(after, until)];
  return {
    before: a,
    after: b,
    difference: {
      peakConcurrent: b.peakConcurrent - a.peakConcurrent,
      recordedHours: b.recordedHours - a.recordedHours,
      bytes: b.bytes - a.bytes,
      storedGigabyteDays: b.storedGigabyteDays - a.storedGigabyteDays,
      keptForEverGigabytes: b.keptForEverGigabytes - a.keptForEverGigabytes,
    },
  };
}
