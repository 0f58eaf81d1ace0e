import type { Ctx } from "../../../provider/core/lifecycle";
import type { Props } from "../../../provider/core/schema";
import type { Call } from "../mini-engine";
import type { Ability, World } from "../place";

/** The world with the ids that the preparation gave; numbers of nothing where no call is made. */
export type Prepared = World & { readonly refs: Readonly<Record<string, string>> };

/** Fields to replace in the good declaration; undefined removes one. */
export type Changes = Props | ((world: Prepared) => Props);

export interface Bad {
  /** What is wrong, in words. */
  readonly name: string;
  readonly with: Changes;
  /** The user's path that must be named. */
  readonly path: string;
  /** What the message must say: how to do it right. */
  readonly says: RegExp;
}

export interface Update {
  readonly name: string;
  readonly with: Changes;
  readonly step: "update" | "replace";
  readonly needs?: Ability;
}

/** What the service holds, as far as it can be seen by calls. */
export interface Look {
  readonly ctx: Ctx;
  readonly world: Prepared;
  /** The calls since the stage was opened, where nothing can be listed. */
  readonly calls: readonly Call[];
}

/** Somebody works on the object by hand. */
type ByHand = (ctx: Ctx, object: { readonly id: string; readonly outs: Props; readonly world: Prepared }) => Promise<void>;

/** Everything the suite needs to know of a kind. */
export interface Cases {
  readonly token: string;
  /** What everything that makes an object needs. */
  readonly needs?: Ability;
  /** Makes what the declaration refers to, and gives its ids. */
  prepare?(ctx: Ctx, world: World): Promise<Readonly<Record<string, string>>>;
  good(world: Prepared): Props;
  readonly bad: readonly Bad[];
  readonly updates: readonly Update[];
  /** The service's objects of this kind that the test made. */
  objects(look: Look): Promise<readonly unknown[]>;
  /** Changes the object. Absent where the service has no such action or nothing can be read. */
  readonly drift?: ByHand;
  /** Deletes the object. */
  readonly disappear?: ByHand;
  /** The action that creates, for faults. */
  readonly creates: string;
  /** Sending the action twice has the effect of once: a setting, not an object. */
  readonly setting?: true;
}
