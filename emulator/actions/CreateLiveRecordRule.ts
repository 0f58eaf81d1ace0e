import { ruleKey } from "../account";
import { defineAction } from "../action";
import { CFG, PARAM, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { id, text } from "../parameters";
import { addRule, checkDomain } from "../rules";
import { findTemplate } from "../templates";

/** An omitted AppName is `live`, an empty one every app. The quota's code is INF: the page lists none. */
export const CreateLiveRecordRule = defineAction({
  name: "CreateLiveRecordRule",
  service: "live",
  rate: 200,
  parameters: { DomainName: text({ required: true }), TemplateId: id({ required: true }), AppName: text(), StreamName: text() },
  codes: [
    ...SVC,
    ...PARAM,
    ...CFG,
    "FailedOperation.RuleAlreadyExist",
    "InternalError.RuleAlreadyExist",
    "InternalError.RuleInUsing",
    "InvalidParameter.ConfNotFound",
    "InvalidParameter.DomainFormatError",
  ],
  inferredCodes: ["InternalError.RuleOutLimit"],
  run({ account, input }) {
    const { DomainName, TemplateId, AppName = "live", StreamName = "" } = input;
    checkDomain(account, DomainName, account.settings.allowEmptyDomain);
    findTemplate(account.record.templates, TemplateId, "InvalidParameter.ConfNotFound");
    const rule = addRule(account, account.record, { TemplateId, DomainName, AppName, StreamName }, account.settings.quotas.recordRules);
    putInEffect(account, { of: "recordRule", key: ruleKey(rule), value: rule });
    return {};
  },
});
