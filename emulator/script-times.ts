import { Temporal } from "temporal-polyfill";

/** One thing that is wrong in a script. */
export interface ScriptProblem {
  readonly text: string;
  /** Both count from 1; left out for what is not of the file alone. */
  readonly line?: number;
  readonly column?: number;
}

/** Raised for a script that cannot be read or played. */
export class ScriptError extends Error {
  override name = "ScriptError";
  readonly problems: readonly ScriptProblem[];

  /** @param where the path in the script that a text is about, such as `pushes[0].start` */
  constructor(
    what: string | readonly ScriptProblem[],
    readonly where?: string,
  ) {
    const problems = typeof what === "string" ? [{ text: what }] : what;
    super(problems.map(({ text, line, column }) => (line === undefined ? text : `line ${line}, column ${column}: ${text}`)).join("\n"));
    this.problems = problems;
  }
}

/** When something happens again: every day, or on some days of the week; up to a day or a number of times, but not on the days named. */
export interface Repeat {
  readonly every?: "day" | "week";
  readonly on?: readonly Day[];
  /** Last day, `2027-01-15`. */
  readonly until?: string;
  readonly times?: number;
  readonly except?: readonly string[];
}

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
type Day = (typeof DAYS)[number];

const ZONED = /(Z|[+-]\d{2}:\d{2})$/i;
const DURATION = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Repeats that name no end go on for at most so many days, so that a slip of the pen does not fill the memory. */
const LONGEST_DAYS = 3 * 366;

/** Reads a time: with an offset, or local to the script's time zone. A time with an offset and no time zone keeps its offset. */
export function readMoment(text: string, timeZone: string | undefined, where: string): Temporal.ZonedDateTime {
  try {
    const offset = ZONED.exec(text)?.[1];
    if (offset !== undefined) return Temporal.Instant.from(text).toZonedDateTimeISO(timeZone ?? (/z/i.test(offset) ? "UTC" : offset));
    if (timeZone !== undefined) return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone, { disambiguation: "reject" });
  } catch (error) {
    throw new ScriptError(`${where}: ${text} is no time (${error instanceof Error ? error.message : String(error)}).`, where);
  }
  throw new ScriptError(`${where}: ${text} names no zone; write an offset, or timeZone for the whole script.`, where);
}

/** Milliseconds of a duration such as `1h30m`, `45m` or `90s`, or of a number of seconds. */
export function readDuration(given: string | number, where: string): number {
  const parts = DURATION.exec(String(given));
  const seconds =
    typeof given === "number"
      ? given
      : parts === null
        ? 0
        : Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0);
  if (!(seconds > 0)) throw new ScriptError(`${where}: ${given} is no duration; write it like 1h30m, 45m or 90s.`, where);
  return seconds * 1000;
}

/**
 * The starts of something that repeats, in milliseconds, by the clocks of the start's zone.
 * @param isCalendar whether the days of `except` are for other repeats as well, so that this one need not meet each
 */
export function occurrences(start: Temporal.ZonedDateTime, repeat: Repeat | undefined, where: string, isCalendar: boolean): number[] {
  if (repeat === undefined) return [start.epochMilliseconds];
  if (repeat.until === undefined && repeat.times === undefined) throw new ScriptError(`${where} needs until or times.`, where);
  const days = repeat.on ?? (repeat.every === "week" ? [dayOf(start)] : DAYS);
  const last = repeat.until === undefined ? undefined : readDay(repeat.until, `${where}.until`);
  const except = (repeat.except ?? []).map((day, index) => readDay(day, `${where}.except[${index}]`).toString());
  if (last !== undefined && Temporal.PlainDate.compare(last, start.toPlainDate()) < 0)
    throw new ScriptError(`${where}.until: ${repeat.until} is before the start.`, `${where}.until`);
  const found: number[] = [];
  const met = new Set<string>();
  for (let day = 0; day < LONGEST_DAYS && found.length < (repeat.times ?? Number.POSITIVE_INFINITY); day++) {
    const at = start.add({ days: day });
    const date = at.toPlainDate();
    if (last !== undefined && Temporal.PlainDate.compare(date, last) > 0) break;
    if (!days.includes(dayOf(at))) continue;
    if (except.includes(date.toString())) met.add(date.toString());
    else found.push(at.epochMilliseconds);
  }
  if (found.length === 0) throw new ScriptError(`${where} leaves no day.`, where);
  const idle = isCalendar ? -1 : except.findIndex((day) => !met.has(day));
  if (idle >= 0) throw new ScriptError(`${where}.except: nothing would happen on ${except[idle]} anyway.`, `${where}.except[${idle}]`);
  return found;
}

function dayOf(at: Temporal.ZonedDateTime): Day {
  return DAYS[at.dayOfWeek - 1] ?? "mon";
}

function readDay(text: string, where: string): Temporal.PlainDate {
  try {
    if (DAY.test(text)) return Temporal.PlainDate.from(text);
  } catch {
    // Not every number is a month or a day.
  }
  throw new ScriptError(`${where}: ${text} is no day; write it like 2027-01-15.`, where);
}
