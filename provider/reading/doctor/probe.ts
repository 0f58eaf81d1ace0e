import { messageOf } from "../../core/errors";

/** What a receiver said to an empty request. */
export interface Answered {
  readonly status: number;
  /** Its header `Allow`. */
  readonly allow?: string;
}

/**
 * Asks a URL in a way that no receiver takes for a message: without a body, and without following where it points to.
 * @throws when nothing answers
 */
export type Reach = (url: string, method: "HEAD" | "OPTIONS") => Promise<Answered>;

const PATIENCE_MS = 5_000;

export const reachUrl: Reach = async (url, method) => {
  // Here, because most runs reach for nothing and the library takes long to load.
  const { request } = await import("undici");
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { statusCode, headers, body } = await request(url, { method, signal }).catch((error: unknown) => {
    throw signal.aborted ? new Error(`no answer within ${PATIENCE_MS / 1000} s`) : error;
  });
  await body.dump();
  const allow = [headers["allow"] ?? headers["access-control-allow-methods"] ?? []].flat().join(", ");
  return { status: statusCode, ...(allow === "" ? {} : { allow }) };
};

export interface Probed {
  readonly ok: boolean;
  /** What was sent and what came back, after "the URL": `answers 200 to an empty HEAD request`. */
  readonly text: string;
  /** What to do when it is not well. */
  readonly hint: string;
}

const LOST = "The service repeats a message for some minutes only; then it is lost.";

/** Whether something is there to take messages. Whether it takes them well only a message can show, and none is sent. */
export async function probe(url: string, reach: Reach): Promise<Probed> {
  let status: number;
  try {
    status = (await reach(url, "HEAD")).status;
  } catch (error) {
    const text = `does not answer an empty HEAD request from here: ${messageOf(error)}`;
    return { ok: false, text, hint: `Start the receiver, or correct the URL. ${LOST}` };
  }
  const text = `answers ${status} to an empty HEAD request`;
  // A server that knows no HEAD says so by 501; one that has only a POST at this path may say 404.
  if (status === 404 || status === 501) {
    const other = await reach(url, "OPTIONS").catch((): Answered => ({ status: 0 }));
    if (/\bPOST\b/i.test(other.allow ?? "")) return { ok: true, text: `answers an empty OPTIONS request and takes POST`, hint: "" };
    if (status === 404)
      return {
        ok: false,
        text: `${text} and says nothing of POST to an empty OPTIONS request: nothing is there, or it takes nothing but POST`,
        hint: `Check the path, or send the receiver a message by hand. ${LOST}`,
      };
  }
  if (status >= 300 && status < 400) {
    return { ok: false, text: `${text}, a redirect`, hint: "Write the final address: only a 200 counts as delivered." };
  }
  if (status === 410 || (status >= 500 && status !== 501)) {
    return { ok: false, text, hint: `Repair the receiver. ${LOST}` };
  }
  return { ok: true, text, hint: "" };
}
