import { listIn } from "../../provider/core/answer";
import { codeOf } from "../../provider/core/errors";
import type { Ctx } from "../../provider/core/lifecycle";
import type { Props } from "../../provider/core/schema";

/** Something that no document states. A run against the service settles it. */
export interface Inference {
  readonly id: string;
  readonly question: string;
  /** What the emulator does. */
  readonly assumed: string;
  observe(ctx: Ctx, names: { readonly tag: string; readonly domain: string }): Promise<string>;
}

/** The code with which a call is refused, or "OK". */
async function answerOf(ctx: Ctx, action: string, params: Props): Promise<string> {
  try {
    await ctx.call(action, params);
    return "OK";
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
}

async function template(ctx: Ctx, name: string, params: Props = {}): Promise<Props> {
  const { TemplateId } = await ctx.call("CreateLiveRecordTemplate", { TemplateName: name, ...params });
  return { TemplateId };
}

/** An id that no template of an account has. */
const NOBODY = { TemplateId: 999_999_999 };

export const inferences: readonly Inference[] = [
  {
    id: "equal-template-names",
    question: "May two record templates bear one name?",
    assumed: "OK",
    async observe(ctx, { tag }) {
      await template(ctx, `${tag}-twin`);
      return answerOf(ctx, "CreateLiveRecordTemplate", { TemplateName: `${tag}-twin` });
    },
  },
  {
    id: "delete-missing-template",
    question: "With which code is the second delete of a record template refused?",
    assumed: "InternalError.ConfNotFound",
    observe: (ctx) => answerOf(ctx, "DeleteLiveRecordTemplate", NOBODY),
  },
  {
    id: "describe-missing-template",
    question: "With which code is a record template that does not exist refused?",
    assumed: "FailedOperation.NotFound",
    observe: (ctx) => answerOf(ctx, "DescribeLiveRecordTemplate", NOBODY),
  },
  {
    id: "modify-keeps-omitted-block",
    question: "Does a modification keep a format block that it does not mention?",
    assumed: "kept",
    async observe(ctx, { tag }) {
      const id = await template(ctx, `${tag}-omit`, { FlvParam: { Enable: 1 }, Mp4Param: { Enable: 1 } });
      await ctx.call("ModifyLiveRecordTemplate", { ...id, Mp4Param: { Enable: 1, RecordInterval: 3600 } });
      const { Template } = await ctx.call("DescribeLiveRecordTemplate", id);
      const flv = (Template as Props)["FlvParam"] as Props | null;
      return flv?.["Enable"] === 1 ? "kept" : "lost";
    },
  },
  {
    id: "delete-bound-template",
    question: "With which code is the delete of a bound template refused?",
    assumed: "FailedOperation.ConfInUsed",
    async observe(ctx, { tag, domain }) {
      const id = await template(ctx, `${tag}-bound`);
      await ctx.call("CreateLiveRecordRule", { DomainName: domain, AppName: "", StreamName: `${tag}-bound`, ...id });
      return answerOf(ctx, "DeleteLiveRecordTemplate", id);
    },
  },
  {
    id: "duplicate-rule",
    question: "With which code is a second rule of one domain, app and stream refused?",
    assumed: "FailedOperation.RuleAlreadyExist",
    async observe(ctx, { tag, domain }) {
      const rule = { DomainName: domain, AppName: "", StreamName: `${tag}-twice`, ...(await template(ctx, `${tag}-twice`)) };
      await ctx.call("CreateLiveRecordRule", rule);
      return answerOf(ctx, "CreateLiveRecordRule", rule);
    },
  },
  {
    id: "rule-of-missing-template",
    question: "With which code is a rule with a template that does not exist refused?",
    assumed: "InvalidParameter.ConfNotFound",
    observe: (ctx, { tag, domain }) =>
      answerOf(ctx, "CreateLiveRecordRule", { DomainName: domain, AppName: "", StreamName: `${tag}-none`, ...NOBODY }),
  },
  {
    id: "delete-missing-rule",
    question: "With which code is the second delete of a rule refused?",
    assumed: "FailedOperation.NotFound",
    observe: (ctx, { tag, domain }) =>
      answerOf(ctx, "DeleteLiveRecordRule", { DomainName: domain, AppName: "", StreamName: `${tag}-none` }),
  },
  {
    id: "read-after-write",
    question: "Is a template listed at once after it was made?",
    assumed: "at once",
    async observe(ctx, { tag }) {
      await template(ctx, `${tag}-lag`);
      for (let tries = 0; tries < 30; tries += 1) {
        ctx.forget();
        const answer = await ctx.call("DescribeLiveRecordTemplates", {});
        if (listIn("DescribeLiveRecordTemplates", answer, "Templates").some(({ TemplateName }) => TemplateName === `${tag}-lag`))
          return tries === 0 ? "at once" : `after ${tries} s`;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      return "not within 30 s";
    },
  },
  {
    id: "timed-record-without-start",
    question: "With which code is a timed record without a start refused (the recording guide's highlight example)?",
    assumed: "InvalidParameter",
    observe: (ctx, { tag, domain }) =>
      answerOf(ctx, "CreateLiveRecord", { DomainName: domain, StreamName: `${tag}-none`, MixStream: 1, EndTime: "2018-09-11 10:00:00" }),
  },
  {
    id: "highlight-of-idle-stream",
    question: "With which code is a highlight of a stream that is not live refused?",
    assumed: "ResourceUnavailable.StreamNotExist",
    observe: (ctx, { tag, domain }) => answerOf(ctx, "CreateLiveRecord", { DomainName: domain, StreamName: `${tag}-none`, Highlight: 1 }),
  },
  {
    id: "stop-unknown-record",
    question: "With which code is the stop of an unknown record refused?",
    assumed: "ResourceNotFound.TaskId",
    observe: (ctx, { tag }) => answerOf(ctx, "StopLiveRecord", { StreamName: `${tag}-none`, TaskId: 1 }),
  },
  {
    id: "clip-without-time-shift",
    question: "With which code is a clip of a stream that was never pushed refused?",
    assumed: "InvalidParameterValue.StreamIdInvalid",
    observe: (ctx, { tag, domain }) =>
      answerOf(ctx, "LiveRealTimeClip", {
        StreamId: `${tag}-none`,
        Host: domain,
        StartTime: "2018-09-20T10:00:00Z",
        EndTime: "2018-09-20T11:00:00Z",
      }),
  },
  {
    id: "delete-missing-media",
    question: "With which code is the delete of a file that does not exist refused?",
    assumed: "ResourceNotFound",
    observe: (ctx) => answerOf(ctx, "DeleteMedia", { FileId: "5285890000000000000" }),
  },
  {
    id: "duplicate-callback-rule",
    question: "What becomes of a second callback rule of one domain and app?",
    assumed: "FailedOperation.RuleAlreadyExist",
    async observe(ctx, { tag, domain }) {
      const { TemplateId } = await ctx.call("CreateLiveCallbackTemplate", {
        TemplateName: `${tag}-call`,
        RecordNotifyUrl: "http://127.0.0.1:9/none",
      });
      const rule = { DomainName: domain, AppName: `${tag}-app`, TemplateId };
      await ctx.call("CreateLiveCallbackRule", rule);
      return answerOf(ctx, "CreateLiveCallbackRule", rule);
    },
  },
];
