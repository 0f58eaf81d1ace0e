import { setTimeout as sleep } from "node:timers/promises";
import { wireId } from "../../core/codec";
import { codeOf, isNotFound } from "../../core/errors";
import type { Ctx } from "../../core/lifecycle";
import { QUOTAS } from "../../recording/quotas";
import { instantOf, unixSeconds } from "../../recording/time";

/** What happens to a lost reply of CreateLiveRecord, whose tasks cannot be listed. */
export const afterLostReply = {
  type: "string",
  description:
    "Only after a create whose answer was lost, when nobody can tell whether the task exists: `keep` = it exists, leave it; `sendAgain` = it does not, create it. " +
    "Remove it once the record is confirmed.",
  enum: ["keep", "sendAgain"],
  "x-local": true,
} as const;

export const taskFields = {
  recordType: {
    type: "string",
    description: "`video` records picture and sound, `audio` sound only.",
    enum: ["video", "audio"],
    default: "video",
    "x-api": "RecordType",
    "x-replace": true,
  },
  fileFormat: {
    type: "string",
    description: "File format.",
    enum: ["flv", "hls", "mp4", "aac", "mp3"],
    default: "flv",
    "x-api": "FileFormat",
    "x-replace": true,
  },
  mixStream: {
    type: "boolean",
    description: "Record the output C of a mix A+B=C instead of the stream itself.",
    default: false,
    "x-api": "MixStream",
    "x-flag": true,
    "x-replace": true,
  },
  recordInterval: {
    type: "integer",
    description: "Length of one file, seconds.",
    default: 1800,
    minimum: 1800,
    maximum: 7200,
    "x-unit": "seconds",
    "x-replace": true,
  },
  storageTime: {
    type: "integer",
    description: "How long VOD keeps the files, seconds, up to 1500 days; 0 keeps them for ever.",
    default: 0,
    minimum: 0,
    maximum: 129_600_000,
    "x-unit": "seconds",
    "x-replace": true,
  },
} as const;

/** CreateLiveRecord takes these two in one query-string parameter; storage without a value is for ever. */
export function streamParam(desired: { readonly recordInterval: number; readonly storageTime: number }): string {
  const pairs: [string, string][] = [["record_interval", String(desired.recordInterval)]];
  if (desired.storageTime > 0) pairs.push(["storage_time", String(desired.storageTime)]);
  return new URLSearchParams(pairs).toString();
}

/** What is wrong with the order of two times of a window; the service tells times to the second. */
export function notAfter({
  startTime,
  endTime,
  timeZone,
}: {
  startTime: string;
  endTime: string;
  timeZone?: string | undefined;
}): string | undefined {
  const [start, end] = [instantOf(startTime, timeZone), instantOf(endTime, timeZone)];
  if (unixSeconds(end) > unixSeconds(start)) return undefined;
  return end.epochMilliseconds > start.epochMilliseconds
    ? `"${endTime}" is the same second as startTime "${startTime}"; the service tells times to the second`
    : `"${endTime}" is not after startTime "${startTime}"`;
}

/** The longest window that one task may have, seconds: stated for CreateRecordTask, kept for CreateLiveRecord too. */
const LONGEST = QUOTAS.taskWindow.limit;

export function tooLong(seconds: number): string | undefined {
  return seconds > LONGEST ? "the window is longer than 24 hours; split it into several, best with a little overlap" : undefined;
}

export interface TaskRef {
  readonly StreamName: string;
  /** A 64-bit number, exact. */
  readonly TaskId: number | bigint;
}

export function taskRef(streamName: string, id: string): TaskRef {
  return { StreamName: streamName, TaskId: wireId(id) };
}

/** Stops what is running, then deletes the task. Files that were recorded stay. */
export async function stopAndDelete(ctx: Ctx, ref: TaskRef, running: boolean): Promise<void> {
  if (running) await stop(ctx, ref);
  try {
    await ctx.call("DeleteLiveRecord", { ...ref });
  } catch (error) {
    // The service thinks that it is (still) running: its clock decides, not ours.
    if (codeOf(error) !== "FailedOperation.AlterTaskState") throw error;
    await stop(ctx, ref);
    await sleep(200);
    await ctx.call("DeleteLiveRecord", { ...ref });
  }
}

async function stop(ctx: Ctx, ref: TaskRef): Promise<void> {
  try {
    await ctx.call("StopLiveRecord", { ...ref });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
