import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { text } from "../parameters";
import { checkDomain, removeRule } from "../rules";

/** The triple has to match exactly; an omitted AppName is `live`, not every app. */
export const DeleteLiveSnapshotRule = defineAction({
  name: "DeleteLiveSnapshotRule",
  service: "live",
  rate: 200,
  parameters: { DomainName: text({ required: true }), AppName: text(), StreamName: text() },
  codes: [...SVC, ...PARAM, ...CFG, ...RULE, "FailedOperation.NotFound", "InvalidParameter.DomainFormatError"],
  run({ account, input }) {
    const { DomainName, AppName = "live", StreamName = "" } = input;
    checkDomain(account, DomainName, false);
    const key = removeRule(account.snapshot, { DomainName, AppName, StreamName });
    putInEffect(account, { of: "snapshotRule", key, value: null });
    return {};
  },
});
