import { defineResource } from "../core/lifecycle";
import { adopt, everyApp, everyStream, pushDomain, templateId } from "./shared/fields";
import { ruleLifecycle, ruleOutputs } from "./shared/rules";

const inputs = {
  type: "object",
  description: "Binds a snapshot template to a domain, an app or a stream.",
  additionalProperties: false,
  required: ["domainName", "templateId"],
  properties: { domainName: pushDomain, appName: everyApp, streamName: everyStream, templateId, adopt },
} as const;

export const snapshotRule = defineResource(
  {
    token: "SnapshotRule",
    summary: "Takes pictures of the pushes of a domain, an app or a stream with a snapshot template.",
    notes: ["A domain can be linked to one snapshot template only."],
    inputs,
    outputs: ruleOutputs,
    identity: ["domainName", "appName", "streamName"],
  },
  ruleLifecycle(inputs, { create: "CreateLiveSnapshotRule", describe: "DescribeLiveSnapshotRules", remove: "DeleteLiveSnapshotRule" }),
);
