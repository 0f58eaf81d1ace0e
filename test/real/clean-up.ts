import { listIn } from "../../provider/core/answer";
import type { Ctx } from "../../provider/core/lifecycle";

const FAMILIES = ["Record", "TimeShift", "Snapshot", "Callback"] as const;

/** Removes everything that bears the tag of a run: rules by their stream or app, templates by their name. @returns what was removed */
export async function cleanUp(ctx: Ctx, tag: string): Promise<string[]> {
  const removed: string[] = [];
  ctx.forget();
  for (const family of FAMILIES) {
    const rules = `DescribeLive${family}Rules`;
    for (const rule of listIn(rules, await ctx.call(rules, {}), "Rules")) {
      if (![rule["StreamName"], rule["AppName"]].some((name) => typeof name === "string" && name.startsWith(tag))) continue;
      const { DomainName, AppName, StreamName } = rule;
      await ctx.call(`DeleteLive${family}Rule`, { DomainName, AppName, ...(family === "Callback" ? {} : { StreamName }) });
      removed.push(`${family}Rule ${DomainName}/${AppName}/${StreamName ?? ""}`);
    }
    const templates = `DescribeLive${family}Templates`;
    for (const params of family === "Record" ? [{ IsDelayLive: 0 }, { IsDelayLive: 1 }] : [{}]) {
      for (const template of listIn(templates, await ctx.call(templates, params), "Templates")) {
        if (typeof template["TemplateName"] !== "string" || !template["TemplateName"].startsWith(tag)) continue;
        await ctx.call(`DeleteLive${family}Template`, { TemplateId: template["TemplateId"] });
        removed.push(`${family}Template ${template["TemplateName"]}`);
      }
    }
  }
  return removed;
}
