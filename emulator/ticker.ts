import type { Account } from "./account";

/** How often the account looks whether something is due, in milliseconds of the machine's time. */
const EVERY_MS = 50;

/** While the clock ticks: lets planned events happen at their moment and keeps the time, also when nobody asks anything. Ends with the returned function. */
export function startTicker(account: Account): () => void {
  const timer = setInterval(() => {
    if (account.clock.frozen) return;
    const next = account.scheduler.nextAt;
    const due = next !== undefined && next <= account.clock.now();
    if (!due && !account.outruns) return;
    account.settle();
    account.save();
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
