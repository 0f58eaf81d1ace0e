import type { Target } from "../recording/levels";
import { utcText } from "../recording/moments";
import type { SimulationOptions } from "../recording/recordings";
import { readTime } from "../recording/time";
import type { Mix, Push, Timetable } from "../recording/timetable";
import { Block } from "./block";
import type { Origin } from "./declared";
import { load, type Source } from "./load";
import { ManifestError, type Problem, problem, sorted } from "./place";
import { A_DURATION, Calendars, durationOf, type Stretch, stretchesOf, WHEN } from "./repeats";
import { streamsIn } from "./streams";
import type { MapValue } from "./value";

/** What a timetable says. The same file plays at the emulator (`liverec emulator --script`), which also makes its `calls`. */
export interface PlannedPushes extends Timetable {
  /** IANA zone of the times that carry no offset. */
  readonly timeZone: string | undefined;
  /** How the service behaves, as far as a simulation can follow. */
  readonly behaviour: Pick<SimulationOptions, "fileDelay" | "shortest" | "vodActivated">;
  /** How many calls of the API the file holds. They are for the emulator: here the manifest says what is declared. */
  readonly calls: number;
  /** Where each push is written. */
  readonly origins: ReadonlyMap<Push, Origin>;
}

/** What one file may plan. */
const MOST_PUSHES = 100_000;

/**
 * Reads a timetable: pushes and mixes over days, with breaks, repeats, and ranges of streams such as `room-{1..20}`.
 * @throws ManifestError with the place of everything that is wrong
 */
export function readTimetable(source: Source): PlannedPushes {
  const { files, problems } = load([source]);
  const found: Problem[] = [...problems];
  const root = files[0]?.root;
  const made = root === undefined ? NOTHING : timetableIn(new Block(root, "", found, timeZoneIn(root, found)));
  if (found.length > 0) throw new ManifestError(sorted(found, [source.file]));
  return made;
}

const NOTHING: PlannedPushes = { timeZone: undefined, pushes: [], behaviour: {}, calls: 0, origins: new Map() };

function timeZoneIn({ entries }: MapValue, problems: Problem[]): string | undefined {
  const node = entries.get("timeZone")?.value;
  if (node === undefined) return undefined;
  const zone = node.type === "scalar" && typeof node.value === "string" ? node.value : "";
  // Any moment will do: only whether the zone is known is asked.
  const reading = readTime("2026-01-01T00:00", zone);
  if ("at" in reading) return zone;
  problems.push(problem(node.at, "timeZone", reading.problem));
  return undefined;
}

function timetableIn(root: Block): PlannedPushes {
  root.expect(["timeZone", "from", "settings", "calls", "pushes", "mixes"]);
  root.time("from");
  const settings = root.block("settings");
  const calendars = new Calendars();
  const planned = pushesIn(root.blocks("pushes"), calendars);
  const pushes = planned.map(({ push }) => push);
  const mixes = root.blocks("mixes").flatMap((block) => mixesIn(block, lastEnd(pushes), calendars));
  calendars.refuseIdle();
  return {
    timeZone: root.timeZone,
    pushes,
    mixes,
    origins: new Map(planned.map(({ push, block }) => [push, { place: block.at, path: block.path }])),
    behaviour: {
      fileDelay: settings?.count("fileDelay", 0),
      shortest: settings?.count("minRecordSeconds", 0),
      vodActivated: settings?.flag("vodActivated"),
    },
    calls: root.blocks("calls").length,
  };
}

interface PlannedPush {
  readonly push: Push;
  readonly block: Block;
}

/** A stream is pushed once at a time; a second push would be lost without a word. */
function pushesIn(blocks: readonly Block[], calendars: Calendars): PlannedPush[] {
  const planned: PlannedPush[] = [];
  for (const block of blocks) {
    block.expect([...WHEN, "stream", "audio", "video", "overseas", "breaks"], ["stream", "start"]);
    const content = { audio: block.flag("audio"), video: block.flag("video"), overseas: block.flag("overseas") };
    const stretches = stretchesOf(block, calendars);
    const parts = stretches.length === 0 ? [] : interrupted(block, stretches);
    const streams = streamsOf(block, "stream") ?? [];
    if (planned.length + streams.length * parts.length > MOST_PUSHES) {
      block.note("", `makes more than ${MOST_PUSHES} pushes`);
      return [];
    }
    for (const stream of streams) for (const part of parts) planned.push({ push: { ...stream, ...part, ...content }, block });
  }
  refuseOverlaps(planned);
  return planned;
}

function refuseOverlaps(planned: readonly PlannedPush[]): void {
  const live = new Map<string, number>();
  const told = new Set<Block>();
  for (const { push, block } of [...planned].sort((a, b) => a.push.start - b.push.start)) {
    const name = `${push.domainName}/${push.appName}/${push.streamName}`;
    const until = live.get(name) ?? Number.NEGATIVE_INFINITY;
    if (push.start < until && !told.has(block)) {
      block.note("", `pushes ${name} at ${utcText(push.start)}, while it is live by another push`);
      told.add(block);
    }
    live.set(name, Math.max(until, push.end ?? Number.POSITIVE_INFINITY));
  }
}

/** A push in its parts between the breaks. */
function interrupted(block: Block, whole: readonly Stretch[]): Stretch[] {
  const breaks = block.blocks("breaks").map((one) => {
    one.expect(["after", "for"], ["after", "for"]);
    return { one, after: one.scalar("after", A_DURATION, durationOf), length: one.scalar("for", A_DURATION, durationOf) };
  });
  return whole.flatMap((stretch, occurrence) => {
    const parts = [stretch];
    for (const { one, after, length } of breaks) {
      const last = parts.at(-1) ?? stretch;
      if (after === undefined || length === undefined) continue;
      const [from, to] = [stretch.start + after, stretch.start + after + length];
      const fits = from > last.start && (stretch.end === undefined || to < stretch.end);
      if (fits) parts.splice(-1, 1, { start: last.start, end: from }, { start: to, end: stretch.end });
      else if (occurrence === 0) one.note("", "does not lie within the push, after the break before it");
    }
    return parts;
  });
}

function mixesIn(block: Block, last: number, calendars: Calendars): Mix[] {
  block.expect([...WHEN, "inputs", "output", "outputStreamType"], ["output", "start", "outputStreamType"]);
  const outputStreamType = block.oneOf("outputStreamType", [0, 1], "0 (the output takes the name of an input) or 1 (a stream of its own)");
  const [output, second] = streamsOf(block, "output") ?? [];
  if (second !== undefined) block.note("output", "names several streams, and a mix has one output");
  block.scalars("inputs", whyNoStream, someStreams);
  const stretches = stretchesOf(block, calendars);
  if (output === undefined || outputStreamType === undefined) return [];
  return stretches.map(({ start, end = Math.max(start, last) }) => ({ start, end, output, outputStreamType }));
}

/** A mix that nobody ends lasts as long as anything is pushed. */
function lastEnd(pushes: readonly Push[]): number {
  return pushes.reduce((latest, { start, end = start }) => Math.max(latest, end), Number.NEGATIVE_INFINITY);
}

function streamsOf(block: Block, field: string): readonly Target[] | undefined {
  return block.scalar(field, whyNoStream, someStreams);
}

function someStreams(value: unknown): readonly Target[] | undefined {
  const read = streamsIn(value);
  return "streams" in read ? read.streams : undefined;
}

function whyNoStream(value: unknown): string {
  const read = streamsIn(value);
  return "problem" in read ? read.problem : "";
}
