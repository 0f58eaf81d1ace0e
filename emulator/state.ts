import { type Account, streamKey } from "./account";
import type { Id } from "./ids";
import type { Mix, Recording, RecordTemplate, Resolution, Rule, Stream, StreamKey, TimeShiftTemplate } from "./model";
import { type Cause, causeOf } from "./recorded";
import { type ConfigurationState, configurationState } from "./state-configuration";
import {
  type ClipState,
  type CosFileState,
  clipState,
  cosFileState,
  type MediaState,
  mediaState,
  type SnapshotRunState,
  type Span,
  snapshotRunState,
  span,
} from "./state-files";
import { instant } from "./time";

/** The whole account as `GET /_control/state` shows it. Times are UTC. */
export interface AccountState extends ConfigurationState {
  now: string;
  record: { templates: RecordTemplate[]; rules: Rule[] };
  timeShift: { templates: TimeShiftTemplate[]; rules: Rule[]; sessions: SessionState[] };
  streams: StreamState[];
  mixes: MixState[];
  snapshotRuns: SnapshotRunState[];
  tasks: TaskState[];
  media: MediaState[];
  cosFiles: CosFileState[];
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
  by: Cause;
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

export interface TaskState extends Omit<StreamKey, "domain"> {
  taskId: Id;
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
  templateId: Id;
  itemDuration: number;
  retention: number;
}

/** The whole account, ready to be shown. */
export function accountState(account: Account): AccountState {
  const recordings = new Map<string, Recording[]>();
  for (const recording of account.recordings.values()) {
    const key = streamKey(recording);
    const known = recordings.get(key);
    if (known === undefined) recordings.set(key, [recording]);
    else known.push(recording);
  }
  return {
    now: instant(account.clock.now()),
    record: { templates: copies(account.record.templates.values()), rules: copies(account.record.rules.values()) },
    timeShift: {
      templates: copies(account.timeShift.templates.values()),
      rules: copies(account.timeShift.rules.values()),
      sessions: [...account.sessions.values()].map((session) => ({ ...session, ...span(session) })),
    },
    ...configurationState(account),
    streams: [...account.streams.values()].map((stream) => streamState(stream, recordings.get(streamKey(stream)) ?? [])),
    mixes: copies(account.mixes.values()).map((mix) => ({ ...mix, start: instant(mix.start) })),
    snapshotRuns: [...account.snapshotRuns.values()].map((run) => snapshotRunState(account, run)),
    tasks: [...account.tasks.values()].map(({ createdAt, recordings: ids, ...task }) => ({
      ...task,
      start: instant(task.start),
      end: instant(task.end),
      files: ids.flatMap((id) => account.recordings.get(id)?.files ?? []),
    })),
    media: [...account.media.values()].map((media) => mediaState(account, media)),
    cosFiles: [...account.cosFiles.values()].map((file) => cosFileState(account, file)),
    clips: [...account.clips.values()].map((clip) => clipState(account, clip)),
  };
}

/** What is shown is the caller's own: no change of it reaches the account, and none of the account reaches it. */
function copies<T>(documents: Iterable<T>): T[] {
  return structuredClone([...documents]);
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
    recordedBy: structuredClone(recordedBy),
    timeShiftedBy: structuredClone(shiftedBy),
    pushes: pushes.map(span),
    recordings: recordings.map(({ id, by, picture, format, content, state, files, ...rest }) => ({
      id,
      by: causeOf(by),
      picture,
      format,
      content,
      state,
      ...span(rest),
      files: [...files],
    })),
  };
}
