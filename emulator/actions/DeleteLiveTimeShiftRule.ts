import { defineAction } from "../action.js";
import { CFG, PARAM, RULE, SVC } from "../codes.js";
import { putInEffect } from "../configuration.js";
import { text } from "../parameters.js";
import { checkDomain, removeRule } from "../rules.js";

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
