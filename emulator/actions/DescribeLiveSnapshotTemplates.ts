import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";

export const DescribeLiveSnapshotTemplates = defineAction({
  name: "DescribeLiveSnapshotTemplates",
  service: "live",
  rate: 500,
  parameters: {},
  codes: [...SVC, ...PARAM, ...CFG, ...RULE, "UnsupportedOperation.NotLVBCodeMode"],
  run: ({ account }) => ({ Templates: [...account.snapshot.templates.values()] }),
});
