import { defineAction } from "../action";
import { CALLBACK_READ_CODES, shownCallback } from "../callback-templates";

export const DescribeLiveCallbackTemplates = defineAction({
  name: "DescribeLiveCallbackTemplates",
  service: "live",
  rate: 500,
  parameters: {},
  codes: [...CALLBACK_READ_CODES, "UnsupportedOperation.NotLVBCodeMode"],
  run: ({ account }) => ({ Templates: [...account.callback.templates.values()].map(shownCallback) }),
});
