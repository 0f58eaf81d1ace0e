import { createHash } from "node:crypto";
import type { Dispatcher } from "undici";
import { messageOf, UserError } from "../core/errors";
import { isProps, type Props } from "../core/schema";
import { chinaText } from "../recording/moments";
import { countIn, pages } from "./pages";
import { type Moment, seconds, stretchOf, type Window } from "./times";

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

/** The interface answered with a `ret` other than 0, or not at all. No list of values is documented. */
export class LegacyError extends Error {
  override readonly name = "LegacyError";
  /** Undefined when there was no answer of the interface. */
  readonly ret: number | undefined;

  constructor(name: string, ret: number | undefined, message: string) {
    const rows = [...(ret === undefined ? [] : [`ret: ${ret}`]), ...(message === "" ? [] : [`message: ${message}`])];
    const hint = ret === undefined ? "check the endpoint and the network" : hintOf(message);
    super([`${name} failed`, ...rows, `what to do: ${hint}`].join("\n  "));
    this.ret = ret;
  }
}

function hintOf(message: string): string {
  if (/cmd|appid/i.test(message)) return "check the business id (--cmd)";
  // The parameter t, not the end of "doesn't".
  if (/\b(?:sign(?:ed|ature)?|key)\b|expire/i.test(message) || /(?<![\w'’])t(?![\w'’])/.test(message))
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

/** Which recorded files of a channel are looked for; only later editions of the interface know of these. */
export interface LegacyFileQuery extends Partial<Window> {
  /** By begin; default `asc`. */
  readonly sort?: "asc" | "desc";
}

const FILES = "Live_Tape_GetFilelist";
const PAGE = 100;
/** A query by time spans at most 24 hours. */
const DAY = 86_400;
const PATIENCE_MS = 30_000;
const MAX_BYTES = 10 * 1024 * 1024;
let dispatcher: Dispatcher | undefined;

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
    const { validSeconds = 1, endpoint } = options;
    if (endpoint !== undefined && !(/^https?:/i.test(endpoint) && URL.canParse(endpoint)))
      throw new UserError("the endpoint must be an address such as http://fcgi.video.qcloud.com");
    if (!Number.isInteger(validSeconds) || validSeconds < 1)
      throw new UserError("validSeconds must be a whole number from 1 on: a signature whose t is over is refused");
    this.#options = options;
  }

  /** The next messages of a queue (`Live_Queue_Get`); queue 100 holds snapshots. Whether reading takes them out is not documented. @param count 1 to 100 */
  async queue(count = 1, queue = 100): Promise<LegacySnapshot[]> {
    inRange("count", count, 1, 100);
    const outputs = await this.#call("Live_Queue_Get", { "Param.n.bid": queue, "Param.n.count": count });
    return outputs
      .flatMap(({ data }) => objects(data))
      .map((entry) => ({ streamId: text(entry["stream_id"]), name: text(entry["pic_url"]) }));
  }

  /** All recorded files of a channel (`Live_Tape_GetFilelist`), all pages of 100, each file once. A window lies within 24 hours. */
  async files(channelId: string, query: LegacyFileQuery = {}): Promise<LegacyFile[]> {
    const ask = async (page: number) => {
      const { files, total } = await this.filesPage(channelId, page, PAGE, query);
      return { entries: files, total };
    };
    return pages(FILES, ask, PAGE);
  }

  /** One page of the recorded files. @param page from 1 @param size 1 to 100 @returns `total`: of all pages; undefined where the service does not count */
  async filesPage(
    channelId: string,
    page = 1,
    size = 10,
    query: LegacyFileQuery = {},
  ): Promise<{ total: number | undefined; files: LegacyFile[] }> {
    inRange("page", page, 1, Number.MAX_SAFE_INTEGER);
    inRange("size", size, 1, PAGE);
    const [output = {}] = await this.#call(FILES, {
      "Param.s.channel_id": channelId,
      "Param.n.page_no": page,
      "Param.n.page_size": size,
      ...fileFilter(query),
    });
    const files = objects(output["file_list"]).map((entry) => ({
      vid: text(entry["vid"]),
      startTime: text(entry["start_time"]),
      endTime: text(entry["end_time"]),
      ...(text(entry["file_id"]) === "" ? {} : { fileId: text(entry["file_id"]) }),
      ...(text(entry["record_file_url"]) === "" ? {} : { recordFileUrl: text(entry["record_file_url"]) }),
    }));
    return { total: countIn(output, "all_count"), files };
  }

  /** Whether a channel gets a stream, and how (`Live_Channel_GetStatus`). @throws LegacyError also for an answer that says nothing of the channel */
  async status(channelId: string): Promise<LegacyStatus> {
    const name = "Live_Channel_GetStatus";
    const [output = {}] = await this.#call(name, { "Param.s.channel_id": channelId });
    const status = countIn(output, "status");
    if (status === undefined) throw new LegacyError(name, 0, "the answer says nothing of the channel's state");
    const received = countIn(output, "recv_type");
    return {
      live: status === 1,
      rate: rateOf(output["rate_type"]),
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

  /** What a call puts out. Typed "array" in the document and described as one object: both are taken, and an empty array is nothing. */
  async #call(name: string, params: Readonly<Record<string, string | number>>): Promise<Props[]> {
    const { status, content } = await this.#get(name, params);
    let answer: unknown;
    try {
      answer = JSON.parse(content);
    } catch {
      throw new LegacyError(name, undefined, `HTTP ${status}, and no JSON`);
    }
    if (!isProps(answer) || typeof answer["ret"] !== "number")
      throw new LegacyError(name, undefined, `HTTP ${status}, and not an answer of the interface`);
    if (answer["ret"] !== 0) throw new LegacyError(name, answer["ret"], text(answer["message"]));
    const output = answer["output"];
    if (!Array.isArray(output) && !isProps(output)) throw new LegacyError(name, 0, "the answer has no output");
    return objects([output].flat());
  }

  async #get(name: string, params: Readonly<Record<string, string | number>>): Promise<{ status: number; content: string }> {
    // Here, because most runs ask nothing of it and the library takes long to load.
    const { Agent, request } = await import("undici");
    // It answers nothing of this size; what does is something else.
    dispatcher ??= new Agent({ maxResponseSize: MAX_BYTES, headersTimeout: 10_000, bodyTimeout: 10_000 });
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      const { statusCode, body } = await request(this.url(name, params), { dispatcher, signal });
      return { status: statusCode, content: await body.text() };
    } catch (error) {
      throw new LegacyError(name, undefined, signal.aborted ? `no whole answer within ${PATIENCE_MS / 1000} s` : messageOf(error));
    }
  }
}

function rateOf(given: unknown): string {
  const rate = text(given);
  return { "0": "original", "10": "sd", "20": "hd" }[rate] ?? (rate === "" ? "unknown" : `unknown (${rate})`);
}

function fileFilter({ from, to, sort }: LegacyFileQuery): Record<string, string> {
  if (from !== undefined && to !== undefined && (({ from, to }) => to - from)(stretchOf({ from, to })) > DAY)
    throw new UserError("the window of recorded files must lie within 24 hours");
  const china = (moment: Moment, name: string) => chinaText(seconds(moment, name) * 1000);
  return {
    ...(sort === undefined ? {} : { "Param.s.sort_type": sort }),
    ...(from === undefined ? {} : { "Param.s.start_time": china(from, "from") }),
    ...(to === undefined ? {} : { "Param.s.end_time": china(to, "to") }),
  };
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
