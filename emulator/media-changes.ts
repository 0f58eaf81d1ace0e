import type { Account } from "./account";
import { fail } from "./codes";
import { refuse } from "./inferred-codes";
import { pictureType } from "./media-attachments";
import type { Media } from "./model";

const MAX_TAGS = 16;
const MAX_KEY_FRAMES = 100;
/** INF: the page names no length. */
const MAX_KEY_FRAME_TEXT = 128;
/** Of one file. */
const MAX_SUBTITLES = 16;

type KeyFrame = Media["keyFrames"][number];
type Subtitle = Media["subtitles"][number];

/** The tags after a change: cleared, or some taken away and some added. */
export function changeTags(
  current: readonly string[],
  change: { AddTags?: string[]; DeleteTags?: string[]; ClearTags?: number },
): string[] {
  const { AddTags: add = [], DeleteTags: remove = [] } = change;
  if (change.ClearTags === 1) return add.length > 0 ? fail("InvalidParameterValue.AddTagsAndClearTagsConflict") : [];
  if (add.some((tag) => remove.includes(tag))) fail("InvalidParameterValue.AddTagsAndDeleteTagsConflict");
  const next = [...new Set([...current.filter((tag) => !remove.includes(tag)), ...add])];
  return next.length > MAX_TAGS ? fail("LimitExceeded.TagCountReachMax") : next;
}

/** The key frame descriptions after a change; one at the same offset is overwritten. */
export function changeKeyFrames(
  current: readonly KeyFrame[],
  change: { AddKeyFrameDescs?: KeyFrame[]; DeleteKeyFrameDescs?: number[]; ClearKeyFrameDescs?: number },
): KeyFrame[] {
  const { AddKeyFrameDescs: add = [], DeleteKeyFrameDescs: remove = [] } = change;
  if (change.ClearKeyFrameDescs === 1)
    return add.length > 0 ? fail("InvalidParameterValue.AddKeyFrameDescsAndClearKeyFrameDescsConflict") : [];
  if (add.some(({ TimeOffset }) => remove.includes(TimeOffset)))
    fail("InvalidParameterValue.AddKeyFrameDescsAndDeleteKeyFrameDescsConflict");
  if (add.some(({ Content }) => [...Content].length > MAX_KEY_FRAME_TEXT)) fail("InvalidParameterValue.KeyFrameDescContentTooLong");
  const next = new Map(current.map((one) => [one.TimeOffset, one]));
  for (const offset of remove) next.delete(offset);
  for (const one of add) next.set(one.TimeOffset, one);
  return next.size > MAX_KEY_FRAMES
    ? fail("LimitExceeded.KeyFrameDescCountReachMax")
    : [...next.values()].sort((a, b) => a.TimeOffset - b.TimeOffset);
}

/**
 * The subtitles after a change, and those that were added; one with the id of another takes its place. More than 16 of one file are
 * InvalidParameterValue (INF: the page states the number and lists no code for it).
 */
export function changeSubtitles(
  account: Account,
  current: readonly Subtitle[],
  change: {
    AddSubtitles?: (Omit<Subtitle, "Id"> & { Id?: string })[];
    DeleteSubtitleIds?: string[];
    ClearSubtitles?: number;
  },
): { subtitles: Subtitle[]; added: Subtitle[] } {
  const added = (change.AddSubtitles ?? []).map((one) => ({ ...one, Id: one.Id ?? String(account.next("subtitle")) }));
  const gone = new Set([...(change.DeleteSubtitleIds ?? []), ...added.map(({ Id }) => Id)]);
  const kept = change.ClearSubtitles === 1 ? [] : current.filter(({ Id }) => !gone.has(Id));
  const subtitles = [...kept, ...added];
  if (subtitles.length > MAX_SUBTITLES) refuse(account, "subtitlesFull", `The file would have more than ${MAX_SUBTITLES} subtitles.`);
  return { subtitles, added };
}

/** The data of a new cover; it has to be a gif, jpeg or png in Base64. */
export function coverOf(data: string): string {
  return pictureType(Buffer.from(data, "base64")) === undefined ? fail("InvalidParameterValue.ImageDecodeError") : data;
}
