import { defineAction } from "../action";
import { fail } from "../codes";
import { FILTERS, mediaInfo } from "../media-info";
import { id, list, text } from "../parameters";

const MAX_FILES = 20;

/** A file that does not exist is no error: its id comes back in `NotExistFileIdSet`. */
export const DescribeMediaInfos = defineAction({
  name: "DescribeMediaInfos",
  service: "vod",
  rate: 500,
  parameters: {
    FileIds: list(text(), { required: true }),
    SubAppId: id({ min: 0 }),
    Filters: list(text({ oneOf: Object.keys(FILTERS) })),
  },
  codes: [
    "FailedOperation",
    "FailedOperation.InvalidVodUser",
    "InternalError",
    "InternalError.GetMediaListError",
    "InvalidParameter",
    "InvalidParameterValue.AppId",
    "InvalidParameterValue.FileIds",
    "InvalidParameterValue.FileIdsEmpty",
    "InvalidParameterValue.FileIdsOverLimit",
    "UnauthorizedOperation",
  ],
  run({ account, input }) {
    const ids = [...new Set(input.FileIds)];
    if (ids.length === 0) fail("InvalidParameterValue.FileIdsEmpty");
    if (ids.length > MAX_FILES) fail("InvalidParameterValue.FileIdsOverLimit");
    const found = ids.map((id) => account.media.get(id)).filter((media) => media !== undefined && media.subAppId === (input.SubAppId ?? 0));
    const known = found.filter((media) => media !== undefined);
    return {
      MediaInfoSet: known.map((media) => mediaInfo(account, media, input.Filters)),
      NotExistFileIdSet: ids.filter((id) => !known.some((media) => media.fileId === id)),
    };
  },
});
