import { type Account, streamKey } from "./account";
import { ACTION_NAMES } from "./actions/index";
import { reportException, reportPushException } from "./callbacks";
import { PUSH_EXCEPTIONS } from "./exceptions";
import type { Fault, FaultReport, Faults } from "./faults";
import type { Journal, JournalEntry } from "./journal";
import { LEGACY_CALLS } from "./legacy-calls";
import { cool } from "./media";
import { endMix, startMix } from "./mixes";
import type { StreamKey } from "./model";
import {
  type Break,
  ControlError,
  type MixOrder,
  type Push,
  type PushException,
  readInstant,
  readKey,
  type StreamException,
  type Unmix,
} from "./orders";
import type { Rates } from "./rates";
import { activeOf } from "./recorder";
import type { Settings } from "./settings";
import { changeSettings, type SettingsChange } from "./settings-change";
import { type AccountState, accountState } from "./state";
import { breakStream, pushStream } from "./streams";
import { instant, NEVER } from "./time";

const LEVELS = ["info", "warning", "error"] as const;
const MOST_EXCEPTIONS = 100;
const STORAGE_CLASSES = ["STANDARD", "STANDARD_IA", "ARCHIVE", "DEEP_ARCHIVE"];

/** As far as the account's calendar goes. */
const LATEST = Date.parse(NEVER);

/** An `at` may lie this far in the past and still mean now: clocks tick while a request travels. */
const SLACK_MS = 1000;

/** What can be done to an emulated account from outside the API; the HTTP control API and the in-process one both come here. */
export class Controls {
  constructor(
    readonly account: Account,
    readonly faults: Faults,
    readonly journal: Journal,
    readonly rates: Rates,
    readonly initial: { readonly settings: Settings; readonly now: number | undefined; readonly freeze: boolean },
  ) {}

  now(): string {
    return instant(this.account.clock.now());
  }

  /** Moves the clock and lets everything happen on the way. Throws ClockBackwards. */
  setClock(to: string | Date): string {
    return this.#move(readInstant(to));
  }

  advance(seconds: number): string {
    if (!Number.isFinite(seconds)) throw new ControlError("`advance` is a number of seconds.");
    return this.#move(Math.round(this.account.clock.now() + seconds * 1000));
  }

  freeze(frozen: boolean): string {
    this.account.clock.freeze(frozen);
    return this.#noteMoved();
  }

  push(given: Push): void {
    const key = readKey(given);
    const content = { audio: given.audio ?? true, video: given.video ?? true, overseas: given.overseas ?? false };
    const at = this.#when(given.at);
    if (at !== undefined) this.account.scheduler.plan(at, { type: "push", key, ...content });
    else if (this.#live(key)) throw new ControlError("The stream is live already.", 409);
    else pushStream(this.account, key, content);
    this.account.commit();
  }

  break(given: Break): void {
    const key = readKey(given);
    const at = this.#when(given.at);
    if (at !== undefined) this.account.scheduler.plan(at, { type: "break", key });
    else if (!this.#live(key)) throw new ControlError("The stream is not live.", 409);
    else breakStream(this.account, key);
    this.account.commit();
  }

  mix(given: MixOrder): void {
    const { outputStreamType } = given;
    const output = readKey(given.output ?? {});
    const inputs = Array.isArray(given.inputs) ? given.inputs.map(readKey) : [];
    if (outputStreamType !== 0 && outputStreamType !== 1) throw new ControlError("`outputStreamType` is 0 or 1.");
    const reused = inputs.some((input) => streamKey(input) === streamKey(output));
    if (inputs.length > 0 && reused !== (outputStreamType === 0))
      throw new ControlError("The output is one of the inputs for `outputStreamType` 0, and none of them for 1.");
    const mix = { inputs, output, outputStreamType };
    const at = this.#when(given.at);
    if (at !== undefined) this.account.scheduler.plan(at, { type: "mix", mix });
    else if (this.account.mixes.get(streamKey(output)) !== undefined) throw new ControlError("The output is mixed already.", 409);
    else startMix(this.account, mix);
    this.account.commit();
  }

  unmix(given: Unmix): void {
    const output = readKey(given.output ?? {});
    const at = this.#when(given.at);
    if (at !== undefined) this.account.scheduler.plan(at, { type: "unmix", output });
    else if (this.account.mixes.get(streamKey(output)) === undefined) throw new ControlError("The output is not mixed.", 409);
    else endMix(this.account, output);
    this.account.commit();
  }

  cool(fileId: string, storageClass = "STANDARD_IA"): void {
    this.account.settle();
    if (!STORAGE_CLASSES.includes(storageClass)) throw new ControlError(`\`storageClass\` is ${STORAGE_CLASSES.join(", ")}.`);
    const media = this.account.media.get(fileId);
    if (media === undefined) throw new ControlError(`There is no file \`${String(fileId)}\`.`);
    cool(this.account, media, storageClass);
    this.account.commit();
  }

  exception(given: StreamException): void {
    const key = readKey(given);
    const { type, level = "warning" } = given;
    if (!Number.isInteger(type)) throw new ControlError("`type` is a number of event 341, such as -8.");
    if (!LEVELS.includes(level)) throw new ControlError(`\`level\` is ${LEVELS.join(", ")}.`);
    this.account.settle();
    const stream = this.account.streams.get(streamKey(key));
    if (stream?.live !== true) throw new ControlError("The stream is not live.", 409);
    for (const recording of activeOf(this.account, stream))
      reportException(this.account, recording, { type, level, format: recording.format });
    this.account.commit();
  }

  pushException(given: PushException): void {
    const key = readKey(given);
    const { type, count = 1 } = given;
    if (PUSH_EXCEPTIONS[type] === undefined) throw new ControlError("`type` is a number of event 321, 1 to 16.");
    if (!Number.isInteger(count) || count < 1 || count > MOST_EXCEPTIONS) throw new ControlError(`\`count\` is 1 to ${MOST_EXCEPTIONS}.`);
    this.account.settle();
    const stream = this.account.streams.get(streamKey(key));
    if (stream?.live !== true || stream.source === "mixed") throw new ControlError("The stream is not pushed.", 409);
    reportPushException(this.account, stream, { type, count });
    this.account.commit();
  }

  settings(change?: SettingsChange): Settings {
    if (change !== undefined) {
      this.account.settings = changeSettings(this.account.settings, change, ACTION_NAMES);
      this.account.meta.put("settings", this.account.settings);
      if (change.rates !== undefined) this.rates.clear();
      this.account.commit();
    }
    return structuredClone(this.account.settings);
  }

  fault(fault: Fault): FaultReport {
    return this.faults.add(fault, [...ACTION_NAMES, ...LEGACY_CALLS.keys()]);
  }

  entries(): JournalEntry[] {
    return this.journal.entries();
  }

  /** Everything in the account, as of now. */
  state(): AccountState {
    return accountState(this.settled());
  }

  /** The account, once everything has happened that is due by now. */
  settled(): Account {
    this.account.settle();
    this.account.commit();
    return this.account;
  }

  /** Back to an empty account with the settings and the time that the emulator was started with; held calls end without an answer. */
  reset(): void {
    const { account, initial } = this;
    this.faults.abandon();
    this.journal.clear();
    account.courier.clear();
    this.rates.clear();
    account.store.clear();
    account.scheduler.reload();
    account.settings = structuredClone(initial.settings);
    account.clock.begin(initial.now, initial.freeze);
    if (initial.now !== undefined) account.meta.put("begun", initial.now);
    account.meta.put("settings", account.settings);
    account.meta.put("address", account.baseUrl);
    account.commit();
  }

  #move(to: number): string {
    if (to > LATEST) throw new ControlError(`The clock goes up to ${instant(LATEST)}.`);
    this.account.clock.set(to);
    return this.#noteMoved();
  }

  #noteMoved(): string {
    this.account.meta.put("moved", this.account.clock.now());
    this.settled();
    return this.now();
  }

  #live(key: StreamKey): boolean {
    return this.account.streams.get(streamKey(key))?.live === true;
  }

  /** The later moment that is asked for, or undefined for now. */
  #when(at: string | Date | undefined): number | undefined {
    this.account.settle();
    if (at === undefined) return undefined;
    const ms = readInstant(at);
    const now = this.account.clock.now();
    if (ms < now - SLACK_MS) throw new ControlError(`\`at\` is in the past: the clock is at ${instant(now)}.`, 409);
    return ms <= now ? undefined : ms;
  }
}
