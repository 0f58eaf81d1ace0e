import { type Account, streamKey } from "./account.js";
import { clipUrl } from "./clip-life.js";
import { mediaUrl } from "./media.js";
import type {
  ClosedStretch,
  Media,
  Mix,
  Recording,
  RecordTemplate,
  Resolution,
  Rule,
  SnapshotRun,
  Stream,
  StreamKey,
  Stretch,
  TimeShiftTemplate,
} from "./model.js";
import { takenBy } from "./snapshots.js";
import { instant } from "./time.js";

interface Span {
  start: string;
  end: string | null;
}

/** The whole account as `GET /_control/state` shows it. Times are UTC. */
export interface AccountState {
  now: string;
  record: { templates: RecordTemplate[]; rules: Rule[] };
  timeShift: { templates: TimeShiftTemplate[]; rules: Rule[]; sessions: SessionState[] };
  streams: StreamState[];
  mixes: MixState[];
  snapshotRuns: SnapshotRunState[];
  tasks: TaskState[];
  media: MediaState[];
  clips: ClipState[];
}

/** A stream: what records it, what has been recorded, how it was pushed. */
export interface StreamState extends StreamKey {
  live: boolean;
  /** `mixed`: the output of a mix under a name of its own. */
  source: Stream["source"];
  overseas: boolean;
  audio: boolean;
  video: boolean;
  /** The record rule that the latest push start resolved to: level, rule, template and formats. Null: no rule matched. */
  recordedBy: Resolution | null;
  timeShiftedBy: Resolution | null;
  pushes: Span[];
  recordings: RecordingState[];
}

export interface RecordingState {
  id: string;
  by: Recording["by"];
  /** `mixed`: at least for a while it showed the picture of a mix. */
  picture: Recording["picture"];
  format: string;
  content: string;
  state: string;
  start: string;
  end: string | null;
  files: string[];
}

/** A mix that runs. */
export interface MixState extends Omit<Mix, "start"> {
  start: string;
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

export interface TaskState extends Omit<StreamKey, "domain"> {
  taskId: number;
  domain: string | null;
  state: "waiting" | "running" | "finished" | "stopped";
  start: string;
  end: string;
  highlight: boolean;
  mixStream: boolean;
  content: string;
  format: string;
  interval: number;
  storageTime: number;
  files: string[];
}

export interface SessionState extends StreamKey {
  sid: string;
  start: string;
  end: string | null;
  templateId: number;
  itemDuration: number;
  retention: number;
}

export interface MediaState extends StreamKey {
  fileId: string;
  name: string;
  type: string;
  category: string;
  subAppId: number;
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

export interface ClipState extends StreamKey {
  id: string;
  alive: boolean;
  /** Why it is dead, or null. */
  why: string | null;
  persisted: boolean;
  fileId: string;
  url: string;
  start: string;
  end: string;
  segments: { start: string; end: string }[];
  /** Recordings that a clip which is not persisted lives from; none: the time-shift data itself. */
  recordings: string[];
}

const span = ({ start, end }: Stretch): Span => ({ start: instant(start), end: end === null ? null : instant(end) });
const closed = ({ start, end }: ClosedStretch): { start: string; end: string } => ({ start: instant(start), end: instant(end) });

/** The whole account, ready to be shown. */
export function accountState(account: Account): AccountState {
  const recordings = new Map<string, Recording[]>();
  for (const recording of account.recordings.values()) {
    const key = streamKey(recording);
    recordings.set(key, [...(recordings.get(key) ?? []), recording]);
  }
  return structuredClone({
    now: instant(account.clock.now()),
    record: { templates: [...account.record.templates.values()], rules: [...account.record.rules.values()] },
    timeShift: {
      templates: [...account.timeShift.templates.values()],
      rules: [...account.timeShift.rules.values()],
      sessions: [...account.sessions.values()].map((session) => ({ ...session, ...span(session) })),
    },
    streams: [...account.streams.values()].map((stream) => streamState(stream, recordings.get(streamKey(stream)) ?? [])),
    mixes: [...account.mixes.values()].map((mix) => ({ ...mix, start: instant(mix.start) })),
    snapshotRuns: [...account.snapshotRuns.values()].map((run) => snapshotRunState(account, run)),
    tasks: [...account.tasks.values()].map(({ createdAt, recordings: ids, ...task }) => ({
      ...task,
      start: instant(task.start),
      end: instant(task.end),
      files: ids.flatMap((id) => account.recordings.get(id)?.files ?? []),
    })),
    media: [...account.media.values()].map((media) => mediaState(account, media)),
    clips: [...account.clips.values()].map((clip) => ({
      id: clip.id,
      domain: clip.domain,
      app: clip.app,
      stream: clip.stream,
      alive: clip.dead === null,
      why: clip.dead?.why ?? null,
      persisted: clip.persisted,
      fileId: clip.fileId,
      url: clipUrl(account, clip),
      ...closed(clip),
      segments: clip.stretches.map(closed),
      recordings: clip.recordings,
    })),
  });
}

function streamState(stream: Stream, recordings: readonly Recording[]): StreamState {
  const { domain, app, stream: name, live, source, overseas, audio, video, recordedBy, shiftedBy, pushes } = stream;
  return {
    domain,
    app,
    stream: name,
    live,
    source,
    overseas,
    audio,
    video,
    recordedBy,
    timeShiftedBy: shiftedBy,
    pushes: pushes.map(span),
    recordings: recordings.map(({ id, by, picture, format, content, state, files, ...rest }) => ({
      id,
      by,
      picture,
      format,
      content,
      state,
      ...span(rest),
      files,
    })),
  };
}

function snapshotRunState(account: Account, run: SnapshotRun): SnapshotRunState {
  const { id, by, domain, app, stream, interval } = run;
  const { count, latest } = takenBy(account, run, account.clock.now());
  return { id, by, domain, app, stream, ...span(run), interval, count, latest: latest?.path ?? null };
}

function mediaState(account: Account, media: Media): MediaState {
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
    duration: stretches.reduce((sum, { start, end }) => sum + (end - start) / 1000, 0),
    picture,
    sourceContext,
    recordingId,
    clipId,
  };
}
