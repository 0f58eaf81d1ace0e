import { defineAction } from "../action";
import { CFG, PARAM, SVC } from "../codes";
import { putInEffect } from "../configuration";
import type { TimeShiftTemplate } from "../model";
import { int, text } from "../parameters";
import { NAME, PLAIN_DESCRIPTION, refuseOverQuota } from "../templates";
import { DURATION, SHIFT_FIELDS } from "../timeshift-templates";

export const CreateLiveTimeShiftTemplate = defineAction({
  name: "CreateLiveTimeShiftTemplate",
  service: "live",
  rate: 20,
  parameters: {
    TemplateName: text({ required: true, ...NAME }),
    Duration: int({ required: true, ...DURATION }),
    Description: text(PLAIN_DESCRIPTION),
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
    const { templates } = account.timeShift;
    refuseOverQuota(templates.size, account.settings.quotas.timeShiftTemplates, "InternalError.ConfOutLimit");
    const template: TimeShiftTemplate = {
      TemplateId: account.nextTemplateId(),
      TemplateName: input.TemplateName,
      Description: input.Description ?? "",
      Duration: input.Duration,
      ItemDuration: input.ItemDuration ?? 5,
      Area: input.Area ?? "Mainland",
      RemoveWatermark: input.RemoveWatermark ?? false,
      TranscodeTemplateIds: input.TranscodeTemplateIds ?? [],
    };
    templates.put(String(template.TemplateId), template);
    putInEffect(account, { of: "timeShiftTemplate", key: String(template.TemplateId), value: template });
    return { TemplateId: template.TemplateId };
  },
});
