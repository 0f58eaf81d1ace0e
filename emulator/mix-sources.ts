import type { Account } from "./account";
import type { Stream } from "./model";

/**
 * Whether a stream counts as the output of a mix: one under a new name does (output type 1), and with the setting `mixTasksTakeInputs` one
 * that is shown under the name of an input too (type 0).
 */
export function isMixed(account: Account, stream: Stream): boolean {
  return stream.source === "mixed" || (account.settings.mixTasksTakeInputs && stream.mix !== null);
}

/**
 * Whether a task takes a stream of its name: one for a mix takes outputs of mixes alone, and one for a push no output under a new name (INF:
 * the pages say what the switch records, not what it leaves out).
 */
export function isWantedSource(account: Account, task: { readonly mixStream: boolean }, stream: Stream): boolean {
  return task.mixStream ? isMixed(account, stream) : stream.source !== "mixed";
}
