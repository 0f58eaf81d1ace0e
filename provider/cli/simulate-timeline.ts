import { placeOf, type Scaled, scaleOf, stretchesOf, ticksOf } from "../preview/render/time-scale";
import type { Span } from "../recording/moments";
import { localText } from "../recording/zones";
import { prose } from "./prose";
import type { Session } from "./session";
import { nothingShown, type StreamRows, writtenIn } from "./simulate-rows";

const WHEN_NO_TERMINAL = 100;
/** Longer lists are for the picture. */
const MOST_ROWS = 60;
const NARROWEST = 24;

const SIGNS = { none: " ", onAir: "─", one: "█", several: "▓", between: "┆" } as const;

/** A timeline for the terminal: one row per stream and format, as wide as the terminal. */
export function timelineLines(session: Session, rows: readonly StreamRows[], timeZone: string): string[] {
  const { terminal, colors } = session;
  const lines = rows.flatMap((row) =>
    row.formats.length === 0
      ? [{ label: `${row.stream} ${nothingShown(row)}`, onAir: row.onAir, written: [] }]
      : row.formats.map(({ format, recordings }) => ({
          label: `${row.stream} ${format}`,
          onAir: row.onAir,
          written: recordings.map(writtenIn),
        })),
  );
  const shown = lines.slice(0, MOST_ROWS);
  const spans = shown.flatMap(({ onAir, written }) => [...onAir, ...written.flat()]);
  if (spans.length === 0) return [];
  const width = Math.max(NARROWEST * 2, terminal.columns ?? WHEN_NO_TERMINAL);
  const room = Math.min(Math.max(...shown.map(({ label }) => label.length)), Math.floor(width * 0.4));
  const stretches = stretchesOf(spans);
  const scale = scaleOf(stretches, { left: 0, width: width - room - 2, gap: 1 });
  const columns = columnsOf(scale, width - room - 2);
  const [days, hours] = axisLines(scale, columns.length, timeZone);
  return [
    `${" ".repeat(room + 2)}${colors.bold(days)}`,
    `${shortened(`times of ${timeZone}`, room).padEnd(room)}  ${colors.dim(hours)}`,
    ...shown.map(({ label, onAir, written }) => {
      const bar = columns.map((column) => signOf(column, onAir, written)).join("");
      return `${shortened(label, room).padEnd(room)}  ${bar.trimEnd()}`;
    }),
    ...(lines.length > MOST_ROWS ? [`and ${lines.length - MOST_ROWS} more rows: --svg FILE draws them all`] : []),
    ...prose(session, `${SIGNS.one} recorded, ${SIGNS.several} recorded several times, ${SIGNS.onAir} on air only`).map(colors.dim),
  ];
}

/** The time that each column stands for; undefined between two stretches. */
function columnsOf(scale: readonly Scaled[], width: number): (Span | undefined)[] {
  return Array.from({ length: width }, (_, column) => {
    const middle = column + 0.5;
    const stretch = scale.find(({ x, width: wide }) => x <= middle && middle < x + wide);
    if (stretch === undefined) return undefined;
    const perColumn = (stretch.end - stretch.start) / stretch.width;
    const start = stretch.start + (column - stretch.x) * perColumn;
    return { start, end: start + perColumn };
  });
}

/** What there is in the greater part of a column; a recording shorter than that is still seen. */
function signOf(column: Span | undefined, onAir: readonly Span[], written: readonly (readonly Span[])[]): string {
  if (column === undefined) return SIGNS.between;
  const middle = (column.start + column.end) / 2;
  const at = written.filter((spans) => spans.some((span) => span.start <= middle && middle < span.end)).length;
  if (at > 1) return SIGNS.several;
  if (at === 1 || written.some((spans) => spans.some(({ start, end }) => start >= column.start && end <= column.end))) return SIGNS.one;
  return onAir.some(({ start, end }) => start <= middle && middle < end) ? SIGNS.onAir : SIGNS.none;
}

/** The day of each stretch, and its hours below. */
function axisLines(scale: readonly Scaled[], width: number, timeZone: string): [string, string] {
  const [days, hours] = [new Canvas(width), new Canvas(width)];
  for (const stretch of scale) {
    const day = localText(stretch.start, timeZone).slice(0, 10);
    // Where the whole day has no room, the month and the day often have.
    if (!days.write(Math.round(stretch.x), day)) days.write(Math.round(stretch.x), day.slice(5));
    // A label at the end of a stretch stands before its end: behind it the next one begins.
    const last = Math.floor(stretch.x + stretch.width);
    for (const { at, label } of ticksOf(stretch, timeZone, 7))
      hours.write(Math.min(Math.round(placeOf(at, stretch)), last - label.length), label);
  }
  return [days.text(), hours.text()];
}

/** A line on which a text is left out where it would touch another or the edge. */
class Canvas {
  readonly #signs: string[];

  constructor(width: number) {
    this.#signs = Array.from({ length: width }, () => " ");
  }

  /** @returns whether there was room */
  write(column: number, text: string): boolean {
    const free = this.#signs.slice(Math.max(0, column - 1), column + text.length + 1).every((sign) => sign === " ");
    const fits = free && column + text.length <= this.#signs.length;
    if (fits) this.#signs.splice(column, text.length, ...text);
    return fits;
  }

  text(): string {
    return this.#signs.join("").trimEnd();
  }
}

/** Names differ at their end. */
function shortened(text: string, width: number): string {
  return text.length <= width ? text : `…${text.slice(text.length - width + 1)}`;
}
