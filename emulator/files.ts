import type { Account } from "./account";
import type { ClosedStretch, Media, Recording } from "./model";
import { flowOf } from "./procedures";
import { chinaTime } from "./time";

/** Seconds of one segment in the playlist of an HLS recording. */
const SEGMENT_SECONDS = 10;
const PARTS: readonly string[] = ["Year", "Month", "Day", "Hour", "Minute", "Second", "Millisecond"];
const DEFAULT_NAME =
  "{StreamID}_{StartYear}-{StartMonth}-{StartDay}-{StartHour}-{StartMinute}-{StartSecond}_{EndYear}-{EndMonth}-{EndDay}-{EndHour}-{EndMinute}-{EndSecond}";

/** The placeholders that VodFileName knows (service facts 7.10). */
export const PLACEHOLDERS: readonly string[] = ["StreamID", ...PARTS.map((part) => `Start${part}`), ...PARTS.map((part) => `End${part}`)];

/**
 * A recording's file as VOD will hold it, or undefined where none is made: too short, stored in COS, or no VOD. It is the whole recording
 * that must not be too short, so the short rest after the last full slice is a file too (7.4 speaks of the push).
 */
export function fileOf(account: Account, recording: Recording): Media | undefined {
  const stretches: ClosedStretch[] = recording.parts.flatMap(({ start, end }) => (end === null ? [] : [{ start, end }]));
  const first = stretches[0];
  const last = stretches.at(-1);
  const { settings } = account;
  if (first === undefined || last === undefined || recording.cos || !settings.vodActivated) return undefined;
  const length = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  if (length === 0 || recording.closed + length < settings.minRecordSeconds * 1000) return undefined;
  const now = account.now() + settings.fileDelay * 1000;
  const { domain, app, stream } = recording;
  return {
    fileId: account.nextFileId(),
    subAppId: recording.subAppId,
    name: fileName(recording.vodFileName || DEFAULT_NAME, stream, first.start, last.end),
    description: "",
    type: recording.format,
    category: recording.content === "audio" ? "Audio" : "Video",
    createTime: now,
    updateTime: now,
    expireTime: recording.storageTime === 0 ? null : now + recording.storageTime * 1000,
    classId: recording.classId,
    coverUrl: "",
    tags: [],
    keyFrames: [],
    subtitles: [],
    sourceContext: "",
    storageClass: recording.storageClass,
    recordingId: recording.id,
    clipId: null,
    flow: recording.procedure === "" ? null : flowOf(`recording ${recording.id} ${recording.files.length}`, recording.procedure, ""),
    live: { domain, app, stream, start: first.start, end: last.end },
    stretches,
    picture: recording.picture,
    tracks: recording.tracks,
    itemDuration: SEGMENT_SECONDS,
  };
}

/** Fills a VodFileName pattern; times are China time (INF: the console's default). */
export function fileName(pattern: string, stream: string, start: number, end: number): string {
  const parts = [...timeParts(start), ...timeParts(end)];
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const index = PLACEHOLDERS.indexOf(name);
    return index === 0 ? stream : (parts[index - 1] ?? whole);
  });
}

/** The parts of a moment in the order of PARTS. */
function timeParts(ms: number): string[] {
  return [...chinaTime(ms).split(/[- :]/), String(ms % 1000).padStart(3, "0")];
}
