import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "./account";
import type { Ready, Service } from "./action";
import { ACTIONS } from "./actions/index";
import type { Authentication } from "./authentication";
import { ApiError, fail } from "./codes";
import type { Front } from "./gateway";
import { type JournalEntry, shownParams } from "./journal";
import { encodeJson } from "./json";
import type { Rates } from "./rates";
import { actionName, peekParams, readRequest, type WireRequest } from "./request";

type Draft = { -readonly [K in keyof JournalEntry]: JournalEntry[K] };

const VERSIONS: Record<Service, string> = { live: "2018-08-01", vod: "2018-07-17" };
/** Milliseconds between two looks of a waiting call. */
const LOOK_AGAIN_MS = 50;

/** An answer on its way out: the code for the journal, and the body. */
export interface ApiAnswer {
  readonly code: string;
  readonly body: string;
}

/** Answers calls of API 3.0 for one account. */
export class Api implements Front {
  readonly actionName = actionName;
  readonly peekParams = peekParams;

  constructor(
    readonly account: Account,
    readonly authentication: Authentication,
    readonly rates: Rates,
  ) {}

  /**
   * Answers one call, in the service's order: protocol, authentication, action, region, parameters, rates, business. What it changed or
   * tells is durable when the answer comes. Completes the call's journal entry, but for `code`, which is set when the answer leaves. A call
   * that has to wait gives up without acting once `gone` holds.
   */
  answer(wire: WireRequest, hosted: Service | undefined, draft: Draft, gone: () => boolean): ApiAnswer | Promise<ApiAnswer> {
    return this.#guard(draft, () => {
      const ready = this.#ready(wire, hosted, draft);
      const waits = ready.wait !== undefined && !ready.wait.until(this.account);
      return waits ? this.#later(ready, draft, gone) : this.#act(ready, draft);
    });
  }

  /** The envelope of an error. */
  refusal(error: ApiError, RequestId: string): ApiAnswer {
    return { code: error.code, body: JSON.stringify({ Response: { Error: { Code: error.code, Message: error.message }, RequestId } }) };
  }

  #guard(draft: Draft, run: () => ApiAnswer | Promise<ApiAnswer>): ApiAnswer | Promise<ApiAnswer> {
    try {
      this.account.settle();
      return run();
    } catch (error) {
      return this.#durable(this.#refused(error, draft), draft);
    }
  }

  #act(ready: Ready, draft: Draft): ApiAnswer | Promise<ApiAnswer> {
    const result = ready.run(this.account);
    return this.#durable({ code: "OK", body: encodeJson({ Response: { ...result, RequestId: draft.requestId } }) }, draft);
  }

  /** An answer that may leave: what it tells outlives a crash. */
  #durable(answer: ApiAnswer, draft: Draft): ApiAnswer | Promise<ApiAnswer> {
    const done = (): ApiAnswer => {
      draft.acted = answer.code === "OK";
      return answer;
    };
    return this.account.saved()?.then(done, (error: unknown) => this.#refused(error, draft)) ?? done();
  }

  #refused(error: unknown, { requestId }: Draft): ApiAnswer {
    const known = error instanceof ApiError ? error : new ApiError("InternalError", `Internal error: ${String(error)}`);
    return this.refusal(known, requestId);
  }

  /** Looks again and again whether a waiting call can be answered. */
  async #later(ready: Ready, draft: Draft, gone: () => boolean): Promise<ApiAnswer> {
    const deadline = performance.now() + (ready.wait?.seconds(this.account) ?? 0) * 1000;
    for (let left = deadline; left > 0; left = deadline - performance.now()) {
      if (gone()) return this.refusal(new ApiError("InternalError", "The caller is gone."), draft.requestId);
      this.account.settle();
      if (ready.wait?.until(this.account) === true) break;
      await sleep(Math.min(LOOK_AGAIN_MS, left));
    }
    return this.#guard(draft, () => this.#act(ready, draft));
  }

  #ready(wire: WireRequest, hosted: Service | undefined, draft: Draft): Ready {
    const request = readRequest(wire);
    const service = this.authentication.verify(wire, request, hosted, this.account.now());
    draft.service = service;
    if (request.version !== VERSIONS[service]) fail("NoSuchVersion", `The version ${request.version} of ${service} does not exist.`);
    const action = ACTIONS.get(request.action);
    if (action === undefined || action.service !== service)
      fail("InvalidAction", `The action ${request.action} does not exist in ${service}.`);
    draft.params = shownParams(request.params);
    if (action.regions !== undefined) checkRegion(request.region, action.regions);
    const ready = action.prepare(request.params, request.flat);
    const rate = this.account.settings.rates[action.name] ?? action.rate;
    if (!this.rates.take(action.name, rate)) {
      fail("RequestLimitExceeded", `The number of requests exceeds the frequency limit of ${rate} per second for ${action.name}.`);
    }
    return ready;
  }
}

function checkRegion(region: string, known: readonly string[]): void {
  if (region === "") fail("MissingParameter", "The request is missing a required parameter `Region` (header `X-TC-Region`).");
  if (!known.includes(region)) fail("UnsupportedRegion", `The region ${region} is not supported.`);
}
