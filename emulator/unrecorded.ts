import { type Account, streamKey } from "./account";
import { type Id, type ShownId, shownId } from "./ids";
import { whyWords } from "./miss-words";
import type { Miss, Stream, Stretch, Why } from "./model";
import { taskNames } from "./script-calls";
import { span } from "./state-files";

/** A push or a task that gave no recording, or not every one that was asked for. Times are UTC. */
export interface Unrecorded {
  /** `domain/app/stream`; a task for any domain leaves the domain empty. */
  readonly stream: string;
  /** The task that recorded nothing; null: it is about the push. */
  readonly task: ShownId | null;
  /** The name under which a script keeps the task; null: none. */
  readonly name: string | null;
  /** When the push began; where there was none, when the task did. */
  readonly start: string;
  /** When it ended; null: the push goes on. */
  readonly end: string | null;
  /** The push has no recording at all; else something else was recorded of it. */
  readonly nothing: boolean;
  readonly reasons: readonly { readonly code: Why["code"]; readonly text: string }[];
}

/** Reasons that count although the push is recorded otherwise: a recorder was asked for and made nothing. */
const ALWAYS: readonly Why["code"][] = ["no-sound", "empty-stream", "too-short", "vod-off", "no-bucket"];

/**
 * What was not recorded: pushes without any recording, recorders of a rule that made no file, and tasks that made none. In order of time;
 * moments in the words are in the time zone.
 */
export function unrecorded(account: Account, timeZone: string): Unrecorded[] {
  const names = taskNames(account);
  const recordedPushes = pushesWithRecording(account);
  const busyTasks = tasksWithRecording(account);
  const isNothing = ({ push, ...stream }: Miss): boolean => push !== null && !recordedPushes.has(pushKey(stream, push));
  const counts = (miss: Miss): boolean => {
    if (isNothing(miss)) return true;
    return miss.task === null ? ALWAYS.includes(miss.why.code) : !busyTasks.has(miss.task);
  };
  const groups = Map.groupBy([...account.misses.values()].filter(counts), (miss) =>
    JSON.stringify([streamKey(miss), miss.push, isNothing(miss) ? null : miss.task]),
  );
  return [...groups.values()]
    .map((group) => entry(account, group, { names, recordedPushes, timeZone }))
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

interface Known {
  readonly names: ReadonlyMap<unknown, string>;
  readonly recordedPushes: ReadonlySet<string>;
  readonly timeZone: string;
}

function entry(account: Account, group: readonly Miss[], { names, recordedPushes, timeZone }: Known): Unrecorded {
  const [first] = group as [Miss, ...Miss[]];
  const { domain, app, stream, push } = first;
  const nothing = push !== null && !recordedPushes.has(pushKey(first, push));
  const task = nothing ? null : first.task;
  const reasons = group.map(({ why, task: by }) => {
    // Of a push that is recorded otherwise it has to be said which of its recordings is meant.
    const text = `${!nothing && why.code === "too-short" ? `as ${why.format.toUpperCase()} ` : ""}${whyWords(why, timeZone)}`;
    return { code: why.code, text: by === null || task !== null ? text : `task ${names.get(by) ?? by}: ${text}` };
  });
  return {
    stream: `${domain}/${app}/${stream}`,
    task: task === null ? null : shownId(task),
    name: (task === null ? undefined : names.get(task)) ?? null,
    ...span(spanOf(account, first)),
    nothing,
    // Several formats of one push may fail for one reason.
    reasons: [...new Map(reasons.map((reason) => [reason.text, reason])).values()],
  };
}

/** The push, or where there was none the task's time. */
function spanOf(account: Account, { push, why, ...stream }: Miss): Stretch {
  if (push === null) return why.code === "never-pushed" ? why : { start: 0, end: null };
  const found = account.streams.get(streamKey(stream))?.pushes.find(({ start }) => start === push);
  return { start: push, end: found?.end ?? null };
}

const pushKey = (stream: Parameters<typeof streamKey>[0], push: number): string => `${streamKey(stream)} ${push}`;

/** Pushes of which there is a file, or will be: something still records them. */
function pushesWithRecording(account: Account): Set<string> {
  const found = new Set<string>();
  for (const recording of account.recordings.values()) {
    if (recording.files.length === 0 && recording.state === "ended") continue;
    const stream = account.streams.get(streamKey(recording));
    for (const { start } of stream === undefined ? [] : during(stream, recording.start, recording.end))
      found.add(pushKey(recording, start));
  }
  return found;
}

/** The pushes of a stream that a stretch of time touches. */
function* during({ pushes }: Stream, from: number, to: number | null): Generator<Stream["pushes"][number]> {
  let [low, high] = [0, pushes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const end = pushes[middle]?.end ?? Number.POSITIVE_INFINITY;
    if (end > from) high = middle;
    else low = middle + 1;
  }
  for (let push = pushes[low]; push !== undefined && (to === null || push.start < to); push = pushes[++low]) yield push;
}

function tasksWithRecording(account: Account): Set<Id | string> {
  const found = new Set<Id | string>();
  for (const { by, files, state } of account.recordings.values()) {
    if ("taskId" in by && (files.length > 0 || state !== "ended")) found.add(by.taskId);
  }
  return found;
}
