import { listIn } from "../../core/answer";
import { decode, encode } from "../../core/codec";
import { UserError } from "../../core/errors";
import type { Ctx, Lifecycle, Live } from "../../core/lifecycle";
import type { ObjectSchema } from "../../core/schema";
import { type Level, levelOf, type Target } from "../../recording/levels";

/** What every rule kind declares; the API's RuleInfo. */
export interface Bound extends Target {
  readonly templateId: string;
}

export const ruleOutputs = {
  type: "object",
  description: "Outputs.",
  required: ["level"],
  properties: {
    level: {
      type: "string",
      description: "How narrowly the rule matches: `domain+app+stream` beats `domain+stream` beats `domain+app` beats `domain`.",
    },
  },
} as const;

interface RuleActions {
  readonly create: string;
  readonly describe: string;
  readonly remove: string;
  /** What the delete action wants for every app and every stream. */
  readonly every: "" | "*";
}

/** The id of a rule is its identity, empty parts kept: `push.example.com/live/`. The service gives rules no id of their own. */
export function ruleId(rule: Target): string {
  return `${rule.domainName}/${rule.appName}/${rule.streamName}`;
}

function fromId(id: string): Target {
  const [domainName = "", appName = "", streamName = ""] = id.split("/");
  return { domainName, appName, streamName };
}

/** Rules of every family live alike: created, listed and deleted by their triple, never modified. */
export function ruleLifecycle<D extends Bound>(inputs: ObjectSchema, actions: RuleActions): Lifecycle<D, { level: string }> {
  async function find(ctx: Ctx, wanted: Target): Promise<Live<D, { level: Level }>[]> {
    const rules = listIn(actions.describe, await ctx.list(actions.describe, {}), "Rules").map(
      (wire) => ({ appName: "", streamName: "", ...decode(inputs, wire) }) as D,
    );
    return rules
      .filter((rule) => ruleId(rule) === ruleId(wanted))
      .map((rule) => ({ id: ruleId(rule), inputs: rule, outputs: { level: levelOf(rule) } }));
  }
  return {
    find,
    // Nobody can tell who bound the triple; bound to the very template that is declared, it is as wanted.
    ours: (desired, live) => live.inputs.templateId === desired.templateId,
    read: async (ctx, id) => (await find(ctx, fromId(id)))[0],
    async create(ctx, desired) {
      await ctx.call(actions.create, encode(inputs, desired));
      return { id: ruleId(desired), outputs: { level: levelOf(desired) } };
    },
    async remove(ctx, id, last) {
      if (ruleId(last) !== id) {
        throw new UserError(
          `The state names the rule "${id}" but describes ${ruleId(last)}; it was edited by hand. Nothing was deleted: repair the state first.`,
        );
      }
      const [live] = await find(ctx, last);
      if (live === undefined) return;
      // Deleting what somebody else bound here would end their recording.
      if (live.inputs.templateId !== last.templateId) {
        ctx.warn(
          `The rule ${id} now binds template ${live.inputs.templateId}, not ${last.templateId}: somebody else made it, so it is left alone.`,
        );
        return;
      }
      await ctx.call(actions.remove, {
        DomainName: last.domainName,
        AppName: last.appName || actions.every,
        StreamName: last.streamName || actions.every,
      });
    },
  };
}
