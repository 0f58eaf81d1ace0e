import { Temporal } from "temporal-polyfill";
import type { Span } from "../recording/moments";
import type { Block } from "./block";
import { inWords, type Place } from "./place";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const OFFSET = /(Z|[+-]\d{2}(?::?\d{2})?)$/i;
const DURATION = /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
/** A repeat that goes on for longer is a slip of the pen. */
const LONGEST_DAYS = 3 * 366;

/** A start with the stretch of time that begins there; without an end it lasts. */
export type Stretch = Pick<Span, "start"> & { readonly end: number | undefined };

/** The fields that say when something happens. */
export const WHEN = ["start", "end", "duration", "repeat"] as const;

/** Milliseconds of `1h30m`, `45m`, `90s` or a number of seconds. */
export function durationOf(value: unknown): number | undefined {
  if (typeof value === "number") return value > 0 ? value * 1000 : undefined;
  const parts = typeof value === "string" ? DURATION.exec(value) : null;
  if (parts === null) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const whole = hours * 3600 + minutes * 60 + seconds;
  return whole > 0 ? whole * 1000 : undefined;
}

export const A_DURATION = "a duration; write it like 1h30m, 45m or 90s";

/** Every stretch that `start`, `end` or `duration` and `repeat` of a block stand for. */
export function stretchesOf(block: Block, calendars: Calendars): Stretch[] {
  const start = block.time("start");
  const end = block.time("end");
  const duration = block.scalar("duration", A_DURATION, durationOf);
  if (block.has("end") && block.has("duration")) block.note("duration", "stands beside end; write one of the two");
  if (start === undefined) return [];
  const length = end === undefined ? duration : end.at - start.at;
  if (length !== undefined && length <= 0) block.note("end", "is not after start");
  if (length === undefined && block.has("repeat") && !block.has("end") && !block.has("duration"))
    block.note("repeat", "needs an end or a duration beside it");
  return startsOf(block, start, calendars).map((at) => ({ start: at, end: length === undefined ? undefined : at + length }));
}

/** The starts of what repeats, by the clocks of the start's zone: a lesson at nine stays at nine when clocks change. */
function startsOf(block: Block, { text, at }: { readonly text: string; readonly at: number }, calendars: Calendars): number[] {
  const repeat = block.block("repeat");
  if (repeat === undefined) return [at];
  repeat.expect(["every", "on", "until", "times", "except"]);
  const offset = OFFSET.exec(text)?.[1] ?? "UTC";
  const first = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(block.timeZone ?? (/z/i.test(offset) ? "UTC" : offset));
  const every = repeat.oneOf("every", ["day", "week"]);
  const on = repeat.scalars("on", `one of ${DAYS.join(", ")}`, (value) => DAYS.find((day) => day === value));
  const days = on ?? (every === "week" ? [dayOf(first)] : DAYS);
  const until = repeat.scalar("until", A_DAY, dayIn);
  const times = repeat.count("times", 1);
  const except = repeat.scalars("except", A_DAY, exceptionIn) ?? [];
  if (!repeat.has("until") && !repeat.has("times")) repeat.note("", "needs until or times");
  if (until === undefined && times === undefined) return [at];
  if (until !== undefined && Temporal.PlainDate.compare(until, first.toPlainDate()) < 0) {
    repeat.note("until", `lies before the start, ${first.toPlainDate()}, so nothing would happen`);
    return [];
  }
  const starts: number[] = [];
  const left = new Set<string>();
  for (let day = 0; day < LONGEST_DAYS && starts.length < (times ?? Number.POSITIVE_INFINITY); day += 1) {
    const next = first.add({ days: day });
    if (until !== undefined && Temporal.PlainDate.compare(next.toPlainDate(), until) > 0) break;
    if (!days.includes(dayOf(next))) continue;
    const date = next.toPlainDate().toString();
    if (except.some((one) => one.date === date)) left.add(date);
    else starts.push(next.epochMilliseconds);
  }
  if (starts.length === 0) repeat.note("", "leaves no day on which it happens");
  calendars.add(repeat, except, left);
  return starts;
}

interface Exception {
  readonly date: string;
  readonly place: Place;
}

function exceptionIn(value: unknown, place: Place): Exception | undefined {
  const day = dayIn(value);
  return day === undefined ? undefined : { date: day.toString(), place };
}

/**
 * The days of `except` over a whole file. One on which nothing would happen is most likely a slip, and the day that was meant is not left out. A list
 * that several repeats share, by an anchor, is a calendar: not each of its days concerns each of them.
 */
export class Calendars {
  readonly #lists = new Map<string, { readonly repeat: Block; readonly idle: readonly Exception[]; uses: number }>();

  /** @param left the days that were left out */
  add(repeat: Block, except: readonly Exception[], left: ReadonlySet<string>): void {
    const key = inWords(repeat.placeOf("except"));
    const before = this.#lists.get(key);
    if (before !== undefined) before.uses += 1;
    else this.#lists.set(key, { repeat, idle: except.filter(({ date }) => !left.has(date)), uses: 1 });
  }

  refuseIdle(): void {
    for (const { repeat, idle, uses } of this.#lists.values()) {
      if (uses > 1) continue;
      for (const { date, place } of idle)
        repeat.noteAt(place, `${repeat.path}.except`, `${date} is a day on which nothing would happen; take it out, or correct it`);
    }
  }
}

const A_DAY = "a day; write it like 2027-01-15";

function dayIn(value: unknown): Temporal.PlainDate | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  try {
    return Temporal.PlainDate.from(value, { overflow: "reject" });
  } catch {
    return undefined;
  }
}

function dayOf(at: Temporal.ZonedDateTime): (typeof DAYS)[number] {
  return DAYS[at.dayOfWeek - 1] ?? "mon";
}
