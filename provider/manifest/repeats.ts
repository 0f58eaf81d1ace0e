import { Temporal } from "temporal-polyfill";
import type { Span } from "../recording/moments";
import type { Block } from "./block";

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
export function stretchesOf(block: Block): Stretch[] {
  const start = block.time("start");
  const end = block.time("end");
  const duration = block.scalar("duration", A_DURATION, durationOf);
  if (block.has("end") && block.has("duration")) block.note("duration", "stands beside end; write one of the two");
  if (start === undefined) return [];
  const length = end === undefined ? duration : end.at - start.at;
  if (length !== undefined && length <= 0) block.note("end", "is not after start");
  if (length === undefined && block.has("repeat") && !block.has("end") && !block.has("duration"))
    block.note("repeat", "needs an end or a duration beside it");
  return startsOf(block, start).map((at) => ({ start: at, end: length === undefined ? undefined : at + length }));
}

/** The starts of what repeats, by the clocks of the start's zone: a lesson at nine stays at nine when clocks change. */
function startsOf(block: Block, { text, at }: { readonly text: string; readonly at: number }): number[] {
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
  const except = new Set((repeat.scalars("except", A_DAY, dayIn) ?? []).map(String));
  if (!repeat.has("until") && !repeat.has("times")) repeat.note("", "needs until or times");
  if (until === undefined && times === undefined) return [at];
  const starts: number[] = [];
  for (let day = 0; day < LONGEST_DAYS && starts.length < (times ?? Number.POSITIVE_INFINITY); day += 1) {
    const next = first.add({ days: day });
    if (until !== undefined && Temporal.PlainDate.compare(next.toPlainDate(), until) > 0) break;
    if (days.includes(dayOf(next)) && !except.has(next.toPlainDate().toString())) starts.push(next.epochMilliseconds);
  }
  return starts;
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
