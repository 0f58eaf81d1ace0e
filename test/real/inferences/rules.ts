import { wireId } from "../../../provider/core/codec";
import type { Ctx } from "../../../provider/core/lifecycle";
import type { Props } from "../../../provider/core/schema";
import { makeTemplate } from "../../resources/cases/templates";
import type { World } from "../../resources/place";
import { answerOf, answersOf, type Inference, NO_TEMPLATE } from "./types";

const SEVERAL_CODES = "Protocol: Conditions with several codes";

/** A rule of a record template that exists, for a stream that nobody pushes. */
async function ruleOf(ctx: Ctx, world: World, name: string): Promise<Props> {
  const TemplateId = wireId(await makeTemplate(ctx, "Record", world, name));
  return { DomainName: world.domain, AppName: world.tag, StreamName: name, TemplateId };
}

async function callbackRuleOf(ctx: Ctx, world: World): Promise<Props> {
  const TemplateId = wireId(await makeTemplate(ctx, "Callback", world, "call", { RecordNotifyUrl: `${world.callbacks}/record` }));
  return { DomainName: world.domain, AppName: world.tag, TemplateId };
}

/** A domain that no account has. */
const nobodys = ({ tag }: World) => `${tag}.example.com`;

export const ruleInferences: readonly Inference[] = [
  {
    id: "delete-bound-template",
    question: "With which code is the delete of a bound template refused?",
    assumed: "FailedOperation.ConfInUsed",
    settles: [SEVERAL_CODES],
    async observe(ctx, world) {
      const rule = await ruleOf(ctx, world, "bound");
      await ctx.call("CreateLiveRecordRule", rule);
      return answerOf(ctx, "DeleteLiveRecordTemplate", { TemplateId: rule["TemplateId"] });
    },
  },
  {
    id: "duplicate-rule",
    question: "With which code is a second rule of one domain, app and stream refused?",
    assumed: "FailedOperation.RuleAlreadyExist",
    settles: [SEVERAL_CODES],
    async observe(ctx, world) {
      const rule = await ruleOf(ctx, world, "twice");
      await ctx.call("CreateLiveRecordRule", rule);
      return answerOf(ctx, "CreateLiveRecordRule", rule);
    },
  },
  {
    id: "rule-of-missing-template",
    question: "With which code is a rule with a template that does not exist refused?",
    assumed: "InvalidParameter.ConfNotFound",
    settles: [],
    observe: (ctx, { domain, tag }) =>
      answerOf(ctx, "CreateLiveRecordRule", { DomainName: domain, AppName: tag, StreamName: "none", ...NO_TEMPLATE }),
  },
  {
    id: "delete-missing-rule",
    question: "With which code is the second delete of a rule refused?",
    assumed: "FailedOperation.NotFound",
    settles: [SEVERAL_CODES],
    observe: (ctx, { domain, tag }) => answerOf(ctx, "DeleteLiveRecordRule", { DomainName: domain, AppName: tag, StreamName: "none" }),
  },
  {
    id: "rule-of-another-domain",
    question: "With which codes are a record rule and a callback rule refused for a domain that the account does not have?",
    assumed: "InternalError.NotFound, InvalidParameter",
    settles: [
      "Templates and rules: A domain that the account does not have",
      "rules.ts: Refuses a malformed push domain",
      "CreateLiveCallbackRule: The codes of a bad domain",
    ],
    async observe(ctx, world) {
      const DomainName = nobodys(world);
      return answersOf(ctx, [
        ["CreateLiveRecordRule", { ...(await ruleOf(ctx, world, "domain")), DomainName }],
        ["CreateLiveCallbackRule", { ...(await callbackRuleOf(ctx, world)), DomainName }],
      ]);
    },
  },
  {
    id: "duplicate-callback-rule",
    question: "What becomes of a second callback rule of one domain and app?",
    assumed: "FailedOperation.RuleAlreadyExist",
    settles: [
      "Templates and rules: A second callback rule of a pair",
      "CreateLiveCallbackRule: The page lists no code for a second rule",
      "CreateLiveCallbackRule: answers `FailedOperation.RuleAlreadyExist`",
      "callbackRuleOnce",
    ],
    async observe(ctx, world) {
      const rule = await callbackRuleOf(ctx, world);
      await ctx.call("CreateLiveCallbackRule", rule);
      return answerOf(ctx, "CreateLiveCallbackRule", rule);
    },
  },
  {
    id: "second-snapshot-template-of-a-domain",
    question: "With which code is a rule refused that links a domain to a second snapshot template?",
    assumed: "FailedOperation.RuleAlreadyExist",
    settles: ["CreateLiveSnapshotRule: A domain can be linked"],
    async observe(ctx, world) {
      const { cos, domain, tag } = world;
      const parts = { CosAppId: cos.appId, CosBucket: cos.bucket, CosRegion: cos.region };
      const rule = async (name: string): Promise<Props> => ({
        DomainName: domain,
        AppName: tag,
        StreamName: name,
        TemplateId: wireId(await makeTemplate(ctx, "Snapshot", world, name, parts)),
      });
      await ctx.call("CreateLiveSnapshotRule", await rule("first"));
      return answerOf(ctx, "CreateLiveSnapshotRule", await rule("second"));
    },
  },
  {
    id: "time-shift-rule-without-app",
    question: "With which code is a time-shift rule with an empty app refused?",
    assumed: "InvalidParameterValue",
    settles: ["CreateLiveTimeShiftRule: Every app and every stream"],
    async observe(ctx, world) {
      const TemplateId = wireId(await makeTemplate(ctx, "TimeShift", world, "empty", { Duration: 86_400 }));
      return answerOf(ctx, "CreateLiveTimeShiftRule", { DomainName: world.domain, AppName: "", StreamName: world.tag, TemplateId });
    },
  },
];
