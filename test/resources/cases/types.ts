import type { Ctx } from "../../../provider/core/lifecycle";
import type { Props } from "../../../provider/core/schema";
import type { Stage } from "../stage";

export interface Bad {
  /** What is wrong, in words. */
  readonly name: string;
  /** Replaces fields of the good declaration; undefined removes one. */
  readonly with: Props;
  /** The user's path that must be named. */
  readonly path: string;
  /** What the message must say: how to do it right. */
  readonly says: RegExp;
}

export interface Update {
  readonly name: string;
  readonly with: Props;
  readonly step: "update" | "replace";
}

/** Everything the suite needs to know of a kind. */
export interface Cases {
  readonly token: string;
  /** Brings the account into the state that the declaration needs, and gives what it refers to. */
  prepare?(stage: Stage, ctx: Ctx): Promise<Props>;
  readonly good: Props;
  readonly bad: readonly Bad[];
  readonly updates: readonly Update[];
  /** The service's objects of this kind. */
  objects(stage: Stage, ctx: Ctx): Promise<readonly unknown[]>;
  /** Somebody changes the object by hand. Absent where the service has no such action or nothing can be read. */
  drift?(ctx: Ctx, id: string, outs: Props): Promise<void>;
  /** Somebody deletes the object by hand. */
  disappear?(ctx: Ctx, id: string, outs: Props): Promise<void>;
  /** The action that creates, for faults. */
  readonly creates: string;
  /** Sending the action twice has the effect of once: a setting, not an object. */
  readonly setting?: true;
}
