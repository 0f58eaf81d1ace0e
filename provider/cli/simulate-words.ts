import { figure } from "../preview/index";
import { type Bitrates, bitratesWords } from "../recording/bitrate";
import { whyUnknown } from "../recording/bound";
import type { Moment } from "../recording/moments";
import type { Recording, Untold } from "../recording/recordings";
import type { Usage } from "../recording/usage";
import { localText } from "../recording/zones";
import { prose } from "./prose";
import type { Session } from "./session";
import { nameOf } from "./simulate-rows";
import { table } from "./table";

/** On whose clocks times are shown, and by which rates sizes are reckoned. */
export interface Measures {
  /** IANA zone. */
  readonly timeZone: string;
  readonly bitrates: Bitrates;
}

/** One row for each recording, below a line that says what all of them share. */
export function simulationTable(session: Session, recordings: readonly Recording[], { timeZone, bitrates }: Measures): string[] {
  const domains = new Set(recordings.map(({ domainName }) => domainName));
  const [only] = domains;
  const domain = domains.size === 1 ? only : undefined;
  const head = ["stream", "because of", "files", "when", "kept until", "size"];
  const rows = recordings.map((one) => row(one, domain, timeZone));
  const shared = domain === undefined ? "Times" : `Streams of ${domain}, times`;
  const measures = `${shared} of ${timeZone}, sizes ${bitratesWords(bitrates)}:`;
  return [...prose(session, measures), table(session, head, rows, { lines: false })];
}

function row(
  { cause, format, start, end, files, open, destination, ...target }: Recording,
  domain: string | undefined,
  timeZone: string,
): string[] {
  return [
    domain === undefined ? nameOf(target) : `${target.appName}/${target.streamName}`,
    cause.origin.replace(`domains.${target.domainName}.`, ""),
    `${files.length} ${format.toUpperCase()}${joints(files.reduce((sum, file) => sum + file.discontinuities, 0))}`,
    open ? `${inTable(start, timeZone)}, still live` : stretch(inTable(start, timeZone), inTable(end, timeZone)),
    destination.kind === "cos" ? "as COS says" : until(files.at(-1)?.expiresAt, timeZone),
    gigabytes(files.reduce((sum, file) => sum + file.size, 0)),
  ];
}

/** The day is said once where both ends share it. */
function stretch(from: string, to: string): string {
  return from.slice(0, 10) === to.slice(0, 10) ? `${from} to ${to.slice(11)}` : `${from} to ${to}`;
}

function until(expiresAt: Moment | undefined, timeZone: string): string {
  return expiresAt === undefined ? "for ever" : localText(expiresAt, timeZone).slice(0, 10);
}

/** With a blank, where a narrow column may break it. */
function inTable(at: Moment, timeZone: string): string {
  return localText(at, timeZone).replace("T", " ");
}

function joints(count: number): string {
  return count === 0 ? "" : `, joined ${count === 1 ? "once" : `${count} times`}`;
}

export function gigabytes(bytes: number): string {
  return `${figure(bytes / 1e9)} GB`;
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
  { peakConcurrent, recordedHours, bytes, keptForEverGigabytes, storedGigabyteDays }: Usage,
  { bitrates, isPart }: { readonly bitrates: Bitrates; readonly isPart: boolean },
): string {
  if (count === 0) return isPart ? "Nothing else is recorded." : "Nothing is recorded.";
  const forEver = keptForEverGigabytes > 0 ? `, ${figure(keptForEverGigabytes)} GB of them for ever` : "";
  const stored =
    storedGigabyteDays > 0 ? `; ${figure(Math.round(storedGigabyteDays * 10) / 10)} GB-days stored up to 30 days after the last file` : "";
  return `${figure(count)} ${count === 1 ? "recording" : "recordings"}, ${figure(Math.round(recordedHours * 10) / 10)} h in all, ${gigabytes(bytes)}${forEver} (${bitratesWords(bitrates)}); at most ${peakConcurrent} at once${stored}${isPart ? ", without what cannot be told" : ""}.`;
}
