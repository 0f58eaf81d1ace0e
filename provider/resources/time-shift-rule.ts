import { defineResource } from "../core/lifecycle";
import { adopt, everyApp, everyStream, pushDomain, templateId } from "./shared/fields";
import { ruleLifecycle, ruleOutputs } from "./shared/rules";

const inputs = {
  type: "object",
  description: "Binds a time-shift template to a domain, an app or a stream.",
  additionalProperties: false,
  required: ["domainName", "templateId"],
  properties: {
    domainName: pushDomain,
    appName: { ...everyApp, "x-every": "*" },
    streamName: { ...everyStream, "x-every": "*" },
    templateId,
    adopt,
  },
} as const;

export const timeShiftRule = defineResource(
  {
    token: "TimeShiftRule",
    summary: "Keeps the last days of a domain, an app or a stream for time shift and clips.",
    notes: ["The empty string means every app and every stream, as in record rules; the service is told `*`."],
    inputs,
    outputs: ruleOutputs,
    identity: ["domainName", "appName", "streamName"],
  },
  ruleLifecycle(inputs, {
    create: "CreateLiveTimeShiftRule",
    describe: "DescribeLiveTimeShiftRules",
    remove: "DeleteLiveTimeShiftRule",
  }),
);
