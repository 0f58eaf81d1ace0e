import { localTime, type Timeline, type TimelineBar } from "../timeline";
import { html } from "./html-text";
import { axis, type Scaled, scaleOf, stretchesOf } from "./time-scale";

const WIDTH = 960;
const LEFT = 12;
const LANE = 34;
const HEAD = 34;
const MOST_BARS = 200;

/** A picture of the windows that change, drawn to scale on the clocks of one zone. */
export function timelineSvg({ timeZone, bars: all }: Timeline): string {
  const bars = all.slice(0, MOST_BARS);
  // Windows that lie days apart get a stretch of their own each, so that an evening is not a line of two pixels.
  const stretches = stretchesOf(bars.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) })));
  const scale = scaleOf(stretches, { left: LEFT, width: WIDTH - 2 * LEFT, gap: 26 });
  const lanes = lanesOf(bars);
  const height = HEAD + lanes.reduce((sum, { rows }) => sum + 22 + rows * LANE, 0) + 8;
  const parts: string[] = [];
  for (const stretch of scale) parts.push(...axis(stretch, { top: HEAD, height, timeZone }));
  let y = HEAD;
  for (const { stream, placed, rows } of lanes) {
    parts.push(`<text class="stream" x="${LEFT}" y="${y + 16}">${html(stream)}</text>`);
    for (const { bar, row } of placed) parts.push(barSvg(bar, y + 22 + row * LANE, scale, timeZone));
    y += 22 + rows * LANE;
  }
  const title = `Windows of recording, times of ${timeZone}`;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${html(title)}"><title>${html(title)}</title>${parts.join("")}</svg>`;
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
