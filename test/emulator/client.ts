import { createHash, createHmac } from "node:crypto";
import { request } from "node:http";
import type { Emulator } from "../../emulator/index";

/** An emulator that is asked over HTTP, in this process or in another. */
export type Target = Pick<Emulator, "port">;

/** What a signed call may do differently from the plain one. */
export interface CallOptions {
  readonly secretId?: string;
  readonly secretKey?: string;
  /** Unix seconds; default now. */
  readonly timestamp?: number;
  readonly headers?: Record<string, string>;
  readonly host?: string;
  readonly body?: string;
  readonly version?: string;
}

/** The envelope of an answer, with the fields that tests look at. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  /** The error code, or `OK`. */
  readonly code: string;
  readonly response: Response;
}

interface MediaInfo {
  FileId: string;
  MetaData: { Duration: number } | null;
  BasicInfo: Record<string, unknown>;
}

/** Every field of a response that tests read by name; each action answers some of them. */
export interface Response {
  Error: { Code: string; Message: string };
  RequestId: string;
  TaskId: number;
  TemplateId: number;
  Template: { TemplateName: string; HlsParam: { Enable: number } };
  Templates: { TemplateName: string }[];
  Rules: object[];
  Url: string;
  FileId: string;
  VodTaskId: string;
  MetaData: object | null;
  SegmentSet: object[];
  MediaInfoSet: [MediaInfo, ...MediaInfo[]];
  NotExistFileIdSet: string[];
  TotalCount: number;
  TotalNum: number;
  TotalSize: number;
  RecordList: object[];
  StreamState: string;
}

/** Every field of a control answer that tests read by name. */
interface ControlBody {
  now: string;
  error: string;
  rates: object;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
const VOD =
  /^(LiveRealTimeClip|DescribeMediaInfos|SearchMedia|ModifyMediaInfo|DeleteMedia|(Modify|Describe)EventConfig|(Pull|Confirm)Events)$/;

/** The headers of a signed call, made here from the description of the signature and not with the emulator's own code. */
export function signedHeaders(emulator: Target, action: string, body: string, options: CallOptions = {}): Record<string, string> {
  const service = VOD.test(action) ? "vod" : "live";
  const timestamp = options.timestamp ?? Math.floor(Date.now() / 1000);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const host = options.host ?? `127.0.0.1:${emulator.port}`;
  const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${host}\n\ncontent-type;host\n${hash(body)}`;
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${hash(canonical)}`;
  const key = hmac(hmac(hmac(`TC3${options.secretKey ?? "emulator-secret"}`, date), service), "tc3_request");
  const scope = `${options.secretId ?? "AKIDEMULATOR"}/${date}/${service}/tc3_request`;
  return {
    Host: host,
    "Content-Type": "application/json",
    "X-TC-Action": action,
    "X-TC-Version": options.version ?? (service === "vod" ? "2018-07-17" : "2018-08-01"),
    "X-TC-Timestamp": String(timestamp),
    Authorization: `TC3-HMAC-SHA256 Credential=${scope}, SignedHeaders=content-type;host, Signature=${hmac(key, toSign).toString("hex")}`,
    ...options.headers,
  };
}

/** Sends raw bytes of HTTP meaning and returns the answer as it came. */
export function send(
  emulator: Target,
  method: string,
  path: string,
  headers: Record<string, string>,
  body = "",
): Promise<Pick<Answer, "status" | "headers" | "text">> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port: emulator.port, method, path, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("aborted", () => reject(new Error("aborted")));
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Calls an action as a client would. */
export async function call(emulator: Target, action: string, params: object = {}, options: CallOptions = {}): Promise<Answer> {
  const body = options.body ?? JSON.stringify(params);
  const answer = await send(emulator, "POST", "/", signedHeaders(emulator, action, body, options), body);
  const response = answer.text.startsWith("{") ? (JSON.parse(answer.text) as { Response: Response }).Response : undefined;
  const code = response === undefined ? "" : (response.Error as Response["Error"] | undefined)?.Code;
  return { ...answer, response: response ?? ({} as Response), code: code ?? "OK" };
}

/** Calls an action that has to succeed and returns its response. */
export async function ok(emulator: Target, action: string, params: object = {}): Promise<Answer["response"]> {
  const answer = await call(emulator, action, params);
  if (answer.code !== "OK") throw new Error(`${action}: ${answer.status} ${answer.text}`);
  return answer.response;
}

/** One call of the control API. */
export async function control(emulator: Emulator, method: string, name: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${emulator.control}/${name}`, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as ControlBody };
}
