import { instantOf, isoUtc, unixSeconds } from "../recording/time";

/** A moment: a Date, or RFC 3339 with an offset. */
export type Moment = Date | string;

export function seconds(moment: Moment): number {
  return typeof moment === "string" ? unixSeconds(instantOf(moment)) : Math.floor(moment.getTime() / 1000);
}

/** `YYYY-MM-DDThh:mm:ssZ` */
export function utcText(moment: Moment | number): string {
  if (typeof moment === "number") return isoUtc(instantOf(new Date(moment * 1000).toISOString()));
  return isoUtc(instantOf(typeof moment === "string" ? moment : moment.toISOString()));
}
