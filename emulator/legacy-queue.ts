import type { Account } from "./account";
import type { QueuedSnapshot } from "./model";

/** Snapshots kept for the old interface; the oldest go first (INF: no page states a limit). */
const KEPT = 10_000;

/** Puts a snapshot of a 2016 domain into queue 100, behind those that wait already. `pic_url` is the file name in the bucket. */
export function enqueueSnapshot(account: Account, snapshot: Omit<QueuedSnapshot, "id">): void {
  const id = String(account.next("queuedSnapshot"));
  account.snapshotQueue.put(id, { id, ...snapshot });
  if (account.snapshotQueue.size > KEPT) account.snapshotQueue.delete(String(Number(id) - KEPT));
}

/** Up to `count` snapshots, oldest first; reading takes them out unless `legacyQueueConsumes` is off (INF: as the word queue suggests). */
export function readSnapshots(account: Account, count: number): QueuedSnapshot[] {
  const taken: QueuedSnapshot[] = [];
  for (const snapshot of account.snapshotQueue.values()) {
    if (taken.length >= count) break;
    taken.push(snapshot);
  }
  if (account.settings.legacyQueueConsumes) for (const { id } of taken) account.snapshotQueue.delete(id);
  return taken;
}
