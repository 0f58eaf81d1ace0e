import { defineAction } from "../action.js";
import { CFG, PARAM, RULE, SVC } from "../codes.js";
import { int } from "../parameters.js";
import { findTemplate } from "../templates.js";

export const DescribeLiveRecordTemplate = defineAction({
  name: "DescribeLiveRecordTemplate",
  service: "live",
  rate: 500,
  parameters: { TemplateId: int({ required: true }) },
  codes: [...SVC, ...PARAM, ...CFG, ...RULE, "FailedOperation.NotFound"],
  run({ account, input }) {
    return { Template: findTemplate(account.record.templates, input.TemplateId, "FailedOperation.NotFound") };
  },
});
