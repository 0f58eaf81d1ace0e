import { BITRATES, type Bitrates } from "./bitrate";
import type { Format } from "./configuration";
import type { Destination } from "./formats";
import type { Level, Target } from "./levels";
import type { Moment, Span } from "./moments";

/** Why a recording exists. */
export type Cause =
  | { readonly kind: "rule"; readonly origin: string; readonly level: Level; readonly template: string }
  | { readonly kind: "timed" | "highlight"; readonly origin: string }
  | {
      readonly kind: "task";
      readonly origin: string /** Undefined: none is named, and the service records HLS for ever. */;
      readonly template: string | undefined;
    };

/** One file of a recording. */
export interface RecordedFile extends Span {
  /** The continuous stretches that the file holds; between two of them a player finds a discontinuity. */
  readonly stretches: readonly Span[];
  /** Joints between stretches. */
  readonly discontinuities: number;
  /** Length of what is in it, seconds. */
  readonly duration: number;
  readonly name: string;
  /** Bytes, at the bit rate of the simulation. */
  readonly size: number;
  /** When the file was closed, continuation included. */
  readonly closedAt: Moment;
  /** When VOD or COS has it. VOD counts its life from here. */
  readonly availableAt: Moment;
  /** When VOD deletes it for good; undefined: never, or not up to the service (COS). */
  readonly expiresAt: Moment | undefined;
}

/** One recorder at work: one stream, one cause, one format, from a push until it ends for good. */
export interface Recording extends Target, Span {
  readonly cause: Cause;
  readonly format: Format;
  /** `audio`: sound alone, because the format or the record asks for that or the push has no picture. */
  readonly content: "video" | "audio";
  /** `mixed`: the picture is, at least for a while, that of a mix in the cloud. */
  readonly picture: "own" | "mixed";
  readonly destination: Destination;
  readonly files: readonly RecordedFile[];
  /** The stream was still live where the look at it ends; the last file is not closed yet. */
  readonly open: boolean;
}

/** Why something that was asked for gave no recording. */
export type Reason =
  | "too-short"
  | "no-sound"
  | "empty-stream"
  | "overseas"
  | "not-live"
  | "three-recorders"
  | "window-over"
  | "unreadable-time"
  | "never-pushed"
  | "vod-off";

/** A recording that somebody may have counted on, and that will not be. */
export interface Missed {
  readonly origin: string;
  readonly kind: Cause["kind"];
  readonly reason: Reason;
  readonly at: Moment | undefined;
  readonly text: string;
}

/** A stretch on air of which it cannot be told what is recorded, because a template is not declared here. No figure counts it. */
export interface Untold extends Target, Span {
  readonly origin: string;
  readonly kind: Cause["kind"];
  /** The template; see `NAMELESS`. */
  readonly template: string;
}

/** How the service and the streams behave in a simulation. */
export interface SimulationOptions {
  /** Until a change of templates and rules counts for new pushes, seconds; default 600 (recording guide: 10 minutes; newer pages: 5 to 10). */
  readonly effectDelay?: number | undefined;
  /** From the end of a recording to its file, seconds; default 300 (document 267/31563). */
  readonly fileDelay?: number | undefined;
  /** Recordings shorter than this give no file, seconds; default 10 (document 267/31563). */
  readonly shortest?: number | undefined;
  /** Bits per second of a recording with picture; default `BITRATES.video`. */
  readonly bitrate?: number | undefined;
  /** Bits per second of a recording of sound; default `BITRATES.audio`. */
  readonly audioBitrate?: number | undefined;
  /** When a configuration without a history is applied: tasks begin then at the earliest, highlights then exactly. Rules count from the beginning. */
  readonly now?: Moment | undefined;
  /** End of the look at streams whose break is not known; default: the last moment that the timetable names. */
  readonly until?: Moment | undefined;
  /** Whether VOD is activated; default true. Without it nothing is recorded, and nothing says so. */
  readonly vodActivated?: boolean | undefined;
}

/** The options with their defaults filled in. */
export type Behaviour = {
  readonly [K in "effectDelay" | "fileDelay" | "shortest"]: number;
} & { readonly bitrates: Bitrates };

export function behaviourOf(options: SimulationOptions): Behaviour {
  return {
    effectDelay: options.effectDelay ?? 600,
    fileDelay: options.fileDelay ?? 300,
    shortest: options.shortest ?? 10,
    bitrates: { video: options.bitrate ?? BITRATES.video, audio: options.audioBitrate ?? BITRATES.audio },
  };
}
