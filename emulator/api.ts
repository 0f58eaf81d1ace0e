import type { Account } from "./account.js";
import type { Service } from "./action.js";
import { ACTIONS } from "./actions/index.js";
import type { Authentication } from "./authentication.js";
import { ApiError, fail } from "./codes.js";
import { type JournalEntry, shownParams } from "./journal.js";
import type { Rates } from "./rates.js";
import { readRequest, type WireRequest } from "./request.js";

type Draft = { -readonly [K in keyof JournalEntry]: JournalEntry[K] };

const VERSIONS: Record<Service, string> = { live: "2018-08-01", vod: "2018-07-17" };
const REGION = /^[a-z]{2}-[a-z]+(-\d+)?$/;

/** Answers calls of the API for one account. */
export class Api {
  constructor(
    readonly account: Account,
    readonly authentication: Authentication,
    readonly rates: Rates,
  ) {}

  /**
   * Answers one call, in the service's order: protocol, authentication, action, parameters, rates, business. What it changed is durable
   * when it returns. Completes the call's journal entry, but for `code`, which is set when the answer leaves.
   */
  answer(wire: WireRequest, hosted: Service | undefined, draft: Draft): { code: string; body: string } {
    const RequestId = draft.requestId;
    try {
      this.account.settle();
      const result = this.#run(wire, hosted, draft);
      this.account.commit();
      draft.acted = true;
      return { code: "OK", body: JSON.stringify({ Response: { ...result, RequestId } }) };
    } catch (error) {
      this.account.commit();
      return this.refusal(error instanceof ApiError ? error : new ApiError("InternalError", `Internal error: ${String(error)}`), RequestId);
    }
  }

  /** The envelope of an error. */
  refusal(error: ApiError, RequestId: string): { code: string; body: string } {
    return { code: error.code, body: JSON.stringify({ Response: { Error: { Code: error.code, Message: error.message }, RequestId } }) };
  }

  #run(wire: WireRequest, hosted: Service | undefined, draft: Draft): object {
    const request = readRequest(wire);
    const service = this.authentication.verify(wire, request, hosted, this.account.now());
    draft.service = service;
    if (request.version !== VERSIONS[service]) fail("NoSuchVersion", `The version ${request.version} of ${service} does not exist.`);
    const action = ACTIONS.get(request.action);
    if (action === undefined || action.service !== service)
      fail("InvalidAction", `The action ${request.action} does not exist in ${service}.`);
    draft.params = shownParams(request.params);
    const ready = action.prepare(request.params, request.flat);
    if (action.needsRegion) checkRegion(request.region);
    const rate = this.account.settings.rates[action.name] ?? action.rate;
    if (!this.rates.take(action.name, rate)) {
      fail("RequestLimitExceeded", `The number of requests exceeds the frequency limit of ${rate} per second for ${action.name}.`);
    }
    return ready(this.account);
  }
}

function checkRegion(region: string): void {
  if (region === "") fail("MissingParameter", "The request is missing a required parameter `Region` (header `X-TC-Region`).");
  if (!REGION.test(region)) fail("UnsupportedRegion", `The region ${region} is not supported.`);
}
