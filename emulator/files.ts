import type { Account } from "./account";
import type { ClosedStretch, Footage, Media, Recording } from "./model";
import { flowOf } from "./procedures";
import type { Settings } from "./settings";
import { chinaTime, utc } from "./time";

type Clock = Settings["fileNameClock"];

/** Seconds of one segment in the playlist of an HLS recording. */
const SEGMENT_SECONDS = 10;
const PARTS: readonly string[] = ["Year", "Month", "Day", "Hour", "Minute", "Second", "Millisecond"];
const DEFAULT_NAME =
  "{StreamID}_{StartYear}-{StartMonth}-{StartDay}-{StartHour}-{StartMinute}-{StartSecond}_{EndYear}-{EndMonth}-{EndDay}-{EndHour}-{EndMinute}-{EndSecond}";

/** The placeholders that VodFileName knows (service facts 7.10). */
export const PLACEHOLDERS: readonly string[] = ["StreamID", ...PARTS.map((part) => `Start${part}`), ...PARTS.map((part) => `End${part}`)];

/**
 * What a recording has written since its last file, or undefined where that makes none: too short. It is the whole recording that must not
 * be too short, so the short rest after the last full slice is a file too (7.4 speaks of the push).
 */
export function footageOf(account: Account, recording: Recording): Footage | undefined {
  const stretches: ClosedStretch[] = recording.parts.flatMap(({ start, end }) => (end === null ? [] : [{ start, end }]));
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const length = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  if (length === 0 || recording.closed + length < account.settings.minRecordSeconds * 1000) return undefined;
  const { domain, app, stream, format, picture, tracks } = recording;
  return {
    type: format,
    createTime: account.now() + account.settings.fileDelay * 1000,
    live: { domain, app, stream, start: first.start, end: last.end },
    stretches,
    picture,
    tracks,
    itemDuration: SEGMENT_SECONDS,
  };
}

/** A recording's file as VOD will hold it. */
export function mediaOf(account: Account, recording: Recording, footage: Footage): Media {
  const { createTime, live } = footage;
  return {
    ...footage,
    fileId: account.nextFileId(),
    subAppId: recording.subAppId,
    name: fileName(recording.vodFileName || DEFAULT_NAME, live, account.settings.fileNameClock),
    description: "",
    category: footage.tracks.video ? "Video" : "Audio",
    updateTime: createTime,
    expireTime: recording.storageTime === 0 ? null : storedFrom(account, footage) + recording.storageTime * 1000,
    classId: recording.classId,
    cover: "",
    tags: [],
    keyFrames: [],
    subtitles: [],
    sourceContext: "",
    storageClass: recording.storageClass,
    recordingId: recording.id,
    clipId: null,
    flow: recording.procedure === "" ? null : flowOf(`recording ${recording.id} ${recording.files.length}`, recording.procedure, ""),
  };
}

/** From when a file's StorageTime counts. */
function storedFrom(account: Account, { createTime, live }: Footage): number {
  return { file: createTime, end: live.end, start: live.start }[account.settings.storageTimeFrom];
}

/** Fills a VodFileName pattern. */
function fileName(pattern: string, live: Footage["live"], clock: Clock): string {
  return fillName(pattern, { StreamID: live.stream }, live, clock);
}

/** Fills a pattern with names and the parts of both times, which are of the given clock; other braces stay. */
export function fillName(pattern: string, names: Readonly<Record<string, string>>, { start, end }: ClosedStretch, clock: Clock): string {
  const values: Readonly<Record<string, string>> = { ...names, ...timeParts("Start", start, clock), ...timeParts("End", end, clock) };
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function timeParts(prefix: "Start" | "End", ms: number, clock: Clock): Record<string, string> {
  const parts = [...(clock === "UTC" ? utc(ms).slice(0, -1) : chinaTime(ms)).split(/[- :T]/), String(ms % 1000).padStart(3, "0")];
  return Object.fromEntries(PARTS.map((part, index) => [`${prefix}${part}`, parts[index] ?? ""]));
}
