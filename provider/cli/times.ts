import { InvalidArgumentError } from "commander";
import type { Moment } from "../recording/moments";
import { readTime } from "../recording/time";

/** Reads a time on the command line. */
export function momentArgument(text: string): Moment {
  const reading = readTime(text);
  if ("problem" in reading) throw new InvalidArgumentError(reading.problem);
  return reading.at.epochMilliseconds;
}
