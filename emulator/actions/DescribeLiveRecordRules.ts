import { defineAction } from "../action.js";
import { CFG, PARAM, RULE, SVC } from "../codes.js";

export const DescribeLiveRecordRules = defineAction({
  name: "DescribeLiveRecordRules",
  service: "live",
  rate: 500,
  parameters: {},
  codes: [...SVC, ...PARAM, ...CFG, ...RULE],
  run: ({ account }) => ({ Rules: [...account.record.rules.values()] }),
});
