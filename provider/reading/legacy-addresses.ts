/** The play address of a recorded file: `http://(bizid).vod.myqcloud.com/(vid).f0.flv`. */
export function legacyPlayUrl(bizid: string | number, vid: string): string {
  return `http://${bizid}.vod.myqcloud.com/${encodeURIComponent(vid)}.f0.flv`;
}

/** The address of a snapshot: `http://(bucket)-(appid).file.myqcloud.com/(name)`. */
export function legacyPictureUrl(bucket: string, cosAppId: string | number, name: string): string {
  return `http://${bucket}-${cosAppId}.file.myqcloud.com/${encodeURIComponent(name)}`;
}

export interface LegacyPicture {
  readonly streamId: string;
  /** When the push began, the snapshot task began, and how long after that the picture was taken; Unix seconds, Unix seconds, seconds. */
  readonly pushedAt: number;
  readonly taskAt: number;
  readonly after: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** The parts of a snapshot's name, `(stream)_(push)_(task)_(relative)_(width)_(height).jpg`; undefined for another name. The stream may hold `_` itself. */
export function parseLegacyPicture(name: string): LegacyPicture | undefined {
  const match = /^(.+)_(\d+)_(\d+)_(\d+)_(\d+)_(\d+)\.jpg$/.exec(name);
  if (match === null) return undefined;
  const [pushedAt = 0, taskAt = 0, after = 0, width = 0, height = 0] = match.slice(2).map(Number);
  return { streamId: String(match[1]), pushedAt, taskAt, after, width, height };
}
