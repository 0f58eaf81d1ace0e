import { setTimeout as sleep } from "node:timers/promises";
import type { Dispatcher } from "undici";
import { UserError } from "../../core/errors";

/** An answer of a site. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** Address of the next page, from the `Link` header. */
  readonly next: string | undefined;
}

/** The site refuses: the token may only read, or does not reach this far. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(readonly status: number) {
    super(`the site refuses to take the comment (HTTP ${status})`);
  }
}

/** The site is in trouble, or cannot be reached: whether it has taken what was sent is not known. */
export class Lost extends UserError {}

export interface HttpOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds before each new attempt; a longer `Retry-After` wins. */
  readonly delays?: readonly number[];
}

export const DELAYS: readonly number[] = [1_000, 4_000, 15_000];

/** No job should wait longer than this because a site asks for it. */
const LONGEST_WAIT = 60_000;
const TIMEOUT = 30_000;

let agent: Dispatcher | undefined;

/**
 * One call of a site's API. What the site is too busy for is tried again, and so is what breaks on the way, except for POST: that may have been taken
 * although its answer was lost, so the caller looks before it posts again.
 * @throws Refused for 401, 403 and 404
 */
export async function callSite(
  method: "GET" | "POST" | "PUT" | "PATCH",
  url: string,
  { headers, delays = DELAYS }: HttpOptions,
  content?: object,
): Promise<Reply> {
  // Here, because most runs post nothing and the library takes long to load.
  const { Agent, request } = await import("undici");
  agent ??= new Agent({ connect: { timeout: 10_000 } });
  for (let attempt = 0; ; attempt += 1) {
    const last = attempt >= delays.length;
    let wait = delays[attempt] ?? 0;
    try {
      const {
        statusCode,
        headers: answered,
        body,
      } = await request(url, {
        method,
        dispatcher: agent,
        headersTimeout: TIMEOUT,
        bodyTimeout: TIMEOUT,
        headers: {
          "user-agent": "liverec",
          accept: "application/json",
          ...(content === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      });
      const text = await body.text();
      const limited =
        statusCode === 429 || (statusCode === 403 && (answered["retry-after"] !== undefined || answered["x-ratelimit-remaining"] === "0"));
      if (statusCode < 300) return { status: statusCode, body: parsed(text), next: nextPage(answered["link"]) };
      if (!limited && [401, 403, 404].includes(statusCode)) throw new Refused(statusCode);
      if (last || (!limited && (statusCode < 500 || method === "POST"))) {
        if (limited) throw new Refused(statusCode);
        const message = `${new URL(url).host} answered ${method} with HTTP ${statusCode}: ${text.slice(0, 200)}`;
        throw statusCode >= 500 ? new Lost(message) : new UserError(message);
      }
      wait = Math.max(wait, asked(answered["retry-after"]));
    } catch (error) {
      if (error instanceof Refused || error instanceof UserError) throw error;
      if (last || method === "POST")
        throw new Lost(`${new URL(url).host} cannot be reached: ${error instanceof Error ? error.message : String(error)}`);
    }
    await sleep(Math.min(wait, LONGEST_WAIT));
  }
}

function asked(header: string | string[] | undefined): number {
  const seconds = Number(Array.isArray(header) ? header[0] : header);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nextPage(link: string | string[] | undefined): string | undefined {
  const text = Array.isArray(link) ? link.join(", ") : (link ?? "");
  return /<([^>]+)>;[^,]*\brel="?next"?/.exec(text)?.[1];
}
