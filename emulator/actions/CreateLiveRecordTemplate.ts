import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";
import { putInEffect } from "../configuration";
import type { RecordTemplate } from "../model";
import { flag, text } from "../parameters";
import { DESCRIPTION, FORMAT_FIELDS, layFormats, NAME, NO_FORMATS, refuseOverQuota } from "../templates";

export const CreateLiveRecordTemplate = defineAction({
  name: "CreateLiveRecordTemplate",
  service: "live",
  rate: 200,
  parameters: {
    TemplateName: text({ required: true, ...NAME }),
    Description: text(DESCRIPTION),
    ...FORMAT_FIELDS,
    IsDelayLive: flag(),
    CosStore: flag(),
  },
  codes: [
    ...SVC,
    ...PARAM,
    ...CFG,
    ...RULE,
    "FailedOperation.NotFound",
    "InternalError.ConfOutLimit",
    "InvalidParameter.InvalidVodFileName",
    "UnsupportedOperation.NotLVBCodeMode",
  ],
  run({ account, input }) {
    const cosStore = input.CosStore ?? 0;
    const formats = layFormats(NO_FORMATS, input, cosStore, true);
    refuseOverQuota(account.record.templates.size, account.settings.quotas.recordTemplates, "InternalError.ConfOutLimit");
    const template: RecordTemplate = {
      TemplateId: account.nextTemplateId(),
      TemplateName: input.TemplateName,
      Description: input.Description ?? "",
      ...formats,
      IsDelayLive: input.IsDelayLive ?? 0,
      CosStore: cosStore,
    };
    account.record.templates.put(String(template.TemplateId), template);
    putInEffect(account, { of: "recordTemplate", key: String(template.TemplateId), value: template });
    return { TemplateId: template.TemplateId };
  },
});
