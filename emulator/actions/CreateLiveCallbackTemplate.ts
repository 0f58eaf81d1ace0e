import { defineAction } from "../action";
import { CALLBACK_FIELDS, CALLBACK_WRITE_CODES, checkUrls } from "../callback-templates";
import { putInEffect } from "../configuration";
import type { CallbackTemplate } from "../model";
import { text } from "../parameters";
import { NAME, PLAIN_DESCRIPTION, refuseOverQuota } from "../templates";

/** At least one address has to be given. */
export const CreateLiveCallbackTemplate = defineAction({
  name: "CreateLiveCallbackTemplate",
  service: "live",
  rate: 200,
  parameters: {
    TemplateName: text({ required: true, ...NAME }),
    Description: text(PLAIN_DESCRIPTION),
    ...CALLBACK_FIELDS,
    StreamMixNotifyUrl: text(),
  },
  codes: [...CALLBACK_WRITE_CODES, "InternalError.ConfOutLimit"],
  run({ account, input }) {
    const { templates } = account.callback;
    const template: CallbackTemplate = {
      TemplateId: 0,
      Description: "",
      StreamBeginNotifyUrl: "",
      StreamEndNotifyUrl: "",
      StreamMixNotifyUrl: "",
      RecordNotifyUrl: "",
      RecordStatusNotifyUrl: "",
      SnapshotNotifyUrl: "",
      PornCensorshipNotifyUrl: "",
      PushExceptionNotifyUrl: "",
      AudioAuditNotifyUrl: "",
      RecordExceptionNotifyUrl: "",
      RecordExceptionLevels: [],
      CallbackKey: "",
      ...input,
    };
    checkUrls(template);
    refuseOverQuota(templates.size, account.settings.quotas.callbackTemplates, "InternalError.ConfOutLimit");
    template.TemplateId = account.nextTemplateId();
    templates.put(String(template.TemplateId), template);
    putInEffect(account, { of: "callbackTemplate", key: String(template.TemplateId), value: template });
    return { TemplateId: template.TemplateId };
  },
});
