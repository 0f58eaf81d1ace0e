import type { Account } from "./account";
import { clipUrl } from "./clip-life";
import { cosUrl } from "./cos-address";
import type { Id } from "./ids";
import { mediaUrl } from "./media";
import { seconds } from "./media-info";
import type { Clip, ClosedStretch, CosFile, Media, SnapshotRun, StreamKey, Stretch } from "./model";
import { takenBy } from "./snapshots";
import { instant } from "./time";

/** A stretch of time in UTC; `end` null means that it goes on. */
export interface Span {
  start: string;
  end: string | null;
}

/** The snapshots of one push for one rule or task. */
export interface SnapshotRunState extends StreamKey {
  id: string;
  by: SnapshotRun["by"];
  start: string;
  end: string | null;
  /** Seconds. */
  interval: number;
  /** Pictures that are in the bucket. */
  count: number;
  /** Path of the latest in the bucket, or null. */
  latest: string | null;
}

/** A file in VOD. */
export interface MediaState extends StreamKey {
  fileId: string;
  name: string;
  type: string;
  category: string;
  subAppId: Id;
  url: string;
  createTime: string;
  expireTime: string | null;
  start: string;
  end: string;
  /** Seconds. */
  duration: number;
  picture: Media["picture"];
  sourceContext: string;
  recordingId: string | null;
  clipId: string | null;
}

/** A file in COS. */
export interface CosFileState extends StreamKey {
  /** Host name of the bucket. */
  host: string;
  key: string;
  type: string;
  url: string;
  createTime: string;
  start: string;
  end: string;
  /** Seconds. */
  duration: number;
  recordingId: string;
}

export interface ClipState extends StreamKey {
  id: string;
  alive: boolean;
  /** Why it is dead, or null. */
  why: string | null;
  persisted: boolean;
  /** The data of a persisted clip is its own. */
  complete: boolean;
  fileId: string;
  url: string;
  start: string;
  end: string;
  segments: { start: string; end: string }[];
  /** Recordings that a clip which is not persisted lives from; none: the time-shift data itself. */
  recordings: string[];
}

export const span = ({ start, end }: Stretch): Span => ({ start: instant(start), end: end === null ? null : instant(end) });
const closed = ({ start, end }: ClosedStretch): { start: string; end: string } => ({ start: instant(start), end: instant(end) });

export function snapshotRunState(account: Account, run: SnapshotRun): SnapshotRunState {
  const { id, by, domain, app, stream, interval } = run;
  const { count, latest } = takenBy(account, run, account.clock.now());
  return { id, by: { ...by }, domain, app, stream, ...span(run), interval, count, latest: latest?.path ?? null };
}

export function mediaState(account: Account, media: Media): MediaState {
  const { live, stretches, picture, fileId, name, type, category, subAppId, sourceContext, recordingId, clipId } = media;
  return {
    fileId,
    domain: live.domain,
    app: live.app,
    stream: live.stream,
    name,
    type,
    category,
    subAppId,
    url: mediaUrl(account, media),
    createTime: instant(media.createTime),
    expireTime: media.expireTime === null ? null : instant(media.expireTime),
    ...closed(live),
    duration: seconds(stretches),
    picture,
    sourceContext,
    recordingId,
    clipId,
  };
}

export function cosFileState(account: Account, file: CosFile): CosFileState {
  const { host, key, type, recordingId, live, stretches, createTime } = file;
  const { domain, app, stream } = live;
  const place = { host, key, type, url: cosUrl(account, file), createTime: instant(createTime), recordingId };
  return { domain, app, stream, ...place, ...closed(live), duration: seconds(stretches) };
}

export function clipState(account: Account, clip: Clip): ClipState {
  return {
    id: clip.id,
    domain: clip.domain,
    app: clip.app,
    stream: clip.stream,
    alive: clip.dead === null,
    why: clip.dead?.why ?? null,
    persisted: clip.persisted,
    complete: clip.complete,
    fileId: clip.fileId,
    url: clipUrl(account, clip),
    ...closed(clip),
    segments: clip.stretches.map(closed),
    recordings: [...clip.recordings],
  };
}
