import type { dynamic } from "@pulumi/pulumi";
import { check } from "../core/check";
import { diff } from "../core/diff";
import { create, isPlanned, isUncertainState, markIn, objectKey, read, remove, twinOf, update } from "../core/ensure";
import { InitFailure } from "../core/errors";
import type { RunLedger } from "../core/ledger";
import { type Ctx, type Kind, PROVIDER } from "../core/lifecycle";
import type { Props } from "../core/schema";
import { seal } from "../core/seal";
import { withoutStack } from "./clean-errors";

/** Where the methods get their context from: it may need the configuration, which comes first. */
export interface Session {
  configure(request: dynamic.ConfigureRequest): void;
  ctx(): Promise<Ctx>;
  /** Known without credentials, because check and diff write into it. */
  readonly ledger: RunLedger;
}

/** The methods that Pulumi's dynamic provider host calls, for one kind. */
export function handler(kind: Kind, session: Session): dynamic.ResourceProvider {
  return {
    // Synchronous on purpose: the host calls other methods before an asynchronous configure is done.
    async configure(request) {
      session.configure(request);
    },
    check: (olds: Props, news: Props) =>
      clean(async () => {
        const { inputs, failures, warnings } = check(kind, news, olds);
        for (const { path, message } of warnings) console.warn(`${kind.token}: ${path}: ${message}`);
        const twin = failures.length > 0 ? undefined : twinOf(kind, session.ledger, inputs);
        // With a property name the engine prints the value, also a secret's: the path stands in the reason.
        return {
          inputs,
          failures: [
            ...failures.map(({ path, message }) => ({ property: "", reason: path === "" ? message : `${path}: ${message}` })),
            ...(twin === undefined ? [] : [{ property: "", reason: twin }]),
          ],
        };
      }),
    diff: (id: string, olds: Props, news: Props) =>
      clean(async () => {
        const result = await difference(kind, session, id, olds, news);
        session.ledger.meet(objectKey(kind, id), markIn(news), (result.replaces ?? []).length === 0);
        return result;
      }),
    async create(news: Props) {
      try {
        const { id, outs } = await create(kind, await session.ctx(), news);
        return { id, outs: seal(kind, outs, {}) };
      } catch (error) {
        throw withProvider(error, news);
      }
    },
    async update(id: string, olds: Props, news: Props) {
      try {
        return { outs: seal(kind, await update(kind, await session.ctx(), id, olds, news), olds) };
      } catch (error) {
        throw withProvider(error, news);
      }
    },
    read: (id: string, props: Props) =>
      clean(async () => {
        const live = await read(kind, await session.ctx(), id, props);
        return live === undefined
          ? { id: "", props: {} }
          : { id: live.id, props: seal(kind, live.outs, props), inputs: seal(kind, live.inputs, props) };
      }),
    delete: (id: string, props: Props) => clean(async () => remove(kind, await session.ctx(), id, props)),
  };
}

async function difference(kind: Kind, session: Session, id: string, olds: Props, news: Props): Promise<dynamic.DiffResult> {
  const { changes, replaces, deleteFirst } = diff(kind, olds, news);
  if (isUncertainState(olds)) return uncertainDiff(kind, id, news);
  if (changes.length === 0) {
    if (!isPlanned(olds) || kind.due === undefined) return { changes: false };
    return { changes: (await kind.due(await session.ctx(), news, olds)) !== undefined };
  }
  const settled = kind.settled === undefined ? undefined : await kind.settled(await session.ctx(), id, news, olds);
  if (settled !== undefined) {
    console.warn(`${kind.token} ${id}: not changed: it ${settled}.`);
    return { changes: false };
  }
  if (replaces.length > 0 && kind.loses !== undefined) {
    const loss = await kind.loses(await session.ctx(), olds);
    if (loss !== undefined) console.warn(`${kind.token} ${id} will be replaced: ${loss}`);
  }
  return { changes: true, replaces: [...replaces], deleteBeforeReplace: deleteFirst };
}

/** Until the user has decided, every run says again what is open; the decision to send again is a replacement. */
function uncertainDiff(kind: Kind, id: string, news: Props): dynamic.DiffResult {
  if (news["afterLostReply"] === "sendAgain") return { changes: true, replaces: ["afterLostReply"], deleteBeforeReplace: true };
  if (news["afterLostReply"] === undefined) {
    console.warn(
      `${kind.token} ${id}: the answer to its create was lost. Set afterLostReply to "keep" or "sendAgain"; until then every up stops here.`,
    );
  }
  return { changes: true };
}

async function clean<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw withoutStack(error);
  }
}

/** A state without the provider's text can never be worked on again. */
function withProvider(error: unknown, news: Props): unknown {
  return error instanceof InitFailure ? Object.assign(error, { properties: { ...error.properties, [PROVIDER]: news[PROVIDER] } }) : error;
}
