import { AnswerShapeError, listIn, textIn } from "../core/answer";
import type { Props } from "../core/schema";
import { defaultReader, type Reader } from "./reader";
import { type Moment, seconds, utcText } from "./times";

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

/** The streams that are being pushed now (DescribeLiveStreamOnlineList), all pages. For accounts with less than 20 000 streams. */
export async function listOnlineStreams(filter: Partial<StreamName> = {}, reader: Reader = defaultReader()): Promise<OnlineStream[]> {
  const action = "DescribeLiveStreamOnlineList";
  return pages(async (page) => {
    const answer = await reader.call(action, { ...wireName(filter), PageNum: page, PageSize: 100 });
    return listIn(action, answer, "OnlineInfo").map((entry) => ({
      ...nameIn(entry),
      publishedAt: listIn(action, entry, "PublishTimeList").flatMap((publish) => textIn(publish, "PublishTime") ?? []),
    }));
  }, 100);
}

export interface TimeShiftStream extends StreamName {
  /** Begin and end of what can be reached, RFC 3339, UTC. */
  readonly startTime: string;
  readonly endTime: string;
  /** How far back one can go, seconds. */
  readonly duration: number;
}

/** The streams that had time shift in a window of at most 24 hours (DescribeTimeShiftStreamList), all pages. */
export async function listTimeShiftStreams(
  window: { readonly from: Moment; readonly to: Moment } & Partial<Pick<StreamName, "domainName" | "streamName">>,
  reader: Reader = defaultReader(),
): Promise<TimeShiftStream[]> {
  const action = "DescribeTimeShiftStreamList";
  return pages(async (page) => {
    const answer = await reader.call(action, {
      StartTime: seconds(window.from),
      EndTime: seconds(window.to),
      ...(window.domainName === undefined ? {} : { Domain: window.domainName }),
      ...(window.streamName === undefined ? {} : { StreamName: window.streamName }),
      PageNum: page,
      PageSize: 100,
    });
    return listIn(action, answer, "StreamList").map((entry) => ({
      ...nameIn(entry),
      startTime: utcText(numberIn(entry, "StartTime")),
      endTime: utcText(numberIn(entry, "EndTime")),
      duration: numberIn(entry, "Duration"),
    }));
  }, 100);
}

export interface Session {
  /** RFC 3339, UTC. */
  readonly startTime: string;
  readonly endTime: string;
}

/**
 * The sessions of a stream in a window of at most 24 hours (DescribeTimeShiftRecordDetail): the time between two entries was interrupted, and a clip cannot
 * hold it.
 */
export async function listTimeShiftSessions(
  window: StreamName & { readonly from: Moment; readonly to: Moment },
  reader: Reader = defaultReader(),
): Promise<Session[]> {
  const action = "DescribeTimeShiftRecordDetail";
  const { domainName, appName, streamName, from, to } = window;
  const answer = await reader.call(action, {
    Domain: domainName,
    AppName: appName,
    StreamName: streamName,
    StartTime: seconds(from),
    EndTime: seconds(to),
  });
  return listIn(action, answer, "RecordList").map((entry) => ({
    startTime: utcText(numberIn(entry, "StartTime")),
    endTime: utcText(numberIn(entry, "EndTime")),
  }));
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

function numberIn(entry: Props, field: string): number {
  const value = entry[field];
  return typeof value === "number" ? value : 0;
}

/** Pages from 1 on, until one is not full. */
export async function pages<T>(page: (number: number) => Promise<T[]>, size: number): Promise<T[]> {
  const all: T[] = [];
  for (let number = 1; ; number += 1) {
    const entries = await page(number);
    all.push(...entries);
    if (entries.length < size) return all;
  }
}
