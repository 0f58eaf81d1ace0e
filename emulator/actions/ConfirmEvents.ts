import { defineAction } from "../action";
import { fail } from "../codes";
import { id, list, text } from "../parameters";
import { confirm, confirmable, MAX_PULL } from "../vod-events";

/** Confirms pulled events within 30 s, all or none (INF); a handle that is unknown or too old is InvalidParameterValue. */
export const ConfirmEvents = defineAction({
  name: "ConfirmEvents",
  service: "vod",
  rate: 500,
  parameters: { EventHandles: list(text(), { required: true, max: MAX_PULL }), ExtInfo: text(), SubAppId: id({ min: 0 }) },
  codes: ["FailedOperation", "FailedOperation.InvalidVodUser", "InternalError", "InvalidParameterValue", "UnauthorizedOperation"],
  run({ account, input }) {
    const { EventHandles, SubAppId = 0 } = input;
    if (EventHandles.length === 0) fail("InvalidParameterValue", "`EventHandles` is empty.");
    for (const handle of EventHandles) {
      if (confirmable(account, SubAppId, handle) === undefined)
        fail("InvalidParameterValue", `The event handle ${handle} is unknown or older than 30 seconds.`);
    }
    for (const handle of EventHandles) confirm(account, SubAppId, handle);
    return {};
  },
});
