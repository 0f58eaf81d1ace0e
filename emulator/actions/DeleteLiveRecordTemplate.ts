import { defineAction } from "../action";
import { CFG, PARAM, RULE, SVC } from "../codes";
import { putInEffect } from "../configuration";
import { undecidedCode } from "../inferred-codes";
import { id } from "../parameters";
import { findTemplate, refuseIfBound } from "../templates";

/** A template that is gone already is `InternalError.ConfNotFound` (INF: the page lists no FailedOperation.NotFound). */
export const DeleteLiveRecordTemplate = defineAction({
  name: "DeleteLiveRecordTemplate",
  service: "live",
  rate: 200,
  parameters: { TemplateId: id({ required: true }) },
  codes: [...SVC, ...PARAM, ...CFG, ...RULE, "FailedOperation.ConfInUsed"],
  run({ account, input }) {
    const { templates, rules } = account.record;
    findTemplate(templates, input.TemplateId, undecidedCode(account, "goneTemplate"));
    refuseIfBound(rules.values(), input.TemplateId);
    const key = String(input.TemplateId);
    templates.delete(key);
    putInEffect(account, { of: "recordTemplate", key, value: null });
    return {};
  },
});
