import { defineAction } from "../action";
import { CALLBACK_READ_CODES } from "../callback-templates";
import { putInEffect } from "../configuration";
import { id } from "../parameters";
import { findTemplate, refuseIfBound } from "../templates";

export const DeleteLiveCallbackTemplate = defineAction({
  name: "DeleteLiveCallbackTemplate",
  service: "live",
  rate: 200,
  parameters: { TemplateId: id({ required: true }) },
  codes: CALLBACK_READ_CODES,
  run({ account, input }) {
    const { templates, rules } = account.callback;
    findTemplate(templates, input.TemplateId, "FailedOperation.NotFound");
    refuseIfBound(rules.values(), input.TemplateId);
    const key = String(input.TemplateId);
    templates.delete(key);
    putInEffect(account, { of: "callbackTemplate", key, value: null });
    return {};
  },
});
