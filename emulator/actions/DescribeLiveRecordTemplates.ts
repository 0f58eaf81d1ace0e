import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";
import { flag } from "../parameters";

/** Without `IsDelayLive: 1` the slow-live templates stay out of the list. */
export const DescribeLiveRecordTemplates = defineAction({
  name: "DescribeLiveRecordTemplates",
  service: "live",
  rate: 500,
  parameters: { IsDelayLive: flag() },
  codes: [...SVC, ...PARAM, ...CFG, ...RULE],
  run({ account, input }) {
    const wanted = input.IsDelayLive ?? 0;
    return { Templates: [...account.record.templates.values()].filter((template) => template.IsDelayLive === wanted) };
  },
});
