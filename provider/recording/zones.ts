import { Temporal } from "temporal-polyfill";
import type { Configuration } from "./configuration";
import type { Moment, Span } from "./moments";

/** A time as it is declared. */
interface Declared {
  readonly timeZone?: string | undefined;
  readonly startTime?: string | undefined;
  readonly endTime?: string | undefined;
}

const OFFSET = /([+-]\d{2}):?(\d{2})$/;

/** The zone in which somebody wrote the times of a declaration: its own, else the offset in its text; undefined for UTC, or where none is told. */
export function zoneOf({ timeZone, startTime, endTime }: Declared): string | undefined {
  if (timeZone !== undefined) return timeZone;
  const [, hours, minutes] = OFFSET.exec(startTime ?? endTime ?? "") ?? [];
  return hours === undefined ? undefined : `${hours}:${minutes}`;
}

/** The zone of all declared times, where they agree on one. */
export function declaredZone(configurations: readonly Configuration[]): string | undefined {
  const zones = new Set(configurations.flatMap(({ timed, tasks, clips }) => [...timed, ...tasks, ...clips].map(zoneOf)));
  const [only] = zones;
  return zones.size === 1 ? only : undefined;
}

/** The zone of all declared times, where they agree on one; else UTC. */
export function commonZone(configurations: readonly Configuration[]): string {
  return declaredZone(configurations) ?? "UTC";
}

const DAY = 86_400_000;

/** Milliseconds between a zone's clocks and UTC on days without a change of the clocks; null: on that day they are changed. */
const offsets = new Map<string, number | null>();
const MOST_OFFSETS = 10_000;

/** `2026-12-20T19:30` on the clocks of a zone. */
export function localText(at: Moment, timeZone: string): string {
  const day = Math.floor(at / DAY);
  const key = `${day} ${timeZone}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    // To ask the zone is dear, and pictures ask for every hour of months.
    const [begin, end] = [offsetAt(day * DAY, timeZone), offsetAt((day + 1) * DAY, timeZone)];
    offset = begin === end ? begin : null;
    if (offsets.size >= MOST_OFFSETS) offsets.clear();
    offsets.set(key, offset);
  }
  return new Date(at + (offset ?? offsetAt(at, timeZone))).toISOString().slice(0, 16);
}

function offsetAt(at: Moment, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1_000_000;
}

/** `2026-12-20 19:30 +08:00`, on the clocks of a zone; seconds where there are any. */
export function zonedText(at: Moment, timeZone: string): string {
  const { day, time, offset } = partsOf(at, timeZone);
  return `${day} ${time} ${offset}`;
}

/** `2026-12-20 19:30 to 22:30 +08:00`; what is the same at both ends is said once. */
export function spanText({ start, end }: Span, timeZone: string): string {
  const [from, to] = [partsOf(start, timeZone), partsOf(end, timeZone)];
  const begin = `${from.day} ${from.time}${from.offset === to.offset ? "" : ` ${from.offset}`}`;
  return `${begin} to ${from.day === to.day ? "" : `${to.day} `}${to.time} ${to.offset}`;
}

function partsOf(at: Moment, timeZone: string): { readonly day: string; readonly time: string; readonly offset: string } {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: local.second === 0 ? "minute" : "second" });
  return { day: local.toPlainDate().toString(), time, offset: local.offset === "+00:00" ? "UTC" : local.offset };
}
