import { defineAction } from "../action";
import { PARAM, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { text } from "../parameters";
import { removeRule } from "../rules";

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
