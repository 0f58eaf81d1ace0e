import { createHash } from "node:crypto";
import type { Account } from "./account";
import { encodeJson } from "./json";
import type { Script } from "./script";
import { ScriptError } from "./script-times";
import { instant } from "./time";

/**
 * Plans everything that a script does, once `configure` has taken its settings; nothing if the account plays the very script already, as one
 * that was kept may: its plans are kept too. Throws ScriptError if the account's time is past its beginning, and then does nothing.
 */
export function playScript(account: Account, script: Script, configure: () => void): void {
  account.settle();
  const played = (account.meta.get("scripts") ?? []) as readonly string[];
  const digest = createHash("sha256").update(encodeJson(script)).digest("hex");
  if (played.includes(digest)) return;
  const now = account.clock.now();
  const first = script.doings[0]?.at ?? now;
  if (first < now) throw new ScriptError(`The script begins at ${instant(first)}, and the account's clock is at ${instant(now)} already.`);
  configure();
  account.meta.put("scripts", [...played, digest]);
  for (const { at, doing } of script.doings) account.scheduler.plan(at, doing);
  account.settle();
  account.commit();
}
