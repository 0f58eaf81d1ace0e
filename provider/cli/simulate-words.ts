import { localTime } from "../preview/timeline";
import { type Bitrates, bitratesWords, bitrateWords } from "../recording/bitrate";
import { whyUnknown } from "../recording/bound";
import { type Moment, utcText } from "../recording/moments";
import type { Recording, Untold } from "../recording/recordings";
import type { Usage } from "../recording/usage";
import type { Session } from "./session";
import { nameOf } from "./simulate-rows";
import { table } from "./table";

/** On whose clocks times are shown, and by which rates sizes are reckoned. */
export interface Measures {
  /** IANA zone. */
  readonly timeZone: string;
  readonly bitrates: Bitrates;
}

/** One row for each recording. */
export function simulationTable(session: Session, recordings: readonly Recording[], { timeZone, bitrates }: Measures): string {
  const head = ["stream", "because of", "format", "from", "to", "files", "expires", `size at ${bitrateWords(bitrates.video)}`];
  return table(
    session,
    head,
    recordings.map((one) => row(one, timeZone)),
  );
}

function row({ cause, format, start, end, files, open, ...target }: Recording, timeZone: string): string[] {
  const last = files.at(-1)?.expiresAt;
  return [
    nameOf(target),
    cause.origin,
    format,
    inTable(start, timeZone),
    open ? "still live" : inTable(end, timeZone),
    `${files.length}${joints(files.reduce((sum, file) => sum + file.discontinuities, 0))}`,
    last === undefined ? "never" : inTable(last, timeZone),
    gigabytes(files.reduce((sum, file) => sum + file.size, 0)),
  ];
}

/** With a blank, where a narrow column may break it. */
function inTable(at: Moment, timeZone: string): string {
  return localTime(utcText(at), timeZone).replace("T", " ");
}

function joints(count: number): string {
  return count === 0 ? "" : `, joined ${count === 1 ? "once" : `${count} times`}`;
}

export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

/** What each rule or task makes of which streams, as far as it cannot be told. */
export function untoldLines(untold: readonly Untold[]): string[] {
  const groups = new Map<string, { readonly origin: string; readonly template: string; readonly streams: Set<string>; pushes: number }>();
  for (const one of untold) {
    const key = `${one.origin} ${one.template}`;
    const group = groups.get(key) ?? { origin: one.origin, template: one.template, streams: new Set<string>(), pushes: 0 };
    groups.set(key, group);
    group.streams.add(nameOf(one));
    group.pushes += 1;
  }
  return [...groups.values()].map(({ origin, template, streams, pushes }) => {
    const [first = "", ...rest] = streams;
    const which = `${first}${rest.length === 0 ? "" : ` and ${rest.length} more`}`;
    return `cannot be told: what ${origin} makes of ${pushes === 1 ? "a push" : `${pushes} pushes`} of ${which}; ${whyUnknown(template)}`;
  });
}

/** All recordings in one sentence. `isPart`: some could not be told. */
export function usageWords(
  count: number,
  { peakConcurrent, recordedHours, bytes, keptForEverGigabytes }: Usage,
  { bitrates, isPart }: { readonly bitrates: Bitrates; readonly isPart: boolean },
): string {
  if (count === 0) return isPart ? "Nothing else is recorded." : "Nothing is recorded.";
  const forEver = keptForEverGigabytes > 0 ? `, ${keptForEverGigabytes.toFixed(2)} GB of them for ever` : "";
  return `${count} ${count === 1 ? "recording" : "recordings"}, ${recordedHours.toFixed(1)} h in all, ${gigabytes(bytes)}${forEver} (${bitratesWords(bitrates)}); at most ${peakConcurrent} at once${isPart ? ", without what cannot be told" : ""}.`;
}
