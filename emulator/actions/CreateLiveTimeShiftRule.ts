import { ruleKey } from "../account";
import { defineAction } from "../action";
import { CFG, PARAM, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { id, text } from "../parameters";
import { addRule, checkDomain } from "../rules";
import { findTemplate } from "../templates";

/** Every app and every stream are written `*`; an empty name is refused (INF). The quota's code is INF: the page lists none. */
export const CreateLiveTimeShiftRule = defineAction({
  name: "CreateLiveTimeShiftRule",
  service: "live",
  rate: 20,
  parameters: {
    DomainName: text({ required: true }),
    AppName: text({ required: true, minLength: 1 }),
    StreamName: text({ required: true, minLength: 1 }),
    TemplateId: id({ required: true }),
  },
  codes: [
    ...SVC,
    ...PARAM,
    ...CFG,
    "FailedOperation.RuleAlreadyExist",
    "InternalError.RuleAlreadyExist",
    "InternalError.RuleInUsing",
    "InvalidParameter.DomainFormatError",
  ],
  inferredCodes: ["InternalError.RuleOutLimit"],
  run({ account, input }) {
    checkDomain(account, input.DomainName, false);
    findTemplate(account.timeShift.templates, input.TemplateId, "InternalError.ConfNotFound");
    const rule = addRule(account, account.timeShift, input, account.settings.quotas.timeShiftRules);
    putInEffect(account, { of: "timeShiftRule", key: ruleKey(rule), value: rule });
    return {};
  },
});
