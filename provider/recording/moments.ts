import { readTime } from "./time";

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Moment = number;

/** A stretch of time; its end is not part of it. */
export interface Span {
  readonly start: Moment;
  readonly end: Moment;
}

/** The moment that a text means; undefined for a text that means none or two (the lint names it). */
export function momentOf(text: string | undefined, timeZone?: string): Moment | undefined {
  if (text === undefined) return undefined;
  const reading = readTime(text, timeZone);
  return "at" in reading ? reading.at.epochMilliseconds : undefined;
}

/** `2026-12-20T11:30:00Z` */
export function utcText(at: Moment): string {
  return new Date(at).toISOString().replace(/\.?0*Z$/, "Z");
}

const CHINA_OFFSET = 8 * 3_600_000;

/** `2026-12-20 19:30:00`, on China's clocks, which have not been changed since 1991. */
export function chinaText(at: Moment): string {
  return new Date(at + CHINA_OFFSET).toISOString().slice(0, 19).replace("T", " ");
}

export function seconds(span: Span): number {
  return (span.end - span.start) / 1000;
}

export function overlap(a: Span, b: Span): Span | undefined {
  const span = { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
  return span.start < span.end ? span : undefined;
}
