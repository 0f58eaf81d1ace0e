import { codeOf, messageOf } from "../../../provider/core/errors";
import type { Ctx } from "../../../provider/core/lifecycle";
import type { Props } from "../../../provider/core/schema";
import type { Ability, World } from "../../resources/place";
import type { RowKey } from "../inferred";

/** Something that no document states. A run against the service settles it. */
export interface Inference {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly question: string;
  /** What the emulator does. */
  readonly assumed: string;
  /** The rows of emulator/CAPABILITIES.md that the observation confirms or refutes; none where only the provider relies on it. */
  readonly settles: readonly RowKey[];
  readonly needs?: Ability;
  /** What is seen. Whatever it makes bears the world's tag, or is removed here. */
  observe(ctx: Ctx, world: World): Promise<string>;
}

/** The code with which a call is refused, or `OK`. */
export async function answerOf(ctx: Ctx, action: string, params: Props): Promise<string> {
  try {
    await ctx.call(action, params);
    return "OK";
  } catch (error) {
    return codeOf(error) ?? messageOf(error);
  }
}

/** The codes of several calls, one after another. */
export async function answersOf(ctx: Ctx, calls: readonly (readonly [action: string, params: Props])[]): Promise<string> {
  const codes: string[] = [];
  for (const [action, params] of calls) codes.push(await answerOf(ctx, action, params));
  return codes.join(", ");
}

/** An id that no template of an account has. */
export const NO_TEMPLATE = { TemplateId: 999_999_999 };
