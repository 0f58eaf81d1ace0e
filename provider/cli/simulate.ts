import { relative, resolve } from "node:path";
import { Command } from "commander";
import { UserError } from "../core/errors";
import { configurationOfManifest, type PlannedPushes, readSources, readTimetable } from "../manifest/index";
import { localTime } from "../preview/timeline";
import { whyUnknown } from "../recording/bound";
import { type Moment, utcText } from "../recording/moments";
import type { Recording, Untold } from "../recording/recordings";
import { simulate } from "../recording/simulate";
import { type Usage, usage } from "../recording/usage";
import { jsonOption, manifestOption } from "./options";
import { writeText } from "./plan/show";
import type { Session } from "./session";
import { simulationSvg } from "./simulate-picture";
import { nameOf, rowsOf, within } from "./simulate-rows";
import { timelineLines } from "./simulate-timeline";
import { manifestFiles, soundManifest } from "./sources";
import { table } from "./table";
import { momentArgument } from "./times";

interface Arguments {
  readonly timetable?: string;
  readonly manifest?: readonly string[];
  readonly from?: Moment;
  readonly to?: Moment;
  readonly svg?: string;
  readonly json?: boolean;
}

const HEAD = ["stream", "because of", "format", "from", "to", "files", "expires", "size"] as const;
/** A longer table nobody reads. */
const MOST_ROWS = 200;

/** `liverec simulate`: the recordings that will exist when streams are pushed as planned. */
export function simulateCommand(session: Session): Command {
  return new Command("simulate")
    .description("list the recordings that will exist when streams are pushed as in a timetable")
    .option("-t, --timetable <file>", "YAML file with pushes, breaks, mixes and repeats; the same file plays at liverec emulator --script")
    .addOption(manifestOption())
    .option("--from <time>", "only recordings that reach into the time from here on, RFC 3339", momentArgument)
    .option("--to <time>", "only recordings that begin before, RFC 3339", momentArgument)
    .option("--svg <file>", "draw a timeline, too")
    .addOption(jsonOption())
    .action(({ timetable, manifest, from, to, svg, json }: Arguments) => {
      // Not left to the parser: it would complain of this before a misspelt --timetable.
      if (timetable === undefined) throw new UserError("Name the planned pushes: --timetable FILE.");
      if (from !== undefined && to !== undefined && to <= from) throw new UserError("--to is not after --from.");
      const { resources } = soundManifest(session, manifestFiles(session, manifest));
      const planned = timetableFile(session, timetable);
      const simulation = simulate(configurationOfManifest(resources), planned, { ...planned.behaviour, until: to });
      const recordings = simulation.recordings.filter((recording) => within(recording, { from, to }));
      const untold = simulation.untold.filter((one) => within(one, { from, to }));
      const rows = rowsOf({ recordings, untold }, planned, { from, to });
      const timeZone = planned.timeZone ?? "UTC";
      if (svg !== undefined) writeText(session, svg, simulationSvg(rows, timeZone));
      const figures = usage(recordings);
      if (json) {
        session.json({ recordings, missed: simulation.missed, untold, usage: figures });
        return;
      }
      if (recordings.length > 0)
        session.line(
          table(
            session,
            HEAD,
            recordings.slice(0, MOST_ROWS).map((one) => row(one, timeZone)),
          ),
        );
      if (recordings.length > MOST_ROWS)
        session.line(`and ${recordings.length - MOST_ROWS} more: --json prints all, --from and --to choose`);
      for (const line of timelineLines(session, rows, timeZone)) session.line(line);
      for (const { text } of simulation.missed) session.line(`not recorded: ${text}`);
      for (const line of untoldLines(untold)) session.line(line);
      session.line(usageWords(recordings.length, figures, untold.length > 0));
      if (planned.calls > 0)
        session.note(`${timetable} holds calls, which only the emulator makes: here the manifest says what is declared.`);
    });
}

function timetableFile({ terminal: { cwd } }: Session, file: string): PlannedPushes {
  const [planned] = readSources([resolve(cwd, file)], (path) => (relative(cwd, path).startsWith("..") ? path : relative(cwd, path))).map(
    readTimetable,
  );
  if (planned === undefined) throw new UserError(`${file} cannot be read.`);
  return planned;
}

function row({ cause, format, start, end, files, open, ...target }: Recording, timeZone: string): string[] {
  const last = files.at(-1)?.expiresAt;
  return [
    nameOf(target),
    cause.origin,
    format,
    inTable(start, timeZone),
    open ? "still live" : inTable(end, timeZone),
    `${files.length}${joints(files.reduce((sum, file) => sum + file.discontinuities, 0))}`,
    last === undefined ? "never" : inTable(last, timeZone),
    gigabytes(files.reduce((sum, file) => sum + file.size, 0)),
  ];
}

/** With a blank, where a narrow column may break it. */
function inTable(at: Moment, timeZone: string): string {
  return localTime(utcText(at), timeZone).replace("T", " ");
}

function joints(count: number): string {
  return count === 0 ? "" : `, joined ${count === 1 ? "once" : `${count} times`}`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

/** What each rule or task makes of which streams, as far as it cannot be told. */
function untoldLines(untold: readonly Untold[]): string[] {
  const groups = new Map<string, { readonly origin: string; readonly template: string; readonly streams: Set<string>; pushes: number }>();
  for (const one of untold) {
    const key = `${one.origin} ${one.template}`;
    const group = groups.get(key) ?? { origin: one.origin, template: one.template, streams: new Set<string>(), pushes: 0 };
    groups.set(key, group);
    group.streams.add(nameOf(one));
    group.pushes += 1;
  }
  return [...groups.values()].map(({ origin, template, streams, pushes }) => {
    const [first = "", ...rest] = streams;
    const which = `${first}${rest.length === 0 ? "" : ` and ${rest.length} more`}`;
    return `cannot be told: what ${origin} makes of ${pushes === 1 ? "a push" : `${pushes} pushes`} of ${which}; ${whyUnknown(template)}`;
  });
}

function usageWords(count: number, { peakConcurrent, recordedHours, bytes, keptForEverGigabytes }: Usage, isPart: boolean): string {
  if (count === 0) return isPart ? "Nothing else is recorded." : "Nothing is recorded.";
  const forEver = keptForEverGigabytes > 0 ? `, ${keptForEverGigabytes.toFixed(2)} GB of them for ever` : "";
  return `${count} ${count === 1 ? "recording" : "recordings"}, ${recordedHours.toFixed(1)} h in all, ${gigabytes(bytes)}${forEver}; at most ${peakConcurrent} at once${isPart ? ", without what cannot be told" : ""}.`;
}
