import type { Explanation } from "../recording/explain";
import { type Moment, type Span, utcText } from "../recording/moments";
import type { Recording } from "../recording/recordings";
import type { Simulation } from "../recording/simulate";
import type { Usage } from "../recording/usage";

/** A stretch of time for machines: RFC 3339, UTC. */
function spanIn({ start, end }: Span): { readonly start: string; readonly end: string } {
  return { start: utcText(start), end: utcText(end) };
}

function momentIn(at: Moment | undefined): string | null {
  return at === undefined || !Number.isFinite(at) ? null : utcText(at);
}

/** An explanation as `schema/explain.schema.json` describes it. */
export function explanationAnswer({ also, rule, without, ...rest }: Explanation): object {
  return {
    ...rest,
    rule: rule ?? null,
    without: without ?? null,
    also: also.map(({ window, ...one }) => ({ ...one, window: window === undefined ? null : spanIn(window) })),
  };
}

/** A simulation as `schema/simulate.schema.json` describes it. */
export function simulationAnswer({ recordings, missed, untold }: Simulation, usage: Usage): object {
  return {
    recordings: recordings.map(recordingAnswer),
    missed: missed.map(({ at, ...one }) => ({ ...one, at: momentIn(at) })),
    untold: untold.map((one) => ({ ...one, ...spanIn(one) })),
    usage: { ...usage, peakAt: momentIn(usage.peakAt) },
  };
}

function recordingAnswer({ files, ...recording }: Recording): object {
  return {
    ...recording,
    ...spanIn(recording),
    files: files.map((file) => ({
      ...file,
      ...spanIn(file),
      stretches: file.stretches.map(spanIn),
      closedAt: momentIn(file.closedAt),
      availableAt: momentIn(file.availableAt),
      expiresAt: momentIn(file.expiresAt),
    })),
  };
}
