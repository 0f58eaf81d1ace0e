import { defineAction } from "../action";
import { fail, SVC } from "../codes";
import { flag, int, text, time } from "../parameters";
import { pushEvents } from "../push-events";

const DAY_MS = 86_400_000;
const REACHABLE = 10_000;

/** Pushes that ended inside a window of at most a month (31 days), at most two months (62 days) back; the days are INF. */
export const DescribeLiveStreamEventList = defineAction({
  name: "DescribeLiveStreamEventList",
  service: "live",
  rate: 500,
  parameters: {
    StartTime: time({ required: true }),
    EndTime: time({ required: true }),
    AppName: text(),
    DomainName: text(),
    StreamName: text(),
    PageNum: int({ min: 1 }),
    PageSize: int({ min: 1, max: 100 }),
    IsFilter: flag(),
    IsStrict: flag(),
    IsAsc: flag(),
  },
  codes: [
    ...SVC,
    "FailedOperation",
    "FailedOperation.CallOtherSvrFailed",
    "InternalError",
    "InvalidParameterValue",
    "MissingParameter",
    "ResourceNotFound.UserNotExist",
  ],
  run({ account, input, now }) {
    const { StartTime, EndTime, PageNum = 1, PageSize = 10 } = input;
    if (EndTime <= StartTime) fail("InvalidParameterValue", "`EndTime` must be later than `StartTime`.");
    if (EndTime > now) fail("InvalidParameterValue", "`EndTime` must not be later than now.");
    if (EndTime - StartTime > 31 * DAY_MS)
      fail("InvalidParameterValue", "The window from `StartTime` to `EndTime` is longer than a month.");
    if (StartTime < now - 62 * DAY_MS) fail("InvalidParameterValue", "`StartTime` is more than two months back.");
    const found = pushEvents(account, input);
    const from = (PageNum - 1) * PageSize;
    return {
      EventList: found.slice(from, Math.min(from + PageSize, REACHABLE)),
      PageNum,
      PageSize,
      TotalNum: found.length,
      TotalPage: Math.ceil(found.length / PageSize),
    };
  },
});
