import { defineAction } from "../action";
import { removeMedia } from "../media";
import { findMedia } from "../media-lookup";
import { id, int, list, object, text } from "../parameters";

const PARTS = ["OriginalFiles", "TranscodeFiles", "AdaptiveDynamicStreamingFiles", "WechatPublishFiles", "WechatMiniProgramPublishFiles"];

/** Deletes a file; with `DeleteParts` only where they include the original, since the emulator makes no other parts. */
export const DeleteMedia = defineAction({
  name: "DeleteMedia",
  service: "vod",
  rate: 200,
  parameters: {
    FileId: text({ required: true, minLength: 1 }),
    SubAppId: id({ min: 0 }),
    DeleteParts: list(object({ Type: text({ required: true, oneOf: PARTS }), Definition: int({ min: 0 }) })),
  },
  codes: ["FailedOperation", "FailedOperation.InvalidVodUser", "InternalError", "ResourceNotFound", "UnauthorizedOperation"],
  run({ account, input }) {
    const media = findMedia(account, input.FileId, input.SubAppId, "ResourceNotFound");
    const parts = input.DeleteParts ?? [];
    if (parts.length === 0 || parts.some(({ Type }) => Type === "OriginalFiles")) removeMedia(account, media, "deleted");
    return {};
  },
});
