import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";
import { id } from "../parameters";
import { findTemplate } from "../templates";

export const DescribeLiveSnapshotTemplate = defineAction({
  name: "DescribeLiveSnapshotTemplate",
  service: "live",
  rate: 500,
  parameters: { TemplateId: id({ required: true }) },
  codes: [
    ...SVC,
    ...PARAM,
    ...CFG,
    ...RULE,
    "FailedOperation.NotFound",
    "InternalError.ConfOutLimit",
    "InternalError.RuleOutLimit",
    "UnsupportedOperation.NotLVBCodeMode",
  ],
  run: ({ account, input }) => ({ Template: findTemplate(account.snapshot.templates, input.TemplateId, "FailedOperation.NotFound") }),
});
