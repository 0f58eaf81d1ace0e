import type { Account } from "./account";
import type { Script } from "./script";
import { ScriptError } from "./script-times";
import { instant } from "./time";

/**
 * Plans everything that a script does, once `configure` has taken its settings. Throws ScriptError if the account's time is past its
 * beginning, and then does nothing.
 */
export function playScript(account: Account, script: Script, configure: () => void): void {
  account.settle();
  const now = account.clock.now();
  const first = script.doings[0]?.at ?? now;
  if (first < now) throw new ScriptError(`The script begins at ${instant(first)}, and the account's clock is at ${instant(now)} already.`);
  configure();
  for (const { at, doing } of script.doings) account.scheduler.plan(at, doing);
  account.settle();
  account.commit();
}
