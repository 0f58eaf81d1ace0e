import type { Span } from "../../recording/moments";
import { localTime } from "../timeline";

const HOUR = 3_600_000;
/** What lies so far apart gets a stretch of its own, so that an evening is not a line of two pixels. */
const APART = 6 * HOUR;
/** So many stretches would be mostly gaps; then time runs through. */
const MOST_STRETCHES = 12;

/** A stretch of time with its place in a picture, in whatever unit the picture is drawn. */
export interface Scaled extends Span {
  readonly x: number;
  readonly width: number;
}

/** The stretches of time in which something happens, in whole hours. */
export function stretchesOf(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const span = { start: Math.floor(start / HOUR) * HOUR, end: Math.ceil(end / HOUR) * HOUR };
    const last = result.at(-1);
    if (last === undefined || span.start - last.end > APART) result.push(span);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  const [first, last] = [result[0], result.at(-1)];
  return result.length > MOST_STRETCHES && first && last ? [{ start: first.start, end: last.end }] : result;
}

/** The place of each stretch: all to one scale, with gaps between them. */
export function scaleOf(
  stretches: readonly Span[],
  room: { readonly left: number; readonly width: number; readonly gap: number },
): Scaled[] {
  const whole = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  const width = room.width - room.gap * (stretches.length - 1);
  let x = room.left;
  return stretches.map(({ start, end }) => {
    const scaled = { start, end, x, width: ((end - start) / whole) * width };
    x += scaled.width + room.gap;
    return scaled;
  });
}

/** The place of a moment that lies in a stretch. */
export function placeOf(at: number, { start, end, x, width }: Scaled): number {
  return x + ((at - start) / (end - start)) * width;
}

/** One mark on the axis of a stretch. */
interface Tick {
  readonly at: number;
  /** `19:30`; where only days have room, `12-21`. */
  readonly label: string;
}

/** Marks at round times of a zone, not nearer to each other than a label needs. */
export function ticksOf(stretch: Scaled, timeZone: string, room: number): Tick[] {
  const hours = Math.max(1, (stretch.end - stretch.start) / HOUR);
  const every = [1, 2, 3, 6, 12, 24, 48, 168, 336, 720].find((step) => (stretch.width / hours) * step >= room) ?? 720;
  const ticks: Tick[] = [];
  for (let at = stretch.start; at <= stretch.end; at += HOUR) {
    const text = localTime(new Date(at).toISOString(), timeZone);
    const [day, time] = [text.slice(5, 10), text.slice(11)];
    const last = ticks.at(-1);
    if (every < 24) {
      if ((at - stretch.start) % (every * HOUR) === 0) ticks.push({ at, label: time });
    } else if (time.slice(0, 2) === "00" && (last === undefined || at - last.at >= (every - 2) * HOUR)) ticks.push({ at, label: day });
  }
  return ticks;
}

/** The axis of a stretch: its ground, its day, and a line for each mark. */
export function axis(
  stretch: Scaled,
  { top, height, timeZone }: { readonly top: number; readonly height: number; readonly timeZone: string },
): string[] {
  const { start, end, x, width } = stretch;
  const parts = [`<rect class="ground" x="${x}" y="${top - 4}" width="${width}" height="${height - top}" rx="4"/>`];
  const day = localTime(new Date(start).toISOString(), timeZone).slice(0, 10);
  parts.push(`<text class="day" x="${x + 2}" y="12">${width < 78 ? day.slice(5) : day}</text>`);
  for (const { at, label } of ticksOf(stretch, timeZone, 44)) {
    const place = placeOf(at, stretch);
    const anchor = at === start ? "start" : at === end ? "end" : "middle";
    parts.push(`<line class="grid" x1="${place}" y1="${top - 4}" x2="${place}" y2="${height - 4}"/>`);
    parts.push(`<text class="hour" x="${place}" y="26" text-anchor="${anchor}">${label}</text>`);
  }
  return parts;
}
