import type { Account } from "./account";
import { LegacyError, type LegacyParams } from "./legacy-params";
import { readSnapshots } from "./legacy-queue";
import { mediaUrl } from "./media";
import type { Media } from "./model";
import { chinaTime, parseChinaTime } from "./time";

type LegacyCall = (account: Account, params: LegacyParams) => object;

const SNAPSHOT_QUEUE = 100;
const DAY_MS = 86_400_000;

/** Messages of a queue; only 100, the snapshots, is documented, and every other queue is empty (INF). */
const queue: LegacyCall = (account, params) => {
  const bid = params.int("bid", { min: 0, max: 999_999_999 });
  const count = params.int("count", { min: 1, max: 100, otherwise: 1 });
  const data = bid === SNAPSHOT_QUEUE ? readSnapshots(account, count) : [];
  return { count: String(data.length), data: data.map(({ stream_id, pic_url }) => ({ stream_id, pic_url })) };
};

/** A recording's `vid` is its file id here, as in the newer interface. Recorded slices of a stream, which are FLV files alone as the address to play them says, page by page in order of time; `sort_type`, `start_time` and `end_time` are of the later edition. */
const files: LegacyCall = (account, params) => {
  const channel = params.text("channel_id");
  const page = params.int("page_no", { min: 1, max: 999_999, otherwise: 1 });
  const size = params.int("page_size", { min: 1, max: 100, otherwise: 10 });
  const sort = params.optional("sort_type") ?? "asc";
  if (sort !== "asc" && sort !== "desc") throw new LegacyError("parameter", "sort_type is invalid");
  const inWindow = window(params);
  const found = [...account.media.values()]
    .filter(({ live, recordingId, type }) => recordingId !== null && type === "flv" && live.stream === channel && inWindow(live))
    .sort((a, b) => (sort === "asc" ? 1 : -1) * (a.live.start - b.live.start));
  return { all_count: found.length, file_list: found.slice((page - 1) * size, page * size).map((media) => slice(account, media)) };
};

/** Slices that begin in a window of at most 24 hours, so that windows of whole days find each once (INF: `within 24 hours of one day` is all that is said). */
function window(params: LegacyParams): (live: Media["live"]) => boolean {
  const start = timeOf(params, "start_time");
  const end = timeOf(params, "end_time");
  if (start !== undefined && end !== undefined && (end < start || end - start > DAY_MS)) {
    throw new LegacyError("parameter", "end_time is invalid");
  }
  return (live) => live.start >= (start ?? Number.NEGATIVE_INFINITY) && live.start < (end ?? Number.POSITIVE_INFINITY);
}

function timeOf(params: LegacyParams, name: string): number | undefined {
  const value = params.optional(name);
  const time = value === undefined ? undefined : parseChinaTime(value);
  if (value !== undefined && time === undefined) throw new LegacyError("parameter", `${name} is invalid`);
  return time;
}

const slice = (account: Account, media: Media): object => ({
  vid: media.fileId,
  start_time: chinaTime(media.live.start),
  end_time: chinaTime(media.live.end),
  file_id: media.fileId,
  record_file_url: mediaUrl(account, media),
});

/** Whether a stream has input. A stream never pushed has none; rate and protocols are always the same here (INF). */
const status: LegacyCall = (account, params) => {
  const channel = params.text("channel_id");
  const live = [...account.streams.values()].some((stream) => stream.stream === channel && stream.live);
  return { rate_type: 0, recv_type: 3, status: live ? 1 : 0 };
};

/** The calls of the 2016 interface (S3), by name. */
export const LEGACY_CALLS: ReadonlyMap<string, LegacyCall> = new Map([
  ["Live_Queue_Get", queue],
  ["Live_Tape_GetFilelist", files],
  ["Live_Channel_GetStatus", status],
]);
