import { createHash } from "node:crypto";
import type { Account } from "./account";
import { encodeJson, parseJson } from "./json";
import type { Delivery, VodEvent } from "./model";

/** A signature is good for ten minutes, as the service's (7.13). */
const GOOD_FOR_SECONDS = 600;

/** Sends something to an address now, and again as it says until it is taken. An empty address is nowhere. */
export function post(account: Account, wanted: Omit<Delivery, "id" | "tries">): void {
  if (wanted.url === "") return;
  const id = String(account.next("delivery"));
  account.deliveries.put(id, { ...wanted, id, tries: 0 });
  deliver(account, id);
}

/**
 * Makes one try, at the moment that the account's time is at; its outcome comes later, outside the account's time. Only HTTP 200 is
 * taken; a target that is not allowed is not tried again (INF).
 */
export function deliver(account: Account, id: string): void {
  const delivery = account.deliveries.get(id);
  if (delivery === undefined) return;
  const at = account.now();
  delivery.tries++;
  account.deliveries.put(id, delivery);
  const { event, url, tries } = delivery;
  const body = signedBody(delivery, at);
  const { callbackTargets } = account.settings;
  void account.courier.send({ at, event, url, tries, body }, { allowed: callbackTargets, self: account.baseUrl }).then((outcome) => {
    // An account that was emptied meanwhile may have another delivery of the same number.
    if (account.deliveries.get(id) !== delivery || outcome === "closed" || account.courier.closed) return;
    const again = outcome === "failed" && delivery.tries <= delivery.retries;
    if (again) account.scheduler.plan(at + delivery.interval * 1000, { type: "deliver", id });
    else account.deliveries.delete(id);
    account.settle();
    account.save();
  });
}

/** Tells the account the address that it is served from. What waits to be told, kept by an earlier start, names it too. */
export function moveTo(account: Account, url: string): void {
  const before = account.meta.get("address");
  account.baseUrl = url;
  account.meta.put("address", url);
  if (typeof before !== "string" || before === url) return;
  const moved = (content: unknown): unknown => parseJson(encodeJson(content).replaceAll(`${before}/`, `${url}/`));
  for (const one of account.deliveries.values()) account.deliveries.put(one.id, { ...one, body: moved(one.body) as Delivery["body"] });
  for (const one of account.eventQueue.values()) account.eventQueue.put(one.id, { ...one, content: moved(one.content) as VodEvent });
}

/** Takes up deliveries that were under way when the process ended: nobody knows how they ended, so they are made again. */
export function resumeDeliveries(account: Account): void {
  const planned = new Set(account.scheduler.planned().flatMap((event) => (event.type === "deliver" ? [event.id] : [])));
  for (const { id } of account.deliveries.values()) {
    if (!planned.has(id)) account.scheduler.plan(account.clock.now(), { type: "deliver", id });
  }
}

function signedBody({ body, signed }: Delivery, at: number): Record<string, unknown> {
  if (signed === null) return body;
  const expiry = Math.floor(at / 1000) + GOOD_FOR_SECONDS;
  const sign = createHash("md5").update(`${signed.key}${expiry}`).digest("hex");
  return { ...body, [signed.expiry]: expiry, [signed.sign]: sign };
}
