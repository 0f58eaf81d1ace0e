import { ruleKey } from "../account";
import { defineAction } from "../action";
import { PARAM, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { id, text } from "../parameters";
import { addRule, checkDomain } from "../rules";
import { findTemplate } from "../templates";

/**
 * Binds a template to a domain and app. The page lists no code for a second rule of the same pair: it is refused with
 * FailedOperation.RuleAlreadyExist, or replaces the first where `callbackRuleOnce` is off (INF). The codes of a bad domain and of the quota
 * are INF too.
 */
export const CreateLiveCallbackRule = defineAction({
  name: "CreateLiveCallbackRule",
  service: "live",
  rate: 200,
  parameters: { DomainName: text({ required: true }), AppName: text({ required: true }), TemplateId: id({ required: true }) },
  codes: [
    ...SVC,
    ...PARAM,
    "InternalError",
    "InternalError.ConfNotFound",
    "InvalidParameter.ConfNotFound",
    "UnsupportedOperation.NotLVBCodeMode",
  ],
  inferredCodes: ["FailedOperation.RuleAlreadyExist", "InternalError.RuleOutLimit"],
  run({ account, input }) {
    checkDomain(account, input.DomainName, false, { malformed: "InvalidParameter", unknown: "InvalidParameter" });
    findTemplate(account.callback.templates, input.TemplateId, "InvalidParameter.ConfNotFound");
    const given = { ...input, StreamName: "" };
    if (!account.settings.callbackRuleOnce) account.callback.rules.delete(ruleKey(given));
    const rule = addRule(account, account.callback, given, account.settings.quotas.callbackRules);
    putInEffect(account, { of: "callbackRule", key: ruleKey(rule), value: rule });
    return {};
  },
});
