import type { World } from "./place";

const HOUR = 3_600_000;

/** A full hour that many hours after the one in which the test runs. */
export function hoursOn({ now }: Pick<World, "now">, hours: number): Date {
  return new Date((Math.floor(now.getTime() / HOUR) + hours) * HOUR);
}

/** `YYYY-MM-DDThh:mm:ssZ` */
export function utc(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/** Local time of Asia/Shanghai without its offset, as a manifest has it: `YYYY-MM-DDThh:mm` */
export function chinaLocal(moment: Date): string {
  return new Date(moment.getTime() + 8 * HOUR).toISOString().slice(0, 16);
}

export const unix = (moment: Date): number => Math.floor(moment.getTime() / 1000);

export const later = (moment: Date, seconds: number): Date => new Date(moment.getTime() + seconds * 1000);
