import { listIn, scrolled } from "../../provider/core/answer";
import { wireId } from "../../provider/core/codec";
import { codeOf, isNotFound } from "../../provider/core/errors";
import type { Ctx } from "../../provider/core/lifecycle";
import { isProps, type Props } from "../../provider/core/schema";
import { type Family, rulesOf, templatesOf } from "../resources/cases/templates";
import { later, unix } from "../resources/times";
import type { Account } from "./environment";

const FAMILIES: readonly Family[] = ["Record", "TimeShift", "Snapshot", "Callback"];
const DAY = 86_400;

/** Deletes; what is gone already is done. @returns the words for what was deleted */
async function remove(ctx: Ctx, action: string, params: Props, words: string): Promise<string[]> {
  try {
    await ctx.call(action, params);
    return [words];
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

/** Removes whatever bears the tag: in a name, an app, a stream, or the source context of a clip. @returns what was removed, in words */
export async function removeTagged(ctx: Ctx, account: Account, tag: string): Promise<string[]> {
  ctx.forget();
  const removed = [
    ...(await windowTasks(ctx, "Record", tag)),
    ...(await windowTasks(ctx, "Screenshot", tag)),
    ...(await clips(ctx, account, tag)),
  ];
  for (const family of FAMILIES) {
    for (const { DomainName, AppName, StreamName } of await rulesOf(ctx, family, tag)) {
      const triple = { DomainName, AppName, ...(family === "Callback" ? {} : { StreamName }) };
      removed.push(...(await remove(ctx, `DeleteLive${family}Rule`, triple, `${family}Rule ${DomainName}/${AppName}/${StreamName ?? ""}`)));
    }
    for (const { TemplateId, TemplateName } of await templatesOf(ctx, family, tag))
      removed.push(
        ...(await remove(
          ctx,
          `DeleteLive${family}Template`,
          { TemplateId: wireId(String(TemplateId)) },
          `${family}Template ${TemplateName}`,
        )),
      );
  }
  return removed;
}

/** The tasks of Create…Task that are not over for long; no task begins later than a week from now. */
async function windowTasks(ctx: Ctx, family: "Record" | "Screenshot", tag: string): Promise<string[]> {
  const now = await ctx.now();
  const window = { StartTime: unix(later(now, -DAY)), EndTime: unix(later(now, 6 * DAY)) };
  const list = `Describe${family}Task`;
  const removed: string[] = [];
  for (const { TaskId, StreamName } of await scrolled(list, "TaskList", (token) => ctx.call(list, { ...window, ...token }))) {
    if (StreamName !== tag && !String(StreamName).startsWith(`${tag}-`)) continue;
    await ctx.call(`Stop${family}Task`, { TaskId });
    removed.push(...(await remove(ctx, `Delete${family}Task`, { TaskId }, `${family}Task ${TaskId} of ${StreamName}`)));
  }
  return removed;
}

async function clips(ctx: Ctx, { stream, subAppId }: Account, tag: string): Promise<string[]> {
  if (stream === undefined) return [];
  const subApp = subAppId === undefined ? {} : { SubAppId: subAppId };
  const search = { StreamIds: [stream.stream], Sort: { Field: "CreateTime", Order: "Desc" }, Filters: ["basicInfo"], Limit: 100 };
  const removed: string[] = [];
  for (const { FileId, BasicInfo: basic } of listIn(
    "SearchMedia",
    await ctx.call("SearchMedia", { ...subApp, ...search }),
    "MediaInfoSet",
  )) {
    const source = isProps(basic) && isProps(basic["SourceInfo"]) ? basic["SourceInfo"]["SourceContext"] : undefined;
    if (typeof source === "string" && source.startsWith(`${tag}-`))
      removed.push(...(await remove(ctx, "DeleteMedia", { ...subApp, FileId }, `clip ${FileId}`)));
  }
  return removed;
}

/** The task, stopped where it runs, is deleted. */
export async function removeTask(ctx: Ctx, { StreamName, TaskId }: Props): Promise<string[]> {
  const words = `CreateLiveRecord task ${TaskId} of ${StreamName}`;
  const task = { StreamName, TaskId: wireId(String(TaskId)) };
  try {
    return await remove(ctx, "DeleteLiveRecord", task, words);
  } catch (error) {
    if (codeOf(error) !== "FailedOperation.AlterTaskState") throw error;
    await ctx.call("StopLiveRecord", task);
    return await remove(ctx, "DeleteLiveRecord", task, words);
  }
}

/** The event settings of VOD, without what differs from answer to answer. */
export async function settingOf(ctx: Ctx, { subAppId }: Account): Promise<Props> {
  const { RequestId: _id, ...setting } = await ctx.call("DescribeEventConfig", subAppId === undefined ? {} : { SubAppId: subAppId });
  return setting;
}

/** Puts the event settings back. @returns the words for that, where they had changed */
export async function restoreSetting(ctx: Ctx, account: Account, before: Props): Promise<string[]> {
  if (JSON.stringify(await settingOf(ctx, account)) === JSON.stringify(before)) return [];
  await ctx.call("ModifyEventConfig", { ...before, ...(account.subAppId === undefined ? {} : { SubAppId: account.subAppId }) });
  return ["the event settings of VOD, put back"];
}
