import type { IncomingMessage, ServerResponse } from "node:http";
import { Account } from "./account";
import { ACTION_NAMES } from "./actions/index";
import { Api } from "./api";
import { Authentication, type Credential } from "./authentication";
import { Clock, ClockBackwards } from "./clock";
import { Controls } from "./controls";
import type { CallbackEntry } from "./courier";
import { moveTo, resumeDeliveries } from "./deliveries";
import { type Fault, type FaultReport, Faults } from "./faults";
import { openFile } from "./file-backend";
import { type Front, Gateway } from "./gateway";
import { happen } from "./happenings";
import { Journal, type JournalEntry } from "./journal";
import { LEGACY_PATH, LegacyApi } from "./legacy";
import { refuseOldNode } from "./node-version";
import { type Break, type MixOrder, type Push, type PushException, readInstant, type StreamException, type Unmix } from "./orders";
import { Rates } from "./rates";
import { type Recorded, recorded } from "./recorded";
import { route } from "./routes";
import type { Script } from "./script";
import { type FailedCall, failedCalls } from "./script-calls";
import { playScript } from "./script-player";
import { listen, portOf, stop } from "./server";
import { defaultSettings, type Settings } from "./settings";
import { changeSettings, type SettingsChange } from "./settings-change";
import type { AccountState } from "./state";
import { Store } from "./store";
import { startTicker } from "./ticker";
import { instant } from "./time";
import { type Unrecorded, unrecorded } from "./unrecorded";

/** How an emulator starts. */
export interface EmulatorOptions {
  /** Port on loopback; default 0, a free one. */
  readonly port?: number;
  /** Path of the file that keeps the account, or `memory` (default). */
  readonly state?: string;
  /** The account's time at the start, with an offset; default the machine's time, or where a kept account left off. */
  readonly now?: string | Date;
  /** Whether time stands still but for `clock.advance` and `clock.set`; default false. */
  readonly freeze?: boolean;
  /** Secret that the control API asks for in `X-Control-Token`; default none. */
  readonly controlToken?: string;
  /** Changes to the settings, which a kept account has as it was left, and another the default ones. */
  readonly settings?: SettingsChange;
  /** Key pairs that calls may be signed with; default `DEFAULT_CREDENTIAL` alone. */
  readonly credentials?: readonly Credential[];
}

/** The key pair that an emulator accepts unless it is told others. */
export const DEFAULT_CREDENTIAL: Credential = { secretId: "AKIDEMULATOR", secretKey: "emulator-secret" };

/** A running emulator. What its methods do is what the control API does over HTTP. Times are UTC text such as `2026-12-20T11:30:00Z`. */
export interface Emulator extends AsyncDisposable {
  readonly url: string;
  /** Address of the control API. */
  readonly control: string;
  readonly port: number;
  readonly clock: {
    now(): string;
    /** Seconds forward. */
    advance(seconds: number): string;
    /** Throws ClockBackwards for a time that has passed. */
    set(to: string | Date): string;
    freeze(frozen?: boolean): string;
  };
  /** Starts a push, now or `at` a later moment. Throws ControlError if the stream is live. */
  push(stream: Push): void;
  /** Ends a push, now or `at` a later moment. Throws ControlError if the stream is not live. */
  break(stream: Break): void;
  /** Starts a mix in the cloud, now or `at` a later moment. Throws ControlError if the output is mixed. */
  mix(mix: MixOrder): void;
  /**
   * Takes a script's settings and plans what it does; nothing if the account plays the very script already, as a kept one may. Throws ScriptError
   * if its beginning has passed, SettingsError for a wrong setting.
   */
  play(script: Script): void;
  /** What was recorded, also where the files have expired since. */
  recorded(): Recorded[];
  /** What was not recorded, with the reasons; moments in their words are on the clocks of a time zone, default UTC. */
  unrecorded(timeZone?: string): Unrecorded[];
  /** Calls of scripts that were refused. */
  failedCalls(): readonly FailedCall[];
  /** Ends a mix, now or `at` a later moment. Throws ControlError if the output is not mixed. */
  unmix(mix: Unmix): void;
  /** Moves a file to another storage class, as a console user would; default STANDARD_IA. Throws ControlError if there is no such file. */
  cool(fileId: string, storageClass?: string): void;
  /** Tells of something wrong with what is recorded of a live stream, as event 341. Throws ControlError if the stream is not live. */
  exception(exception: StreamException): void;
  /** Tells of something wrong with a live push, as event 321. Throws ControlError if the stream is not pushed. */
  pushException(exception: PushException): void;
  /** Every try to deliver a callback or a VOD event. */
  callbacks(): CallbackEntry[];
  clearCallbacks(): void;
  /** Resolves once no delivery is under way; failed ones wait for their next try on the account's clock. */
  delivered(): Promise<void>;
  journal(): JournalEntry[];
  clearJournal(): void;
  /** Reads the settings, or changes the given ones. Throws SettingsError. */
  settings(change?: SettingsChange): Settings;
  /** Sets a fault. Throws FaultError. */
  fault(fault: Fault): FaultReport;
  faults(): FaultReport[];
  /** Forgets all faults and lets held calls go on. */
  clearFaults(): void;
  /** Resolves once a call of the action is held by a fault. */
  held(action: string): Promise<void>;
  state(): AccountState;
  /** Empties the account and goes back to the settings and the time of the start. */
  reset(): void;
  /** Ends every connection, held calls included, and closes the state file. Closing again does nothing. */
  close(): Promise<void>;
}

/**
 * Starts an emulator of the service on loopback. Fails if the port or the state file is taken, a setting is wrong, Node is too old, or a kept
 * account is past `now`.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  refuseOldNode(process.versions.node);
  const now = options.now === undefined ? undefined : readInstant(options.now);
  const account = openAccount(options, now);
  const { clock, settings } = account;
  const initial = { settings: structuredClone(settings), now: now ?? (clock.ownTime ? clock.now() : undefined), freeze: clock.frozen };
  const journal = new Journal();
  const faults = new Faults();
  const rates = new Rates();
  const controls = new Controls(account, faults, journal, rates, initial);
  const gateway = new Gateway(account, faults, journal);
  const api = new Api(account, new Authentication(options.credentials ?? [DEFAULT_CREDENTIAL]), rates);
  const fronts = new Map<string, Front>([
    ["/", api],
    [LEGACY_PATH, new LegacyApi(account)],
  ]);
  const answer = (request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> =>
    route(request, response, body, { gateway, fronts, controls, token: options.controlToken });
  const servers = await listen(answer, options.port ?? 0);
  const port = portOf(servers[0]);
  const url = `http://127.0.0.1:${port}`;
  moveTo(account, url);
  const stopTicker = startTicker(account);
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= Promise.all(servers.map(stop)).then(() => {
      stopTicker();
      account.courier.close();
      faults.abandon();
      account.close();
    });
    return closing;
  };
  return {
    url,
    control: `${url}/_control`,
    port,
    clock: {
      now: () => controls.now(),
      advance: (seconds) => controls.advance(seconds),
      set: (to) => controls.setClock(to),
      freeze: (frozen = true) => controls.freeze(frozen),
    },
    push: (stream) => controls.push(stream),
    break: (stream) => controls.break(stream),
    mix: (mix) => controls.mix(mix),
    play: (script) => playScript(account, script, () => controls.settings(script.settings)),
    recorded: () => recorded(controls.settled()),
    unrecorded: (timeZone = "UTC") => unrecorded(controls.settled(), timeZone),
    failedCalls: () => failedCalls(controls.settled()),
    unmix: (mix) => controls.unmix(mix),
    cool: (fileId, storageClass) => controls.cool(fileId, storageClass),
    exception: (exception) => controls.exception(exception),
    pushException: (exception) => controls.pushException(exception),
    callbacks: () => controls.settled().courier.entries(),
    clearCallbacks: () => account.courier.clear(),
    delivered: () => account.courier.idle(),
    journal: () => controls.entries(),
    clearJournal: () => journal.clear(),
    settings: (change) => controls.settings(change),
    fault: (fault) => controls.fault(fault),
    faults: () => faults.list(),
    clearFaults: () => faults.clear(),
    held: (action) => faults.held(action),
    state: () => controls.state(),
    reset: () => controls.reset(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function openAccount(options: EmulatorOptions, now: number | undefined): Account {
  const given = options.settings ?? {};
  // Before a file is opened, so that a wrong setting leaves none behind.
  changeSettings(defaultSettings(), given, ACTION_NAMES);
  const file = options.state === undefined || options.state === "memory" ? undefined : options.state;
  const store = new Store(file === undefined ? undefined : openFile(file));
  const account = new Account(store, new Clock(now, options.freeze ?? false), defaultSettings(), happen);
  store.load();
  account.resume({ now, freeze: options.freeze });
  refuseEarlier(account, now, file);
  resumeDeliveries(account);
  const kept = account.meta.get("settings") ?? {};
  account.settings = changeSettings(changeSettings(defaultSettings(), kept, ACTION_NAMES), given, ACTION_NAMES);
  account.meta.put("settings", account.settings);
  return account;
}

/** A kept account goes on where it left off when it is started as the first time; any other moment that it has passed is a mistake. */
function refuseEarlier(account: Account, now: number | undefined, file: string | undefined): void {
  const begun = account.meta.get("begun");
  if (now === undefined || now === begun) return;
  if (account.clock.now() - now < SAME_MOMENT_MS) {
    if (begun === undefined) account.meta.put("begun", now);
    return;
  }
  const left = instant(account.clock.now());
  account.store.close();
  throw new ClockBackwards(
    `The account in ${file} is at ${left} and does not go back to ${instant(now)}: leave \`now\` out to go on there, or name another file.`,
  );
}

/** A running clock has moved on a little since it was told the time. */
const SAME_MOMENT_MS = 10_000;
