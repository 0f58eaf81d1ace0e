import { type Account, streamKey } from "./account";
import type { Mix, StreamKey } from "./model";
import { markMixed } from "./recorder";
import { breakStream, pushStream } from "./streams";

/** A mix that is asked for. */
export type MixRequest = Pick<Mix, "inputs" | "output" | "outputStreamType">;

/**
 * Starts a mix. With type 1 its output comes up as a stream of its own, with sound and picture, and is recorded by the rules like any
 * other (S4). With type 0 the input of that name shows the mixed picture from now on: what is recorded of it goes on in the same file
 * (INF), and its own picture is recorded no more. Nothing happens if the output is mixed already.
 */
export function startMix(account: Account, wanted: MixRequest): void {
  const key = streamKey(wanted.output);
  if (account.mixes.get(key) !== undefined) return;
  const mix: Mix = { ...wanted, id: String(account.next("mix")), start: account.now() };
  account.mixes.put(key, mix);
  if (mix.outputStreamType === 1) {
    pushStream(account, mix.output, { audio: true, video: true, overseas: false }, "mixed");
    return;
  }
  const stream = account.streams.get(key);
  if (stream?.live !== true) return;
  stream.mix = mix.id;
  markMixed(account, stream);
  account.streams.put(key, stream);
}

/** Ends the mix of an output: a stream of its own breaks, an input shows its own picture again. Breaks of the inputs do not end it (INF). */
export function endMix(account: Account, output: StreamKey): void {
  const key = streamKey(output);
  const mix = account.mixes.get(key);
  if (mix === undefined) return;
  account.mixes.delete(key);
  const stream = account.streams.get(key);
  if (mix.outputStreamType === 1) {
    if (stream?.source === "mixed") breakStream(account, output);
  } else if (stream !== undefined) {
    stream.mix = null;
    account.streams.put(key, stream);
  }
}
