import { Temporal } from "temporal-polyfill";

/** China Standard Time, the zone in which the service writes times that carry no zone. It has had no daylight saving since 1991. */
export const CHINA = "Asia/Shanghai";

/** The value with which VOD says that a file never expires. */
export const NEVER = "9999-12-31T23:59:59Z";

export type Reading = { readonly at: Temporal.Instant } | { readonly problem: string };

const WITH_ZONE = /(?:[zZ]|[+-]\d{2}(?::?\d{2})?)$/;

/**
 * Reads a time as a user writes it: RFC 3339 with an offset, or a local time together with an IANA zone.
 * A time without a zone is refused with both likely readings; so is a local time that a clock change skips or repeats.
 */
export function readTime(text: string, timeZone?: string): Reading {
  const key = `${text}\n${timeZone ?? ""}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const reading = freshReading(text, timeZone);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, reading);
  return reading;
}

// Comparisons ask for the same few texts again and again, and to read one is dear.
const known = new Map<string, Reading>();
const MOST_KNOWN = 10_000;

function freshReading(text: string, timeZone: string | undefined): Reading {
  const hasOffset = WITH_ZONE.test(text) && /\d[tT ]\d/.test(text);
  if (hasOffset) {
    try {
      return { at: Temporal.Instant.from(text) };
    } catch {
      return { problem: `"${text}" is not a time; write it like 2026-12-20T19:30:00+08:00` };
    }
  }
  let local: Temporal.PlainDateTime;
  try {
    if (!/\d[tT ]\d/.test(text)) throw new RangeError("no time of day");
    local = Temporal.PlainDateTime.from(text);
  } catch {
    return { problem: `"${text}" is not a time; write it like 2026-12-20T19:30:00+08:00` };
  }
  if (timeZone === undefined) {
    const inChina = local.toZonedDateTime(CHINA);
    return {
      problem:
        `"${text}" names no zone, and two readings are likely: ${inChina.toString({ timeZoneName: "never" })} (China time, ` +
        `${inChina.toInstant().toString()}) or ${local.toString()}Z (UTC); write one of them, or set timeZone to an IANA zone such as ${CHINA}`,
    };
  }
  return readLocal(local, text, timeZone);
}

function readLocal(local: Temporal.PlainDateTime, text: string, timeZone: string): Reading {
  let earlier: Temporal.ZonedDateTime;
  let later: Temporal.ZonedDateTime;
  try {
    earlier = local.toZonedDateTime(timeZone, { disambiguation: "earlier" });
    later = local.toZonedDateTime(timeZone, { disambiguation: "later" });
  } catch {
    return { problem: `"${timeZone}" is not an IANA time zone; write one such as ${CHINA} or Europe/Berlin` };
  }
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { at: earlier.toInstant() };
  const [a, b] = [earlier, later].map((time) => time.toString({ timeZoneName: "never" }));
  return earlier.toPlainDateTime().equals(later.toPlainDateTime())
    ? { problem: `"${text}" happens twice in ${timeZone}, where the clocks go back: write ${a} or ${b}` }
    : { problem: `"${text}" does not exist in ${timeZone}, where the clocks go forward: write ${a} or ${b}` };
}

/** Like `readTime`, for a text that was checked before. */
export function instantOf(text: string, timeZone?: string): Temporal.Instant {
  const reading = readTime(text, timeZone);
  if ("problem" in reading) throw new RangeError(reading.problem);
  return reading.at;
}

/** Whole seconds since 1970-01-01T00:00:00Z. */
export function unixSeconds(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 1000);
}

/** `YYYY-MM-DDThh:mm:ssZ`, as VOD wants it. */
export function isoUtc(at: Temporal.Instant): string {
  return new Date(unixSeconds(at) * 1000).toISOString().replace(".000Z", "Z");
}

/** `YYYY-MM-DD hh:mm:ss` on China's clocks, as the CreateLiveRecord family wants it. */
export function chinaTime(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(CHINA).toPlainDateTime().toString({ smallestUnit: "second" }).replace("T", " ");
}

/** Reads `YYYY-MM-DD hh:mm:ss` of China's clocks. */
export function fromChinaTime(text: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(text.replace(" ", "T")).toZonedDateTime(CHINA).toInstant();
}

/** `90 s`, `5 min`, `2 h`, `30 days`: a duration in the largest unit that divides it. */
export function inWords(seconds: number): string {
  for (const [name, length] of [
    ["day", 86_400],
    ["h", 3_600],
    ["min", 60],
  ] as const) {
    if (seconds >= length && seconds % length === 0) {
      const count = seconds / length;
      return name === "day" ? `${count} ${count === 1 ? "day" : "days"}` : `${count} ${name}`;
    }
  }
  return `${seconds} s`;
}
