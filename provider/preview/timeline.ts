import type { Configuration } from "../recording/configuration";
import { windowOf } from "../recording/explain";
import { type Moment, utcText } from "../recording/moments";
import { taskWords } from "../recording/words";
import { commonZone, localText } from "../recording/zones";

/** One declared window of recording. */
export interface TimelineBar {
  /** Which stream it is about. */
  readonly stream: string;
  readonly name: string;
  /** RFC 3339, UTC. */
  readonly start: string;
  readonly end: string;
  readonly state: "stays" | "added" | "removed";
}

/** The declared windows before and after a change. */
export interface Timeline {
  /** IANA zone in which the times are shown: that of the windows, where they agree on one. */
  readonly timeZone: string;
  /** By stream, then by time; of what stays only the windows of streams that change. */
  readonly bars: readonly TimelineBar[];
}

/** The windows that change, beside those of the same streams that stay; undefined when none does. */
export function timelineOf(before: Configuration, after: Configuration, now: Moment): Timeline | undefined {
  const [old, next] = [barsOf(before, now), barsOf(after, now)];
  const added = new Map<string, Bar[]>();
  for (const [key, bar] of next) if (!old.has(key)) added.set(windowKey(bar), [...(added.get(windowKey(bar)) ?? []), bar]);
  const bars: TimelineBar[] = [...next].filter(([key]) => old.has(key)).map(([, bar]) => ({ ...bar, state: "stays" }));
  for (const [key, bar] of old) {
    if (next.has(key)) continue;
    // The same window under another name is the same recording.
    const same = added.get(windowKey(bar))?.shift();
    bars.push(same === undefined ? { ...bar, state: "removed" } : { ...same, state: "stays" });
  }
  bars.push(...[...added.values()].flat().map((bar): TimelineBar => ({ ...bar, state: "added" })));
  const touched = new Set(bars.flatMap(({ stream, state }) => (state === "stays" ? [] : [stream])));
  if (touched.size === 0) return undefined;
  return {
    timeZone: commonZone([before, after]),
    bars: bars
      .filter(({ stream }) => touched.has(stream))
      .sort((a, b) => compare(a.stream, b.stream) || compare(a.start, b.start) || compare(a.name, b.name)),
  };
}

type Bar = Omit<TimelineBar, "state">;

function windowKey({ stream, start, end }: Bar): string {
  return `${stream} ${start} ${end}`;
}

function barsOf({ timed, tasks }: Configuration, now: Moment): Map<string, Bar> {
  const bars = [...timed, ...tasks].flatMap((task): Bar[] => {
    const window = windowOf(task);
    if (window === undefined || window.end <= now) return [];
    return [{ stream: taskWords(task), name: task.origin, start: utcText(window.start), end: utcText(window.end) }];
  });
  return new Map(bars.map((bar) => [JSON.stringify(bar), bar]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `2026-12-20T19:30` on the clocks of a zone. */
export function localTime(utc: string, timeZone: string): string {
  return localText(Date.parse(utc), timeZone);
}
