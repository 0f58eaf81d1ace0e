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

/** Less and less, the least important first. */
const STEPS: readonly Share[] = [
  EVERYTHING,
  { ...EVERYTHING, fields: false },
  { ...EVERYTHING, fields: false, timeline: false },
  ...[200, 50, 10].map((resources) => ({ ...EVERYTHING, fields: false, timeline: false, resources })),
  ...[50, 10].map((info) => ({ ...EVERYTHING, fields: false, timeline: false, resources: 0, info })),
  { ...EVERYTHING, fields: false, timeline: false, usage: false, resources: 0, info: 0 },
  ...[100, 30, 10, 0].map((warning) => ({ ...EVERYTHING, fields: false, timeline: false, usage: false, resources: 0, info: 0, warning })),
  ...[100, 30, 10, 3, 0].map((danger) => ({
    ...EVERYTHING,
    fields: false,
    timeline: false,
    usage: false,
    resources: 0,
    info: 0,
    warning: 0,
    danger,
  })),
];

/** Markdown that fits: it sheds the least important first and says so. */
export function fitMarkdown(
  document: PreviewDocument,
  flavour: Flavour,
  { length, unit }: { readonly length: number; readonly unit: "characters" | "bytes" } = COMMENT_LIMITS[flavour],
): string {
  const sizeOf = (text: string) => (unit === "bytes" ? Buffer.byteLength(text) : text.length);
  for (const share of STEPS) {
    const text = renderMarkdown(document, flavour, share);
    if (sizeOf(text) <= length) return text;
  }
  // Only names of enormous length or a great many valves come here: what is left is cut.
  const text = renderMarkdown({ ...document, refusals: document.refusals.slice(0, 3) }, flavour, STEPS.at(-1));
  const note = "\n\n_The rest is left out because a comment may only be so long._\n";
  let end = Math.min(text.length, length - note.length);
  while (sizeOf(text.slice(0, end)) + note.length > length) end = Math.floor(end * 0.9);
  return sizeOf(text) <= length ? text : `${text.slice(0, end)}${note}`;
}
