import { listIn } from "../../../provider/core/answer";
import { wireId } from "../../../provider/core/codec";
import type { Ctx } from "../../../provider/core/lifecycle";
import type { Props } from "../../../provider/core/schema";
import type { World } from "../place";
import type { Cases } from "./types";

/** Templates and rules of one family have actions of one pattern. */
export type Family = "Record" | "TimeShift" | "Snapshot" | "Callback";

const bears = (tag: string, name: unknown) => name === tag || (typeof name === "string" && name.startsWith(`${tag}-`));

/** The templates of a family that bear a tag in their name. */
export async function templatesOf(ctx: Ctx, family: Family, tag: string): Promise<Props[]> {
  const action = `DescribeLive${family}Templates`;
  const kinds = family === "Record" ? [{ IsDelayLive: 0 }, { IsDelayLive: 1 }] : [{}];
  const lists = await Promise.all(kinds.map(async (params) => listIn(action, await ctx.call(action, params), "Templates")));
  return lists.flat().filter(({ TemplateName }) => bears(tag, TemplateName));
}

/** The rules of a family that bear a tag in their app, their stream or their template. */
export async function rulesOf(ctx: Ctx, family: Family, tag: string): Promise<Props[]> {
  const action = `DescribeLive${family}Rules`;
  const rules = listIn(action, await ctx.call(action, {}), "Rules");
  const templates = new Set((await templatesOf(ctx, family, tag)).map((template) => template["TemplateId"]));
  return rules.filter((rule) => bears(tag, rule["AppName"]) || bears(tag, rule["StreamName"]) || templates.has(rule["TemplateId"]));
}

/** A template of the test's own beside the object that is tested. @returns its id */
export async function makeTemplate(
  ctx: Ctx,
  family: Family,
  { tag }: Pick<World, "tag">,
  name: string,
  params: Props = {},
): Promise<string> {
  const { TemplateId } = await ctx.call(`CreateLive${family}Template`, { TemplateName: `${tag}-${name}`, ...params });
  return String(TemplateId);
}

export const templateObjects =
  (family: Family): Cases["objects"] =>
  ({ ctx, world }) =>
    templatesOf(ctx, family, world.tag);

export const deleteTemplate =
  (family: Family): NonNullable<Cases["disappear"]> =>
  async (ctx, { id }) => {
    await ctx.call(`DeleteLive${family}Template`, { TemplateId: wireId(id) });
  };
