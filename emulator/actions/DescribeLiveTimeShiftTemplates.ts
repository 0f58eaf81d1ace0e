import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";

export const DescribeLiveTimeShiftTemplates = defineAction({
  name: "DescribeLiveTimeShiftTemplates",
  service: "live",
  rate: 20,
  parameters: {},
  codes: [
    ...SVC,
    ...PARAM,
    ...CFG,
    ...RULE,
    "FailedOperation.ConfInUsed",
    "FailedOperation.NotFound",
    "InternalError.ConfOutLimit",
    "InternalError.RuleOutLimit",
    "InvalidParameter.COSCustomFileNameError",
    "InvalidParameter.InvalidVodFileName",
    "UnsupportedOperation.NotLVBCodeMode",
  ],
  run: ({ account }) => ({ Templates: [...account.timeShift.templates.values()] }),
});
