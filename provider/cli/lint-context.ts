import { type Command, InvalidArgumentError } from "commander";
import { UserError } from "../core/errors";
import type { Place, PlannedPushes } from "../manifest/index";
import type { KnownStream, LintContext, PlannedEvent } from "../recording/lint/index";
import { tripleOf } from "../recording/matching";
import type { Moment } from "../recording/moments";
import { type Push, sessionsOf, type Timetable } from "../recording/timetable";
import { localText } from "../recording/zones";
import { timetableFile } from "./planned-pushes";
import type { Session } from "./session";

/** What a house knows beside its manifest; checks that need what is not said stay silent. */
export interface ContextArguments {
  readonly timetable?: string;
  readonly allStreams?: boolean;
  readonly domain?: readonly string[];
  readonly keepAtLeast?: number;
  readonly keepAtMost?: number;
  readonly now?: Moment;
}

/** A push that comes back so soon belongs to the same event. Seconds; continuation bridges no more either. */
const SAME_EVENT = 1800;

export function addContext(command: Command): Command {
  return command
    .option("-t, --timetable <file>", "planned pushes: which events nothing records, which streams have no sound …")
    .option("--all-streams", "the timetable names every stream that will be pushed")
    .option(
      "--domain <name>",
      "a push domain of the account; may be given several times",
      (name: string, before: readonly string[] = []) => [...before, name],
    )
    .option("--keep-at-least <time>", "the shortest time that files may be kept, such as 30d", durationArgument)
    .option("--keep-at-most <time>", "the longest", durationArgument);
}

/** What checks know beside the manifest, and where in the timetable what they name stands. */
export interface KnownContext {
  readonly context: LintContext;
  readonly places: ReadonlyMap<string, Place>;
}

export function contextOf(session: Session, given: ContextArguments): KnownContext {
  const { timetable, allStreams, domain, keepAtLeast: minimum, keepAtMost: maximum, now } = given;
  if (allStreams && timetable === undefined)
    throw new UserError("--all-streams says something of a timetable: name it with --timetable FILE.");
  const planned = timetable === undefined ? undefined : timetableFile(session, timetable);
  const context = {
    now,
    domains: domain,
    policy: minimum === undefined && maximum === undefined ? undefined : { minimum, maximum },
    ...(planned === undefined ? {} : { events: eventsIn(planned), streams: streamsIn(planned), closed: allStreams }),
  };
  return { context, places: new Map([...(planned?.origins.values() ?? [])].map(({ path, place }) => [path, place])) };
}

/** What is planned to be on air: the pushes of a stream, with their short breaks taken as part of the event. */
function eventsIn(timetable: PlannedPushes): PlannedEvent[] {
  const { timeZone = "UTC", origins } = timetable;
  const written = new Map([...origins].map(([push, { path }]) => [`${tripleOf(push)} ${push.start}`, path]));
  const ended = { ...timetable, pushes: timetable.pushes.filter(({ end }) => end !== undefined) };
  return [...sessionsOf(ended, 0).values()].flatMap((sessions) => {
    const events: PlannedEvent[] = [];
    for (const { domainName, appName, streamName, start, end } of sessions) {
      const last = events.at(-1);
      if (last !== undefined && start - last.end <= SAME_EVENT * 1000) events[events.length - 1] = { ...last, end };
      else {
        const name = `the push of ${streamName} at ${localText(start, timeZone).replace("T", " ")}`;
        const origin = written.get(`${tripleOf({ domainName, appName, streamName })} ${start}`);
        events.push({ domainName, appName, streamName, start, end, name, origin });
      }
    }
    return events;
  });
}

function streamsIn({ pushes }: Timetable): KnownStream[] {
  const streams = new Map<string, Push[]>();
  for (const push of pushes) {
    const key = `${push.domainName}/${push.appName}/${push.streamName}`;
    streams.set(key, [...(streams.get(key) ?? []), push]);
  }
  return [...streams.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { domainName, appName, streamName } = first;
    return [
      {
        domainName,
        appName,
        streamName,
        audio: all.every(({ audio }) => audio !== false),
        overseas: all.some(({ overseas }) => overseas === true),
      },
    ];
  });
}

const UNITS: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, m: 60, s: 1 };

/** Seconds of `30d`, `12h`, `90m` or `600s`. */
function durationArgument(text: string): number {
  const [, count, unit = ""] = /^(\d{1,6})([dhms])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError("write a number with its unit, such as 30d, 12h or 90m.");
  return Number(count) * (UNITS[unit] ?? 1);
}
