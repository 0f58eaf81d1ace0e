import { listIn, textIn } from "../core/answer";
import { isProps, type Props } from "../core/schema";
import { momentOf } from "../recording/moments";
import { NEVER } from "../recording/time";
import { defaultReader, type Reader, subApp } from "./reader";
import { storedSince } from "./stored-files";
import { type Stretch, seconds, stretchOf, type Window } from "./times";

/** A file in VOD. What VOD does not tell of a file is left out. */
export interface Recording {
  readonly fileId: string;
  readonly name?: string;
  /** `hls`, `mp4`, `flv`, … */
  readonly format?: string;
  readonly url?: string;
  /** When the file was stored, RFC 3339, UTC. */
  readonly createTime?: string;
  /** When VOD deletes it for good; absent for never. */
  readonly expireTime?: string;
  /** The push that was recorded; absent for files that are no live recording. */
  readonly stream?: { readonly domainName: string; readonly appName: string; readonly streamName: string };
  /** Begin and end of what was recorded, RFC 3339, UTC. */
  readonly startTime?: string;
  readonly endTime?: string;
  /** Seconds. */
  readonly duration?: number;
  /** Bytes. */
  readonly size?: number;
}

/** Which recordings are looked for: their recorded time must overlap the window. */
export interface RecordingQuery extends Window {
  readonly streamName?: string;
  readonly domainName?: string;
  readonly appName?: string;
  /** Files whose name begins so, as DescribeVodPlayInfo used to find them. */
  readonly namePrefix?: string;
  /** VOD application. */
  readonly subAppId?: string | number;
}

/** DescribeMediaInfos takes at most this many ids. */
const BATCH = 20;

/**
 * The recordings of a stream, or of all streams, that overlap a window: SearchMedia for the ids, DescribeMediaInfos for the rest. However many there
 * are, and whatever expires or is stored meanwhile, each that is there is found, once. A file of which VOD tells no time is always among them.
 * What was stored before the window begins is not looked at: a file is stored when its recording ends, and whether VOD shows one earlier that is uploaded
 * while it is recorded (`uploadInRecording`) is not documented.
 * @throws UserError for an empty window or what is no time, ServiceError, TransportError
 */
export async function findRecordings(query: RecordingQuery, reader: Reader = defaultReader()): Promise<Recording[]> {
  const application = subApp(query.subAppId);
  const filters: Props = {
    ...application,
    ...(query.namePrefix === undefined ? { SourceTypes: ["Record"] } : { NamePrefixes: [query.namePrefix] }),
    ...(query.streamName === undefined ? {} : { StreamIds: [query.streamName] }),
    ...(query.domainName === undefined ? {} : { StreamDomains: [query.domainName] }),
    ...(query.appName === undefined ? {} : { StreamPaths: [query.appName] }),
  };
  // A file is stored when its recording ends or later, so never before the window begins; how much later nobody knows.
  const window = stretchOf(query);
  const stored = (await storedSince(reader, filters, window.from)).map(recordingIn);
  const ids = stored.filter((recording) => overlaps(recording, window)).map(({ fileId }) => fileId);
  const recordings: Recording[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const answer = await reader.call("DescribeMediaInfos", {
      FileIds: ids.slice(at, at + BATCH),
      Filters: ["basicInfo", "metaData"],
      ...application,
    });
    recordings.push(...listIn("DescribeMediaInfos", answer, "MediaInfoSet").map(recordingIn));
  }
  return recordings
    .filter((recording) => overlaps(recording, window))
    .sort((a, b) => beginOf(a).localeCompare(beginOf(b)) || a.fileId.localeCompare(b.fileId));
}

function beginOf({ startTime, createTime }: Recording): string {
  return startTime ?? createTime ?? "";
}

/** A file of which no recorded time is known counts at the moment at which it was stored; where that is unknown too, it may be anything. */
function overlaps({ startTime, endTime, createTime }: Recording, { from, to }: Stretch): boolean {
  const [first, last] = [startTime ?? createTime, endTime ?? createTime];
  const begin = first === undefined ? Number.NEGATIVE_INFINITY : seconds(first);
  const end = last === undefined ? Number.POSITIVE_INFINITY : seconds(last) + (endTime === undefined ? 1 : 0);
  return begin < to && end > from;
}

/** What VOD tells of a file. Fields that it leaves out, and times that are none, are left out. */
function recordingIn(info: Props): Recording {
  const part = (name: string, of: Props = info): Props => (isProps(of[name]) ? of[name] : {});
  const [basic, meta] = [part("BasicInfo"), part("MetaData")];
  const live = part("LiveRecordInfo", part("SourceInfo", basic));
  const expireTime = timeIn(basic, "ExpireTime");
  const streamName = textIn(live, "StreamId");
  return {
    fileId: textIn(info, "FileId") ?? "",
    ...given("name", textIn(basic, "Name")),
    ...given("format", textIn(basic, "Type")),
    ...given("url", textIn(basic, "MediaUrl")),
    ...given("createTime", timeIn(basic, "CreateTime")),
    ...given("expireTime", expireTime === NEVER ? undefined : expireTime),
    ...(streamName === undefined
      ? {}
      : { stream: { domainName: textIn(live, "Domain") ?? "", appName: textIn(live, "Path") ?? "", streamName } }),
    ...given("startTime", timeIn(live, "RecordStartTime")),
    ...given("endTime", timeIn(live, "RecordEndTime")),
    ...given("duration", numberIn(meta, "Duration")),
    ...given("size", numberIn(meta, "Size")),
  };
}

function given<N extends string, T>(name: N, value: T | undefined): { [K in N]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [K in N]?: T });
}

function timeIn(of: Props, field: string): string | undefined {
  const text = textIn(of, field);
  return momentOf(text) === undefined ? undefined : text;
}

function numberIn(of: Props, field: string): number | undefined {
  const value = of[field];
  return typeof value === "number" ? value : undefined;
}
