import { type Account, streamKey } from "./account";
import { reportBreak, reportPush } from "./callbacks";
import type { Stream, StreamKey } from "./model";
import { onBreak, onPush } from "./recorder";
import { endSnapshots, startSnapshots } from "./snapshots";
import { recordRunningTasks } from "./tasks";
import { endSession, startSession } from "./timeshift";

/** What a push carries and where it comes from. */
export interface Content {
  readonly audio: boolean;
  readonly video: boolean;
  readonly overseas: boolean;
}

/** Starts a push: rules and templates are read here and kept until the push ends (S4, 7.2). Nothing happens if it is live. */
export function pushStream(account: Account, key: StreamKey, content: Content, source: Stream["source"] = "push"): void {
  const { domain, app, stream: name } = key;
  const id = streamKey(key);
  const known = account.streams.get(id);
  if (known?.live === true) return;
  const now = account.now();
  const mix = account.mixes.get(id);
  const stream: Stream = {
    domain,
    app,
    stream: name,
    live: true,
    source,
    overseas: content.overseas,
    mix: source === "push" && mix?.outputStreamType === 0 ? mix.id : null,
    sequence: String(account.next("push")).padStart(19, "0"),
    audio: content.audio,
    video: content.video,
    pushes: known?.pushes ?? [],
    recordedBy: null,
    shiftedBy: null,
    active: known?.active ?? [],
    session: null,
    snapshots: [],
  };
  stream.pushes.push({ start: now, end: null });
  reportPush(account, stream);
  account.streams.put(id, stream);
  onPush(account, stream);
  startSession(account, stream);
  recordRunningTasks(account, stream);
  startSnapshots(account, stream);
  account.streams.put(id, stream);
}

/** Ends a push. Nothing happens if it is not live. */
export function breakStream(account: Account, key: StreamKey): void {
  const stream = account.streams.get(streamKey(key));
  if (stream === undefined || !stream.live) return;
  stream.live = false;
  const push = stream.pushes.at(-1);
  if (push !== undefined) push.end = account.now();
  reportBreak(account, stream);
  onBreak(account, stream);
  endSession(account, stream);
  endSnapshots(account, stream);
  account.streams.put(streamKey(key), stream);
}

/** Which streams are meant: one, or with no domain every one of the name. */
interface Named {
  readonly domain: string | null;
  readonly app: string;
  readonly stream: string;
}

/** The streams of a name that were ever there. */
export function streamsOf(account: Account, { domain, app, stream }: Named): Stream[] {
  if (domain === null) return [...account.streams.values()].filter((one) => one.app === app && one.stream === stream);
  const found = account.streams.get(streamKey({ domain, app, stream }));
  return found === undefined ? [] : [found];
}

/** Those that are live. */
export function liveStreams(account: Account, wanted: Named): Stream[] {
  return streamsOf(account, wanted).filter(({ live }) => live);
}
