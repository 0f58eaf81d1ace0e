import { defineAction } from "../action";
import { PARAM, SVC } from "../codes";

/** Callback rules have no stream name. */
export const DescribeLiveCallbackRules = defineAction({
  name: "DescribeLiveCallbackRules",
  service: "live",
  rate: 500,
  parameters: {},
  codes: [...SVC, ...PARAM, "InternalError", "UnsupportedOperation.NotLVBCodeMode"],
  run: ({ account }) => ({ Rules: [...account.callback.rules.values()].map(({ StreamName: _, ...rule }) => rule) }),
});
