import { type Account, streamKey } from "./account";
import { planEnd, sourcesOf } from "./clip-sources";
import type { Id } from "./ids";
import { refuse } from "./inferred-codes";
import { addMedia } from "./media";
import { seconds } from "./media-info";
import type { Clip, Flow, Media, Session, StreamKey, Tracks } from "./model";
import { flowOf } from "./procedures";
import { type Cut, cut } from "./timeshift";

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
  const { cuts, key } = findSource(account, wanted);
  const stretches = cuts.map(({ start, end, session }) => ({ start, end, itemDuration: session.itemDuration }));
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
    itemDuration: Math.max(...stretches.map(({ itemDuration }) => itemDuration)),
    recordings: sourcesOf(account, key, stretches),
    sessions: cuts.map(({ session }) => session.sid),
    createdAt: now,
    complete: false,
    dead: null,
  };
  account.clips.put(id, clip);
  if (kept !== null) {
    addMedia(account, fileOfClip(clip, kept, flow, wanted.subAppId, now));
    account.scheduler.plan(now + account.settings.persistenceDelay * 1000, { type: "persisted", clip: id });
  } else planEnd(account, clip);
  return clip;
}

/** What the stream carried when it was last pushed (INF for a clip of earlier pushes). */
function tracksOf(account: Account, key: StreamKey): Tracks {
  const { audio = true, video = true } = account.streams.get(streamKey(key)) ?? {};
  return { audio, video };
}

/** The stream whose time-shift data serves the clip best, with what it has of the window. */
function findSource(account: Account, wanted: ClipRequest): { cuts: Cut[]; key: StreamKey } {
  const push = account.settings.playDomains[wanted.host];
  const named = (one: StreamKey): boolean => one.stream === wanted.streamId && (push === undefined || one.domain === push);
  if (![...account.streams.values()].some(named)) refuse(account, "clipOfUnknownStream", `There is no stream ${wanted.streamId}.`);
  const groups = new Map<string, Session[]>();
  for (const session of account.sessions.values()) {
    if (named(session)) groups.set(streamKey(session), [...(groups.get(streamKey(session)) ?? []), session]);
  }
  if (groups.size === 0) refuse(account, "clipWithoutTimeShift", `The stream ${wanted.streamId} has no time shift.`);
  const cuts = [...groups.values()].map((sessions) => cut(sessions, wanted, account.now(), account.settings.clipRounding));
  const best = cuts.reduce((a, b) => (seconds(b) > seconds(a) ? b : a));
  const first = best[0];
  if (first === undefined) refuse(account, "clipOfEmptyWindow", "The time shift holds nothing of the stream from StartTime to EndTime.");
  const { domain, app, stream } = first.session;
  return { cuts: best, key: { domain, app, stream } };
}

function fileOfClip(clip: Clip, kept: Persistence, flow: Flow | null, subAppId: Id, now: number): Media {
  const { domain, app, stream, stretches } = clip;
  return {
    fileId: clip.fileId,
    subAppId,
    name: `${stream}_clip_${clip.id}`,
    description: "",
    type: "hls",
    category: clip.tracks.video ? "Video" : "Audio",
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
