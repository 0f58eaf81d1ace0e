import type { Props } from "../../../provider/core/schema";
import type { Bad, Update } from "./types";

/** What holds for every kind of rule. */
export const badRules: readonly Bad[] = [
  { name: "no domain", with: { domainName: undefined }, path: "domainName", says: /is missing: Push domain/ },
  {
    name: "a URL for a domain",
    with: { domainName: "rtmp://push.example.com/live" },
    path: "domainName",
    says: /bare domain such as push.example.com/,
  },
  { name: "a domain without a dot", with: { domainName: "localhost" }, path: "domainName", says: /bare domain/ },
  { name: "a star for every stream", with: { streamName: "*" }, path: "streamName", says: /leave the field out for every/ },
  { name: "a slash in the app", with: { appName: "live/s1" }, path: "appName", says: /the name alone/ },
  { name: "a blank in the stream", with: { streamName: "main hall" }, path: "streamName", says: /without "\/", blanks/ },
  {
    name: "a template's name for its id",
    with: { templateId: "archive" },
    path: "templateId",
    says: /best as the `id` of the template resource/,
  },
  { name: "template 0", with: { templateId: 0 }, path: "templateId", says: /number of a template/ },
  { name: "no template", with: { templateId: undefined }, path: "templateId", says: /is missing/ },
  { name: "a mistyped field", with: { domain: "push.example.com" }, path: "domain", says: /did you mean domainName\?|known here/ },
];

export const ruleUpdates = (otherTemplate: string): readonly Update[] => [
  { name: "another template", with: { templateId: otherTemplate }, step: "replace" },
  { name: "another stream", with: { streamName: "s2" }, step: "replace" },
  { name: "every stream of the app", with: { streamName: undefined }, step: "replace" },
];

export const goodRule: Props = { domainName: "push.example.com", appName: "live", streamName: "s1", templateId: "{first}" };
