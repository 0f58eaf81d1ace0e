import { defineResource } from "../core/lifecycle";
import { adopt, everyApp, everyStream, pushDomain, templateId } from "./shared/fields";
import { ruleLifecycle, ruleOutputs } from "./shared/rules";

const inputs = {
  type: "object",
  description: "Binds a record template to a domain, an app or a stream.",
  additionalProperties: false,
  required: ["domainName", "templateId"],
  properties: { domainName: pushDomain, appName: everyApp, streamName: everyStream, templateId, adopt },
} as const;

export const recordRule = defineResource(
  {
    token: "RecordRule",
    summary: "Records the pushes of a domain, an app or a stream with a template.",
    notes: [
      "A push is recorded by exactly one rule, the narrowest that matches; nothing is merged from wider ones.",
      "A rule cannot be changed in place: another template means that the rule is deleted and made again, with a moment in between without it.",
      "The push domain must exist in Tencent Cloud Live. At most 50 rules per account.",
    ],
    inputs,
    outputs: ruleOutputs,
    identity: ["domainName", "appName", "streamName"],
  },
  ruleLifecycle(inputs, { create: "CreateLiveRecordRule", describe: "DescribeLiveRecordRules", remove: "DeleteLiveRecordRule" }),
);
