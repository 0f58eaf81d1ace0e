import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";

export const DescribeLiveSnapshotRules = defineAction({
  name: "DescribeLiveSnapshotRules",
  service: "live",
  rate: 500,
  parameters: {},
  codes: [...SVC, ...PARAM, ...CFG, ...RULE],
  run: ({ account }) => ({ Rules: [...account.snapshot.rules.values()] }),
});
