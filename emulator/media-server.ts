import hls from "hls-parser";
import type { Account } from "./account";
import { findCosFile } from "./cos";
import { segment } from "./media/segment";
import { SHORT } from "./media/short";
import { attachment } from "./media-attachments";
import type { CosFile, Piece, Tracks } from "./model";
import { findSnapshot } from "./snapshots";

/** A file, or a part of one, to be sent. */
export interface MediaAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

/** What can be played: stretches of a stream in segments of so many seconds. */
interface Playable {
  readonly stretches: readonly Piece[];
  readonly itemDuration: number;
  readonly tracks: Tracks;
}

/** One segment of a playlist: its place in its stretch, in milliseconds since the stretch began. */
interface Item {
  readonly start: number;
  readonly end: number;
  /** Number in its stretch. */
  readonly index: number;
  /** It is the first of a stretch that follows another. */
  readonly joint: boolean;
}

const GONE: MediaAnswer = { status: 404, type: "text/plain", body: "" };
const PATH = /^\/media\/([\w-]+)\/([\w.~!'()*%-]+)$/;
const TYPES = { flv: "video/x-flv", mp4: "video/mp4", aac: "audio/aac", mp3: "audio/mpeg" } as const;

/**
 * Answers a request for a file or a clip while it is alive; what was deleted, has expired or broke is 404. HLS plays from start to end;
 * a file in another format is one second of it, whatever length its metadata tells.
 */
export function serveMedia(account: Account, path: string): MediaAnswer {
  account.settle();
  const [, id = "", file = ""] = PATH.exec(path) ?? [];
  const source = find(account, id);
  if (source === undefined) return GONE;
  const media = account.media.get(id);
  const attached = media && attachment(media, file);
  if (attached !== undefined) return { status: 200, ...attached };
  if (file === "playlist.m3u8") return playlist(source, (index) => `${index}.ts`);
  const number = /^(\d{1,9})\.ts$/.exec(file)?.[1];
  if (number !== undefined) return serveSegment(source, Number(number));
  const type = /^media\.(\w+)$/.exec(file)?.[1] ?? "";
  return media?.type === type ? short(type) : GONE;
}

/** Answers a request for a file in COS, for a segment beside its playlist, or for a snapshot. */
export function serveCos(account: Account, { host, key }: Pick<CosFile, "host" | "key">): MediaAnswer {
  account.settle();
  const file = findCosFile(account, host, key);
  if (file !== undefined && file.type !== "hls") return short(file.type);
  const name = key.slice(key.lastIndexOf("/") + 1).replace(/\.m3u8$/, "");
  if (file !== undefined) return playlist(file, (index) => `${encodeURIComponent(name)}-${index}.ts`);
  const [, before = "", number = ""] = /^(.*)-(\d{1,9})\.ts$/s.exec(key) ?? [];
  const list = number === "" ? undefined : findCosFile(account, host, `${before}.m3u8`);
  if (list !== undefined) return serveSegment(list, Number(number));
  const body = findSnapshot(account, host, key, account.clock.now());
  return body === undefined ? GONE : { status: 200, type: "image/jpeg", body };
}

function short(type: string): MediaAnswer {
  const known = Object.entries(TYPES).find(([name]) => name === type);
  if (known === undefined) return GONE;
  return { status: 200, type: known[1], body: Buffer.from(SHORT[known[0] as keyof typeof TYPES], "base64") };
}

function find(account: Account, id: string): Playable | undefined {
  if (id.startsWith("clip-")) {
    const clip = account.clips.get(id.slice("clip-".length));
    return clip === undefined || clip.dead !== null || clip.persisted ? undefined : clip;
  }
  const media = account.media.get(id);
  const clip = media?.clipId == null ? undefined : account.clips.get(media.clipId);
  return clip?.dead == null ? media : undefined;
}

/** A VOD playlist of the stretches, with a discontinuity where one follows another and nowhere else. */
function playlist(source: Playable, uri: (index: number) => string): MediaAnswer {
  const { MediaPlaylist, Segment } = hls.types;
  const segments = [...items(source)].map(
    ({ start, end, joint }, index) =>
      new Segment({
        duration: (end - start) / 1000,
        discontinuity: joint,
        uri: uri(index),
        mediaSequenceNumber: index,
        discontinuitySequence: 0,
      }),
  );
  const { itemDuration: targetDuration } = source;
  const body = hls.stringify(new MediaPlaylist({ version: 3, targetDuration, playlistType: "VOD", endlist: true, segments }));
  return { status: 200, type: "application/vnd.apple.mpegurl", body };
}

function serveSegment(source: Playable, number: number): MediaAnswer {
  let at = 0;
  for (const { start, end, index } of items(source)) {
    if (at++ === number) return { status: 200, type: "video/mp2t", body: segment(start, end, index, source.tracks) };
  }
  return GONE;
}

function* items({ stretches, itemDuration }: Playable): Generator<Item> {
  for (const [number, { start, end, itemDuration: own = itemDuration }] of stretches.entries()) {
    const step = own * 1000;
    for (let index = 0; index * step < end - start; index++) {
      yield { start: index * step, end: Math.min((index + 1) * step, end - start), index, joint: number > 0 && index === 0 };
    }
  }
}
