import { defineAction } from "../action";
import { CALLBACK_READ_CODES, shownCallback } from "../callback-templates";
import { id } from "../parameters";
import { findTemplate } from "../templates";

export const DescribeLiveCallbackTemplate = defineAction({
  name: "DescribeLiveCallbackTemplate",
  service: "live",
  rate: 500,
  parameters: { TemplateId: id({ required: true }) },
  codes: CALLBACK_READ_CODES,
  run: ({ account, input }) => ({
    Template: shownCallback(findTemplate(account.callback.templates, input.TemplateId, "FailedOperation.NotFound")),
  }),
});
