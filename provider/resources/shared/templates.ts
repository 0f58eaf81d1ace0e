import { idIn, listIn } from "../../core/answer";
import { decode, encode, wireId } from "../../core/codec";
import type { Ctx, Lifecycle, Live } from "../../core/lifecycle";
import type { ObjectSchema, Props } from "../../core/schema";

interface TemplateActions {
  readonly create: string;
  readonly modify: string;
  readonly describe: string;
  readonly remove: string;
  /** The listings that together show every template; default one without parameters. */
  readonly listings?: readonly Props[];
  /** Fields that the create alone takes, by their API names. */
  readonly fixed?: readonly string[];
  /** Takes out of what the service shows what it shows only because it was never given. */
  tidy?(read: Props): void;
  /** What the service never shows, carried over from the state. */
  readonly hidden?: readonly string[];
}

export const noOutputs = { type: "object", description: "Outputs.", properties: {} } as const;

/** Templates of every family live alike: created, listed, modified and deleted by a number, found again by their name. */
export function templateLifecycle<D extends { readonly templateName?: string | undefined }>(
  inputs: ObjectSchema,
  actions: TemplateActions,
): Lifecycle<D, object> {
  const { describe, listings = [{}], fixed = [], tidy, hidden = [] } = actions;

  async function list(ctx: Ctx): Promise<Live<D, object>[]> {
    const answers = await Promise.all(listings.map((params) => ctx.list(describe, params)));
    return answers.flatMap((answer) =>
      listIn(describe, answer, "Templates").map((wire) => {
        const read = decode(inputs, wire);
        tidy?.(read);
        // The codec has checked the types, and a template has no field that must be there.
        return { id: idIn(describe, wire, "TemplateId"), inputs: read as unknown as D, outputs: {} };
      }),
    );
  }

  return {
    find: async (ctx, desired) => (await list(ctx)).filter((live) => live.inputs.templateName === desired.templateName),
    async read(ctx, id, last) {
      const live = (await list(ctx)).find((entry) => entry.id === id);
      if (live === undefined) return undefined;
      const carried = Object.entries(last).filter(([name, value]) => hidden.includes(name) && value !== undefined);
      return { ...live, inputs: { ...live.inputs, ...Object.fromEntries(carried) } };
    },
    async create(ctx, desired) {
      return { id: idIn(actions.create, await ctx.call(actions.create, encode(inputs, desired)), "TemplateId"), outputs: {} };
    },
    async update(ctx, id, desired, last) {
      const wire = Object.entries(encode(inputs, desired, { last: { ...last } })).filter(([name]) => !fixed.includes(name));
      await ctx.call(actions.modify, { TemplateId: wireId(id), ...Object.fromEntries(wire) });
      return {};
    },
    async remove(ctx, id) {
      await ctx.call(actions.remove, { TemplateId: wireId(id) });
    },
  };
}

/** The service shows an empty list where none was given. */
export function dropEmpty(name: string): (read: Props) => void {
  return (read) => {
    if (Array.isArray(read[name]) && read[name].length === 0) delete read[name];
  };
}
