import type { HourOfFormat } from "../usage";
import { figure } from "../words";
import { keptText } from "./figures";
import { html } from "./html-text";

/** One group of streams with what an hour of push gives, before and after. */
export interface RetentionGroup {
  readonly streams: string;
  /** Null: it cannot be told. */
  readonly before: readonly HourOfFormat[] | null;
  readonly after: readonly HourOfFormat[] | null;
}

const WIDTH = 960;
const LEFT = 76;
const ROW = 30;

/** A picture of how long files are kept: one bar per format, before above after. */
export function retentionSvg({ streams, before, after }: RetentionGroup): string {
  const longest = Math.max(1, ...[...(before ?? []), ...(after ?? [])].map(({ keptSeconds }) => keptSeconds ?? 0));
  const rows = [...rowsOf("now", before), ...rowsOf("then", after)];
  const height = rows.length * ROW + 4;
  const parts = rows.map(({ side, first, format }, index) => rowSvg(side, first, format, index * ROW + 2, longest));
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${html(`How long files of ${streams} are kept`)}">${parts.join("")}</svg>`;
}

interface Row {
  readonly side: "now" | "then";
  readonly first: boolean;
  /** What is to be said instead, where there is no bar to draw. */
  readonly format: HourOfFormat | "not recorded" | "cannot be told";
}

function rowsOf(side: Row["side"], formats: readonly HourOfFormat[] | null): Row[] {
  if (formats === null) return [{ side, first: true, format: "cannot be told" }];
  if (formats.length === 0) return [{ side, first: true, format: "not recorded" }];
  return formats.map((format, index) => ({ side, first: index === 0, format }));
}

function rowSvg(side: Row["side"], first: boolean, format: Row["format"], y: number, longest: number): string {
  const label = first ? `<text class="side" x="0" y="${y + 18}">${side}</text>` : "";
  if (typeof format === "string") return `${label}<text class="nothing" x="${LEFT}" y="${y + 18}">${format}</text>`;
  const seconds = format.keptSeconds;
  const open = seconds === 0 || seconds === null;
  const width = open ? WIDTH - LEFT : Math.max(6, (seconds / longest) * (WIDTH - LEFT - 120));
  const text = `${format.format} ${figure(format.gigabytes)} GB an hour, ${keptText(seconds)}`;
  const inside = text.length * 6.8 < width - 12;
  return (
    `${label}<g class="${side}${open ? " open" : ""}"><title>${html(format.text)}</title>` +
    `<rect x="${LEFT}" y="${y}" width="${width}" height="${ROW - 5}" rx="5"/>` +
    `<text class="${inside ? "inside" : "beside"}" x="${inside ? LEFT + 8 : LEFT + width + 8}" y="${y + 17}">${html(text)}</text></g>`
  );
}
