import { defineAction } from "../action";
import { fail } from "../codes";
import { id, text } from "../parameters";
import { hasEvents, pull } from "../vod-events";

/** Takes up to 16 events, waiting up to 5 s for the first. An empty pull is an empty set, or ResourceNotFound by setting (INF). */
export const PullEvents = defineAction({
  name: "PullEvents",
  service: "vod",
  rate: 100,
  parameters: { ExtInfo: text(), SubAppId: id({ min: 0 }) },
  codes: [
    "FailedOperation",
    "FailedOperation.InvalidVodUser",
    "InternalError",
    "InvalidParameterValue",
    "ResourceNotFound",
    "UnauthorizedOperation",
  ],
  wait: {
    seconds: ({ account }) => account.settings.pullSeconds,
    until: ({ account, input }) => hasEvents(account, input.SubAppId ?? 0),
  },
  run({ account, input }) {
    const EventSet = pull(account, input.SubAppId ?? 0);
    if (EventSet.length === 0 && account.settings.emptyPullFails) fail("ResourceNotFound", "There is no event.");
    return { EventSet };
  },
});
