import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type * as Undici from "undici";
import type { Dispatcher } from "undici";
import { isLoopback } from "./credentials";
import { AnswerError, TransportError } from "./errors";

/** Limits of one HTTP exchange. */
export interface TransportLimits {
  /** From the request to the last header of the answer, milliseconds. Default 10 000. */
  readonly headersMs: number;
  /** Between two pieces of the body, milliseconds. Default 10 000. */
  readonly idleMs: number;
  /** The whole exchange, milliseconds. Default 30 000. */
  readonly totalMs: number;
  /** Size of the answer's body, before and after decompression, bytes. Default 10 MiB. */
  readonly maxBytes: number;
}

const defaultLimits: TransportLimits = { headersMs: 10_000, idleMs: 10_000, totalMs: 30_000, maxBytes: 10 * 1024 * 1024 };

/** One exchange to make. */
export interface HttpRequest {
  /** For error texts. */
  readonly action: string;
  readonly method: "GET" | "POST";
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Use a connection of its own. */
  readonly fresh: boolean;
}

/** What came back, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly date: string | undefined;
  readonly body: string;
}

const unzip = promisify(gunzip);

/** Codes that undici or Node give only before a connection stands, for agents whose connector is not ours. */
const beforeConnection: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
const timeouts: ReadonlySet<string> = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"]);
const tlsCode = /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/;

const HINTS = {
  noTls: "For an emulator on this machine set TENCENTCLOUD_PROTOCOL=http; otherwise check TENCENTCLOUD_DOMAIN and its port.",
  badTls:
    "The endpoint's certificate is not trusted: check TENCENTCLOUD_DOMAIN and any proxy in between (NODE_EXTRA_CA_CERTS adds a company's CA).",
  notSent: "Check TENCENTCLOUD_DOMAIN, TENCENTCLOUD_PROTOCOL and the network; is the emulator running?",
} as const;

/** What requests go through. */
interface Line {
  readonly request: typeof Undici.request;
  /** Keeps connections. */
  readonly shared: Dispatcher;
  /** Makes a connection for each request. */
  readonly fresh: Dispatcher;
}

/** Sends single requests: no retries, no redirects, no signing. One per client. */
export class Transport {
  readonly #limits: TransportLimits;
  readonly #agent: Dispatcher | undefined;
  #line: Promise<Line> | undefined;
  /** Errors that arose while a connection was being made, hence before anything was written to it. */
  readonly #connectErrors = new WeakSet<Error>();

  /** @param agent used for everything instead of agents of its own, and then not closed here. */
  constructor(agent?: Dispatcher, limits?: Partial<TransportLimits>) {
    this.#limits = { ...defaultLimits, ...limits };
    this.#agent = agent;
  }

  /**
   * Makes one exchange.
   * @throws TransportError when no whole answer came; AnswerError when it was too large or badly compressed.
   */
  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const { action } = request;
    const url = new URL(request.origin);
    if (url.protocol !== "https:" && !isLoopback(url.host)) {
      throw new TransportError({ action, phase: "not-sent", reason: "plain HTTP is allowed only to this machine", permanent: true });
    }
    this.#line ??= this.#open();
    const { request: exchange, shared, fresh } = await this.#line;
    if (signal.aborted) throw new TransportError({ action, phase: "not-sent", reason: textOf(signal.reason), permanent: true });
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new TotalTimeout(this.#limits.totalMs)), this.#limits.totalMs);
    const follow = (): void => stop.abort(signal.reason);
    signal.addEventListener("abort", follow, { once: true });
    try {
      const answer = await exchange(url, {
        method: request.method,
        headers: { ...request.headers, "accept-encoding": "gzip" },
        body: request.body ?? null,
        dispatcher: request.fresh ? fresh : shared,
        headersTimeout: this.#limits.headersMs,
        bodyTimeout: this.#limits.idleMs,
        signal: stop.signal,
      });
      return {
        status: answer.statusCode,
        contentType: single(answer.headers["content-type"]),
        date: single(answer.headers["date"]),
        body: await this.#text(action, answer),
      };
    } catch (error) {
      if (error instanceof AnswerError) throw error;
      throw this.#failure(action, error, stop.signal);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", follow);
    }
  }

  /** Drops every connection. */
  async destroy(): Promise<void> {
    if (this.#line === undefined || this.#agent !== undefined) return;
    const { shared, fresh } = await this.#line;
    await Promise.all([shared.destroy(), fresh.destroy()]);
  }

  /** On the first exchange, because most runs send nothing and the library takes long to load. */
  async #open(): Promise<Line> {
    const { Agent, buildConnector, request } = await import("undici");
    if (this.#agent !== undefined) return { request, shared: this.#agent, fresh: this.#agent };
    const connect = this.#connector(buildConnector);
    return {
      request,
      shared: new Agent({ connect, connections: 64, keepAliveTimeout: 4000 }),
      // A kept connection may be closed by the other side at the very moment it is used again, and the loss of that request looks like
      // the loss of a reply. What may not be sent twice therefore gets a connection of its own.
      fresh: new Agent({ connect, connections: 64, pipelining: 0 }),
    };
  }

  #connector(build: typeof Undici.buildConnector): Undici.buildConnector.connector {
    // rejectUnauthorized is spelled out so that NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect here.
    const connect = build({ timeout: 10_000, rejectUnauthorized: true, minVersion: "TLSv1.2", autoSelectFamily: true });
    return (options, callback) =>
      connect(options, (...result) => {
        if (result[0] !== null) this.#connectErrors.add(result[0]);
        callback(...result);
      });
  }

  async #text(action: string, answer: Dispatcher.ResponseData): Promise<string> {
    const { maxBytes } = this.#limits;
    const oversized = (): AnswerError => new AnswerError(action, `the answer is larger than ${maxBytes} bytes`, answer.statusCode);
    const chunks: Uint8Array[] = [];
    let size = 0;
    const body: AsyncIterable<Uint8Array> = answer.body;
    for await (const piece of body) {
      size += piece.length;
      // Leaving the loop destroys the connection, so the rest is never read.
      if (size > maxBytes) throw oversized();
      chunks.push(piece);
    }
    const raw = Buffer.concat(chunks);
    const encoding = single(answer.headers["content-encoding"])?.trim().toLowerCase();
    if (encoding === undefined || encoding === "" || encoding === "identity" || raw.length === 0) return raw.toString("utf8");
    if (encoding !== "gzip") throw new AnswerError(action, "the answer is compressed in a way that was not asked for", answer.statusCode);
    try {
      return (await unzip(raw, { maxOutputLength: maxBytes })).toString("utf8");
    } catch (error) {
      throw codeOf(error) === "ERR_BUFFER_TOO_LARGE"
        ? oversized()
        : new AnswerError(action, "the answer is badly compressed", answer.statusCode);
    }
  }

  #failure(action: string, error: unknown, signal: AbortSignal): TransportError {
    const connecting = error instanceof Error && this.#connectErrors.has(error);
    const code = codeOf(error);
    const notSent = connecting || (code !== undefined && beforeConnection.has(code));
    const phase = notSent ? "not-sent" : "uncertain";
    if (signal.aborted && !notSent) {
      const timedOut = signal.reason instanceof TotalTimeout;
      return new TransportError({ action, phase, reason: textOf(signal.reason), timedOut, permanent: !timedOut });
    }
    const badTls = connecting && code !== undefined && tlsCode.test(code);
    const noTls = badTls && plainAnswer(error);
    const unknownName = code === "ENOTFOUND";
    return new TransportError({
      action,
      phase,
      reason: noTls ? "the endpoint does not speak HTTPS" : connecting ? `no connection: ${textOf(error)}` : textOf(error),
      code,
      timedOut: code !== undefined && timeouts.has(code),
      permanent: badTls || unknownName,
      hint: noTls ? HINTS.noTls : badTls ? HINTS.badTls : notSent ? HINTS.notSent : undefined,
    });
  }
}

/** What OpenSSL says of an answer that is no TLS at all. */
function plainAnswer(error: unknown): boolean {
  return /wrong version number|packet length too long|http request/i.test(error instanceof Error ? error.message : "");
}

class TotalTimeout extends Error {
  constructor(ms: number) {
    super(`no whole answer within ${ms / 1000} s`);
  }
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** One line for people. A failed attempt at several addresses has an empty message of its own; its first cause has one. */
function textOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return textOf(error.errors[0]);
  const text = error instanceof Error ? error.message : typeof error === "string" ? error : "";
  return text === "" ? "aborted" : (text.split("\n", 1)[0] ?? text);
}
