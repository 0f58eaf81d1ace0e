import { defineAction } from "../action";
import { fail } from "../codes";
import { FILTERS, mediaInfo } from "../media-info";
import { id, int, list, object, text, time } from "../parameters";
import { mediaSearch } from "../search";

const REACH = 5000;
const texts = (max: number, length: number) => list(text({ maxLength: length }), { max });
const range = object({ After: time(), Before: time() });

/** Finds files: any of the values of one parameter, all of the parameters. Both ends of `CreateTime` count (the page's reading). */
export const SearchMedia = defineAction({
  name: "SearchMedia",
  service: "vod",
  rate: 500,
  parameters: {
    SubAppId: id({ min: 0 }),
    FileIds: texts(10, 40),
    Names: texts(10, 100),
    NamePrefixes: texts(10, 100),
    Descriptions: texts(10, 100),
    ClassIds: list(id(), { max: 10 }),
    Tags: texts(16, 32),
    Categories: list(text({ oneOf: ["Video", "Audio", "Image"] })),
    SourceTypes: texts(10, 40),
    StreamIds: texts(10, 255),
    CreateTime: range,
    ExpireTime: range,
    StorageRegions: texts(20, 20),
    StorageClasses: texts(10, 40),
    MediaTypes: texts(10, 40),
    Status: list(text({ oneOf: ["Normal", "SystemForbidden", "Forbidden"] })),
    ReviewResults: list(text({ oneOf: ["pass", "review", "block", "notModerated"] })),
    TrtcSdkAppIds: list(int(), { max: 10 }),
    TrtcRoomIds: texts(10, 64),
    Filters: list(text({ oneOf: Object.keys(FILTERS) })),
    Sort: object({ Field: text({ required: true, oneOf: ["CreateTime"] }), Order: text({ required: true, oneOf: ["Asc", "Desc"] }) }),
    Offset: int({ min: 0 }),
    Limit: int({ min: 1 }),
    Text: text({ maxLength: 64 }),
    SourceType: text(),
    StreamId: text(),
    StartTime: time(),
    EndTime: time(),
    Vids: list(text()),
    Vid: text(),
    StreamDomains: texts(10, 255),
    StreamPaths: texts(10, 255),
  },
  codes: [
    "FailedOperation",
    "FailedOperation.InvalidVodUser",
    "InternalError",
    "InternalError.GetMediaListError",
    ...["Categories", "ClassIds", "EndTime", "FileIds", "NamePrefixes", "Names", "Offset", "Sort", "SourceType", "SourceTypes"].map(value),
    ...["StartTime", "StorageRegions", "StreamIds", "SubAppId", "Tags", "Text", "Types", "Vids"].map(value),
    "LimitExceeded",
    "UnauthorizedOperation",
  ],
  run({ account, input }) {
    const { Offset = 0, Limit = 10 } = input;
    if (Offset + Limit > REACH) fail("InvalidParameterValue.Offset");
    const found = mediaSearch(account, input);
    const fuzzy = input.Names !== undefined || input.Descriptions !== undefined || input.Text !== undefined;
    const order = !fuzzy && input.Sort?.Order === "Asc" ? 1 : -1;
    found.sort((a, b) => order * (a.createTime - b.createTime));
    return {
      TotalCount: Math.min(found.length, REACH),
      MediaInfoSet: found.slice(Offset, Offset + Limit).map((media) => mediaInfo(account, media, input.Filters)),
    };
  },
});

function value(name: string): string {
  return `InvalidParameterValue.${name}`;
}
