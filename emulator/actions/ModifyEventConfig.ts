import { defineAction } from "../action";
import { fail } from "../codes";
import type { EventConfig } from "../model";
import { id, text } from "../parameters";
import { eventConfig } from "../vod-events";

const SWITCH = { oneOf: ["ON", "OFF"] } as const;

/** An address that is given and empty is cleared; what is left out is kept. An empty SignKey is cleared too (INF). */
export const ModifyEventConfig = defineAction({
  name: "ModifyEventConfig",
  service: "vod",
  rate: 20,
  parameters: {
    SubAppId: id({ min: 0 }),
    Mode: text({ oneOf: ["PUSH", "PULL"] }),
    NotificationUrl: text(),
    UploadMediaCompleteEventSwitch: text(SWITCH),
    DeleteMediaCompleteEventSwitch: text(SWITCH),
    PersistenceCompleteEventSwitch: text(SWITCH),
    SignKey: text({ pattern: /^[A-Za-z\d]{0,32}$/, form: "at most 32 letters and digits are allowed" }),
  },
  codes: ["FailedOperation", "FailedOperation.InvalidVodUser", "InternalError", "InvalidParameter", "UnauthorizedOperation"],
  run({ account, input }) {
    const { SubAppId = 0, ...change } = input;
    const url = change.NotificationUrl ?? "";
    if (url !== "" && !(/^https?:\/\//i.test(url) && URL.canParse(url)))
      fail("InvalidParameter", "`NotificationUrl` is no http or https address.");
    account.eventConfigs.put(String(SubAppId), { ...eventConfig(account, SubAppId), ...(change as Partial<EventConfig>) });
    return {};
  },
});
