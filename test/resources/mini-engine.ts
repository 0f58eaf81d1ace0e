import { type ClientOptions, CloudClient, resolveConnection } from "../../provider/cloud/index";
import { codeOf } from "../../provider/core/errors";
import { RunLedger } from "../../provider/core/ledger";
import { type Answer, type Ctx, type Intent, type IntentJournal, type Kind, PROVIDER } from "../../provider/core/lifecycle";
import type { Props } from "../../provider/core/schema";
import { handler, type Session } from "../../provider/fronts/handler";
import { kinds } from "../../provider/resources/index";

export interface Entry {
  readonly kind: Kind;
  readonly id: string;
  readonly inputs: Props;
  readonly outs: Props;
}

export interface Declared {
  readonly token: string;
  readonly name: string;
  readonly inputs: Props;
}

export type Step = "create" | "update" | "replace" | "same";

/** One call as somebody who stands between client and service sees it. */
export interface Call {
  readonly action: string;
  /** It had its effect, as far as one can see from there. */
  readonly acted: boolean;
}

/** A call as the client sees it: what became of one that was not answered is not known. */
export interface SentCall extends Call {
  readonly params: Readonly<Props>;
  /** `OK`, the code with which the service refused, or empty when no answer came. */
  readonly code: string;
  readonly answer: Answer | undefined;
}

export interface MiniEngineOptions {
  readonly intents?: IntentJournal;
  readonly delays?: NonNullable<ClientOptions["delays"]>;
  /** Listings may lag behind writes, and what is looked for is waited for as the product does; default false, as at an emulator. */
  readonly lags?: boolean;
  /** Told of every call once it has ended. */
  readonly onCall?: (call: SentCall) => void;
}

/** What Pulumi's engine does with one resource after another, without the processes: check, diff, then the operation in the engine's order. */
export class MiniEngine {
  readonly state = new Map<string, Entry>();
  readonly warnings: string[] = [];
  readonly #env: Environment;
  readonly #intents: IntentJournal;
  readonly #options: MiniEngineOptions;
  #run: Run;

  /** @param target address of an emulator, or the variables with which another service is reached */
  constructor(target: string | Environment, options: MiniEngineOptions = {}) {
    this.#options = options;
    this.#env = typeof target === "string" ? emulatorEnvironment(target) : target;
    this.#intents = options.intents ?? memoryIntents();
    this.#run = this.#start();
  }

  /** A new provider process: caches and claims are gone, the state stays. */
  restart(): void {
    this.#run.client.abort(new Error("restarted"));
    this.#run = this.#start();
  }

  get ctx(): Ctx {
    return this.#run.ctx;
  }

  close(): void {
    this.#run.client.abort(new Error("closed"));
  }

  async check(declared: Declared): Promise<{ inputs: Props; failures: { reason: string }[] }> {
    const old = this.state.get(declared.name);
    const news = { ...declared.inputs, __mark: `${declared.name}-00000000`, [PROVIDER]: "p" };
    const { inputs, failures } = (await this.#methods(declared.token).check?.(old?.inputs ?? {}, news)) ?? {};
    return { inputs: inputs ?? news, failures: failures ?? [] };
  }

  async plan(declared: Declared): Promise<{ step: Step; replaces: string[]; deleteFirst: boolean; inputs: Props }> {
    const { inputs, failures } = await this.check(declared);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    const old = this.state.get(declared.name);
    if (old === undefined) return { step: "create", replaces: [], deleteFirst: false, inputs };
    const diff = (await this.#methods(declared.token).diff?.(old.id, old.outs, inputs)) ?? {};
    const replaces = diff.replaces ?? [];
    const step = diff.changes !== true ? "same" : replaces.length > 0 ? "replace" : "update";
    return { step, replaces, deleteFirst: diff.deleteBeforeReplace ?? false, inputs };
  }

  async up(declared: Declared): Promise<Step> {
    const { step, deleteFirst, inputs } = await this.plan(declared);
    const old = this.state.get(declared.name);
    const methods = this.#methods(declared.token);
    if (old !== undefined && step === "update") {
      const { outs } = (await methods.update?.(old.id, old.outs, inputs)) ?? {};
      this.#store(declared, old.id, inputs, outs ?? {});
    } else if (step === "create" || step === "replace") {
      if (old !== undefined && deleteFirst) await this.#delete(declared.name, old);
      const { id, outs } = await methods.create(inputs);
      this.#store(declared, id, inputs, outs ?? {});
      if (old !== undefined && !deleteFirst) await methods.delete?.(old.id, old.outs);
    } else if (old !== undefined) this.#store(declared, old.id, inputs, old.outs);
    return step;
  }

  /** @returns whether the object is still there */
  async refresh(name: string): Promise<boolean> {
    const old = this.state.get(name);
    if (old === undefined) return false;
    const result = await handler(old.kind, this.#run.session).read?.(old.id, old.outs);
    if (result === undefined || result.id === undefined || result.id === "") {
      this.state.delete(name);
      return false;
    }
    this.state.set(name, { ...old, id: result.id, outs: result.props ?? {}, inputs: result.inputs ?? old.inputs });
    return true;
  }

  /** A run of its own, or within a run: a resource that is not declared any more, or must go before what it depends on. */
  async destroy(name: string, within: "a run of its own" | "this run" = "a run of its own"): Promise<void> {
    if (within !== "this run") this.restart();
    const old = this.state.get(name);
    if (old !== undefined) await this.#delete(name, old);
  }

  async #delete(name: string, old: Entry): Promise<void> {
    await handler(old.kind, this.#run.session).delete?.(old.id, old.outs);
    this.state.delete(name);
  }

  #store({ token, name }: Declared, id: string, inputs: Props, outs: Props): void {
    this.state.set(name, { kind: kindOf(token), id, inputs, outs });
  }

  #methods(token: string) {
    return handler(kindOf(token), this.#run.session);
  }

  #start(): Run {
    const ledger = new RunLedger();
    const warn = (message: string) => void this.warnings.push(message);
    const { delays = {}, lags = false, onCall } = this.#options;
    const client = new HeardClient(resolveConnection(undefined, this.#env), { warn, delays }, onCall);
    const ctx: Ctx = {
      call: (action, params) => client.call(action, params),
      list: (action, params) => client.list(action, params),
      forget: () => client.invalidate(),
      now: () => client.now(),
      warn,
      ledger,
      ...(lags ? {} : { lookDelays: [0, 5] }),
      intents: this.#intents,
    };
    return { client, ctx, session: { configure: () => undefined, ctx: async () => ctx, ledger } };
  }
}

/** A client that tells of its calls, those of shared listings included. */
class HeardClient extends CloudClient {
  readonly #heard: MiniEngineOptions["onCall"];

  constructor(connection: ReturnType<typeof resolveConnection>, options: ClientOptions, heard: MiniEngineOptions["onCall"]) {
    super(connection, options);
    this.#heard = heard;
  }

  override async call(action: string, params: Props): Promise<Answer> {
    try {
      const answer = await super.call(action, params);
      this.#heard?.({ action, params, acted: true, code: "OK", answer });
      return answer;
    } catch (error) {
      this.#heard?.({ action, params, acted: false, code: codeOf(error) ?? "", answer: undefined });
      throw error;
    }
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function emulatorEnvironment(url: string): Readonly<Record<string, string>> {
  return {
    TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR",
    TENCENTCLOUD_SECRET_KEY: "emulator-secret",
    TENCENTCLOUD_DOMAIN: new URL(url).host,
    TENCENTCLOUD_PROTOCOL: "HTTP",
  };
}

interface Run {
  readonly client: CloudClient;
  readonly ctx: Ctx;
  readonly session: Session;
}

export function kindOf(token: string): Kind {
  const kind = kinds.get(token);
  if (kind === undefined) throw new Error(`no kind ${token}`);
  return kind;
}

function memoryIntents(): IntentJournal {
  const entries = new Map<string, Intent>();
  return {
    look: async (key) => entries.get(key),
    open: async (key) => void entries.set(key, { at: "2026-11-22T00:00:00Z" }),
    answered: async (key, created) =>
      void entries.set(key, { at: "2026-11-22T00:00:00Z", created: { id: created.id, outputs: created.outputs } }),
    close: async (key) => void entries.delete(key),
  };
}
