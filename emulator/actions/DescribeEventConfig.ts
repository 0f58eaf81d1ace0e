import { defineAction } from "../action";
import { id } from "../parameters";
import { eventConfig } from "../vod-events";

/** The sign key is never shown. */
export const DescribeEventConfig = defineAction({
  name: "DescribeEventConfig",
  service: "vod",
  rate: 100,
  parameters: { SubAppId: id({ min: 0 }) },
  codes: ["FailedOperation", "FailedOperation.InvalidVodUser", "InternalError", "InvalidParameter", "UnauthorizedOperation"],
  run({ account, input }) {
    const { SignKey: _, ...shown } = eventConfig(account, input.SubAppId ?? 0);
    return shown;
  },
});
