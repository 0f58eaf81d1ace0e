import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { id } from "../parameters";
import { findTemplate, refuseIfBound } from "../templates";

export const DeleteLiveTimeShiftTemplate = defineAction({
  name: "DeleteLiveTimeShiftTemplate",
  service: "live",
  rate: 20,
  parameters: { TemplateId: id({ required: true }) },
  codes: [
    ...SVC,
    ...PARAM,
    ...CFG,
    ...RULE,
    "FailedOperation.AiTranscodeOptionFail",
    "FailedOperation.ConfInUsed",
    "FailedOperation.NotFound",
  ],
  run({ account, input }) {
    const { templates, rules } = account.timeShift;
    findTemplate(templates, input.TemplateId, "FailedOperation.NotFound");
    refuseIfBound(rules.values(), input.TemplateId);
    const key = String(input.TemplateId);
    templates.delete(key);
    putInEffect(account, { of: "timeShiftTemplate", key, value: null });
    return {};
  },
});
