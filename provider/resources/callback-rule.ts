import { defineResource } from "../core/lifecycle";
import { adopt, everyApp, NAME_HINT, pushDomain, templateId } from "./shared/fields";
import { ruleLifecycle, ruleOutputs } from "./shared/rules";

const inputs = {
  type: "object",
  description: "Binds a callback template to an app of a domain.",
  additionalProperties: false,
  required: ["domainName", "templateId"],
  properties: {
    domainName: pushDomain,
    appName: {
      ...everyApp,
      description: "App: the first part of the push path.",
      default: "live",
      minLength: 1,
      "x-hint": NAME_HINT,
    },
    templateId,
    adopt,
  },
} as const;

export const callbackRule = defineResource(
  {
    token: "CallbackRule",
    summary: "Sends the events of an app of a domain to the URLs of a callback template.",
    notes: ["Callback rules know no streams: one rule per domain and app."],
    inputs,
    outputs: ruleOutputs,
    identity: ["domainName", "appName"],
  },
  ruleLifecycle(inputs, { create: "CreateLiveCallbackRule", describe: "DescribeLiveCallbackRules", remove: "DeleteLiveCallbackRule" }),
);
