import { createHash } from "node:crypto";
import type { Account } from "./account";
import type { Service } from "./action";
import type { ApiAnswer } from "./api";
import type { ApiError } from "./codes";
import type { Front } from "./gateway";
import type { JournalEntry } from "./journal";
import { LEGACY_CALLS } from "./legacy-calls";
import { LegacyError, LegacyParams } from "./legacy-params";
import type { WireRequest } from "./request";
import { sameSignature } from "./tc3";

/** Path of the 2016 interface (S3). */
export const LEGACY_PATH = "/common_access";

/** The file that the play address of a slice, `http://(bizid).vod.myqcloud.com/(vid).f0.flv`, stands for. */
export function legacyMediaPath(path: string): string | undefined {
  const vid = /^\/(\w+)\.f0\.flv$/.exec(path)?.[1];
  return vid === undefined ? undefined : `/media/${vid}/media.flv`;
}

/** What `ret` can be. Only that 0 is success is documented; the other numbers are INF. */
const RET = { business: 1001, interface: 1002, sign: 1003, expired: 1004, parameter: 1005, internal: 1006, limited: 1007 } as const;

/** Answers calls of the 2016 interface: signed by `md5(key + t)`, parameters in the query, `{ret, message, output}` with HTTP 200. */
export class LegacyApi implements Front {
  constructor(readonly account: Account) {}

  actionName(wire: WireRequest): string {
    return new URLSearchParams(wire.query).get("interface") ?? "";
  }

  peekParams(wire: WireRequest): Record<string, string> {
    return new LegacyParams(new URLSearchParams(wire.query)).shown();
  }

  answer(
    wire: WireRequest,
    _hosted: Service | undefined,
    draft: { -readonly [K in keyof JournalEntry]: JournalEntry[K] },
    _gone: () => boolean,
  ): ApiAnswer | Promise<ApiAnswer> {
    const query = new URLSearchParams(wire.query);
    const params = new LegacyParams(query);
    draft.service = "legacy";
    draft.params = params.shown();
    const answer = this.#answer(wire, query, params);
    const done = (): ApiAnswer => {
      draft.acted = answer.code === "OK";
      return answer;
    };
    return this.account.saved()?.then(done, refused) ?? done();
  }

  #answer(wire: WireRequest, query: URLSearchParams, params: LegacyParams): ApiAnswer {
    try {
      this.account.settle();
      this.#check(wire, query);
      const call = LEGACY_CALLS.get(query.get("interface") ?? "") ?? refuse("interface", "interface is invalid");
      const output = call(this.account, params);
      const wrapped = this.account.settings.legacyOutputArray ? [output] : output;
      return { code: "OK", body: JSON.stringify({ ret: 0, message: "", output: wrapped }) };
    } catch (error) {
      return refused(error);
    }
  }

  /** An injected refusal; the 2016 interface has no code of its own for it. */
  refusal(error: ApiError, _requestId: string): ApiAnswer {
    return failure(RET.limited, error.message);
  }

  #check(wire: WireRequest, query: URLSearchParams): void {
    if (wire.method !== "GET") refuse("parameter", "the method must be GET");
    if (!/^\d{1,12}$/.test(query.get("cmd") ?? query.get("appid") ?? "")) refuse("business", "cmd is invalid");
    const t = query.get("t") ?? "";
    if (!/^\d{1,12}$/.test(t)) refuse("expired", "t is invalid");
    const sign = query.get("sign") ?? "";
    const { legacyKey } = this.account.settings;
    const wanted = createHash("md5").update(`${legacyKey}${t}`).digest("hex");
    if (!/^[0-9a-f]{32}$/.test(sign) || !sameSignature(sign, wanted)) refuse("sign", "sign is invalid");
    // As with the other signatures: a client may not know that the account lives in another year.
    if (Number(t) * 1000 < Math.min(this.account.now(), Date.now())) refuse("expired", "t is expired");
  }
}

function refuse(kind: LegacyError["kind"], message: string): never {
  throw new LegacyError(kind, message);
}

function refused(error: unknown): ApiAnswer {
  if (error instanceof LegacyError) return failure(RET[error.kind], error.message);
  return failure(RET.internal, `internal error: ${String(error)}`);
}

const failure = (ret: number, message: string): ApiAnswer => ({ code: `ret ${ret}`, body: JSON.stringify({ ret, message }) });
