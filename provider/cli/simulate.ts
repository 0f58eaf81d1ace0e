import { Command } from "commander";
import { UserError } from "../core/errors";
import { configurationOfManifest } from "../manifest/index";
import { behaviourOf } from "../recording/recordings";
import { simulate } from "../recording/simulate";
import { usage } from "../recording/usage";
import { declaredZone } from "../recording/zones";
import { simulationAnswer } from "./answers";
import { jsonOption, manifestOption } from "./options";
import { writeText } from "./plan/show";
import { addBitrate, timetableFile, type UsageArguments } from "./planned-pushes";
import { prose } from "./prose";
import type { Session } from "./session";
import { simulationSvg } from "./simulate-picture";
import { rowsOf, within } from "./simulate-rows";
import { timelineLines } from "./simulate-timeline";
import { simulationTable, untoldLines, usageWords } from "./simulate-words";
import { manifestFiles, soundManifest } from "./sources";
import { type GivenTime, momentOf, timeArgument } from "./times";

interface Arguments extends UsageArguments {
  readonly manifest?: readonly string[];
  readonly from?: GivenTime;
  readonly to?: GivenTime;
  readonly svg?: string;
  readonly json?: boolean;
}

/** A longer table nobody reads. */
const MOST_ROWS = 200;

/** `liverec simulate`: the recordings that will exist when streams are pushed as planned. */
export function simulateCommand(session: Session): Command {
  const command = new Command("simulate")
    .description("list the recordings that will exist when streams are pushed as in a timetable")
    .option("-t, --timetable <file>", "YAML file with pushes, breaks, mixes and repeats; the same file plays at liverec emulator --script")
    .addOption(manifestOption())
    .option("--from <time>", "only recordings that reach into the time from here on", timeArgument)
    .option("--to <time>", "only recordings that begin before", timeArgument)
    .option("--svg <file>", "draw a timeline, too");
  return addBitrate(command)
    .addOption(jsonOption())
    .action(({ timetable, manifest, svg, bitrate, json, ...look }: Arguments) => {
      // Not left to the parser: it would complain of this before a misspelt --timetable.
      if (timetable === undefined) throw new UserError("Name the planned pushes: --timetable FILE.");
      const configuration = configurationOfManifest(soundManifest(session, manifestFiles(session, manifest)).resources);
      const planned = timetableFile(session, timetable);
      const zone = planned.timeZone ?? declaredZone([configuration]);
      const [from, to] = [momentOf(look.from, zone), momentOf(look.to, zone)];
      if (from !== undefined && to !== undefined && to <= from) throw new UserError("--to is not after --from.");
      const options = { ...planned.behaviour, bitrate, until: to };
      const { bitrates } = behaviourOf(options);
      const simulation = simulate(configuration, planned, options);
      const recordings = simulation.recordings.filter((recording) => within(recording, { from, to }));
      const missed = simulation.missed.filter(({ at }) => at === undefined || within({ start: at, end: at + 1 }, { from, to }));
      const untold = simulation.untold.filter((one) => within(one, { from, to }));
      const rows = rowsOf({ recordings, untold }, planned, { from, to });
      const timeZone = zone ?? "UTC";
      if (svg !== undefined) writeText(session, svg, simulationSvg(rows, { timeZone, bitrates }));
      const figures = usage(recordings);
      if (json) {
        session.json({ bitrates, ...simulationAnswer({ recordings, missed, untold }, figures) });
        return;
      }
      if (recordings.length > 0)
        for (const line of simulationTable(session, recordings.slice(0, MOST_ROWS), { timeZone, bitrates })) session.line(line);
      if (recordings.length > MOST_ROWS)
        session.line(`and ${recordings.length - MOST_ROWS} more: --json prints all, --from and --to choose`);
      for (const line of timelineLines(session, rows, timeZone)) session.line(line);
      const sentences = [
        ...missed.map(({ text }) => `not recorded: ${text}`),
        ...untoldLines(untold),
        usageWords(recordings.length, figures, { bitrates, isPart: untold.length > 0 }),
      ];
      for (const line of sentences.flatMap((text) => prose(session, text, "  "))) session.line(line);
      if (planned.calls > 0)
        session.note(`${timetable} holds calls, which only the emulator makes: here the manifest says what is declared.`);
    });
}
