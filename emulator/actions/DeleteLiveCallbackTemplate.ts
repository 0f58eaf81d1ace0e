import { defineAction } from "../action.js";
import { CALLBACK_READ_CODES } from "../callback-templates.js";
import { putInEffect } from "../configuration.js";
import { int } from "../parameters.js";
import { findTemplate, refuseIfBound } from "../templates.js";

export const DeleteLiveCallbackTemplate = defineAction({
  name: "DeleteLiveCallbackTemplate",
  service: "live",
  rate: 200,
  parameters: { TemplateId: int({ required: true }) },
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
