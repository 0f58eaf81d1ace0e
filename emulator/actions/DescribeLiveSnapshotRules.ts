import { defineAction } from "../action.js";
import { CFG, PARAM, RULE, SVC } from "../codes.js";

export const DescribeLiveSnapshotRules = defineAction({
  name: "DescribeLiveSnapshotRules",
  service: "live",
  rate: 500,
  parameters: {},
  codes: [...SVC, ...PARAM, ...CFG, ...RULE],
  run: ({ account }) => ({ Rules: [...account.snapshot.rules.values()] }),
});
