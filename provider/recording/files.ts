import type { FormatPlan } from "./formats";
import { chinaText, type Moment, type Span, seconds } from "./moments";
import type { Behaviour, RecordedFile } from "./recordings";

const PARTS: readonly string[] = ["Year", "Month", "Day", "Hour", "Minute", "Second"];

/** The placeholders of VodFileName (RecordParam). */
export const PLACEHOLDERS: readonly string[] = [
  "StreamID",
  ...["Start", "End"].flatMap((edge) => [...PARTS, "Millisecond"].map((part) => `${edge}${part}`)),
];

/** Fills a VodFileName pattern. The service does not say in which zone; its console offers China time first, so that is assumed. */
export function fileName(pattern: string, streamName: string, span: Span): string {
  const [start, end] = [timeParts(span.start), timeParts(span.end)];
  return pattern.replace(/\{(Start|End)?(\w+?)\}/g, (whole, edge: string | undefined, part: string) => {
    if (edge === undefined) return part === "StreamID" ? streamName : whole;
    return (edge === "Start" ? start : end)[[...PARTS, "Millisecond"].indexOf(part)] ?? whole;
  });
}

function timeParts(at: Moment): string[] {
  return [...chinaText(at).split(/[- :]/), String(at % 1000).padStart(3, "0")];
}

/** A file of the given stretches that was closed at a moment. */
export function fileOf(streamName: string, plan: FormatPlan, stretches: readonly Span[], closedAt: Moment, how: Behaviour): RecordedFile {
  const span = { start: stretches[0]?.start ?? closedAt, end: stretches.at(-1)?.end ?? closedAt };
  const duration = stretches.reduce((sum, stretch) => sum + seconds(stretch), 0);
  const availableAt = closedAt + how.fileDelay * 1000;
  const expires = plan.destination.kind === "vod" && plan.storageTime > 0;
  return {
    ...span,
    stretches,
    discontinuities: Math.max(0, stretches.length - 1),
    duration,
    // Figures of usage never ask for it.
    get name() {
      return fileName(plan.vodFileName, streamName, span);
    },
    size: Math.round((duration * how.bitrates[plan.content]) / 8),
    closedAt,
    availableAt,
    expiresAt: expires ? availableAt + plan.storageTime * 1000 : undefined,
  };
}

/** Cuts a stretch into files: every `interval` seconds from its start, the rest in the last one. */
export function slices(stretch: Span, interval: number | null): Span[] {
  if (interval === null) return [stretch];
  const cut: Span[] = [];
  for (let start = stretch.start; start < stretch.end; start += interval * 1000) {
    cut.push({ start, end: Math.min(start + interval * 1000, stretch.end) });
  }
  return cut;
}
