import { defineAction } from "../action";
import { PARAM, STREAM, SVC } from "../codes";
import { int, text } from "../parameters";
import { utc } from "../time";

/** The streams that are live now, page by page. */
export const DescribeLiveStreamOnlineList = defineAction({
  name: "DescribeLiveStreamOnlineList",
  service: "live",
  rate: 100,
  parameters: {
    DomainName: text(),
    AppName: text(),
    PageNum: int({ min: 1 }),
    PageSize: int({ min: 10, max: 300000 }),
    StreamName: text(),
  },
  codes: [...STREAM, ...SVC, ...PARAM, "ResourceNotFound.UserNotExist"],
  run({ account, input }) {
    const { PageNum = 1, PageSize = 10 } = input;
    const online = [...account.streams.values()].filter(
      (one) =>
        one.live &&
        (!input.DomainName || one.domain === input.DomainName) &&
        (!input.AppName || one.app === input.AppName) &&
        (!input.StreamName || one.stream === input.StreamName),
    );
    return {
      TotalNum: online.length,
      TotalPage: Math.ceil(online.length / PageSize),
      PageNum,
      PageSize,
      OnlineInfo: online.slice((PageNum - 1) * PageSize, PageNum * PageSize).map(({ domain, app, stream, pushes }) => ({
        StreamName: stream,
        PublishTimeList: [{ PublishTime: utc(pushes.at(-1)?.start ?? 0) }],
        AppName: app,
        DomainName: domain,
        PushToDelay: 0,
      })),
    };
  },
});
