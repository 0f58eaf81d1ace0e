import { ruleKey } from "../account";
import { defineAction } from "../action";
import { CFG, fail, PARAM, RULE, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { id, text } from "../parameters";
import { addRule, checkDomain } from "../rules";
import { findTemplate } from "../templates";

/**
 * A domain can be linked to one snapshot template only: another one is FailedOperation.RuleAlreadyExist (INF: the page states the rule, not
 * the code). An omitted AppName is `live`, an empty one every app. The quota's code is INF: the page lists none.
 */
export const CreateLiveSnapshotRule = defineAction({
  name: "CreateLiveSnapshotRule",
  service: "live",
  rate: 200,
  parameters: { DomainName: text({ required: true }), TemplateId: id({ required: true }), AppName: text(), StreamName: text() },
  codes: [
    ...SVC,
    ...PARAM,
    ...CFG,
    ...RULE,
    "FailedOperation.RuleAlreadyExist",
    "InvalidParameter.ConfNotFound",
    "InvalidParameter.DomainFormatError",
  ],
  inferredCodes: ["InternalError.RuleOutLimit"],
  run({ account, input }) {
    const { DomainName, TemplateId, AppName = "live", StreamName = "" } = input;
    checkDomain(account, DomainName, false);
    findTemplate(account.snapshot.templates, TemplateId, "InvalidParameter.ConfNotFound");
    for (const other of account.snapshot.rules.values()) {
      if (other.DomainName === DomainName && other.TemplateId !== TemplateId) {
        fail(
          "FailedOperation.RuleAlreadyExist",
          `The domain ${DomainName} is linked to the snapshot template ${other.TemplateId} already.`,
        );
      }
    }
    const given = { TemplateId, DomainName, AppName, StreamName };
    const rule = addRule(account, account.snapshot, given, account.settings.quotas.snapshotRules);
    putInEffect(account, { of: "snapshotRule", key: ruleKey(rule), value: rule });
    return {};
  },
});
