import type { Clip, Highlight, RecordTask, TimedRecord } from "../configuration";
import { windowOf } from "../explain";
import type { Moment } from "../moments";
import { taskWords } from "../words";
import { windowWords } from "./declared";
import { type ChangeFinding, finding } from "./finding";

const NEVER = "what is over is never changed";

/**
 * A window that is declared under the name of one that is over: nothing is sent for it.
 * @param was what stands; undefined: it was missed already
 * @param called where its author wrote it
 */
export function keptTask(
  was: TimedRecord | RecordTask | undefined,
  will: TimedRecord | RecordTask,
  called: string,
  now: Moment,
): ChangeFinding[] {
  const window = windowOf(will);
  const over = was === undefined ? "" : ` (${windowWords(was)})`;
  const isOver = window !== undefined && window.end <= now;
  const same = was !== undefined && taskWords(was) === taskWords(will) && windowWords(was) === windowWords(will);
  if (isOver && was === undefined) {
    const says = `will not be recorded ${windowWords(will)} by ${called}: that is over, as what it stood for before was when it was declared`;
    return [finding("not-changed", ["info", "none"], taskWords(will), says, "at-once")];
  }
  if (isOver || same) {
    const says = `will keep what was recorded by ${called}${over} as it is: its window is over, and ${NEVER}`;
    return [finding("not-changed", ["info", "none"], taskWords(will), says, "at-once")];
  }
  const says = `will not be recorded ${windowWords(will)}: ${called} stands for a window that is over${over}, and ${NEVER}; declare it under another name`;
  return [finding("not-changed", ["danger", "not-recorded"], taskWords(will), says, "at-once")];
}

/** A highlight records again only for other triggers, so that an edit afterwards does not record something else. */
export function keptHighlight(was: Highlight | undefined, will: Highlight, called: string): ChangeFinding[] {
  const says = `will not be recorded again by ${called}, which has ended, and ${NEVER}; change its triggers to record anew`;
  const moved = was === undefined || taskWords(was) !== taskWords(will);
  return [finding("not-changed", [moved ? "danger" : "warning", "not-recorded"], taskWords(will), says, "at-once")];
}

/** A clip whose media has reached its end. */
export function keptClip(was: Clip | undefined, will: Clip, called: string): ChangeFinding[] {
  const cut = ({ streamId, startTime, endTime, timeZone }: Clip) => [streamId, startTime, endTime, timeZone].join();
  const subject = `the clip ${called} of ${will.streamId}`;
  if (was !== undefined && cut(was) === cut(will)) {
    const says = `will not be changed: it has expired and is gone from VOD, and ${NEVER}`;
    return [finding("not-changed", ["info", "none"], subject, says, "at-once")];
  }
  const says = `will not be cut from ${will.startTime} to ${will.endTime}: what it stands for has expired and is gone from VOD, and ${NEVER}; declare it under another name`;
  return [finding("not-changed", ["danger", "not-recorded"], subject, says, "at-once")];
}
