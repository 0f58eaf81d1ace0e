import type { Account } from "./account";

/** How often the account looks whether something is due, in milliseconds of the machine's time. */
const EVERY_MS = 50;

/** Lets planned events happen at their moment while the clock ticks, also when nobody asks anything. Ends with the returned function. */
export function startTicker(account: Account): () => void {
  const timer = setInterval(() => {
    if (account.clock.frozen) return;
    const next = account.scheduler.nextAt;
    if (next === undefined || next > account.clock.now()) return;
    account.settle();
    account.save();
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
