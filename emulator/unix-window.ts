import { fail } from "./codes";
import type { ClosedStretch } from "./model";

/** Milliseconds as whole Unix seconds. */
export function unixSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

/** A window given in Unix seconds that may be at most 24 hours long. */
export function checkDayWindow(startTime: number, endTime: number): ClosedStretch {
  if (endTime <= startTime) fail("InvalidParameter", "`EndTime` must be later than `StartTime`.");
  if (endTime - startTime > 86400) fail("InvalidParameter", "The window from `StartTime` to `EndTime` is longer than 24 hours.");
  return { start: startTime * 1000, end: endTime * 1000 };
}
