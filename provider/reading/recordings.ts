import { listIn, textIn } from "../core/answer";
import { UserError } from "../core/errors";
import { isProps, type Props } from "../core/schema";
import { instantOf, NEVER } from "../recording/time";
import { defaultReader, type Reader, subApp } from "./reader";
import { type Stretch, seconds, stretchOf, utcText, type Window } from "./times";

/** A file in VOD. */
export interface Recording {
  readonly fileId: string;
  readonly name: string;
  /** `hls`, `mp4`, `flv`, … */
  readonly format: string;
  readonly url: string;
  /** When the file was stored, RFC 3339, UTC. */
  readonly createTime: string;
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

/** No more results than this can be paged through (SearchMedia), whatever TotalCount says. */
const REACHABLE = 5000;
const PAGE = 100;
/** DescribeMediaInfos takes at most this many ids. */
const BATCH = 20;
/** VOD tells times to the second, so a shorter window cannot be split any more. */
const SHORTEST = 1;

/**
 * The recordings of a stream, or of all streams, that overlap a window: SearchMedia for the ids, DescribeMediaInfos for the rest. More than 5,000 results are
 * reached by splitting the time in which they were stored.
 * @throws UserError for an empty window, ServiceError, TransportError
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
  const ids = await searchIds(reader, filters, window, { after: window.from, before: undefined });
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
    .sort((a, b) => (a.startTime ?? a.createTime).localeCompare(b.startTime ?? b.createTime) || a.fileId.localeCompare(b.fileId));
}

/** A file of which no recorded time is known counts at the moment at which it was stored. */
function overlaps({ startTime, endTime, createTime }: Recording, { from, to }: Stretch): boolean {
  const end = endTime === undefined ? timeOf(createTime) + 1 : timeOf(endTime);
  return timeOf(startTime ?? createTime) < to && end > from;
}

/** The ids of what was stored in a range of time and overlaps the window; what was only stored later is left out before it is asked for in full. */
async function searchIds(
  reader: Reader,
  filters: Props,
  window: Stretch,
  { after, before }: { after: number; before: number | undefined },
): Promise<string[]> {
  const search = (offset: number) =>
    reader.call("SearchMedia", {
      ...filters,
      CreateTime: { After: utcText(after), ...(before === undefined ? {} : { Before: utcText(before) }) },
      Sort: { Field: "CreateTime", Order: "Asc" },
      Filters: ["basicInfo"],
      Offset: offset,
      Limit: PAGE,
    });
  const first = await search(0);
  const total = typeof first["TotalCount"] === "number" ? first["TotalCount"] : 0;
  if (total >= REACHABLE) {
    const end = before ?? seconds(await reader.now()) + 1;
    if (end - after <= SHORTEST)
      throw new UserError(
        `More than ${REACHABLE} files were stored in the second of ${utcText(after)}, and the service shows no more of them: narrow the query by stream.`,
      );
    const middle = Math.floor((after + end) / 2);
    // Whether the end of a range counts is documented both ways: the halves share a second, and the set drops what comes twice.
    const halves = [
      await searchIds(reader, filters, window, { after, before: middle }),
      await searchIds(reader, filters, window, { after: middle, before: end }),
    ];
    return [...new Set(halves.flat())];
  }
  const ids: string[] = [];
  for (let offset = 0, page = first; ; page = await search(offset)) {
    const found = listIn("SearchMedia", page, "MediaInfoSet").map(recordingIn);
    ids.push(...found.filter((recording) => overlaps(recording, window)).map(({ fileId }) => fileId));
    offset += PAGE;
    if (found.length < PAGE) return ids;
  }
}

function recordingIn(info: Props): Recording {
  const part = (name: string, of: Props = info): Props => (isProps(of[name]) ? of[name] : {});
  const [basic, meta] = [part("BasicInfo"), part("MetaData")];
  const live = part("LiveRecordInfo", part("SourceInfo", basic));
  const expireTime = textIn(basic, "ExpireTime");
  const streamName = textIn(live, "StreamId");
  const [startTime, endTime] = [textIn(live, "RecordStartTime"), textIn(live, "RecordEndTime")];
  return {
    fileId: textIn(info, "FileId") ?? "",
    name: textIn(basic, "Name") ?? "",
    format: textIn(basic, "Type") ?? "",
    url: textIn(basic, "MediaUrl") ?? "",
    createTime: textIn(basic, "CreateTime") ?? "",
    ...(expireTime === undefined || expireTime === NEVER ? {} : { expireTime }),
    ...(streamName === undefined
      ? {}
      : { stream: { domainName: textIn(live, "Domain") ?? "", appName: textIn(live, "Path") ?? "", streamName } }),
    ...(startTime === undefined ? {} : { startTime }),
    ...(endTime === undefined ? {} : { endTime }),
    ...(typeof meta["Duration"] === "number" ? { duration: meta["Duration"] } : {}),
    ...(typeof meta["Size"] === "number" ? { size: meta["Size"] } : {}),
  };
}

function timeOf(text: string): number {
  return Math.floor(instantOf(text).epochMilliseconds / 1000);
}
