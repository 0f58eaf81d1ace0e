import type { PreviewDocument } from "../document";
import { localTime, type Timeline } from "../timeline";

/** More bars than this cannot be told apart, and make slow pages. */
const MOST_BARS = 60;

/** A chart of the windows that change, for Mermaid; undefined when there is none. */
export function renderMermaid({ timeline }: Pick<PreviewDocument, "timeline">): string | undefined {
  return timeline === null ? undefined : gantt(timeline);
}

/** How a bar looks: what is new is highlighted, what goes is red. */
const TAGS = { added: "active, ", removed: "crit, ", stays: "" } as const;
const SIGNS = { added: "+ ", removed: "- ", stays: "" } as const;

function gantt({ timeZone, bars }: Timeline): string {
  const lines = [
    "gantt",
    `  title Windows of recording (times of ${timeZone})`,
    "  dateFormat YYYY-MM-DDTHH:mm",
    "  axisFormat %m-%d %H:%M",
  ];
  let stream: string | undefined;
  for (const [index, bar] of bars.slice(0, MOST_BARS).entries()) {
    if (bar.stream !== stream) lines.push(`  section ${label(bar.stream)}`);
    stream = bar.stream;
    const [start, end] = [localTime(bar.start, timeZone), localTime(bar.end, timeZone)];
    lines.push(`  ${SIGNS[bar.state]}${label(bar.name)} :${TAGS[bar.state]}w${index}, ${start}, ${end}`);
  }
  if (bars.length > MOST_BARS) lines.push(`  %% ${bars.length - MOST_BARS} more windows are left out`);
  return lines.join("\n");
}

/** Names in the letters that the grammar of a chart leaves alone. */
function label(name: string): string {
  return name
    .replace(/[:;#%{}"`<>\\]/g, "_")
    .replace(/\s+/g, " ")
    .slice(0, 80);
}
