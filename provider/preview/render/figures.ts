import { type Bitrates, bitratesWords, bitrateWords } from "../../recording/bitrate";
import { templateWords } from "../../recording/bound";
import { inWords } from "../../recording/time";
import { listed } from "../../recording/words";
import type { PreviewDocument } from "../document";
import type { PlanFinding } from "../findings";
import type { HourOfFormat, HourOfPush, UsageComparison, UsageFigures } from "../usage";
import { figure } from "../words";

/** What an hour of push of the same kind of streams gives, before and after, in words. */
export interface HourRow {
  readonly streams: string;
  readonly before: string;
  readonly after: string;
}

/** Streams that gain or lose the same are told together. */
export function hourRows(hours: readonly HourOfPush[]): HourRow[] {
  const rows = new Map<string, HourRow>();
  for (const { streams, before, after } of hours) {
    const [was, will] = [hourText(before), hourText(after)];
    const key = `${was}\n${will}`;
    const row = rows.get(key);
    rows.set(key, row === undefined ? { streams, before: was, after: will } : { ...row, streams: `${row.streams}; ${streams}` });
  }
  return [...rows.values()];
}

/** `HLS 1.13 GB for 30 days, MP4 1.13 GB for ever` */
function hourText(formats: readonly HourOfFormat[] | null): string {
  if (formats === null) return "cannot be told";
  if (formats.length === 0) return "nothing";
  return formats.map(({ format, gigabytes, keptSeconds }) => `${format} ${figure(gigabytes)} GB ${keptText(keptSeconds)}`).join(", ");
}

/** `for 30 days`, `for ever`, `in COS` */
export function keptText(seconds: number | null): string {
  if (seconds === null) return "in COS";
  return seconds === 0 ? "for ever" : `for ${inWords(seconds)}`;
}

/** The heading of what an hour gives, with the bit rate by which its sizes are reckoned. */
export function hourTitle({ bitrates }: Pick<PreviewDocument, "bitrates">): string {
  return `One hour of push gives (${bitratesWords(bitrates)})`;
}

/** The heading of a table of usage: what the figures go by. */
export function usageTitle({ basis }: UsageComparison): string {
  return basis === "timetable" ? "Usage by the timetable" : "Usage of the scheduled recordings, if their streams are on air the whole time";
}

/** What the figures leave out; undefined where they leave out nothing. */
export function usageNote({ untold }: UsageComparison): string | undefined {
  const names = listed(untold.map(templateWords));
  return untold.length === 0
    ? undefined
    : `Not counted, because it cannot be told: what ${names} ${untold.length === 1 ? "makes" : "make"}.`;
}

export interface UsageRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** ` (+3)`; empty where nothing differs. */
  readonly difference: string;
}

const FIGURES: readonly (readonly [keyof UsageFigures, string])[] = [
  ["peakConcurrent", "recordings at once, at most"],
  ["recordedHours", "recorded hours, all formats"],
  ["gigabytes", "new files, GB"],
  ["storedGigabyteDays", "stored GB-days in the first year"],
  ["keptForEverGigabytes", "kept for ever, GB"],
];

/** The figures before and after; those that are 0 on both sides are left out. */
export function usageRows({ before, after }: UsageComparison, { video }: Bitrates): UsageRow[] {
  return FIGURES.flatMap(([key, name]) => {
    const [was, will] = [before[key], after[key]];
    if (was === 0 && will === 0) return [];
    // All three are rounded alike, so that what is shown adds up.
    const digits = Math.max(was, will) < 100 ? 2 : 0;
    const [from, to] = [roundTo(was, digits), roundTo(will, digits)];
    const more = roundTo(to - from, digits);
    const full = key === "gigabytes" ? `${name} (${bitrateWords(video)})` : name;
    return [
      { name: full, before: figure(from), after: figure(to), difference: more === 0 ? "" : ` (${more > 0 ? "+" : ""}${figure(more)})` },
    ];
  });
}

function roundTo(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** What is to be said of streams on air beside the findings; undefined when nobody asked. */
export function liveText(liveStreams: number | null, findings: readonly PlanFinding[]): string | undefined {
  if (liveStreams === null || findings.some(({ kind }) => kind === "live-now")) return undefined;
  if (liveStreams === 0) return "No stream is live now.";
  return liveStreams === 1
    ? "1 stream is live now, and this does not touch it."
    : `${liveStreams} streams are live now, and this touches none of them.`;
}
