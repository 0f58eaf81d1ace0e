import { defineAction } from "../action";
import { fail } from "../codes";
import { setExpiry } from "../media";
import { coverUrl } from "../media-attachments";
import { changeKeyFrames, changeSubtitles, changeTags, coverOf } from "../media-changes";
import { shownSubtitle } from "../media-info";
import { findMedia } from "../media-lookup";
import { flag, float, id, list, object, text } from "../parameters";
import { NEVER, parseUtc } from "../time";

const subtitle = object({
  Name: text({ required: true }),
  Language: text({ required: true }),
  Format: text({ required: true, oneOf: ["vtt"] }),
  Content: text({ required: true }),
  Id: text(),
});

/** Changes what is given and nothing else. A missing file is ResourceNotFound.FileNotExist. */
export const ModifyMediaInfo = defineAction({
  name: "ModifyMediaInfo",
  service: "vod",
  rate: 200,
  parameters: {
    FileId: text({ required: true, minLength: 1 }),
    SubAppId: id({ min: 0 }),
    Name: text({ maxLength: 64 }),
    Description: text({ maxLength: 128 }),
    ClassId: id(),
    ExpireTime: text(),
    CoverData: text(),
    AddKeyFrameDescs: list(object({ TimeOffset: float({ required: true }), Content: text({ required: true }) })),
    DeleteKeyFrameDescs: list(float()),
    ClearKeyFrameDescs: flag(),
    AddTags: list(text({ maxLength: 32, code: "InvalidParameterValue.TagTooLong" })),
    DeleteTags: list(text()),
    ClearTags: flag(),
    AddSubtitles: list(subtitle, { max: 16 }),
    DeleteSubtitleIds: list(text()),
    ClearSubtitles: flag(),
  },
  codes: [
    "FailedOperation",
    "FailedOperation.InvalidVodUser",
    "InternalError.GetFileInfoError",
    "InternalError.UpdateMediaError",
    "InternalError.UploadCoverImageError",
    "InvalidParameterValue.AddKeyFrameDescsAndClearKeyFrameDescsConflict",
    "InvalidParameterValue.AddKeyFrameDescsAndDeleteKeyFrameDescsConflict",
    "InvalidParameterValue.AddTagsAndClearTagsConflict",
    "InvalidParameterValue.AddTagsAndDeleteTagsConflict",
    "InvalidParameterValue.Description",
    "InvalidParameterValue.ExpireTime",
    "InvalidParameterValue.ImageDecodeError",
    "InvalidParameterValue.KeyFrameDescContentTooLong",
    "InvalidParameterValue.Name",
    "InvalidParameterValue.TagTooLong",
    "LimitExceeded.KeyFrameDescCountReachMax",
    "LimitExceeded.TagCountReachMax",
    "ResourceNotFound.FileNotExist",
    "UnauthorizedOperation",
  ],
  run({ account, input, now }) {
    const media = findMedia(account, input.FileId, input.SubAppId, "ResourceNotFound.FileNotExist");
    const expire = input.ExpireTime === undefined ? undefined : parseUtc(input.ExpireTime);
    if (input.ExpireTime !== undefined && (expire === undefined || expire <= now)) fail("InvalidParameterValue.ExpireTime");
    const tags = changeTags(media.tags, input);
    const keyFrames = changeKeyFrames(media.keyFrames, input);
    const { subtitles, added } = changeSubtitles(account, media.subtitles, input);
    const cover = input.CoverData === undefined ? undefined : coverOf(input.CoverData);
    Object.assign(media, { tags, keyFrames, subtitles, updateTime: now });
    media.name = input.Name ?? media.name;
    media.description = input.Description ?? media.description;
    media.classId = input.ClassId ?? media.classId;
    media.cover = cover ?? media.cover;
    if (expire !== undefined) setExpiry(account, media, input.ExpireTime === NEVER ? null : expire);
    account.media.put(media.fileId, media);
    return {
      CoverUrl: cover === undefined ? "" : coverUrl(account, media),
      AddedSubtitleSet: added.map((one) => shownSubtitle(account, media, one)),
    };
  },
});
