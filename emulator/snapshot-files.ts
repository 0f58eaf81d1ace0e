import type { Account } from "./account";
import { resolveCallback } from "./configuration";
import { pictureBytes } from "./media/picture";
import type { SnapshotRun } from "./model";
import { chinaTime } from "./time";

/** Size of every picture that the emulator's streams carry, in pixels. */
const SOURCE = { width: 1280, height: 720 };
const FOLDER = "/{Year}-{Month}-{Day}";
const FILE_NAME = "{StreamID}-screenshot-{Hour}-{Minute}-{Second}-{Width}x{Height}{Ext}";
/** By the rules of 2016 the bucket is the customer's and stands in no call, so every one holds the pictures (INF). */
const HOST_2016 = /\.file\.myqcloud\.com$/;
const PARTS: readonly string[] = ["Year", "Month", "Day", "Hour", "Minute", "Second"];

/** One picture: when it was taken, and where in the bucket it lies. `path` has no leading slash. */
export interface Snapshot {
  readonly at: number;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** The size of a snapshot; 0 follows the source, and one side alone keeps its proportions. */
export function pictureSize(width: number, height: number): { width: number; height: number } {
  if (width === 0 && height === 0) return SOURCE;
  return {
    width: width || Math.round((height * SOURCE.width) / SOURCE.height),
    height: height || Math.round((width * SOURCE.height) / SOURCE.width),
  };
}

/** The picture that a run takes at a moment. Names of 2016 hold stream, push, task, relative time and size (S3); else they follow the template. */
export function snapshotAt(run: SnapshotRun, at: number): Snapshot {
  const path = run.of2016
    ? pathOf2016(run, at)
    : `${fill(run.folder || FOLDER, run, at)}/${fill(run.fileName || FILE_NAME, run, at)}`.replace(/^\//, "");
  return { at, path, size: pictureBytes(run.width, run.height) };
}

/** Whether a run may have put a picture under this name: hosts agree, and so does the stream where names hold it. */
export function mayHold(run: SnapshotRun, host: string, key: string): boolean {
  if (run.of2016) return HOST_2016.test(host) && key.startsWith(`${run.stream}_`);
  const named = `${run.folder}${run.fileName || FILE_NAME}`.includes("{StreamID}");
  return run.bucket === host && (!named || key.includes(run.stream));
}

/** Whether a picture of the run would be told to anybody. */
export function wantsSnapshots(account: Account, run: SnapshotRun): boolean {
  return (resolveCallback(account, run)?.SnapshotNotifyUrl ?? "") !== "";
}

function pathOf2016(run: SnapshotRun, at: number): string {
  const second = (ms: number): number => Math.floor(ms / 1000);
  return `${run.stream}_${second(run.pushStart)}_${second(run.start)}_${second(at - run.start)}_${run.width}_${run.height}.jpg`;
}

/** Fills a pattern of the snapshot template; times are China time (INF, as for recordings). */
function fill(pattern: string, run: SnapshotRun, at: number): string {
  const time = chinaTime(at).split(/[- :]/);
  const values: Record<string, string> = {
    StreamID: run.stream,
    AppName: run.app,
    Domain: run.domain,
    Width: String(run.width),
    Height: String(run.height),
    Ext: ".jpg",
    ...Object.fromEntries(PARTS.map((part, index) => [part, time[index] ?? ""])),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
