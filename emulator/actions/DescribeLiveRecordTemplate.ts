import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";
import { id } from "../parameters";
import { findTemplate } from "../templates";

export const DescribeLiveRecordTemplate = defineAction({
  name: "DescribeLiveRecordTemplate",
  service: "live",
  rate: 500,
  parameters: { TemplateId: id({ required: true }) },
  codes: [...SVC, ...PARAM, ...CFG, ...RULE, "FailedOperation.NotFound"],
  run({ account, input }) {
    return { Template: findTemplate(account.record.templates, input.TemplateId, "FailedOperation.NotFound") };
  },
});
