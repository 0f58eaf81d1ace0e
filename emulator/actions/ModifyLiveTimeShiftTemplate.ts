import { defineAction } from "../action";
import { CFG, PARAM, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { undecidedCode } from "../inferred-codes";
import { id, int, text } from "../parameters";
import { findTemplate, NAME, PLAIN_DESCRIPTION } from "../templates";
import { DURATION, SHIFT_FIELDS } from "../timeshift-templates";

/** What is left out keeps its value (INF). A missing template is `InternalError.ConfNotFound` (INF). */
export const ModifyLiveTimeShiftTemplate = defineAction({
  name: "ModifyLiveTimeShiftTemplate",
  service: "live",
  rate: 20,
  parameters: {
    TemplateId: id({ required: true }),
    TemplateName: text(NAME),
    Description: text(PLAIN_DESCRIPTION),
    Duration: int(DURATION),
    ...SHIFT_FIELDS,
  },
  codes: [
    ...SVC,
    ...PARAM,
    ...CFG,
    "FailedOperation.CallOtherSvrFailed",
    "InternalError.ConfOutLimit",
    "UnsupportedOperation.NotLVBCodeMode",
  ],
  run({ account, input }) {
    const template = {
      ...findTemplate(account.timeShift.templates, input.TemplateId, undecidedCode(account, "goneTimeShiftTemplate")),
      ...input,
    };
    account.timeShift.templates.put(String(template.TemplateId), template);
    putInEffect(account, { of: "timeShiftTemplate", key: String(template.TemplateId), value: template });
    return {};
  },
});
