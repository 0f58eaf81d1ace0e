import { bitratesWords } from "../../recording/bitrate";
import { zonedText } from "../../recording/zones";
import { type DocumentedChange, isQuiet, type PreviewDocument } from "../document";
import type { PlanFinding } from "../findings";
import type { HourOfPush } from "../usage";
import { acceptedText, countWords, fieldText, labelOf, nameText, nothingText, OPERATIONS, unbroken } from "../words";
import { liveText, usageNote, usageRows, usageTitle } from "./figures";
import { html } from "./html-text";
import { retentionSvg } from "./retention-svg";
import { STYLE } from "./style";
import { timelineSvg } from "./svg";

/** Longer lists of pictures say nothing more. */
const MOST_GROUPS = 30;

/** A plan as a page of its own, with pictures: no script, nothing loaded from elsewhere. */
export function renderHtml(document: PreviewDocument): string {
  const title = `Recording preview${document.stack === null ? "" : `: stack ${document.stack}`}`;
  const sections = isQuiet(document)
    ? ["<p>Nothing changes.</p>"]
    : [refusals(document), findings(document), windows(document), kept(document), usage(document), resources(document)];
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
    `<title>${html(title)}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>${html(title)}</h1><p class="sub">${html(subtitle(document))}</p>`,
    ...sections,
    footer(document),
    "</main></body></html>\n",
  ].join("\n");
}

function footer({ digest, accepted }: PreviewDocument): string {
  const plan = digest === null ? "" : `Plan <code>${html(digest)}</code>`;
  const parts = [html(acceptedText(accepted) ?? ""), plan].filter((part) => part !== "");
  return parts.length === 0 ? "" : `<footer>${parts.join("<br>")}</footer>`;
}

function subtitle({ counts, at, timeline }: PreviewDocument): string {
  const minute = Math.floor(Date.parse(at) / 60_000) * 60_000;
  return `${countWords(counts)}, ${counts.unchanged} unchanged; looked at ${zonedText(minute, timeline?.timeZone ?? "UTC")}`;
}

function refusals({ refusals: stopped }: PreviewDocument): string {
  if (stopped.length === 0) return "";
  const items = stopped.map(
    ({ valve, text, lift }) => `<p><code>${html(valve)}</code> ${html(text)} If that is meant: <code>${html(lift)}</code></p>`,
  );
  return `<section class="stopped"><h2>Stopped</h2>${items.join("")}</section>`;
}

function findings({ findings: all, liveStreams, resources: changed }: PreviewDocument): string {
  const live = liveText(liveStreams, all);
  const items = all.length === 0 ? `<p>${nothingText(changed)}</p>` : `<ul class="findings">${all.map(findingItem).join("")}</ul>`;
  return `<section><h2>What happens to recordings</h2>${items}${live === undefined ? "" : `<p>${html(live)}</p>`}</section>`;
}

function findingItem(finding: PlanFinding): string {
  const label = labelOf(finding);
  const all =
    finding.subjects.length > 4
      ? `<details><summary>all ${finding.subjects.length}</summary>${html(finding.subjects.join(", "))}</details>`
      : "";
  return `<li class="${finding.severity}">${label === "" ? "" : `<strong>${html(label)}</strong> `}${html(unbroken(finding.text))}${all}</li>`;
}

function windows({ timeline }: PreviewDocument): string {
  if (timeline === null) return "";
  const legend = '<p class="legend"><span class="added">new</span><span class="removed">goes</span><span class="stays">stays</span></p>';
  return `<section><h2>Windows of recording</h2><p class="sub">Times of ${html(timeline.timeZone)}</p>${legend}${timelineSvg(timeline)}</section>`;
}

function kept({ hours, bitrates }: PreviewDocument): string {
  if (hours.length === 0) return "";
  const groups = grouped(hours);
  const shown = groups.slice(0, MOST_GROUPS).map((group) => `<h3>${html(group.streams)}</h3>${retentionSvg(group)}`);
  const more = groups.length > MOST_GROUPS ? `<p>and ${groups.length - MOST_GROUPS} more groups of streams</p>` : "";
  return `<section><h2>What an hour of push gives, and how long it is kept</h2><p class="sub">Sizes ${html(bitratesWords(bitrates))}</p>${shown.join("")}${more}</section>`;
}

/** Streams that gain or lose the same are shown once. */
function grouped(hours: readonly HourOfPush[]): HourOfPush[] {
  const groups = new Map<string, HourOfPush>();
  for (const hour of hours) {
    const key = JSON.stringify([hour.before, hour.after]);
    const known = groups.get(key);
    groups.set(key, known === undefined ? hour : { ...known, streams: `${known.streams}; ${hour.streams}` });
  }
  return [...groups.values()];
}

function usage({ usage: figures, bitrates }: PreviewDocument): string {
  if (figures === null) return "";
  const note = usageNote(figures);
  const rows = usageRows(figures, bitrates).map(
    ({ name, before, after, difference }) =>
      `<tr><td>${html(name)}</td><td>${before}</td><td>${after}</td><td>${html(difference.trim())}</td></tr>`,
  );
  return `<section><h2>${html(usageTitle(figures))}</h2><table class="figures"><tr><th></th><th>now</th><th>then</th><th></th></tr>${rows.join("")}</table>${note === undefined ? "" : `<p>${html(note)}</p>`}</section>`;
}

function resources({ resources: all, others, counts }: PreviewDocument): string {
  if (all.length + others.length === 0) return "";
  const foreign = others.map(({ operation, type, name }) => row(operation, type, name, ""));
  const head = "<tr><th></th><th>Kind</th><th>Name</th><th>What changes</th></tr>";
  const rows = [...all.map((one) => row(one.operation, one.kind, nameText(one), details(one))), ...foreign];
  return `<details class="resources"><summary>Resources: ${html(countWords(counts))}</summary><table>${head}${rows.join("")}</table></details>`;
}

function row(operation: DocumentedChange["operation"], kind: string, name: string, what: string): string {
  const { sign, verb } = OPERATIONS[operation];
  return `<tr class="${operation}"><td>${sign} ${verb}</td><td>${html(kind)}</td><td><code>${html(name)}</code></td><td>${what}</td></tr>`;
}

function details({ fields, note }: DocumentedChange): string {
  const lines = fields.map((field) => `<code>${html(field.path)}</code> ${html(fieldText(field))}`);
  return [...(note === null ? [] : [html(note)]), ...lines].join("<br>");
}
