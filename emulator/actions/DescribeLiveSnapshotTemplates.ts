import { defineAction } from "../action.js";
import { CFG, PARAM, RULE, SVC } from "../codes.js";

export const DescribeLiveSnapshotTemplates = defineAction({
  name: "DescribeLiveSnapshotTemplates",
  service: "live",
  rate: 500,
  parameters: {},
  codes: [...SVC, ...PARAM, ...CFG, ...RULE, "UnsupportedOperation.NotLVBCodeMode"],
  run: ({ account }) => ({ Templates: [...account.snapshot.templates.values()] }),
});
