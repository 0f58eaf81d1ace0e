import { UserError } from "../core/errors";
import { instantOf, isoUtc, unixSeconds } from "../recording/time";

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

export function seconds(moment: Moment): number {
  return typeof moment === "string" ? unixSeconds(instantOf(moment)) : Math.floor(moment.getTime() / 1000);
}

/** @throws UserError for a window that ends before it begins: the service would call it an invalid parameter, or show nothing */
export function stretchOf(window: Window): Stretch {
  const { from, to } = { from: seconds(window.from), to: seconds(window.to) };
  if (to <= from) throw new UserError(`The window from ${utcText(from)} to ${utcText(to)} is empty: its end must be after its begin.`);
  return { from, to };
}

/** A stretch in pieces that the service takes. @param overlap seconds that a piece shares with the next */
export function pieces({ from, to }: Stretch, length: number, overlap = 0): Stretch[] {
  const found: Stretch[] = [];
  for (let begin = from; begin < to; begin += length - overlap) found.push({ from: begin, to: Math.min(begin + length, to) });
  return found;
}

/** `YYYY-MM-DDThh:mm:ssZ` */
export function utcText(moment: Moment | number): string {
  if (typeof moment === "number") return isoUtc(instantOf(new Date(moment * 1000).toISOString()));
  return isoUtc(instantOf(typeof moment === "string" ? moment : moment.toISOString()));
}
