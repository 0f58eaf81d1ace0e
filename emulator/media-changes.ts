import type { Account } from "./account";
import { fail } from "./codes";
import type { Media } from "./model";

const MAX_TAGS = 16;
const MAX_KEY_FRAMES = 100;
/** INF: the page names no length. */
const MAX_KEY_FRAME_TEXT = 128;
const PICTURES = [
  [0x47, 0x49, 0x46],
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
];

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

/** The subtitles after a change, and those that were added. */
export function changeSubtitles(
  account: Account,
  media: Media,
  change: {
    AddSubtitles?: { Name: string; Language: string; Format: string; Id?: string }[];
    DeleteSubtitleIds?: string[];
    ClearSubtitles?: number;
  },
): { subtitles: Subtitle[]; added: Subtitle[] } {
  const added = (change.AddSubtitles ?? []).map(({ Name, Language, Format, Id }) => {
    const id = Id ?? String(account.next("subtitle"));
    return {
      Id: id,
      Name,
      Language,
      Format,
      Url: `${account.baseUrl}/media/${media.fileId}/${encodeURIComponent(id)}.vtt`,
      Source: "UserUploaded",
    };
  });
  const kept = change.ClearSubtitles === 1 ? [] : media.subtitles.filter(({ Id }) => change.DeleteSubtitleIds?.includes(Id) !== true);
  return { subtitles: [...kept, ...added], added };
}

/** The address of a new cover; the data has to be a gif, jpeg or png in Base64. */
export function coverUrl(account: Account, media: Media, data: string): string {
  const bytes = Buffer.from(data, "base64");
  if (!PICTURES.some((magic) => magic.every((byte, index) => bytes[index] === byte))) fail("InvalidParameterValue.ImageDecodeError");
  return `${account.baseUrl}/media/${media.fileId}/cover`;
}
