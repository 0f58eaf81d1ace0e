import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { text } from "../parameters";
import { checkDomain, removeRule } from "../rules";

/** Matches the triple exactly; an omitted AppName is `live`, not the empty one. */
export const DeleteLiveRecordRule = defineAction({
  name: "DeleteLiveRecordRule",
  service: "live",
  rate: 200,
  parameters: { DomainName: text({ required: true }), AppName: text(), StreamName: text() },
  codes: [...SVC, ...PARAM, ...CFG, ...RULE, "FailedOperation.NotFound", "InvalidParameter.DomainFormatError"],
  run({ account, input }) {
    const { DomainName, AppName = "live", StreamName = "" } = input;
    checkDomain(account, DomainName, account.settings.allowEmptyDomain);
    const key = removeRule(account.record, { DomainName, AppName, StreamName });
    putInEffect(account, { of: "recordRule", key, value: null });
    return {};
  },
});
