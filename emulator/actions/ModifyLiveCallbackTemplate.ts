import { defineAction } from "../action";
import { CALLBACK_FIELDS, CALLBACK_WRITE_CODES, checkUrls } from "../callback-templates";
import { putInEffect } from "../configuration";
import { id, text } from "../parameters";
import { findTemplate, NAME, PLAIN_DESCRIPTION } from "../templates";

/** What is left out keeps its value, and an empty address is cleared (both INF); the last address cannot be cleared (INF). */
export const ModifyLiveCallbackTemplate = defineAction({
  name: "ModifyLiveCallbackTemplate",
  service: "live",
  rate: 200,
  parameters: { TemplateId: id({ required: true }), TemplateName: text(NAME), Description: text(PLAIN_DESCRIPTION), ...CALLBACK_FIELDS },
  codes: CALLBACK_WRITE_CODES,
  run({ account, input }) {
    const { templates } = account.callback;
    const template = { ...findTemplate(templates, input.TemplateId, "FailedOperation.NotFound"), ...input };
    checkUrls(template);
    templates.put(String(template.TemplateId), template);
    putInEffect(account, { of: "callbackTemplate", key: String(template.TemplateId), value: template });
    return {};
  },
});
