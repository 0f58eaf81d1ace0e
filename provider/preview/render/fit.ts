import type { PreviewDocument } from "../document";
import { EVERYTHING, type Flavour, renderMarkdown, type Share } from "./markdown";

/** How long a comment may be, in the measure of each site. */
export const COMMENT_LIMITS: Readonly<Record<Flavour, { readonly length: number; readonly unit: "characters" | "bytes" }>> = {
  github: { length: 65_536, unit: "characters" },
  gitlab: { length: 1_000_000, unit: "characters" },
  gitee: { length: 65_535, unit: "bytes" },
};

/** A GitHub step summary that is longer is dropped whole. */
export const SUMMARY_LIMIT = { length: 1_048_576, unit: "bytes" } as const;

const NOTHING: Share = {
  fields: false,
  timeline: false,
  usage: false,
  hours: 0,
  resources: 0,
  info: 0,
  warning: 0,
  danger: 0,
};

/** What is put in as far as it fits, the most important first. */
const FILL: readonly ("danger" | "warning" | "info" | "usage" | "hours" | "resources" | "timeline" | "fields")[] = [
  "danger",
  "warning",
  "info",
  "usage",
  "hours",
  "resources",
  "timeline",
  "fields",
];

/** The table of hours names many streams in one row, and says little more with each: where there is not room for all, so many are enough. */
const MOST_HOURS = 20;

/** The largest number up to `most` that fits; none below it is tried that is known to fit. */
function largest(most: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** As much as fits of each part, in the order of their importance. */
function shareThatFits(document: PreviewDocument, fits: (share: Share) => boolean): Share {
  const of = (severity: string) => document.findings.filter((finding) => finding.severity === severity).length;
  const most = {
    danger: of("danger"),
    warning: of("warning"),
    info: of("info"),
    hours: Math.min(MOST_HOURS, document.hours.length),
    resources: document.resources.length + document.others.length,
  };
  let share = NOTHING;
  for (const part of FILL) {
    if (part === "usage" || part === "timeline" || part === "fields") {
      const more = { ...share, [part]: true };
      if (fits(more)) share = more;
    } else {
      const before = share;
      share = { ...before, [part]: largest(most[part], (count) => fits({ ...before, [part]: count })) };
    }
  }
  return share;
}

/** Markdown that fits: it sheds the least important first, no more than it must, and says so. */
export function fitMarkdown(
  document: PreviewDocument,
  flavour: Flavour,
  { length, unit }: { readonly length: number; readonly unit: "characters" | "bytes" } = COMMENT_LIMITS[flavour],
): string {
  const sizeOf = (text: string) => (unit === "bytes" ? Buffer.byteLength(text) : text.length);
  const fits = (share: Share) => sizeOf(renderMarkdown(document, flavour, share)) <= length;
  if (fits(EVERYTHING)) return renderMarkdown(document, flavour);
  if (fits(NOTHING)) return renderMarkdown(document, flavour, shareThatFits(document, fits));
  // Only names of enormous length or a great many valves come here: what is left is cut.
  const text = renderMarkdown({ ...document, refusals: document.refusals.slice(0, 3) }, flavour, NOTHING);
  const note = "\n\n_The rest is left out because a comment may only be so long._\n";
  let end = Math.min(text.length, length - note.length);
  while (sizeOf(text.slice(0, end)) + note.length > length) end = Math.floor(end * 0.9);
  return sizeOf(text) <= length ? text : `${text.slice(0, end)}${note}`;
}
