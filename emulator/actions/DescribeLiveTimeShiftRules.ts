import { defineAction } from "../action";
import { PARAM, SVC } from "../codes";

export const DescribeLiveTimeShiftRules = defineAction({
  name: "DescribeLiveTimeShiftRules",
  service: "live",
  rate: 20,
  parameters: {},
  codes: [...SVC, ...PARAM, "InternalError", "UnsupportedOperation.NotLVBCodeMode"],
  run: ({ account }) => ({ Rules: [...account.timeShift.rules.values()] }),
});
