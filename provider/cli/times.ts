import { InvalidArgumentError } from "commander";
import { type Moment, utcText } from "../recording/moments";
import { readTime } from "../recording/time";

/** Reads a time on the command line. */
export function momentArgument(text: string): Moment {
  const reading = readTime(text);
  if ("problem" in reading) throw new InvalidArgumentError(reading.problem);
  return reading.at.epochMilliseconds;
}

/** `2026-12-20T11:30:00Z`; nothing where it is not known. */
export function timeText(at: Moment | undefined): string {
  return at === undefined || !Number.isFinite(at) ? "" : utcText(at).replace(/\.000Z$/, "Z");
}
