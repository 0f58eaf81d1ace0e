import type { RunLedger } from "./ledger";
import type { Desired, Field, ObjectSchema, Props } from "./schema";

/** An answer of the service without its envelope. */
export type Answer = { readonly [field: string]: unknown };

/** All that a lifecycle may do outside itself; the cloud client stands behind it. */
export interface Service {
  /** One call, paced and retried as the action allows. */
  call(action: string, params: Props): Promise<Answer>;
  /** A call that lists: one answer serves every reader of this process until something of that kind is written, at most 30 s. */
  list(action: string, params: Props): Promise<Answer>;
  /** Makes the next `list` ask the service again. */
  forget(): void;
  /** The service's own clock. */
  now(): Promise<Date>;
}

/** Remembers on this machine which creates were sent, for objects that the service cannot list (synced to disk before the call). */
export interface IntentJournal {
  /** What is known of an earlier create under this key: undefined = never sent, without `created` = sent, and no answer came. */
  look(key: string): Promise<Intent | undefined>;
  open(key: string, what: string): Promise<void>;
  answered(key: string, created: { readonly id: string; readonly outputs: Props }): Promise<void>;
  close(key: string): Promise<void>;
}

export interface Intent {
  /** When the create was sent, RFC 3339. */
  readonly at: string;
  /** What the service answered. */
  readonly created?: { readonly id: string; readonly outputs: Props };
}

export interface Ctx extends Service {
  readonly intents: IntentJournal;
  /** What the resources of this run declare and hold. */
  readonly ledger: RunLedger;
  /** Milliseconds between the looks for an object whose create was not answered; the default allows for a listing that lags behind. */
  readonly lookDelays?: readonly number[];
  /** One line for the person who runs this; never an error. */
  warn(message: string): void;
}

/** An object as the service shows it. */
export interface Live<I, O> {
  readonly id: string;
  readonly inputs: I;
  readonly outputs: O;
}

export interface Rule<D> {
  /** Stable, kebab-case. */
  readonly id: string;
  /** Fields whose values the test needs: while one of them is unknown, the rule is not applied. */
  readonly fields: readonly (keyof D & string)[];
  /** The user's path that the message is about. */
  readonly path: string;
  readonly level?: "error" | "warning";
  /** The message, or undefined when the rule holds. */
  test(desired: D): string | undefined;
}

export interface Shape<I extends ObjectSchema, O extends ObjectSchema> {
  /** The kind's name: `RecordTemplate`. */
  readonly token: string;
  /** One sentence for docs. */
  readonly summary: string;
  /** Further paragraphs of the docs page (Markdown). */
  readonly notes?: readonly string[];
  readonly inputs: I;
  readonly outputs: O;
  /** The fields that make the natural key: two objects with equal values cannot be told apart before they have an id. */
  readonly identity: readonly (keyof I["properties"] & string)[];
  /** The field whose default is derived from the resource's URN and its replace-forcing inputs. */
  readonly named?: { readonly field: keyof I["properties"] & string; readonly unless?: (desired: Props) => boolean };
  /** False: nothing at the service reads such an object back; refresh sends no call. */
  readonly readable?: false | ((desired: Props) => boolean);
  /** What happens when a replacement keeps the natural key: delete first (default), or refuse in preview. */
  readonly keyStays?: "delete-first" | "refuse";
}

/**
 * What a kind does at the service. Natural key and ownership decide in `core/ensure.ts`; a lifecycle only knows its actions.
 */
export interface Lifecycle<D, O> {
  /** Every object with the natural key of `desired`. Absent for kinds that cannot be listed. */
  find?(ctx: Ctx, desired: D): Promise<Live<D, O>[]>;
  /** Whether an object found before a create, or after one whose reply was lost, is what an earlier run of this very resource left behind, or this one. */
  ours?(desired: D, live: Live<D, O>, auto: boolean, lost: boolean): boolean;
  /** The object now; undefined when it is gone. `last` is what the state holds. */
  read?(ctx: Ctx, id: string, last: D & O): Promise<Live<D, O> | undefined>;
  create(ctx: Ctx, desired: D): Promise<{ id: string; outputs: O }>;
  update?(ctx: Ctx, id: string, desired: D, last: D & O): Promise<O>;
  remove(ctx: Ctx, id: string, last: D & O): Promise<void>;
  /** A reason why a changed declaration has nothing to act on any more (finished, missed): the change is reported and not made. */
  settled?(ctx: Ctx, id: string, desired: D, last: D & O): Promise<string | undefined>;
  /** What a replacement takes away for good, in a sentence; undefined when nothing. */
  loses?(ctx: Ctx, last: D & O): Promise<string | undefined>;
  /** Kinds that cannot be listed: the object has ended by itself, so that it is nothing to take over. */
  over?(ctx: Ctx, last: D & O): Promise<boolean>;
  /** For an object that is only planned: a reason why it can be sent now. */
  due?(ctx: Ctx, desired: D, last: D & O): Promise<string | undefined>;
  readonly rules?: readonly Rule<D>[];
}

/** A kind as the generic code sees it. */
export interface Kind extends Shape<ObjectSchema, ObjectSchema>, Lifecycle<Props, Props> {
  /** Fields whose change replaces the object. */
  readonly replaceFields: readonly string[];
  readonly secretFields: readonly string[];
}

/** Inputs that belong to the machinery: the URN mark in the state, and the engine's own key. */
export const MARK = "__mark";
export const PROVIDER = "__provider";

function fieldsWith(schema: ObjectSchema, test: (field: Field) => boolean): string[] {
  return Object.entries(schema.properties).flatMap(([name, field]) => (test(field) ? [name] : []));
}

/**
 * Declares a kind. The first argument fixes the types, the second is checked against them.
 * The only place where the typed view is given up for the generic one: everything that reaches a lifecycle has passed `check`.
 */
export function defineResource<const I extends ObjectSchema, const O extends ObjectSchema>(
  shape: Shape<I, O>,
  lifecycle: NoInfer<Lifecycle<Desired<I>, Desired<O>>>,
): Omit<Kind, "inputs" | "outputs"> & { readonly inputs: I; readonly outputs: O } {
  return {
    ...(lifecycle as unknown as Lifecycle<Props, Props>),
    ...shape,
    replaceFields: fieldsWith(shape.inputs, (field) => field["x-replace"] === true),
    secretFields: fieldsWith(shape.inputs, (field) => field["x-secret"] === true),
  };
}

/** Whether the service can show the object that these properties describe. */
export function isReadable(kind: Kind, props: Props): boolean {
  return typeof kind.readable === "function" ? kind.readable(props) : kind.readable !== false;
}
