import { localTime, type Timeline, type TimelineBar } from "../timeline";
import { html } from "./html-text";

const WIDTH = 960;
const LEFT = 12;
const LANE = 34;
const HEAD = 34;
const MOST_BARS = 200;
const HOUR = 3_600_000;

/** A picture of the windows that change, drawn to scale on the clocks of one zone. */
export function timelineSvg({ timeZone, bars: all }: Timeline): string {
  const bars = all.slice(0, MOST_BARS);
  // Windows that lie days apart get a stretch of their own each, so that an evening is not a line of two pixels.
  const stretches = stretchesOf(bars);
  const scale = scaleOf(stretches);
  const lanes = lanesOf(bars);
  const height = HEAD + lanes.reduce((sum, { rows }) => sum + 22 + rows * LANE, 0) + 8;
  const parts: string[] = [];
  for (const { start, end, x, width } of scale) parts.push(...axis({ start, end, x, width, height, timeZone }));
  let y = HEAD;
  for (const { stream, placed, rows } of lanes) {
    parts.push(`<text class="stream" x="${LEFT}" y="${y + 16}">${html(stream)}</text>`);
    for (const { bar, row } of placed) parts.push(barSvg(bar, y + 22 + row * LANE, scale, timeZone));
    y += 22 + rows * LANE;
  }
  const title = `Windows of recording, times of ${timeZone}`;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${html(title)}"><title>${html(title)}</title>${parts.join("")}</svg>`;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Scaled extends Stretch {
  readonly x: number;
  readonly width: number;
}

function stretchesOf(bars: readonly TimelineBar[]): Stretch[] {
  const spans = bars.map(({ start, end }) => ({ start: floorHour(Date.parse(start)), end: floorHour(Date.parse(end) + HOUR - 1) }));
  const result: Stretch[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || span.start - last.end > 6 * HOUR) result.push(span);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return result;
}

function floorHour(at: number): number {
  return Math.floor(at / HOUR) * HOUR;
}

const GAP = 26;

function scaleOf(stretches: readonly Stretch[]): Scaled[] {
  const whole = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  const room = WIDTH - 2 * LEFT - GAP * (stretches.length - 1);
  let x = LEFT;
  return stretches.map(({ start, end }) => {
    const width = ((end - start) / whole) * room;
    const scaled = { start, end, x, width };
    x += width + GAP;
    return scaled;
  });
}

function axis({ start, end, x, width, height, timeZone }: Scaled & { readonly height: number; readonly timeZone: string }): string[] {
  const hours = Math.max(1, Math.round((end - start) / HOUR));
  const every = [1, 2, 3, 6, 12, 24, 48, 168].find((step) => (width / hours) * step >= 44) ?? 168;
  const parts = [`<rect class="ground" x="${x}" y="${HEAD - 4}" width="${width}" height="${height - HEAD}" rx="4"/>`];
  const day = localTime(new Date(start).toISOString(), timeZone).slice(0, 10);
  parts.push(`<text class="day" x="${x + 2}" y="12">${day}</text>`);
  for (let hour = 0; hour <= hours; hour += every) {
    const at = x + (hour / hours) * width;
    const time = localTime(new Date(start + hour * HOUR).toISOString(), timeZone).slice(11);
    const anchor = hour === 0 ? "start" : hour === hours ? "end" : "middle";
    parts.push(`<line class="grid" x1="${at}" y1="${HEAD - 4}" x2="${at}" y2="${height - 4}"/>`);
    parts.push(`<text class="hour" x="${at}" y="26" text-anchor="${anchor}">${time}</text>`);
  }
  return parts;
}

interface Lane {
  readonly stream: string;
  readonly placed: readonly { readonly bar: TimelineBar; readonly row: number }[];
  readonly rows: number;
}

/** Windows of one stream that overlap stand below each other. */
function lanesOf(bars: readonly TimelineBar[]): Lane[] {
  const streams = [...new Set(bars.map(({ stream }) => stream))];
  return streams.map((stream) => {
    const ends: number[] = [];
    const placed = bars
      .filter((bar) => bar.stream === stream)
      .map((bar) => {
        const start = Date.parse(bar.start);
        const free = ends.findIndex((end) => end <= start);
        const row = free === -1 ? ends.length : free;
        ends[row] = Date.parse(bar.end);
        return { bar, row };
      });
    return { stream, placed, rows: ends.length };
  });
}

const STATES = { added: "new", removed: "gone", stays: "stays" } as const;

function barSvg(bar: TimelineBar, y: number, scale: readonly Scaled[], timeZone: string): string {
  const [start, end] = [Date.parse(bar.start), Date.parse(bar.end)];
  const stretch = scale.find((one) => one.start <= start && end <= one.end);
  if (stretch === undefined) return "";
  const perMs = stretch.width / (stretch.end - stretch.start);
  const x = stretch.x + (start - stretch.start) * perMs;
  const width = Math.max(4, (end - start) * perMs);
  const times = `${localTime(bar.start, timeZone).slice(11)}–${localTime(bar.end, timeZone).slice(11)}`;
  const text = `${bar.name} ${times} ${STATES[bar.state]}`;
  // A text that does not fit is still in the tooltip, and short of that the name alone is tried.
  const shown = [text, bar.name].find((one) => one.length * 6.8 < width - 8) ?? "";
  return (
    `<g class="${bar.state}"><title>${html(text)}</title><rect x="${x}" y="${y}" width="${width}" height="26" rx="5"/>` +
    `<text x="${x + 7}" y="${y + 17}">${html(shown)}</text></g>`
  );
}
