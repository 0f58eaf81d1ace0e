import { setTimeout as sleep } from "node:timers/promises";
import { listIn } from "../../../provider/core/answer";
import { wireId } from "../../../provider/core/codec";
import type { Ctx } from "../../../provider/core/lifecycle";
import { isProps, type Props } from "../../../provider/core/schema";
import { makeTemplate } from "../../resources/cases/templates";
import type { World } from "../../resources/place";
import { answerOf, answersOf, type Inference, NO_TEMPLATE } from "./types";

const SEVERAL_CODES = "Protocol: Conditions with several codes";

async function template(ctx: Ctx, world: World, name: string, params: Props = {}): Promise<Props> {
  return { TemplateId: wireId(await makeTemplate(ctx, "Record", world, name, params)) };
}

async function shown(ctx: Ctx, id: Props): Promise<Props> {
  const { Template } = await ctx.call("DescribeLiveRecordTemplate", id);
  return isProps(Template) ? Template : {};
}

const blockOf = (found: Props, name: string): Props => (isProps(found[name]) ? found[name] : {});

const cosOf = ({ cos }: World): Props => ({ CosAppId: cos.appId, CosBucket: cos.bucket, CosRegion: cos.region });

export const templateInferences: readonly Inference[] = [
  {
    id: "equal-template-names",
    question: "May two record templates bear one name?",
    assumed: "OK",
    settles: [],
    async observe(ctx, world) {
      await template(ctx, world, "twin");
      return answerOf(ctx, "CreateLiveRecordTemplate", { TemplateName: `${world.tag}-twin` });
    },
  },
  {
    id: "delete-missing-template",
    question: "With which codes is the delete of a record template and of a snapshot template refused that do not exist?",
    assumed: "InternalError.ConfNotFound, InternalError.ConfNotFound",
    settles: [
      "DeleteLiveRecordTemplate: A template that is gone already",
      "DeleteLiveSnapshotTemplate: A template that is gone already",
      "Protocol: Conditions of which no page",
      "codePrefix",
      SEVERAL_CODES,
    ],
    observe: (ctx) =>
      answersOf(ctx, [
        ["DeleteLiveRecordTemplate", NO_TEMPLATE],
        ["DeleteLiveSnapshotTemplate", NO_TEMPLATE],
      ]),
  },
  {
    id: "describe-missing-template",
    question: "With which code is a record template that does not exist refused?",
    assumed: "FailedOperation.NotFound",
    settles: [SEVERAL_CODES],
    observe: (ctx) => answerOf(ctx, "DescribeLiveRecordTemplate", NO_TEMPLATE),
  },
  {
    id: "modify-missing-time-shift-template",
    question: "With which code is the change of a time-shift template refused that does not exist?",
    assumed: "InternalError.ConfNotFound",
    settles: ["ModifyLiveTimeShiftTemplate: A missing template"],
    observe: (ctx) => answerOf(ctx, "ModifyLiveTimeShiftTemplate", { ...NO_TEMPLATE, Duration: 86_400 }),
  },
  {
    id: "modify-keeps-omitted-block",
    question: "Does a modification keep a format block that it does not mention, and replace one that it does as a whole?",
    assumed: "kept, replaced",
    settles: ["Templates and rules: Modify keeps what is left out", "modifyKeepsBlocks"],
    async observe(ctx, world) {
      const id = await template(ctx, world, "omit", { FlvParam: { Enable: 1 }, Mp4Param: { Enable: 1, StorageTime: 86_400 } });
      await ctx.call("ModifyLiveRecordTemplate", { ...id, Mp4Param: { Enable: 1, RecordInterval: 3600 } });
      const found = await shown(ctx, id);
      const kept = blockOf(found, "FlvParam")["Enable"] === 1 ? "kept" : "lost";
      return `${kept}, ${blockOf(found, "Mp4Param")["StorageTime"] === 86_400 ? "laid over" : "replaced"}`;
    },
  },
  {
    id: "modify-keeps-omitted-field",
    question: "Does a modification of a time-shift, snapshot or callback template keep a description that it does not mention?",
    assumed: "kept, kept, kept",
    settles: [
      "ModifyLiveTimeShiftTemplate: What is left out",
      "ModifyLiveSnapshotTemplate: What is left out",
      "ModifyLiveCallbackTemplate: What is left out",
    ],
    async observe(ctx, world) {
      const RecordNotifyUrl = `${world.callbacks}/record`;
      const families = [
        ["TimeShift", { Duration: 86_400 }, { Duration: 259_200 }],
        ["Snapshot", cosOf(world), { ...cosOf(world), SnapshotInterval: 30 }],
        ["Callback", { RecordNotifyUrl }, { RecordNotifyUrl: `${RecordNotifyUrl}-2` }],
      ] as const;
      const seen: string[] = [];
      for (const [family, made, change] of families) {
        const TemplateId = wireId(await makeTemplate(ctx, family, world, "omit", { ...made, Description: "kept" }));
        await ctx.call(`ModifyLive${family}Template`, { TemplateId, ...change });
        const action = `DescribeLive${family}Templates`;
        const found = listIn(action, await ctx.call(action, {}), "Templates").find(
          (one) => String(one["TemplateId"]) === String(TemplateId),
        );
        seen.push(found?.["Description"] === "kept" ? "kept" : "lost");
      }
      return seen.join(", ");
    },
  },
  {
    id: "callback-addresses",
    question:
      "Is an empty callback address cleared, and with which codes are a template without any and the clearing of the last one refused?",
    assumed: "cleared, InvalidParameter, InvalidParameter",
    settles: ["ModifyLiveCallbackTemplate: What is left out", "callback-templates.ts: Refuses a template without any address"],
    async observe(ctx, world) {
      const [StreamEndNotifyUrl, RecordNotifyUrl] = [`${world.callbacks}/end`, `${world.callbacks}/record`];
      const TemplateId = wireId(await makeTemplate(ctx, "Callback", world, "urls", { StreamEndNotifyUrl, RecordNotifyUrl }));
      await ctx.call("ModifyLiveCallbackTemplate", { TemplateId, StreamEndNotifyUrl: "" });
      const { Template } = await ctx.call("DescribeLiveCallbackTemplate", { TemplateId });
      const end = isProps(Template) ? Template["StreamEndNotifyUrl"] : undefined;
      const codes = await answersOf(ctx, [
        ["CreateLiveCallbackTemplate", { TemplateName: `${world.tag}-none` }],
        ["ModifyLiveCallbackTemplate", { TemplateId, RecordNotifyUrl: "" }],
      ]);
      return `${end === StreamEndNotifyUrl ? "kept" : "cleared"}, ${codes}`;
    },
  },
  {
    id: "template-texts",
    question: "Are a name of 255 bytes and a description with a space taken, and with which code is a name of 256 bytes refused?",
    assumed: "OK, OK, InvalidParameterValue",
    settles: ["templates.ts: A template name", "templates.ts: A description"],
    observe(ctx, { tag, callbacks }) {
      const named = (length: number): Props => ({ TemplateName: `${tag}-`.padEnd(length, "x") });
      const RecordNotifyUrl = `${callbacks}/record`;
      return answersOf(ctx, [
        ["CreateLiveRecordTemplate", named(255)],
        ["CreateLiveCallbackTemplate", { TemplateName: `${tag}-words`, RecordNotifyUrl, Description: "two words" }],
        ["CreateLiveRecordTemplate", named(256)],
      ]);
    },
  },
  {
    id: "order-of-refusals",
    question: "What is refused first: a parameter that does not exist, one that is missing, or one of the wrong type?",
    assumed: "UnknownParameter, MissingParameter",
    settles: ["Protocol: Unknown parameters are refused"],
    observe: (ctx) =>
      answersOf(ctx, [
        ["DescribeLiveRecordTemplate", { Unheard: 1 }],
        ["ModifyLiveRecordTemplate", { Description: 1 }],
      ]),
  },
  {
    id: "read-after-write",
    question: "Is a template listed at once after it was made?",
    assumed: "at once",
    settles: [],
    async observe(ctx, world) {
      await template(ctx, world, "lag");
      for (let seconds = 0; seconds < 30; seconds += 1) {
        const answer = await ctx.call("DescribeLiveRecordTemplates", {});
        const names = listIn("DescribeLiveRecordTemplates", answer, "Templates").map(({ TemplateName }) => TemplateName);
        if (names.includes(`${world.tag}-lag`)) return seconds === 0 ? "at once" : `after ${seconds} s`;
        await sleep(1000);
      }
      return "not within 30 s";
    },
  },
];
