import { html } from "../preview/render/html-text";
import { axis, placeOf, type Scaled, scaleOf, stretchesOf } from "../preview/render/time-scale";
import { localTime } from "../preview/timeline";
import { bitratesWords } from "../recording/bitrate";
import { FORMATS } from "../recording/configuration";
import type { Span } from "../recording/moments";
import type { Recording } from "../recording/recordings";
import { nothingShown, type StreamRows, writtenIn } from "./simulate-rows";
import { gigabytes, type Measures } from "./simulate-words";

const WIDTH = 1080;
const LEFT = 16;
const HEAD = 34;
/** Below the axis: the legend. */
const FOOT = 34;
const NAME = 24;
const AIR = 8;
const BAR = 24;
const ROW = 30;
const SPACE = 14;
/** Of the widest common font, so that no text leaves its bar. */
const LETTER = 7.4;
/** How far the stroke between two files reaches into the bar, beside the text. */
const STROKE = 5;
/** Narrower files are not told apart. */
const NARROWEST_FILE = 10;
const MARGIN = 10;
/** A longer picture nobody looks at. */
const MOST_STREAMS = 200;

const STYLE = `
svg { --ground: #fff; --panel: #f6f7f9; --line: #dfe3ea; --text: #1c2330; --soft: #5c6675; --air: #8b95a5;
  font: 12.5px system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
.flv { --in: #fde9d3; --edge: #b8620b; } .hls { --in: #d9f2e3; --edge: #1f7a45; } .mp4 { --in: #dbe8fb; --edge: #1d5bb0; }
.aac { --in: #f3e0f7; --edge: #86349b; } .mp3 { --in: #fbe0e8; --edge: #a82a55; }
@media (prefers-color-scheme: dark) { svg { --ground: #12161d; --panel: #1a2029; --line: #2c3440; --text: #e6eaf0; --soft: #9aa5b4; --air: #6b7688; }
  .flv { --in: #47300f; --edge: #f0a860; } .hls { --in: #163a26; --edge: #79d6a0; } .mp4 { --in: #16305a; --edge: #8ab6f5; }
  .aac { --in: #3d1c46; --edge: #d79be6; } .mp3 { --in: #481a2b; --edge: #f093b1; } }
.page { fill: var(--ground); } text { fill: var(--text); } .hour, .soft { fill: var(--soft); } .day, .stream { font-weight: 600; }
.ground { fill: var(--panel); } .grid { stroke: var(--line); } .air { fill: var(--air); }
.bar { fill: var(--in); stroke: var(--edge); } .pause { stroke: var(--edge); stroke-dasharray: 2 3; } .cut { stroke: var(--edge); }
`;

/** A picture of a simulation: what is on air, and the files made of it, to scale on the clocks of one zone. One file, nothing loaded. */
export function simulationSvg(all: readonly StreamRows[], { timeZone, bitrates }: Measures): string {
  const rows = all.slice(0, MOST_STREAMS);
  const spans = rows.flatMap(({ onAir, formats }) => [...onAir, ...formats.flatMap(({ recordings }) => recordings.flatMap(writtenIn))]);
  const scale = scaleOf(stretchesOf(spans), { left: LEFT, width: WIDTH - 2 * LEFT, gap: 26 });
  const drawn: string[] = [];
  let y = HEAD;
  for (const row of rows) {
    const { parts, height } = streamSvg(row, y, scale, timeZone);
    drawn.push(...parts);
    y += height;
  }
  const ground = scale.flatMap((stretch) => axis(stretch, { top: HEAD, height: y, timeZone }));
  const title = `What is recorded, times of ${timeZone}`;
  const left = all.length - rows.length;
  const note = rows.length === 0 ? "Nothing is pushed." : left > 0 ? `and ${left} more streams: --from and --to show less of the time` : "";
  if (note !== "") {
    drawn.push(`<text class="soft" x="${LEFT + 6}" y="${y + 14}">${note}</text>`);
    y += NAME;
  }
  const height = y + FOOT + MARGIN;
  const size = `width="${WIDTH}" height="${height}" viewBox="0 ${-MARGIN} ${WIDTH} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${html(title)}"><title>${html(title)}</title><style>${STYLE}</style>`,
    `<rect class="page" y="${-MARGIN}" width="${WIDTH}" height="${height}"/>`,
    ...ground,
    ...drawn,
    ...legend(rows, y + 22, `times of ${timeZone}; sizes ${bitratesWords(bitrates)}`),
    "</svg>\n",
  ].join("\n");
}

function streamSvg(shown: StreamRows, top: number, scale: readonly Scaled[], timeZone: string) {
  const { stream, onAir, formats } = shown;
  const nothing = formats.length === 0 ? `<tspan class="soft" dx="12">${nothingShown(shown)}</tspan>` : "";
  const parts = [`<text class="name" x="${LEFT + 6}" y="${top + 17}"><tspan class="stream">${html(stream)}</tspan>${nothing}</text>`];
  for (const span of onAir) {
    const place = placed(span, scale);
    if (place === undefined) continue;
    const title = `on air ${timesOf(span, timeZone)}`;
    parts.push(
      `<g><title>${html(title)}</title><rect class="air" x="${place.x}" y="${top + NAME}" width="${place.width}" height="4" rx="2"/></g>`,
    );
  }
  let y = top + NAME + AIR;
  for (const { recordings } of formats) {
    const { rows, of } = stacked(recordings);
    for (const recording of recordings) parts.push(recordingSvg(recording, y + (of.get(recording) ?? 0) * ROW, scale, timeZone));
    y += rows * ROW;
  }
  return { parts, height: y - top + SPACE };
}

/** Recordings of one format that overlap stand below each other. */
function stacked(recordings: readonly Recording[]): { readonly rows: number; readonly of: ReadonlyMap<Recording, number> } {
  const ends: number[] = [];
  const of = new Map<Recording, number>();
  for (const recording of [...recordings].sort((a, b) => a.start - b.start)) {
    const free = ends.findIndex((end) => end <= recording.start);
    const row = free === -1 ? ends.length : free;
    ends[row] = recording.end;
    of.set(recording, row);
  }
  return { rows: ends.length, of };
}

/** One bar per stretch of a recording, a stroke where a file ends and the next begins, a dotted line over a break that a file outlives. */
function recordingSvg(recording: Recording, y: number, scale: readonly Scaled[], timeZone: string): string {
  const { format, files, cause, open } = recording;
  const bars = joined(writtenIn(recording)).flatMap((span) => placed(span, scale) ?? []);
  const middle = y + BAR / 2;
  const pauses = files.flatMap(({ stretches }) =>
    stretches.slice(1).flatMap((next, index) => {
      const [from, to] = [pointOf(stretches[index]?.end ?? next.start, scale), pointOf(next.start, scale)];
      return from === undefined || to === undefined ? [] : [`<line class="pause" x1="${from}" y1="${middle}" x2="${to}" y2="${middle}"/>`];
    }),
  );
  const crowded = bars.reduce((sum, { width }) => sum + width, 0) < files.length * NARROWEST_FILE;
  const cuts = files.slice(1).flatMap(({ start }, index) => {
    const x = files[index]?.end === start && !crowded ? pointOf(start, scale) : undefined;
    return x === undefined ? [] : [`<path class="cut" d="M${x} ${y}v${STROKE}M${x} ${y + BAR}v-${STROKE}"/>`];
  });
  const count = files.length === 1 ? "1 file" : `${files.length} files`;
  const size = gigabytes(files.reduce((sum, file) => sum + file.size, 0));
  const by = cause.kind === "rule" ? cause.template : cause.origin.split(".").at(-1);
  const name = format.toUpperCase();
  const last = files.at(-1)?.expiresAt;
  const gone =
    last === undefined
      ? "kept for ever, or as its bucket says"
      : `the last gone at ${localTime(new Date(last).toISOString(), timeZone).replace("T", " ")}`;
  const title = `${name}, ${count}, ${size}, because of ${cause.origin}; ${timesOf(recording, timeZone)}${open ? " and on" : ""}; ${gone}`;
  return [
    `<g class="${format}"><title>${html(title)}</title>`,
    ...pauses,
    ...bars.map(({ x, width }) => `<rect class="bar" x="${x}" y="${y}" width="${width}" height="${BAR}" rx="4"/>`),
    ...cuts,
    labelSvg([`${name} ${by}, ${count}`, `${name} ${by}`, name], bars, y),
    "</g>",
  ].join("");
}

/** The longest of the texts that fits into the widest bar; a bar too narrow for any keeps them as its tooltip. */
function labelSvg(texts: readonly string[], bars: readonly { readonly x: number; readonly width: number }[], y: number): string {
  const widest = bars.reduce((best, bar) => (bar.width > best.width ? bar : best), { x: 0, width: 0 });
  const shown = texts.find((text) => text.length * LETTER <= widest.width - 12);
  return shown === undefined ? "" : `<text x="${widest.x + 7}" y="${y + 16}">${html(shown)}</text>`;
}

/** Stretches that follow each other without a pause are one bar. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end) result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

function placed({ start, end }: Span, scale: readonly Scaled[]): { readonly x: number; readonly width: number } | undefined {
  const stretch = scale.find((one) => one.start <= start && end <= one.end);
  if (stretch === undefined) return undefined;
  const x = placeOf(start, stretch);
  return { x, width: Math.max(2, placeOf(end, stretch) - x) };
}

function pointOf(at: number, scale: readonly Scaled[]): number | undefined {
  const stretch = scale.find(({ start, end }) => start <= at && at <= end);
  return stretch === undefined ? undefined : placeOf(at, stretch);
}

function timesOf({ start, end }: Span, timeZone: string): string {
  const [from, to] = [start, end].map((at) => localTime(new Date(at).toISOString(), timeZone).replace("T", " "));
  return `${from} to ${to}`;
}

function legend(rows: readonly StreamRows[], y: number, measures: string): string[] {
  const used = new Set(rows.flatMap(({ formats }) => formats.map(({ format }) => format)));
  const parts = [
    `<rect class="air" x="${LEFT + 6}" y="${y - 6}" width="26" height="4" rx="2"/><text class="soft" x="${LEFT + 40}" y="${y}">on air</text>`,
  ];
  let x = LEFT + 100;
  for (const format of FORMATS.filter((one) => used.has(one))) {
    parts.push(`<g class="${format}"><rect class="bar" x="${x}" y="${y - 12}" width="26" height="15" rx="4"/></g>`);
    parts.push(`<text class="soft" x="${x + 34}" y="${y}">${format.toUpperCase()}</text>`);
    x += 84;
  }
  parts.push(`<text class="soft" x="${WIDTH - LEFT}" y="${y}" text-anchor="end">${html(measures)}</text>`);
  return parts;
}
