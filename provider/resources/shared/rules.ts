import { AnswerShapeError, listIn } from "../../core/answer";
import { decode, encode } from "../../core/codec";
import { UserError } from "../../core/errors";
import type { Ctx, Lifecycle, Live } from "../../core/lifecycle";
import type { ObjectSchema, Props } from "../../core/schema";
import { type Level, levelOf, type Target } from "../../recording/levels";

/** What every rule kind declares; the API's RuleInfo. Callback rules know no streams. */
export interface Bound extends Omit<Target, "streamName"> {
  readonly streamName?: string;
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
}

/** The id of a rule is its identity, empty parts kept: `push.example.com/live/`. The service gives rules no id of their own. */
export function ruleId({ domainName, appName, streamName }: Target): string {
  return `${domainName}/${appName}/${streamName}`;
}

function targetOf({ domainName, appName = "", streamName = "" }: Omit<Bound, "templateId">): Target {
  return { domainName, appName, streamName };
}

function fromId(id: string): Target {
  const [domainName = "", appName = "", streamName = ""] = id.split("/");
  return { domainName, appName, streamName };
}

/** A rule of the answer; the codec checks the types, this the presence. */
function ruleIn(inputs: ObjectSchema, action: string, wire: Props): Props {
  const rule = decode(inputs, wire);
  for (const name of inputs.required ?? []) {
    if (rule[name] !== undefined) continue;
    const field = inputs.properties[name]?.["x-api"] ?? name;
    // The older guide knows rules of every domain (S4): they are nobody's here, and no reason to refuse the listing.
    if (wire[field] !== "") throw new AnswerShapeError(action, `Rules[].${field}`, "a value");
    rule[name] = "";
  }
  return rule;
}

/** Rules of every family live alike: created, listed and deleted by their triple, never modified. */
export function ruleLifecycle<D extends Bound>(inputs: ObjectSchema, actions: RuleActions): Lifecycle<D, { level: string }> {
  async function find(ctx: Ctx, wanted: Omit<Bound, "templateId">): Promise<Live<D, { level: Level }>[]> {
    const rules = listIn(actions.describe, await ctx.list(actions.describe, {}), "Rules").map(
      (wire) => ruleIn(inputs, actions.describe, wire) as unknown as D,
    );
    const id = ruleId(targetOf(wanted));
    return rules
      .filter((rule) => ruleId(targetOf(rule)) === id)
      .map((rule) => ({ id, inputs: rule, outputs: { level: levelOf(targetOf(rule)) } }));
  }
  return {
    find,
    // Nobody can tell who bound the triple; bound to the very template that is declared, it is as wanted.
    ours: (desired, live) => live.inputs.templateId === desired.templateId,
    read: async (ctx, id) => (await find(ctx, fromId(id)))[0],
    async create(ctx, desired) {
      await ctx.call(actions.create, encode(inputs, desired));
      const target = targetOf(desired);
      return { id: ruleId(target), outputs: { level: levelOf(target) } };
    },
    async remove(ctx, id, last) {
      const target = targetOf(last);
      if (ruleId(target) !== id) {
        throw new UserError(
          `The state names the rule "${id}" but describes ${ruleId(target)}; it was edited by hand. Nothing was deleted: repair the state first.`,
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
      // Sent as they stand: for the service a missing app is not the same as every app.
      const { TemplateId: _bound, ...triple } = encode(inputs, last);
      await ctx.call(actions.remove, triple);
    },
  };
}
