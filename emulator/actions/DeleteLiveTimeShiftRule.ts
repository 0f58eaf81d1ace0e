import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { text } from "../parameters";
import { checkDomain, removeRule } from "../rules";

export const DeleteLiveTimeShiftRule = defineAction({
  name: "DeleteLiveTimeShiftRule",
  service: "live",
  rate: 20,
  parameters: { DomainName: text({ required: true }), AppName: text({ required: true }), StreamName: text({ required: true }) },
  codes: [...SVC, ...PARAM, ...CFG, ...RULE, "FailedOperation.NotFound", "InvalidParameter.DomainFormatError"],
  run({ account, input }) {
    checkDomain(account, input.DomainName, false);
    const key = removeRule(account.timeShift, input);
    putInEffect(account, { of: "timeShiftRule", key, value: null });
    return {};
  },
});
