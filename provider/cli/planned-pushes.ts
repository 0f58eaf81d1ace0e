import { relative, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { UserError } from "../core/errors";
import { type PlannedPushes, readSources, readTimetable } from "../manifest/index";
import { figure, type PlanContext } from "../preview/index";
import { BITRATES, bitrateOf, bitrateWords } from "../recording/bitrate";
import type { Session } from "./session";

/** What figures of usage go by. */
export interface UsageArguments {
  readonly timetable?: string;
  readonly bitrate?: number;
}

/** So many take more than a second. */
const MANY_PUSHES = 10_000;

/** The options by which figures of usage are reckoned, for commands that show any. */
export function addUsage(command: Command): Command {
  return addBitrate(command.option("-t, --timetable <file>", "planned pushes, for the figures of usage"));
}

export function addBitrate(command: Command): Command {
  const words = `bit rate of streams with picture, for sizes: 4M, 800k (default: ${bitrateWords(BITRATES.video)}; sound counts ${bitrateWords(BITRATES.audio)})`;
  return command.option("--bitrate <rate>", words, bitrateArgument);
}

function bitrateArgument(text: string): number {
  const rate = bitrateOf(text);
  if (rate === undefined) throw new InvalidArgumentError("write bits per second with a unit, such as 4M (megabits) or 800k (kilobits).");
  return rate;
}

/** What a plan's figures of usage are reckoned by. */
export function usageContext(session: Session, { timetable, bitrate }: UsageArguments): Pick<PlanContext, "timetable" | "simulation"> {
  if (timetable === undefined) return { simulation: { bitrate } };
  const planned = timetableFile(session, timetable);
  return { timetable: planned, simulation: { ...planned.behaviour, bitrate } };
}

/** @throws ManifestError with the place of everything that is wrong */
export function timetableFile(session: Session, file: string): PlannedPushes {
  const { cwd } = session.terminal;
  const [planned] = readSources([resolve(cwd, file)], (path) => (relative(cwd, path).startsWith("..") ? path : relative(cwd, path))).map(
    readTimetable,
  );
  if (planned === undefined) throw new UserError(`${file} cannot be read.`);
  const count = planned.pushes.length;
  if (count > MANY_PUSHES) session.note(`${file} plans ${figure(count)} pushes: this takes a few seconds …`);
  return planned;
}
