import { InvalidArgumentError } from "commander";
import { UserError } from "../core/errors";
import type { Moment } from "../recording/moments";
import { readTime } from "../recording/time";

/** Reads a time on the command line that names its zone. */
export function momentArgument(text: string): Moment {
  const reading = readTime(text);
  if ("problem" in reading) throw new InvalidArgumentError(reading.problem);
  return reading.at.epochMilliseconds;
}

/** A time on the command line: a moment, or a local time that waits for the zone of what it is about. */
export type GivenTime = { readonly at: Moment } | { readonly local: string };

/** Reads a time on the command line; without an offset it is meant on the clocks of the manifest or the timetable. */
export function timeArgument(text: string): GivenTime {
  const reading = readTime(text);
  if ("at" in reading) return { at: reading.at.epochMilliseconds };
  // Any zone will do: only whether it is a local time is asked.
  if ("at" in readTime(text, "UTC")) return { local: text };
  throw new InvalidArgumentError(
    `${JSON.stringify(text)} is not a time; write it like 2026-12-20T19:30, or with an offset: 2026-12-20T19:30:00+08:00`,
  );
}

/**
 * The moment that is meant.
 * @param timeZone the zone of what it is about; undefined: it has none
 * @throws UserError for a local time without a zone, or one that its zone's clocks skip or repeat
 */
export function momentOf(given: GivenTime, timeZone: string | undefined): Moment;
export function momentOf(given: GivenTime | undefined, timeZone: string | undefined): Moment | undefined;
export function momentOf(given: GivenTime | undefined, timeZone: string | undefined): Moment | undefined {
  if (given === undefined) return undefined;
  if ("at" in given) return given.at;
  const reading = readTime(given.local, timeZone);
  if ("at" in reading) return reading.at.epochMilliseconds;
  throw new UserError(
    timeZone === undefined
      ? `"${given.local}" needs an offset here, such as ${given.local}+08:00, because nothing says in which zone it is meant.`
      : reading.problem,
  );
}
