import { createHash } from "node:crypto";
import { request } from "undici";
import { UserError } from "../core/errors";
import { isProps, type Props } from "../core/schema";

/** Who asks the interface of 2016, which is read only. */
export interface LegacyOptions {
  /** Business id, sent as `cmd`. */
  readonly cmd: number;
  /** The 32 characters that support handed out. */
  readonly key: string;
  /** Default `http://fcgi.video.qcloud.com`. */
  readonly endpoint?: string;
  /** How long a signature stays valid, seconds; default 600. */
  readonly validSeconds?: number;
  /** The time now, milliseconds since 1970; default the machine's clock. */
  readonly now?: () => number;
}

/** The interface answered with a `ret` other than 0. No list of values is documented. */
export class LegacyError extends Error {
  override readonly name = "LegacyError";
  readonly ret: number;

  constructor(name: string, ret: number, message: string) {
    super(`${name} failed\n  ret: ${ret}\n  message: ${message}\n  what to do: ${hintOf(message)}`);
    this.ret = ret;
  }
}

function hintOf(message: string): string {
  if (/cmd|appid/i.test(message)) return "check the business id (--cmd)";
  if (/sign|key|expire/i.test(message) || /\bt\b/.test(message))
    return "check the key and this machine's clock: a signature is valid until its t";
  return "check the channel id, and that recording or snapshots were switched on for the domain by support";
}

export interface LegacySnapshot {
  readonly streamId: string;
  /** Name of the picture in COS. */
  readonly name: string;
}

export interface LegacyFile {
  readonly vid: string;
  /** As the service writes them: China's clocks. */
  readonly startTime: string;
  readonly endTime: string;
  /** Later editions only. */
  readonly fileId?: string;
  readonly recordFileUrl?: string;
}

export interface LegacyStatus {
  /** A stream comes in. */
  readonly live: boolean;
  /** `original`, `sd` or `hd`. */
  readonly rate: string;
  /** `rtmp/flv`, `hls` or both. */
  readonly protocols: readonly string[];
}

const KEY = /^[\x21-\x7e]{32}$/;

/** `md5(key + t)` in lower-case hexadecimal digits; `t` is the moment until which it is valid, Unix seconds. */
export function legacySign(key: string, t: number): string {
  return createHash("md5").update(`${key}${t}`).digest("hex");
}

/** The interface of 2016 (`common_access`): the queue of snapshots, the recorded files of a channel, the state of a channel. */
export class LegacyClient {
  readonly #options: LegacyOptions;

  /** @throws UserError for a key that is not 32 characters: it would only come back as a wrong signature */
  constructor(options: LegacyOptions) {
    if (!KEY.test(options.key)) throw new UserError("the legacy key must be the 32 characters that support handed out, without blanks");
    if (!Number.isInteger(options.cmd) || options.cmd < 0) throw new UserError("cmd must be the number of your business id");
    this.#options = options;
  }

  /** The next messages of a queue (`Live_Queue_Get`); queue 100 holds snapshots. Whether reading takes them out is not documented. @param count 1 to 100 */
  async queue(count = 1, queue = 100): Promise<LegacySnapshot[]> {
    inRange("count", count, 1, 100);
    const output = await this.#call("Live_Queue_Get", { "Param.n.bid": queue, "Param.n.count": count });
    return objects(output["data"]).map((entry) => ({ streamId: text(entry["stream_id"]), name: text(entry["pic_url"]) }));
  }

  /** All recorded files of a channel (`Live_Tape_GetFilelist`), all pages of 100. */
  async files(channelId: string): Promise<LegacyFile[]> {
    const all: LegacyFile[] = [];
    for (let page = 1; ; page += 1) {
      const { files, total } = await this.filesPage(channelId, page, 100);
      all.push(...files);
      if (files.length === 0 || all.length >= total) return all;
    }
  }

  /** One page of the recorded files. @param page from 1 @param size 1 to 100 */
  async filesPage(channelId: string, page = 1, size = 10): Promise<{ total: number; files: LegacyFile[] }> {
    inRange("page", page, 1, Number.MAX_SAFE_INTEGER);
    inRange("size", size, 1, 100);
    const output = await this.#call("Live_Tape_GetFilelist", {
      "Param.s.channel_id": channelId,
      "Param.n.page_no": page,
      "Param.n.page_size": size,
    });
    const files = objects(output["file_list"]).map((entry) => ({
      vid: text(entry["vid"]),
      startTime: text(entry["start_time"]),
      endTime: text(entry["end_time"]),
      ...(text(entry["file_id"]) === "" ? {} : { fileId: text(entry["file_id"]) }),
      ...(text(entry["record_file_url"]) === "" ? {} : { recordFileUrl: text(entry["record_file_url"]) }),
    }));
    return { total: Number(output["all_count"] ?? files.length), files };
  }

  /** Whether a channel gets a stream, and how (`Live_Channel_GetStatus`). */
  async status(channelId: string): Promise<LegacyStatus> {
    const output = await this.#call("Live_Channel_GetStatus", { "Param.s.channel_id": channelId });
    const received = Number(output["recv_type"]);
    return {
      live: Number(output["status"]) === 1,
      rate: { 0: "original", 10: "sd", 20: "hd" }[Number(output["rate_type"])] ?? `unknown (${text(output["rate_type"])})`,
      protocols: received === 3 ? ["rtmp/flv", "hls"] : received === 2 ? ["hls"] : received === 1 ? ["rtmp/flv"] : [],
    };
  }

  /** The signed address of a call, for those who look at it by hand. It holds no key, but whoever has it may use it until its `t`. */
  url(name: string, params: Readonly<Record<string, string | number>>): string {
    const { cmd, key, endpoint = "http://fcgi.video.qcloud.com", validSeconds = 600, now = Date.now } = this.#options;
    const t = Math.floor(now() / 1000) + validSeconds;
    const url = new URL("/common_access", endpoint);
    for (const [param, value] of Object.entries({ cmd, interface: name, ...params, t, sign: legacySign(key, t) }))
      url.searchParams.set(param, String(value));
    return url.href;
  }

  async #call(name: string, params: Readonly<Record<string, string | number>>): Promise<Props> {
    const { statusCode, body } = await request(this.url(name, params), { headersTimeout: 10_000, bodyTimeout: 10_000 });
    const content = await body.text();
    let answer: unknown;
    try {
      answer = JSON.parse(content);
    } catch {
      throw new LegacyError(name, -1, `HTTP ${statusCode}, and no JSON`);
    }
    if (!isProps(answer) || typeof answer["ret"] !== "number")
      throw new LegacyError(name, -1, `HTTP ${statusCode}, and not an answer of the interface`);
    if (answer["ret"] !== 0) throw new LegacyError(name, answer["ret"], text(answer["message"]));
    // Typed "array" in the document and described as one object: both are taken.
    const output: unknown = Array.isArray(answer["output"]) ? answer["output"][0] : answer["output"];
    return isProps(output) ? output : {};
  }
}

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

function inRange(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) throw new UserError(`${name} must be a whole number from ${low} to ${high}`);
}

function objects(value: unknown): Props[] {
  return Array.isArray(value) ? value.filter(isProps) : [];
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
