import type { StreamKey } from "./model";
import { parseInstant } from "./time";

/** Raised when a control is asked for what cannot be. */
export class ControlError extends Error {
  override name = "ControlError";

  constructor(
    message: string,
    readonly status: 400 | 409 = 400,
  ) {
    super(message);
  }
}

/** A stream to push. `at` plans it for a later moment of the account's time; audio and video default to true, overseas to false. */
export interface Push extends StreamKey {
  readonly at?: string | Date;
  readonly audio?: boolean;
  readonly video?: boolean;
  /** Pushed outside China. */
  readonly overseas?: boolean;
}

/** A stream to break, now or at a later moment. */
export interface Break extends StreamKey {
  readonly at?: string | Date;
}

/**
 * A mix of streams. With type 0 the output is one of the inputs and shows the mixed picture under its name; with type 1 it is a stream of
 * its own beside them.
 */
export interface MixOrder {
  /** Default none: the emulator does not look into them. */
  readonly inputs?: readonly StreamKey[];
  readonly output: StreamKey;
  readonly outputStreamType: 0 | 1;
  readonly at?: string | Date;
}

/** The end of a mix, by its output. */
export interface Unmix {
  readonly output: StreamKey;
  readonly at?: string | Date;
}

/** Something wrong with what is recorded of a live stream, by the numbers of event 341. */
export interface StreamException extends StreamKey {
  readonly type: number;
  /** Default warning. */
  readonly level?: "info" | "warning" | "error";
}

/** Something wrong with a live push, by the numbers of event 321. */
export interface PushException extends StreamKey {
  readonly type: number;
  /** How often it happened since the report before; default 1. */
  readonly count?: number;
}

/** Reads a time of the control API: RFC 3339 with an offset. */
export function readInstant(given: string | Date): number {
  const ms = given instanceof Date ? given.getTime() : parseInstant(String(given));
  if (ms === undefined || Number.isNaN(ms))
    throw new ControlError(`\`${String(given)}\` is no time with an offset, such as 2026-12-20T19:30:00Z.`);
  return ms;
}

/** Reads the names of a stream, none of them empty. */
export function readKey({ domain, app, stream }: Partial<StreamKey>): StreamKey {
  for (const [name, value] of Object.entries({ domain, app, stream })) {
    if (typeof value !== "string" || value === "") throw new ControlError(`\`${name}\` is a name.`);
  }
  return { domain: String(domain), app: String(app), stream: String(stream) };
}
