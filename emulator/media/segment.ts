import type { Tracks } from "../model";
import { type Frames, frames } from "./frames";
import { AUDIO, framePackets, packetsOf, type Track, tables, VIDEO } from "./packets";

/** Ticks of 90 kHz that a picture lasts (25 a second), and an AAC frame (1024 samples at 48 kHz). */
const PICTURE_TICKS = 3600;
const SOUND_TICKS = 1920;
/** A key frame comes once in so many pictures. */
const KEY_EVERY = 25;
/** Stamps begin here, so that the clock, which runs ahead of them, is not negative. */
const FIRST_STAMP = 126_000;

/** One kind of frame in an endless row: frame `n` is that of the loop, `n` modulo its length. */
interface Row {
  readonly track: Track;
  readonly data: readonly Buffer[];
  readonly ticks: number;
  readonly clock: boolean;
  /** Packets of all frames before each, and at the end of all frames of the loop. */
  readonly before: readonly number[];
}

/**
 * One segment of a stretch of recorded stream, from `start` to `end` in milliseconds since the stretch began, as the `index`th of its
 * stretch. Stamps, clock and continuity counters follow from the position alone, so that segments play on without a seam, however many
 * there are. A segment with picture has to start at a whole second, where a key frame is.
 */
export function segment(start: number, end: number, index: number, tracks: Tracks): Buffer {
  const rows = rowsOf(frames(), tracks);
  const packets = tables(
    rows.map(({ track }) => track),
    index,
  );
  const queue = rows.flatMap((row) => {
    const [first, last] = [firstAt(start, row.ticks), firstAt(end, row.ticks)];
    return Array.from({ length: Math.max(0, last - first) }, (_, n) => ({ row, frame: first + n, stamp: (first + n) * row.ticks }));
  });
  queue.sort((a, b) => a.stamp - b.stamp);
  for (const { row, frame, stamp } of queue) {
    const data = row.data[frame % row.data.length];
    if (data === undefined) continue;
    const key = row.track === AUDIO || frame % KEY_EVERY === 0;
    packets.push(...framePackets(row.track, { data, stamp: stamp + FIRST_STAMP, key, clock: row.clock }, packetsBefore(row, frame)));
  }
  return Buffer.concat(packets);
}

/** Rows of a stream, the one that carries the clock first. */
function rowsOf({ pictures, sounds }: Frames, tracks: Tracks): Row[] {
  const video = tracks.video ? [row(VIDEO, pictures, PICTURE_TICKS, true)] : [];
  return tracks.audio ? [...video, row(AUDIO, sounds, SOUND_TICKS, !tracks.video)] : video;
}

function row(track: Track, data: readonly Buffer[], ticks: number, clock: boolean): Row {
  const before = [0];
  for (const frame of data) before.push((before.at(-1) ?? 0) + packetsOf(frame.length, clock));
  return { track, data, ticks, clock, before };
}

function packetsBefore({ data, before }: Row, frame: number): number {
  const loops = Math.floor(frame / data.length);
  return (loops * ((before.at(-1) ?? 0) % 16) + (before[frame % data.length] ?? 0)) % 16;
}

function firstAt(ms: number, ticks: number): number {
  return Math.ceil((ms * 90) / ticks);
}
