import hls from "hls-parser";
import type { Account } from "./account.js";
import type { ClosedStretch } from "./model.js";

/** What the emulator serves under `/media/`. */
export interface MediaAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const GONE: MediaAnswer = { status: 404, type: "text/plain", body: "" };
const PATH = /^\/media\/([\w-]+)\/([\w.-]+)$/;

/** Answers a request for a file or a clip while it is alive; what was deleted or has expired is 404. */
export function serveMedia(account: Account, path: string): MediaAnswer {
  account.settle();
  const [, id = "", file = ""] = PATH.exec(path) ?? [];
  const source = find(account, id);
  if (source === undefined) return GONE;
  if (file === "playlist.m3u8")
    return { status: 200, type: "application/vnd.apple.mpegurl", body: playlist(source.stretches, source.itemDuration) };
  if (/^\d+\.ts$/.test(file)) return { status: 200, type: "video/mp2t", body: "" };
  return /^media\.(flv|mp4|aac|mp3)$/.test(file) ? { status: 200, type: "application/octet-stream", body: "" } : GONE;
}

function find(account: Account, id: string): { stretches: readonly ClosedStretch[]; itemDuration: number } | undefined {
  if (!id.startsWith("clip-")) return account.media.get(id);
  const clip = account.clips.get(id.slice("clip-".length));
  return clip === undefined || clip.dead !== null || clip.persisted ? undefined : clip;
}

/** A VOD playlist of the stretches, with a discontinuity where one follows another. */
export function playlist(stretches: readonly ClosedStretch[], itemDuration: number): string {
  const { MediaPlaylist, Segment } = hls.types;
  const segments = stretches.flatMap(({ start, end }, index) => {
    const count = Math.ceil((end - start) / 1000 / itemDuration);
    return Array.from({ length: count }, (_, item) => ({
      duration: Math.min(itemDuration, (end - start) / 1000 - item * itemDuration),
      discontinuity: index > 0 && item === 0,
    }));
  });
  const list = new MediaPlaylist({
    version: 3,
    targetDuration: itemDuration,
    playlistType: "VOD",
    endlist: true,
    segments: segments.map(
      (one, index) => new Segment({ ...one, uri: `${index}.ts`, mediaSequenceNumber: index, discontinuitySequence: 0 }),
    ),
  });
  return hls.stringify(list);
}
