import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";
import { putInEffect } from "../configuration";
import type { RecordTemplate } from "../model";
import { id, text } from "../parameters";
import { DESCRIPTION, FORMAT_FIELDS, findTemplate, layFormats, NAME } from "../templates";

export const ModifyLiveRecordTemplate = defineAction({
  name: "ModifyLiveRecordTemplate",
  service: "live",
  rate: 200,
  parameters: { TemplateId: id({ required: true }), TemplateName: text(NAME), Description: text(DESCRIPTION), ...FORMAT_FIELDS },
  codes: [...SVC, ...PARAM, ...CFG, ...RULE, "FailedOperation.NotFound", "InvalidParameter.InvalidVodFileName"],
  run({ account, input }) {
    const current = findTemplate(account.record.templates, input.TemplateId, "FailedOperation.NotFound");
    const next: RecordTemplate = {
      ...current,
      ...layFormats(current, input, current.CosStore, account.settings.modifyKeepsBlocks),
      TemplateName: input.TemplateName ?? current.TemplateName,
      Description: input.Description ?? current.Description,
    };
    account.record.templates.put(String(next.TemplateId), next);
    putInEffect(account, { of: "recordTemplate", key: String(next.TemplateId), value: next });
    return {};
  },
});
