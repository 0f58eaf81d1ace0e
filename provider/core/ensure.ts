import { setTimeout as sleep } from "node:timers/promises";
import { encode } from "./codec";
import { diff } from "./diff";
import { InitFailure, isNotFound, isUncertain, messageOf, UserError } from "./errors";
import { nameInMark, type RunLedger } from "./ledger";
import { type Ctx, isReadable, type Kind, type Live, MARK } from "./lifecycle";
import { digest, isAutoNamed, naturalKey, soleKey } from "./naming";
import type { Props } from "./schema";

export interface Stored {
  readonly id: string;
  /** Inputs and outputs, as Pulumi keeps them. */
  readonly outs: Props;
}

type Found = Live<Props, Props>;

/** How long a create whose reply was lost is looked for, in milliseconds between looks: the listing may lag behind the write. */
const LOOKS = [0, 400, 1_000, 2_000, 4_000];

/** The output by which a kind that cannot be listed says how far we know its object. */
const STATUS = "status";
const UNCERTAIN = "uncertain";
const PLANNED = "planned";

/**
 * Creates the object at most once. No action of the service has an idempotency token, so what bears the natural key is looked up
 * before the call, and again when the reply is lost; a create is never sent a second time on a guess.
 */
export async function create(kind: Kind, ctx: Ctx, desired: Props): Promise<Stored> {
  if (kind.find === undefined || !isReadable(kind, desired)) return createUnlisted(kind, ctx, desired);
  refuseTwin(kind, ctx.ledger, desired);
  const taken = await takeOver(kind, ctx, desired, await kind.find(ctx, desired), false);
  if (taken !== undefined) return keep(kind, ctx, taken, desired);
  try {
    return keep(kind, ctx, stored(desired, await kind.create(ctx, desired)), desired);
  } catch (error) {
    if (!isUncertain(error)) throw error;
    return keep(kind, ctx, await findLost(kind, ctx, desired, error), desired);
  }
}

async function findLost(kind: Kind, ctx: Ctx, desired: Props, cause: unknown): Promise<Stored> {
  for (const delay of ctx.lookDelays ?? LOOKS) {
    await sleep(delay);
    ctx.forget();
    const taken = await takeOver(kind, ctx, desired, (await kind.find?.(ctx, desired)) ?? [], true);
    if (taken !== undefined) return taken;
  }
  throw new UserError(
    `${messageOf(cause)}\nThe request was sent once and nothing like it was found afterwards, so it most likely had no effect. ` +
      "Nothing is sent twice on a guess: run the same command again, it looks first.",
    { cause },
  );
}

async function takeOver(kind: Kind, ctx: Ctx, desired: Props, found: readonly Found[], lost: boolean): Promise<Stored | undefined> {
  const [live, ...others] = found;
  if (live === undefined) return undefined;
  if (others.length > 0) {
    throw new UserError(
      `${describe(kind, desired)} stands ${found.length} times at the service (ids ${found.map(({ id }) => id).join(", ")}), and nothing tells ` +
        "which one is meant. Delete all but one, or choose another name.",
    );
  }
  const auto = isAutoNamed(kind, desired);
  const ours = kind.ours?.(desired, live, auto, lost) ?? auto;
  if (!ours && desired["adopt"] !== true) throw foreign(kind, ctx, desired, live, lost);
  const taken = await sync(kind, ctx, desired, live);
  if (!lost) ctx.warn(takenOver(kind, desired, live, ours));
  return taken;
}

/** A take-over is never silent: what looks like our own may be somebody else's, with the same project, stack and names elsewhere. */
function takenOver(kind: Kind, desired: Props, live: Found, ours: boolean): string {
  const changed = diff(kind, live.inputs, desired).changes.map(({ path }) => path);
  const origin = ours ? "left by an interrupted or renamed resource, or made by another stack that declares the same" : "adopt: true";
  const effect = changed.length === 0 ? "it is as declared" : `changed to what is declared: ${changed.join(", ")}`;
  return `${describe(kind, desired)} (id ${live.id}) was there already and is taken over (${origin}); ${effect}.`;
}

/** Makes an object that was there before equal to its declaration. */
async function sync(kind: Kind, ctx: Ctx, desired: Props, live: Found): Promise<Stored> {
  const { changes, replaces } = diff(kind, live.inputs, desired);
  if (changes.length === 0) return stored(desired, live);
  if (replaces.length === 0 && kind.update !== undefined) {
    const outputs = await kind.update(ctx, live.id, desired, { ...live.inputs, ...live.outputs });
    return stored(desired, { id: live.id, outputs: outputsOf(kind, outputs) });
  }
  if (kind.update === undefined && desired["adopt"] === true) return await exchange(kind, ctx, desired, live);
  throw new UserError(
    `${describe(kind, desired)} exists (id ${live.id}) but differs in ${replaces.join(", ")}, which the service cannot change. ` +
      "Declare it as it is, or delete it first.",
  );
}

/** What cannot be modified is deleted and made anew; when the new one is refused, the old one is put back. */
async function exchange(kind: Kind, ctx: Ctx, desired: Props, live: Found): Promise<Stored> {
  await kind.remove(ctx, live.id, { ...live.inputs, ...live.outputs });
  try {
    return stored(desired, await kind.create(ctx, desired));
  } catch (error) {
    if (isUncertain(error)) throw error;
    await kind.create(ctx, live.inputs);
    throw new UserError(`${messageOf(error)}\n${describe(kind, desired)} was put back as it had been.`, { cause: error });
  }
}

function foreign(kind: Kind, ctx: Ctx, desired: Props, live: Found, lost: boolean): UserError {
  const owner = ctx.ledger.ownerOf(objectKey(kind, live.id));
  if (owner !== undefined && owner !== markIn(desired)) {
    return new UserError(
      `${describe(kind, desired)} already exists (id ${live.id}): it belongs to the resource "${nameInMark(owner)}" of this stack, which takes another key in the same run. ` +
        "Apply the change in two steps, or keep the names and exchange what differs.",
    );
  }
  const differs = diff(kind, live.inputs, desired).changes.map(({ path, before }) => `${path} is ${JSON.stringify(before) ?? "absent"}`);
  const state = differs.length === 0 ? "It is equal to the declaration." : `There, ${differs.join(", ")}.`;
  const story = lost
    ? "The reply to the create was lost, and now it is there: most likely this run made it, but somebody else may have."
    : "Nothing shows that this resource made it (a resource that was renamed needs `aliases`).";
  return new UserError(
    `${describe(kind, desired)} already exists (id ${live.id}). ${story} ${state}\n` +
      "To take it over, set `adopt: true` on this resource; to leave it alone, declare another name or key.",
  );
}

async function createUnlisted(kind: Kind, ctx: Ctx, desired: Props): Promise<Stored> {
  if (kind.find !== undefined) return stored(desired, await kind.create(ctx, desired)); // nothing is kept of such an object, so twice does no harm
  const key = intentKey(kind, desired);
  const earlier = await ctx.intents.look(key);
  if (earlier?.created !== undefined && (await kind.over?.(ctx, { ...desired, ...earlier.created.outputs })) !== true) {
    ctx.warn(
      `This was created already with exactly these inputs (id ${earlier.created.id}, noted on this machine at ${earlier.at}), so it is taken over and not sent again.`,
    );
    return keep(kind, ctx, stored(desired, earlier.created), desired);
  }
  if (earlier !== undefined && earlier.created === undefined && desired["afterLostReply"] !== "sendAgain") {
    throw uncertain(kind, desired, `An earlier run on this machine sent it at ${earlier.at} and was ended before an answer came.`);
  }
  await ctx.intents.open(key, describe(kind, desired));
  try {
    const created = await kind.create(ctx, desired);
    await ctx.intents.answered(key, created);
    return keep(kind, ctx, stored(desired, created), desired);
  } catch (error) {
    if (!isUncertain(error)) {
      await ctx.intents.close(key);
      throw error;
    }
    throw uncertain(kind, desired, messageOf(error));
  }
}

/**
 * The state keeps the object as one that failed to initialise: no later run sends it again, and each says what is open
 * until the user decides with `afterLostReply`.
 */
function uncertain(kind: Kind, desired: Props, why: string): InitFailure {
  const id = `${UNCERTAIN}-${intentKey(kind, desired).slice(0, 12)}`;
  return new InitFailure(
    id,
    { ...desired, [STATUS]: UNCERTAIN },
    `${describe(kind, desired)} may or may not have been created: ${why}\n` +
      "The service cannot list such tasks, so it is not sent again. Check in the console (Live, recording tasks) or, once it should have recorded, among the " +
      'recordings of the stream. Then set afterLostReply: "keep" when it is there, or afterLostReply: "sendAgain" when it is not.',
  );
}

/** Declared, but not sent to the service yet. */
export function isPlanned(props: Props): boolean {
  return props[STATUS] === PLANNED;
}

export function isUncertainState(props: Props): boolean {
  return props[STATUS] === UNCERTAIN;
}

/**
 * The object as it is now. What the service cannot show (local inputs, secrets it never returns) is carried over from the state,
 * and a value equal to the stored one keeps the user's own form.
 * @returns undefined when the object is gone; a refusal or a broken connection is an error, never "gone"
 */
export async function read(kind: Kind, ctx: Ctx, id: string, last: Props): Promise<(Stored & { readonly inputs: Props }) | undefined> {
  if (kind.read === undefined || !isReadable(kind, last) || isUncertainState(last)) return { id, outs: last, inputs: inputsOf(kind, last) };
  const live = await notFoundAsGone(() => kind.read?.(ctx, id, last) ?? Promise.resolve(undefined));
  if (live === undefined) return undefined;
  const before = inputsOf(kind, last);
  const drifted = new Set(diff(kind, before, live.inputs).changes.map(({ path }) => path.split(/[.[]/)[0]));
  const inputs: Props = { ...before };
  for (const name of Object.keys(kind.inputs.properties)) {
    if (!drifted.has(name)) continue;
    if (live.inputs[name] === undefined) delete inputs[name];
    else inputs[name] = live.inputs[name];
  }
  return { id: live.id, inputs, outs: { ...inputs, ...outputsOf(kind, live.outputs) } };
}

/** @returns the properties that Pulumi keeps after the update */
export async function update(kind: Kind, ctx: Ctx, id: string, last: Props, desired: Props): Promise<Props> {
  if (isUncertainState(last)) {
    if (desired["afterLostReply"] === "keep") return { ...desired, ...outputsOf(kind, last), [STATUS]: "unconfirmed" };
    throw uncertain(kind, desired, "an earlier run sent it and got no answer.");
  }
  // Pulumi cannot change an id in an update: what was planned keeps its own, and its outputs name the service's.
  if (isPlanned(last)) return (await create(kind, ctx, desired)).outs;
  await refuseTakenName(kind, ctx, id, last, desired);
  return { ...desired, ...outputsOf(kind, kind.update === undefined ? last : await kind.update(ctx, id, desired, last)) };
}

/** The service accepts a second object of one name, and nothing could tell the two apart afterwards. */
async function refuseTakenName(kind: Kind, ctx: Ctx, id: string, last: Props, desired: Props): Promise<void> {
  if (kind.find === undefined || naturalKey(kind, last) === naturalKey(kind, desired)) return;
  const other = (await kind.find(ctx, desired)).find((live) => live.id !== id);
  if (other !== undefined) throw new UserError(`${describe(kind, desired)} already exists (id ${other.id}); choose another name.`);
}

/** Deletes the object; one that is gone already is well. */
export async function remove(kind: Kind, ctx: Ctx, id: string, last: Props): Promise<void> {
  const key = naturalKey(kind, last);
  const declarer = key === undefined || kind.find === undefined ? undefined : ctx.ledger.declaredBy(key);
  if (ctx.ledger.holds(objectKey(kind, id)) || (declarer !== undefined && declarer !== markIn(last))) {
    ctx.warn(`${describe(kind, last)} (id ${id}) is not deleted: another resource of this program has it now.`);
    return;
  }
  if (id.startsWith(`${UNCERTAIN}-`)) {
    ctx.warn(`${describe(kind, last)} was never confirmed by the service and has no id, so nothing could be stopped or deleted there.`);
  } else {
    await notFoundAsGone(() => kind.remove(ctx, id, last));
  }
  if (kind.find === undefined) await ctx.intents.close(intentKey(kind, last));
}

async function notFoundAsGone<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Two resources of one program with the same natural key would share one object, and each would think that it is its own. */
export function twinOf(kind: Kind, ledger: RunLedger, desired: Props): string | undefined {
  const key = soleKey(kind, desired);
  const twin = key === undefined ? undefined : ledger.declare(key, markIn(desired));
  return twin === undefined
    ? undefined
    : `${describe(kind, desired)} is declared twice in this program, also by "${nameInMark(twin)}"; keep one of the two`;
}

function refuseTwin(kind: Kind, ledger: RunLedger, desired: Props): void {
  const twin = twinOf(kind, ledger, desired);
  if (twin !== undefined) throw new UserError(`${twin}.`);
}

function keep(kind: Kind, ctx: Ctx, made: Stored, desired: Props): Stored {
  ctx.ledger.meet(objectKey(kind, made.id), markIn(desired), true);
  return made;
}

/** An object at the service, for the ledger. */
export function objectKey(kind: Kind, id: string): string {
  return `${kind.token} ${id}`;
}

export function markIn(props: Props): string {
  return String(props[MARK] ?? "");
}

/** One create, for the intent journal: which resource, with which declaration. */
function intentKey(kind: Kind, desired: Props): string {
  return digest([kind.token, desired[MARK] ?? null, encode(kind.inputs, desired), desired["triggers"] ?? null], 40);
}

/** The kind and its natural key, for messages: `RecordRule push.example.com/live/`. */
function describe(kind: Kind, desired: Props): string {
  const parts = kind.identity.map((field) => desired[field]).filter((part) => part !== undefined && part !== "");
  return [kind.token, ...(parts.length === 0 ? [] : [parts.join("/")])].join(" ");
}

function stored(desired: Props, object: { readonly id: string; readonly outputs: Props }): Stored {
  return { id: object.id, outs: { ...desired, ...object.outputs } };
}

function inputsOf(kind: Kind, props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([name]) => name === MARK || Object.hasOwn(kind.inputs.properties, name)));
}

function outputsOf(kind: Kind, props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([name]) => Object.hasOwn(kind.outputs.properties, name)));
}
