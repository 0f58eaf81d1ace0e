import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";

export const DescribeLiveRecordRules = defineAction({
  name: "DescribeLiveRecordRules",
  service: "live",
  rate: 500,
  parameters: {},
  codes: [...SVC, ...PARAM, ...CFG, ...RULE],
  run: ({ account }) => ({ Rules: [...account.record.rules.values()] }),
});
