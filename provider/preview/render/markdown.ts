import { type DocumentedChange, isQuiet, type PreviewDocument } from "../document";
import type { PlanFinding } from "../findings";
import { acceptedText, countWords, fieldText, labelOf, nameText, nothingText, OPERATIONS } from "../words";
import { hourRows, hourTitle, liveText, usageNote, usageRows, usageTitle } from "./figures";
import { code, escaped, flat } from "./markdown-text";
import { renderMermaid } from "./mermaid";

/** Where the Markdown is read. */
export type Flavour = "github" | "gitlab" | "gitee";

/** How much of each part is shown. */
export interface Share {
  readonly fields: boolean;
  readonly timeline: boolean;
  readonly usage: boolean;
  /** At most so many of each. */
  readonly hours: number;
  readonly resources: number;
  readonly info: number;
  readonly warning: number;
  readonly danger: number;
}

export const EVERYTHING: Share = {
  fields: true,
  timeline: true,
  usage: true,
  hours: Number.POSITIVE_INFINITY,
  resources: Number.POSITIVE_INFINITY,
  info: Number.POSITIVE_INFINITY,
  warning: Number.POSITIVE_INFINITY,
  danger: Number.POSITIVE_INFINITY,
};

/** The hidden line by which the comment of a stack is found again. */
export function markerOf(stack: string | null): string {
  return `<!-- liverec:${(stack ?? "manifest").replace(/[^A-Za-z0-9_./-]/g, "_").replaceAll("--", "__")} -->`;
}

/** A plan as Markdown: first what happens to recordings, then the figures, then what is for experts, collapsed. */
export function renderMarkdown(document: PreviewDocument, flavour: Flavour = "github", share: Share = EVERYTHING): string {
  const title = `### Recording preview${document.stack === null ? "" : `: stack ${code(document.stack)}`}`;
  const parts = [markerOf(document.stack), title, refusals(document, flavour)];
  if (isQuiet(document)) parts.push("Nothing changes.");
  else parts.push(findings(document, share), usage(document, share), timeline(document, share), resources(document, share));
  parts.push(missing(document, share), digest(document));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function refusals({ refusals: stopped }: PreviewDocument, flavour: Flavour): string {
  if (stopped.length === 0) return "";
  const head = flavour === "github" ? "> [!CAUTION]\n> **Stopped.**" : "> **Stopped.**";
  const items = stopped.map(({ valve, text, lift }) => `${code(valve)}: ${escaped(text)} If that is meant: ${code(lift)}`);
  return `${head} ${items.join("\n>\n> ")}`;
}

const SIGNS = { danger: "🔴", warning: "🟠", info: "⚪" } as const;
const SEVERITIES = ["danger", "warning", "info"] as const;

function findings({ findings: all, liveStreams, resources: changed }: PreviewDocument, share: Share): string {
  const live = liveText(liveStreams, all);
  const shown = SEVERITIES.flatMap((severity) => all.filter((one) => one.severity === severity).slice(0, share[severity]));
  const lines = all.length === 0 ? [nothingText(changed)] : shown.map(findingLine);
  return [...lines, ...(live === undefined ? [] : ["", live])].join("\n");
}

function findingLine(finding: PlanFinding): string {
  const label = labelOf(finding);
  return `- ${SIGNS[finding.severity]} ${label === "" ? "" : `**${label}:** `}${escaped(finding.text)}`;
}

function usage(document: PreviewDocument, share: Share): string {
  const { hours, usage: figures } = document;
  if (!share.usage) return "";
  const parts: string[] = [];
  const told = hours.slice(0, share.hours);
  if (told.length > 0) {
    const rows = hourRows(told).map(({ streams, before, after }) => [streams, before, after].map(cell));
    parts.push(table([hourTitle(document), "now", "then"], rows));
  }
  if (figures !== null) {
    const rows = usageRows(figures, document.bitrates).map(({ name, before, after, difference }) =>
      [name, before, `${after}${difference}`].map(cell),
    );
    parts.push(table([usageTitle(figures), "now", "then"], rows), escaped(usageNote(figures) ?? ""));
  }
  return parts.filter((part) => part !== "").join("\n\n");
}

function timeline(document: PreviewDocument, share: Share): string {
  const chart = share.timeline ? renderMermaid(document) : undefined;
  return chart === undefined ? "" : `\`\`\`mermaid\n${chart}\n\`\`\``;
}

function resources({ resources: all, others, counts }: PreviewDocument, share: Share): string {
  const shown = all.slice(0, share.resources);
  const rows = shown.map((resource) => [
    `${OPERATIONS[resource.operation].sign} ${OPERATIONS[resource.operation].verb}`,
    resource.kind,
    code(nameText(resource)),
    ...(share.fields ? [details(resource)] : []),
  ]);
  const foreign = others
    .slice(0, Math.max(0, share.resources - shown.length))
    .map(({ operation, type, name }) => [
      `${OPERATIONS[operation].sign} ${OPERATIONS[operation].verb}`,
      code(type),
      code(name),
      ...(share.fields ? [""] : []),
    ]);
  const head = ["", "Kind", "Name", ...(share.fields ? ["What changes"] : [])];
  const summary = `Resources: ${countWords(counts)}, ${counts.unchanged} unchanged`;
  if (rows.length + foreign.length === 0) return `${summary}.`;
  return `<details>\n<summary>${summary}</summary>\n\n${table(head, [...rows, ...foreign])}\n\n</details>`;
}

function details({ fields, note }: DocumentedChange): string {
  const lines = fields.map((field) => `${code(field.path)}: ${code(fieldText(field))}`);
  return [...(note === null ? [] : [cell(note)]), ...lines].join("<br>");
}

/** What was left out, said plainly. */
function missing(
  { findings: all, resources: changed, others, timeline: chart, usage: figures, hours }: PreviewDocument,
  share: Share,
): string {
  const left: string[] = [];
  for (const severity of SEVERITIES) {
    const over = all.filter((one) => one.severity === severity).length - share[severity];
    if (over > 0) left.push(`${over} ${{ danger: "dangers", warning: "warnings", info: "remarks" }[severity]}`);
  }
  const rows = changed.length + others.length - share.resources;
  if (rows > 0) left.push(`${rows} resources`);
  if (!share.fields && changed.some(({ fields }) => fields.length > 0)) left.push("the changed fields");
  if (!share.timeline && chart !== null) left.push("the timeline");
  if (!share.usage && (figures !== null || hours.length > 0)) left.push("the figures of usage");
  else if (share.hours === 0 && hours.length > 0) left.push("what an hour of push gives");
  else if (hours.length > share.hours) left.push(`what an hour of push gives for ${hours.length - share.hours} more streams`);
  return left.length === 0
    ? ""
    : `_Left out because a comment may only be so long: ${left.join(", ")}. The full text is in the job's summary or report._`;
}

function digest({ digest: value, accepted }: PreviewDocument): string {
  const parts = [acceptedText(accepted), value === null ? undefined : `Plan ${code(value)}`].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : `<sub>${parts.join(" ")}</sub>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return escaped(flat(text));
}
