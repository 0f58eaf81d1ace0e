import { defineAction } from "../action.js";
import { PARAM, SVC } from "../codes.js";
import { putInEffect } from "../configuration.js";
import { text } from "../parameters.js";
import { removeRule } from "../rules.js";

/** A pair that no rule has, malformed or not, is FailedOperation.NotFound. */
export const DeleteLiveCallbackRule = defineAction({
  name: "DeleteLiveCallbackRule",
  service: "live",
  rate: 200,
  parameters: { DomainName: text({ required: true }), AppName: text({ required: true }) },
  codes: [...SVC, ...PARAM, "FailedOperation.NotFound", "InternalError", "UnsupportedOperation.NotLVBCodeMode"],
  run({ account, input }) {
    const key = removeRule(account.callback, { ...input, StreamName: "" });
    putInEffect(account, { of: "callbackRule", key, value: null });
    return {};
  },
});
