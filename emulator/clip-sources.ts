import { type Account, streamKey } from "./account";
import { endClip } from "./clip-life";
import type { Clip, ClosedStretch, Recording, StreamKey } from "./model";

/**
 * HLS recordings of the stretches whose files are there, on their way to VOD or still being written: what a clip that is not persisted
 * plays from, and what a persisted one is copied from.
 */
export function sourcesOf(account: Account, key: StreamKey, stretches: readonly ClosedStretch[]): string[] {
  const found: string[] = [];
  for (const recording of account.recordings.values()) {
    if (recording.format !== "hls" || recording.cos !== null || streamKey(recording) !== streamKey(key)) continue;
    if (holdsFiles(recording) && within(stretches, partsOf(recording)).length > 0) found.push(recording.id);
  }
  return found;
}

/** A clip that is not persisted keeps what no recording holds until that is too old for the time shift. */
export function planEnd(account: Account, clip: Clip): void {
  const bare = without(
    clip.stretches,
    clip.recordings.flatMap((id) => heldBy(account, id)),
  )[0];
  if (bare === undefined || clip.persisted) return;
  const session = clip.sessions
    .map((sid) => account.sessions.get(sid))
    .find((one) => one !== undefined && one.start <= bare.start && bare.start < (one.end ?? Number.POSITIVE_INFINITY));
  const over = session === undefined ? account.now() : bare.start + session.retention * 1000;
  if (over <= account.now()) endClip(account, clip.id, "time shift data expired");
  else account.scheduler.plan(over, { type: "clipOver", id: clip.id });
}

/** A recording has ended without a file: of what it alone recorded only the time-shift data is left to its clips. */
export function leaveToTimeShift(account: Account, recording: Recording): void {
  for (const clip of clipsFrom(account, recording.id)) {
    drop(account, clip, recording.id);
    planEnd(account, clip);
  }
}

/**
 * Takes the file of a recording from the clips that play from it: persisted ones while their data is not their own yet, and with `loose`
 * those that are not persisted. A clip ends if no other recording holds what is taken (7.11). The file of a persisted clip that breaks
 * stays in VOD and plays no more (the source document warns of trouble and names no kind, INF).
 */
export function takeSource(account: Account, recordingId: string, what: string, loose: boolean): void {
  for (const clip of clipsFrom(account, recordingId)) {
    if (clip.persisted ? clip.complete : !loose) continue;
    const others = clip.recordings.filter((id) => id !== recordingId).flatMap((id) => heldBy(account, id));
    if (without(within(clip.stretches, heldBy(account, recordingId)), others).length === 0) drop(account, clip, recordingId);
    else endClip(account, clip.id, `source recording ${what}${clip.persisted ? " before PersistenceComplete" : ""}`);
  }
}

function clipsFrom(account: Account, recordingId: string): Clip[] {
  return [...account.clips.values()].filter((clip) => clip.dead === null && clip.recordings.includes(recordingId));
}

function drop(account: Account, clip: Clip, recordingId: string): void {
  clip.recordings = clip.recordings.filter((id) => id !== recordingId);
  account.clips.put(clip.id, clip);
}

function holdsFiles({ state, files, gone }: Recording): boolean {
  return state !== "ended" || files.length > (gone?.count ?? 0);
}

/** An HLS recording is one file, so its parts are all that it recorded. */
function partsOf({ parts }: Recording): ClosedStretch[] {
  return parts.map(({ start, end }) => ({ start, end: end ?? Number.POSITIVE_INFINITY }));
}

function heldBy(account: Account, id: string): ClosedStretch[] {
  const recording = account.recordings.get(id);
  return recording === undefined ? [] : partsOf(recording);
}

/** What of some stretches lies in others. */
function within(stretches: readonly ClosedStretch[], others: readonly ClosedStretch[]): ClosedStretch[] {
  const met = stretches.flatMap(({ start, end }) =>
    others.map((other) => ({ start: Math.max(start, other.start), end: Math.min(end, other.end) })),
  );
  return met.filter(({ start, end }) => start < end);
}

/** What of some stretches lies in none of others. */
function without(stretches: readonly ClosedStretch[], others: readonly ClosedStretch[]): ClosedStretch[] {
  let left = stretches.map(({ start, end }) => ({ start, end }));
  for (const other of others) {
    left = left
      .flatMap(({ start, end }) => [
        { start, end: Math.min(end, other.start) },
        { start: Math.max(start, other.end), end },
      ])
      .filter(({ start, end }) => start < end);
  }
  return left;
}
