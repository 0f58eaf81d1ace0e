import { UserError } from "../core/errors";
import { instantOf, isoUtc, readTime, unixSeconds } from "../recording/time";

/** A moment: a Date, or RFC 3339 with an offset. */
export type Moment = Date | string;

/** What lies between two moments. */
export interface Window {
  readonly from: Moment;
  readonly to: Moment;
}

/** Unix seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Unix seconds. @throws UserError for what is no moment @param name what it is, for the error */
export function seconds(moment: Moment, name?: string): number {
  const reading =
    typeof moment === "string"
      ? readTime(moment)
      : Number.isNaN(moment.getTime())
        ? { problem: "this Date is invalid: it was made of something that is no time" }
        : { at: instantOf(moment.toISOString()) };
  if ("problem" in reading) throw new UserError(name === undefined ? reading.problem : `${name}: ${reading.problem}`);
  return unixSeconds(reading.at);
}

/** @throws UserError for what is no time, and for a window that ends before it begins: the service would call it an invalid parameter, or show nothing */
export function stretchOf(window: Window): Stretch {
  const { from, to } = { from: seconds(window.from, "from"), to: seconds(window.to, "to") };
  if (to <= from) throw new UserError(`The window from ${utcText(from)} to ${utcText(to)} is empty: its end must be after its begin.`);
  return { from, to };
}

/** A stretch in pieces that the service takes. @param overlap seconds that a piece shares with the next */
export function* pieces({ from, to }: Stretch, length: number, overlap = 0): Generator<Stretch> {
  for (let begin = from; begin < to; begin += length - overlap) yield { from: begin, to: Math.min(begin + length, to) };
}

/**
 * The pieces that begin by some time. The first always is one of them, and its answer tells what time it is at the service: the clock that was known
 * before may be late.
 * @param end the last moment, Unix seconds; asked before each further piece
 */
export async function* reached(stretches: Iterable<Stretch>, end: () => Promise<number>): AsyncGenerator<Stretch> {
  let isFirst = true;
  for (const stretch of stretches) {
    if (!isFirst && stretch.from > (await end())) return;
    isFirst = false;
    yield stretch;
  }
}

/** `YYYY-MM-DDThh:mm:ssZ` */
export function utcText(moment: Moment | number): string {
  return isoUtc(instantOf(new Date((typeof moment === "number" ? moment : seconds(moment)) * 1000).toISOString()));
}
