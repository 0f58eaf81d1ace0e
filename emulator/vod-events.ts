import type { Account } from "./account";
import type { Id } from "./ids";
import type { EventConfig, QueuedEvent, VodEvent } from "./model";
import { EMPTY_EVENT } from "./vod-event-fields";

/** How long an event can be pulled, in milliseconds (PullEvents: 4 days). */
const KEPT_MS = 4 * 86_400_000;
/** How long a pulled event waits for its confirmation before it can be pulled again, in milliseconds. */
const CONFIRM_MS = 30_000;
/** Most events of one pull. */
export const MAX_PULL = 16;

/** The event settings of a sub-application; until they are changed everything is off and sent by PUSH (INF: no page states the mode). */
export function eventConfig(account: Account, subAppId: Id): EventConfig {
  return (
    account.eventConfigs.get(String(subAppId)) ?? {
      Mode: "PUSH",
      NotificationUrl: "",
      UploadMediaCompleteEventSwitch: "OFF",
      DeleteMediaCompleteEventSwitch: "OFF",
      PersistenceCompleteEventSwitch: "OFF",
      SignKey: "",
    }
  );
}

/** Puts an event into the PULL queue of a sub-application, behind those that wait already. */
export function enqueue(account: Account, subAppId: Id, content: VodEvent): void {
  const id = String(account.next("queuedEvent"));
  account.eventQueue.put(id, { id, subAppId, content, queuedAt: account.now(), pulledAt: null, pulls: 0 });
}

/** Whether a pull would find an event now. */
export function hasEvents(account: Account, subAppId: Id): boolean {
  for (const event of account.eventQueue.values()) if (isFree(event, subAppId, account.now())) return true;
  return false;
}

/** Takes up to 16 events, oldest first, each with a handle for its confirmation. Events older than 4 days are dropped. */
export function pull(account: Account, subAppId: Id): (VodEvent & { EventHandle: string })[] {
  const now = account.now();
  const pulled: (VodEvent & { EventHandle: string })[] = [];
  for (const event of [...account.eventQueue.values()]) {
    if (event.queuedAt + KEPT_MS <= now) account.eventQueue.delete(event.id);
    else if (pulled.length < MAX_PULL && isFree(event, subAppId, now)) {
      const taken = { ...event, pulledAt: now, pulls: event.pulls + 1 };
      account.eventQueue.put(event.id, taken);
      pulled.push({ EventHandle: handleOf(taken), ...EMPTY_EVENT, ...event.content });
    }
  }
  return pulled;
}

/** Confirms one pull of an event; false for a handle that is unknown, replaced by a later pull, or older than 30 seconds. */
export function confirm(account: Account, subAppId: Id, handle: string): boolean {
  const event = confirmable(account, subAppId, handle);
  return event !== undefined && account.eventQueue.delete(event.id);
}

/** The event that a handle still confirms. */
export function confirmable(account: Account, subAppId: Id, handle: string): QueuedEvent | undefined {
  const event = account.eventQueue.get(/^(\d+)-\d+$/.exec(handle)?.[1] ?? "");
  if (event?.pulledAt == null || event.subAppId !== subAppId || handleOf(event) !== handle) return undefined;
  return account.now() - event.pulledAt <= CONFIRM_MS ? event : undefined;
}

function isFree(event: QueuedEvent, subAppId: Id, now: number): boolean {
  const waits = event.pulledAt !== null && now - event.pulledAt <= CONFIRM_MS;
  return event.subAppId === subAppId && !waits && event.queuedAt + KEPT_MS > now;
}

const handleOf = (event: QueuedEvent): string => `${event.id}-${event.pulls}`;
