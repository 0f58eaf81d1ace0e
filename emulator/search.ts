import type { Account } from "./account";
import type { Id } from "./ids";
import type { Media } from "./model";
import { NEVER, parseUtc } from "./time";

interface Range {
  readonly After?: number;
  readonly Before?: number;
}

/** What SearchMedia can ask for. */
export interface Search {
  readonly SubAppId?: Id;
  readonly FileIds?: readonly string[];
  readonly Names?: readonly string[];
  readonly NamePrefixes?: readonly string[];
  readonly Descriptions?: readonly string[];
  readonly ClassIds?: readonly Id[];
  readonly Tags?: readonly string[];
  readonly Categories?: readonly string[];
  readonly SourceTypes?: readonly string[];
  readonly StreamIds?: readonly string[];
  readonly CreateTime?: Range;
  readonly ExpireTime?: Range;
  readonly StorageRegions?: readonly string[];
  readonly StorageClasses?: readonly string[];
  readonly MediaTypes?: readonly string[];
  readonly Status?: readonly string[];
  readonly ReviewResults?: readonly string[];
  readonly TrtcSdkAppIds?: readonly number[];
  readonly TrtcRoomIds?: readonly string[];
  readonly Text?: string;
  readonly SourceType?: string;
  readonly StreamId?: string;
  readonly StartTime?: number;
  readonly EndTime?: number;
  readonly StreamDomains?: readonly string[];
  readonly StreamPaths?: readonly string[];
}

const FOREVER = parseUtc(NEVER) ?? Number.MAX_SAFE_INTEGER;

/** The files that a search finds, in no order. */
export function mediaSearch(account: Account, search: Search): Media[] {
  const found: Media[] = [];
  const created: Range = {
    ...(search.StartTime === undefined ? {} : { After: search.StartTime }),
    ...(search.EndTime === undefined ? {} : { Before: search.EndTime - 1 }),
    ...search.CreateTime,
  };
  for (const media of account.media.values()) {
    if (matches(media, search) && inside(media.createTime, created) && inside(media.expireTime ?? FOREVER, search.ExpireTime))
      found.push(media);
  }
  return found;
}

function matches(media: Media, search: Search): boolean {
  const { live } = media;
  return (
    media.subAppId === (search.SubAppId ?? 0) &&
    anyOf(search.FileIds, media.fileId) &&
    anyOf(search.ClassIds, media.classId) &&
    anyOf(search.Categories, media.category) &&
    anyOf(search.SourceTypes, "Record") &&
    anyOf(search.SourceType ? [search.SourceType] : undefined, "Record") &&
    anyOf(search.StreamIds, live.stream) &&
    anyOf(search.StreamId ? [search.StreamId] : undefined, live.stream) &&
    anyOf(search.StreamDomains, live.domain) &&
    anyOf(search.StreamPaths, live.app) &&
    anyOf(search.MediaTypes, media.type) &&
    anyOf(search.StorageClasses, media.storageClass) &&
    anyOf(search.StorageRegions, "ap-chongqing") &&
    anyOf(search.Status, "Normal") &&
    anyOf(search.ReviewResults, "notModerated") &&
    none(search.TrtcSdkAppIds) &&
    none(search.TrtcRoomIds) &&
    some(search.NamePrefixes, (prefix) => media.name.startsWith(prefix)) &&
    some(search.Names, (part) => media.name.includes(part)) &&
    some(search.Descriptions, (part) => media.description.includes(part)) &&
    some(search.Tags, (tag) => media.tags.includes(tag)) &&
    some(search.Text ? [search.Text] : undefined, (part) => media.name.includes(part) || media.description.includes(part))
  );
}

function some<T>(wanted: readonly T[] | undefined, test: (one: T) => boolean): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.some(test);
}

function anyOf<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return some(wanted, (one) => one === value);
}

function none(wanted: readonly unknown[] | undefined): boolean {
  return wanted === undefined || wanted.length === 0;
}

/** Whole seconds are compared, because that is what the service shows. */
function inside(ms: number, range: Range | undefined): boolean {
  const second = Math.floor(ms / 1000) * 1000;
  return second >= (range?.After ?? Number.NEGATIVE_INFINITY) && second <= (range?.Before ?? Number.POSITIVE_INFINITY);
}
