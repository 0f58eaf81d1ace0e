import { AnswerShapeError, listIn, textIn } from "../core/answer";
import { wireId } from "../core/codec";
import type { Props } from "../core/schema";
import { countIn, pages } from "./pages";
import { defaultReader, type Reader } from "./reader";
import { pieces, reached, type Stretch, seconds, stretchOf, utcText, type Window } from "./times";

export interface StreamName {
  /** Push domain. */
  readonly domainName: string;
  readonly appName: string;
  readonly streamName: string;
}

/** `active`: being pushed. `inactive`: not pushed. `forbid`: pushing is forbidden. */
export type StreamState = "active" | "inactive" | "forbid";

/**
 * Whether a stream is being pushed (DescribeLiveStreamState). A stream that was never pushed is `inactive`.
 * @throws ServiceError, TransportError: when in doubt treat the stream as online, as the service advises
 */
export async function getStreamState(stream: StreamName, reader: Reader = defaultReader()): Promise<StreamState> {
  const action = "DescribeLiveStreamState";
  const state = textIn(await reader.call(action, wireName(stream)), "StreamState");
  if (state === "active" || state === "inactive" || state === "forbid") return state;
  throw new AnswerShapeError(action, "StreamState", "active, inactive or forbid");
}

export interface OnlineStream extends StreamName {
  /** When the push began, RFC 3339, UTC; one entry per running push. */
  readonly publishedAt: readonly string[];
}

/**
 * The streams that are being pushed now (DescribeLiveStreamOnlineList), all pages, each stream once. For accounts with less than 20 000 streams.
 * @throws ServiceError, TransportError, UserError where the service's pages lead nowhere
 */
export async function listOnlineStreams(filter: Partial<StreamName> = {}, reader: Reader = defaultReader()): Promise<OnlineStream[]> {
  const action = "DescribeLiveStreamOnlineList";
  const ask = async (page: number) => {
    const answer = await reader.call(action, { ...wireName(filter), PageNum: page, PageSize: PAGE });
    const entries = listIn(action, answer, "OnlineInfo").map((entry) => ({
      ...nameIn(entry),
      publishedAt: listIn(action, entry, "PublishTimeList").flatMap((publish) => textIn(publish, "PublishTime") ?? []),
    }));
    return { entries, total: countIn(answer, "TotalNum"), pages: countIn(answer, "TotalPage") };
  };
  const streams = new Map<string, OnlineStream>();
  for (const stream of await pages(action, ask, PAGE)) {
    const key = nameOf(stream);
    const publishedAt = [...new Set([...(streams.get(key)?.publishedAt ?? []), ...stream.publishedAt])];
    streams.set(key, { ...stream, publishedAt });
  }
  return [...streams.values()];
}

export interface TimeShiftStream extends StreamName {
  /** Begin and end of what can be reached, RFC 3339, UTC. */
  readonly startTime: string;
  readonly endTime: string;
  /** How far back one can go, seconds. */
  readonly duration: number;
  /** Which picture is kept: the stream's own, with a watermark, or a transcoded one. */
  readonly variant: "original" | "watermarked" | "transcoded";
  /** Transcode template of a transcoded one. */
  readonly transcodeId?: string;
}

const VARIANTS = ["original", "watermarked", "transcoded"] as const;

const PAGE = 100;
/** One query of time shift spans at most 24 hours. */
const DAY = 86_400;
/** Longest time that a time-shift template keeps anything. */
const MEMORY = 30 * DAY;

/** The days of a window of which the time shift can hold something: it forgets, and of the time to come it has nothing. */
async function* days(window: Window, reader: Reader): AsyncGenerator<Stretch> {
  const { from, to } = stretchOf(window);
  const kept = { from: Math.max(from, seconds(await reader.now()) - MEMORY), to };
  yield* reached(pieces(kept, DAY), async () => seconds(await reader.now()));
}

/**
 * The streams that had time shift in a window of any length (DescribeTimeShiftStreamList), asked day by day, all pages; the pictures of
 * a stream (`variant`) each for itself. Nothing is kept over 30 days, so no earlier day is asked, and none to come.
 * @throws UserError for an empty window, ServiceError, TransportError
 */
export async function listTimeShiftStreams(
  window: Window & Partial<Pick<StreamName, "domainName" | "streamName">>,
  reader: Reader = defaultReader(),
): Promise<TimeShiftStream[]> {
  const action = "DescribeTimeShiftStreamList";
  const found = new Map<string, TimeShiftStream>();
  for await (const { from, to } of days(window, reader)) {
    const ask = async (page: number) => {
      const answer = await reader.call(action, {
        StartTime: from,
        EndTime: to,
        ...(window.domainName === undefined ? {} : { Domain: window.domainName }),
        ...(window.streamName === undefined ? {} : { StreamName: window.streamName }),
        PageNum: page,
        PageSize: PAGE,
      });
      return { entries: listIn(action, answer, "StreamList").map(timeShiftStream), total: countIn(answer, "TotalSize") };
    };
    // The end of a stream that is live moves while the pages are read.
    const ofDay = await pages(action, ask, PAGE, (stream) => `${pictureOf(stream)} ${stream.startTime}`);
    for (const stream of ofDay) {
      const key = pictureOf(stream);
      const before = found.get(key);
      // RFC 3339 in one zone sorts as text.
      const startTime = before !== undefined && before.startTime < stream.startTime ? before.startTime : stream.startTime;
      const endTime = before !== undefined && before.endTime > stream.endTime ? before.endTime : stream.endTime;
      found.set(key, { ...stream, startTime, endTime });
    }
  }
  return [...found.values()];
}

function timeShiftStream(entry: Props): TimeShiftStream {
  const transcodeId = entry["TransCodeId"];
  return {
    ...nameIn(entry),
    startTime: utcText(numberIn(entry, "StartTime")),
    endTime: utcText(numberIn(entry, "EndTime")),
    duration: numberIn(entry, "Duration"),
    variant: VARIANTS[numberIn(entry, "StreamType")] ?? "original",
    ...(transcodeId === undefined || transcodeId === null || Number(transcodeId) === 0 ? {} : { transcodeId: String(transcodeId) }),
  };
}

export interface Session {
  /** RFC 3339, UTC. */
  readonly startTime: string;
  readonly endTime: string;
}

/**
 * The sessions of a stream in a window of any length (DescribeTimeShiftRecordDetail), asked day by day, at most 30 days back: the time between two entries was
 * interrupted, and a clip cannot hold it.
 * @param window `transcodeId`: of which transcoded picture; left out, of the stream's own
 * @throws UserError for an empty window, ServiceError, TransportError
 */
export async function listTimeShiftSessions(
  window: StreamName & Window & { readonly transcodeId?: string },
  reader: Reader = defaultReader(),
): Promise<Session[]> {
  const action = "DescribeTimeShiftRecordDetail";
  const { domainName, appName, streamName, transcodeId } = window;
  const found: Stretch[] = [];
  for await (const { from, to } of days(window, reader)) {
    const answer = await reader.call(action, {
      Domain: domainName,
      AppName: appName,
      StreamName: streamName,
      StartTime: from,
      EndTime: to,
      ...(transcodeId === undefined ? {} : { TransCodeId: wireId(transcodeId) }),
    });
    found.push(
      ...listIn(action, answer, "RecordList").map((entry) => ({ from: numberIn(entry, "StartTime"), to: numberIn(entry, "EndTime") })),
    );
  }
  return joined(found).map(({ from, to }) => ({ startTime: utcText(from), endTime: utcText(to) }));
}

/** A session over midnight is told of by both days, whole or in part. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const next of [...stretches].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = whole.at(-1);
    if (last === undefined || next.from > last.to) whole.push(next);
    else whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
  }
  return whole;
}

function wireName({ domainName, appName, streamName }: Partial<StreamName>): Props {
  return {
    ...(domainName === undefined ? {} : { DomainName: domainName }),
    ...(appName === undefined ? {} : { AppName: appName }),
    ...(streamName === undefined ? {} : { StreamName: streamName }),
  };
}

function nameIn(entry: Props): StreamName {
  return {
    domainName: textIn(entry, "DomainName") ?? textIn(entry, "Domain") ?? "",
    appName: textIn(entry, "AppName") ?? "",
    streamName: textIn(entry, "StreamName") ?? "",
  };
}

function nameOf({ domainName, appName, streamName }: StreamName): string {
  return JSON.stringify([domainName, appName, streamName]);
}

function pictureOf(stream: TimeShiftStream): string {
  return JSON.stringify([nameOf(stream), stream.variant, stream.transcodeId]);
}

function numberIn(entry: Props, field: string): number {
  const value = entry[field];
  return typeof value === "number" ? value : 0;
}
