import { relative, resolve } from "node:path";
import { Command } from "commander";
import { UserError } from "../core/errors";
import { configurationOfManifest, readSources, readTimetable } from "../manifest/index";
import type { Moment } from "../recording/moments";
import type { Recording } from "../recording/recordings";
import { simulate } from "../recording/simulate";
import { type Usage, usage } from "../recording/usage";
import { jsonOption, manifestOption } from "./options";
import type { Session } from "./session";
import { manifestFiles, soundManifest } from "./sources";
import { table } from "./table";
import { momentArgument, timeText } from "./times";

interface Arguments {
  readonly timetable?: string;
  readonly manifest?: readonly string[];
  readonly from?: Moment;
  readonly to?: Moment;
  readonly json?: boolean;
}

/** `liverec simulate`: the recordings that will exist when streams are pushed as planned. */
export function simulateCommand(session: Session): Command {
  return new Command("simulate")
    .description("list the recordings that will exist when streams are pushed as in a timetable")
    .option("-t, --timetable <file>", "YAML file with pushes: [{ stream: domain/app/stream, start, end }]")
    .addOption(manifestOption())
    .option("--from <time>", "only recordings that reach into the time from here on, RFC 3339", momentArgument)
    .option("--to <time>", "only recordings that begin before, RFC 3339", momentArgument)
    .addOption(jsonOption())
    .action(({ timetable, manifest, from, to, json }: Arguments) => {
      // Not left to the parser: it would complain of this before a misspelt --timetable.
      if (timetable === undefined) throw new UserError("Name the planned pushes: --timetable FILE.");
      const { cwd } = session.terminal;
      const { resources } = soundManifest(session, manifestFiles(session, manifest));
      const sources = readSources([resolve(cwd, timetable)], (path) => relative(cwd, path));
      const pushes = sources.map(readTimetable)[0] ?? { pushes: [] };
      const simulation = simulate(configurationOfManifest(resources), pushes, { until: to });
      const recordings = simulation.recordings.filter(
        ({ start, end }) => (to === undefined || start < to) && (from === undefined || end > from),
      );
      const figures = usage(recordings);
      if (json) {
        session.json({ recordings, missed: simulation.missed, usage: figures });
        return;
      }
      if (recordings.length > 0)
        session.line(table(session, ["stream", "because of", "format", "from", "to", "files", "expires", "size"], recordings.map(row)));
      for (const { text } of simulation.missed) session.line(`not recorded: ${text}`);
      session.line(usageWords(recordings.length, figures));
    });
}

function row({ domainName, appName, streamName, cause, format, start, end, files, open }: Recording): string[] {
  const last = files.at(-1)?.expiresAt;
  return [
    `${domainName}/${appName}/${streamName}`,
    cause.origin,
    format,
    inTable(start),
    open ? "still live" : inTable(end),
    `${files.length}${joints(files.reduce((sum, file) => sum + file.discontinuities, 0))}`,
    last === undefined ? "never" : inTable(last),
    gigabytes(files.reduce((sum, file) => sum + file.size, 0)),
  ];
}

/** With a blank, where a narrow column may break it. */
function inTable(at: Moment): string {
  return timeText(at).replace("T", " ");
}

function joints(count: number): string {
  return count === 0 ? "" : `, joined ${count === 1 ? "once" : `${count} times`}`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

function usageWords(count: number, { peakConcurrent, recordedHours, bytes, keptForEverGigabytes }: Usage): string {
  if (count === 0) return "Nothing is recorded.";
  const forEver = keptForEverGigabytes > 0 ? `, ${keptForEverGigabytes.toFixed(2)} GB of them for ever` : "";
  return `${count} recordings, ${recordedHours.toFixed(1)} h in all, ${gigabytes(bytes)}${forEver}; at most ${peakConcurrent} at once.`;
}
