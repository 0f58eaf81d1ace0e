import { defineAction } from "../action.js";
import { CFG, PARAM, RULE, SVC } from "../codes.js";
import { int } from "../parameters.js";
import { findTemplate } from "../templates.js";

export const DescribeLiveSnapshotTemplate = defineAction({
  name: "DescribeLiveSnapshotTemplate",
  service: "live",
  rate: 500,
  parameters: { TemplateId: int({ required: true }) },
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
