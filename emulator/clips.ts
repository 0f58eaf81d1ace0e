import { type Account, streamKey } from "./account";
import { endClip } from "./clip-life";
import { fail } from "./codes";
import type { Id } from "./ids";
import { addMedia } from "./media";
import { seconds } from "./media-info";
import type { Clip, ClosedStretch, Flow, Media, Session, StreamKey, Tracks } from "./model";
import { flowOf } from "./procedures";
import { cut } from "./timeshift";

/** What becomes of a clip that is kept as a file of its own. */
export interface Persistence {
  readonly expireTime: number | null;
  readonly sourceContext: string;
  readonly sessionContext: string;
  readonly procedure: string;
  readonly classId: Id;
}

/** A clip that is asked for. Times in milliseconds; `persistence` null makes one that lives from its source. */
export interface ClipRequest {
  readonly streamId: string;
  readonly host: string;
  readonly start: number;
  readonly end: number;
  readonly subAppId: Id;
  readonly persistence: Persistence | null;
}

/** Cuts a clip and, if it is to be persisted, puts it into VOD as a file. */
export function cutClip(account: Account, wanted: ClipRequest): Clip {
  const { sessions, stretches, key } = findSource(account, wanted);
  const now = account.now();
  const id = String(account.next("clip"));
  const kept = wanted.persistence;
  const flow = kept === null || kept.procedure === "" ? null : flowOf(`clip ${id}`, kept.procedure, kept.sessionContext);
  const clip: Clip = {
    ...key,
    id,
    persisted: kept !== null,
    fileId: kept === null ? "" : account.nextFileId(),
    vodTaskId: flow?.taskId ?? "",
    procedure: kept?.procedure ?? "",
    sessionContext: kept?.sessionContext ?? "",
    start: wanted.start,
    end: wanted.end,
    stretches,
    tracks: tracksOf(account, key),
    itemDuration: sessions[0]?.itemDuration ?? 1,
    recordings: sourceRecordings(account, key, stretches),
    sessions: sessions.map(({ sid }) => sid),
    createdAt: now,
    complete: false,
    dead: null,
  };
  account.clips.put(id, clip);
  if (kept !== null) {
    addMedia(account, fileOfClip(clip, kept, flow, wanted.subAppId, now));
    account.scheduler.plan(now + account.settings.persistenceDelay * 1000, { type: "persisted", clip: id });
  } else if (clip.recordings.length === 0) planEnd(account, clip, sessions);
  return clip;
}

/** What the stream carried when it was last pushed (INF for a clip of earlier pushes). */
function tracksOf(account: Account, key: StreamKey): Tracks {
  const { audio = true, video = true } = account.streams.get(streamKey(key)) ?? {};
  return { audio, video };
}

/** The stream whose time-shift data serves the clip best, with what it has of the window. */
function findSource(account: Account, wanted: ClipRequest): { sessions: Session[]; stretches: ClosedStretch[]; key: StreamKey } {
  const push = account.settings.playDomains[wanted.host];
  const named = (one: StreamKey): boolean => one.stream === wanted.streamId && (push === undefined || one.domain === push);
  if (![...account.streams.values()].some(named)) fail("InvalidParameterValue.StreamIdInvalid", `There is no stream ${wanted.streamId}.`);
  const groups = new Map<string, Session[]>();
  for (const session of account.sessions.values()) {
    if (named(session)) groups.set(streamKey(session), [...(groups.get(streamKey(session)) ?? []), session]);
  }
  if (groups.size === 0) fail("UnsupportedOperation", `The stream ${wanted.streamId} has no time shift.`);
  const cuts = [...groups.values()].map((sessions) => ({ sessions, stretches: cut(sessions, wanted.start, wanted.end, account.now()) }));
  const best = cuts.reduce((a, b) => (seconds(b.stretches) > seconds(a.stretches) ? b : a));
  const first = best.sessions[0];
  if (first === undefined || best.stretches.length === 0)
    fail("FailedOperation", "The time shift holds nothing of the stream from StartTime to EndTime.");
  return { ...best, key: { domain: first.domain, app: first.app, stream: first.stream } };
}

/** HLS recordings of the stretches whose files exist or are being written: what a clip that is not persisted plays from. */
function sourceRecordings(account: Account, key: StreamKey, stretches: readonly ClosedStretch[]): string[] {
  const found: string[] = [];
  for (const recording of account.recordings.values()) {
    if (recording.format !== "hls" || recording.cos || streamKey(recording) !== streamKey(key)) continue;
    const overlaps = stretches.some(({ start, end }) => recording.start < end && (recording.end ?? Number.POSITIVE_INFINITY) > start);
    const exists = recording.state !== "ended" || recording.files.some((file) => account.media.get(file) !== undefined);
    if (overlaps && exists) found.push(recording.id);
  }
  return found;
}

/** A clip that no recording backs lives until the first of its segments is too old for the time shift. */
function planEnd(account: Account, clip: Clip, sessions: readonly Session[]): void {
  const start = clip.stretches[0]?.start ?? 0;
  const retention = Math.min(...sessions.map((session) => session.retention));
  const over = start + retention * 1000;
  if (over <= account.now()) endClip(account, clip.id, "time shift data expired");
  else account.scheduler.plan(over, { type: "clipOver", id: clip.id });
}

function fileOfClip(clip: Clip, kept: Persistence, flow: Flow | null, subAppId: Id, now: number): Media {
  const { domain, app, stream, stretches } = clip;
  return {
    fileId: clip.fileId,
    subAppId,
    name: `${stream}_clip_${clip.id}`,
    description: "",
    type: "hls",
    category: "Video",
    createTime: now,
    updateTime: now,
    expireTime: kept.expireTime,
    classId: kept.classId,
    cover: "",
    tags: [],
    keyFrames: [],
    subtitles: [],
    sourceContext: kept.sourceContext,
    storageClass: "STANDARD",
    recordingId: null,
    clipId: clip.id,
    flow,
    live: { domain, app, stream, start: stretches[0]?.start ?? clip.start, end: stretches.at(-1)?.end ?? clip.end },
    stretches,
    picture: "own",
    tracks: clip.tracks,
    itemDuration: clip.itemDuration,
  };
}
