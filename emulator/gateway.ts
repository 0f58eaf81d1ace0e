import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Account } from "./account";
import type { Service } from "./action";
import type { ApiAnswer } from "./api";
import { ApiError } from "./codes";
import type { Faults, Hit } from "./faults";
import { readHost } from "./host";
import { type Journal, type JournalEntry, shownParams } from "./journal";
import { toWire, type WireRequest } from "./request";
import { instant } from "./time";

const GZIP_FROM = 1024;
/** The encoding is asked for, and not ruled out by a weight of 0. */
const GZIP = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

/** One of the service's interfaces: what it makes of a call that came over the wire. */
export interface Front {
  /** The action that a call names, before any check. */
  actionName(wire: WireRequest): string;
  /** Its parameters as far as they can be read. */
  peekParams(wire: WireRequest): Record<string, unknown>;
  answer(
    wire: WireRequest,
    hosted: Service | undefined,
    draft: { -readonly [K in keyof JournalEntry]: JournalEntry[K] },
    gone: () => boolean,
  ): ApiAnswer | Promise<ApiAnswer>;
  refusal(error: ApiError, requestId: string): ApiAnswer;
}

/** Takes calls from the wire: notes each in the journal, lets faults have their way with it, and sends the answer. */
export class Gateway {
  #dateSecond = -1;
  #date = "";

  constructor(
    readonly account: Account,
    readonly faults: Faults,
    readonly journal: Journal,
  ) {}

  async serve(front: Front, request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const wire = toWire(request, body);
    const action = front.actionName(wire);
    const { account } = this;
    const draft = this.journal.note(instant(account.clock.now()), action, randomUUID());
    const hit = this.faults.meet(action);
    if (hit !== undefined) draft.params = shownParams(front.peekParams(wire));
    if (hit !== undefined && !(await this.#before(hit, response, draft))) return;
    const throttled = hit?.kind === "throttle";
    const answer = throttled
      ? front.refusal(new ApiError("RequestLimitExceeded", "The number of requests exceeds the frequency limit (fault)."), draft.requestId)
      : await front.answer(wire, readHost(request.headers.host).service, draft, () => response.destroyed);
    if (hit !== undefined && !(await this.#after(hit, request, response, draft, answer.body))) return;
    const { latencyMs } = account.settings;
    if (latencyMs > 0) await sleep(latencyMs);
    if (response.destroyed || response.socket === null) return;
    draft.code = answer.code;
    this.#send(request, response, answer.body);
  }

  /** The `Date` header: the account's time, from which clients read the clock. */
  date(): string {
    const now = this.account.clock.now();
    const second = Math.floor(now / 1000);
    if (second !== this.#dateSecond) {
      this.#dateSecond = second;
      this.#date = new Date(now).toUTCString();
    }
    return this.#date;
  }

  /** What a fault does before the call acts; false ends the call. */
  async #before(hit: Hit, response: ServerResponse, draft: { code: string }): Promise<boolean> {
    if (hit.kind === "hold-before") return held(hit, response);
    if (hit.kind === "drop-before") response.socket?.destroy();
    if (hit.kind === "status" && !hit.after) this.#bare(response, hit.value, draft);
    return hit.kind !== "drop-before" && !(hit.kind === "status" && !hit.after);
  }

  /** What a fault does once the call has acted; false means that no proper answer follows. */
  async #after(hit: Hit, request: IncomingMessage, response: ServerResponse, draft: { code: string }, body: string): Promise<boolean> {
    switch (hit.kind) {
      case "hold-after":
        return held(hit, response);
      case "drop-after":
        request.socket.destroy();
        return false;
      case "status":
        this.#bare(response, hit.value, draft);
        return false;
      case "cut":
        response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body), Date: this.date() });
        response.write(body.slice(0, Math.floor(body.length / 2)), () => request.socket.destroySoon());
        return false;
      case "slow":
        await sleep(hit.value);
        return true;
      default:
        return true;
    }
  }

  #bare(response: ServerResponse, status: number, draft: { code: string }): void {
    draft.code = `HTTP ${status}`;
    response.writeHead(status, { "Content-Type": "text/html", Date: this.date() });
    response.end("<html><body><h1>Gateway trouble</h1></body></html>");
  }

  #send(request: IncomingMessage, response: ServerResponse, body: string): void {
    const zip = body.length >= GZIP_FROM && GZIP.test(String(request.headers["accept-encoding"] ?? ""));
    const bytes = zip ? gzipSync(body) : Buffer.from(body);
    const encoding = zip ? { "Content-Encoding": "gzip" } : {};
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": bytes.length, Date: this.date(), ...encoding });
    response.end(bytes);
  }
}

/** Holds a call while its connection lasts; a call that may not go on loses it. */
async function held(hit: Hit, response: ServerResponse): Promise<boolean> {
  const gone = new Promise<void>((resolve) => response.once("close", () => resolve()));
  const goesOn = await hit.hold(gone);
  if (!goesOn) response.socket?.destroy();
  return goesOn;
}
