import { type Account, streamKey } from "./account.js";
import type { Stream, StreamKey } from "./model.js";
import { onBreak, onPush } from "./recorder.js";
import { recordRunningTasks } from "./tasks.js";
import { endSession, startSession } from "./timeshift.js";

/** Starts a push: rules and templates are read here and kept until the push ends (S4, 7.2). Nothing happens if it is live. */
export function pushStream(account: Account, key: StreamKey, content: { audio: boolean; video: boolean }): void {
  const { domain, app, stream: name } = key;
  const known = account.streams.get(streamKey(key));
  if (known?.live === true) return;
  const stream: Stream = known ?? {
    domain,
    app,
    stream: name,
    live: false,
    audio: true,
    video: true,
    pushes: [],
    recordedBy: null,
    shiftedBy: null,
    active: [],
    session: null,
  };
  stream.live = true;
  stream.audio = content.audio;
  stream.video = content.video;
  stream.pushes.push({ start: account.now(), end: null });
  onPush(account, stream);
  startSession(account, stream);
  recordRunningTasks(account, stream);
  account.streams.put(streamKey(key), stream);
}

/** Ends a push. Nothing happens if it is not live. */
export function breakStream(account: Account, key: StreamKey): void {
  const stream = account.streams.get(streamKey(key));
  if (stream === undefined || !stream.live) return;
  stream.live = false;
  const push = stream.pushes.at(-1);
  if (push !== undefined) push.end = account.now();
  onBreak(account, stream);
  endSession(account, stream);
  account.streams.put(streamKey(key), stream);
}

/** The live streams that a task or query names; a missing domain or app matches every one. */
export function liveStreams(account: Account, wanted: { domain: string | null; app: string; stream: string }): Stream[] {
  if (wanted.domain !== null) {
    const found = account.streams.get(streamKey({ domain: wanted.domain, app: wanted.app, stream: wanted.stream }));
    return found?.live === true ? [found] : [];
  }
  return [...account.streams.values()].filter((one) => one.live && one.app === wanted.app && one.stream === wanted.stream);
}
