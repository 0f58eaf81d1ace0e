import type { Clock } from "./clock";
import { Courier } from "./courier";
import type { Happening } from "./happenings";
import { type Id, idOf } from "./ids";
import type {
  CallbackTemplate,
  Clip,
  CosFile,
  Delivery,
  EventConfig,
  Media,
  Miss,
  Mix,
  QueuedEvent,
  QueuedSnapshot,
  Recording,
  RecordTask,
  RecordTemplate,
  Rule,
  Session,
  SnapshotRun,
  SnapshotTemplate,
  Stream,
  StreamKey,
  TimeShiftTemplate,
  WindowTask,
} from "./model";
import { placeInMoment, waitsForEnd } from "./same-moment";
import { type Planned, Scheduler } from "./scheduler";
import type { Settings } from "./settings";
import type { Collection, Store } from "./store";

/** So much ahead of a clock that ticks its time is kept, in milliseconds. */
const AHEAD_MS = 1000;

/** A version of one template or rule that counts for new pushes; null means that it was deleted. */
export interface Effective<T> {
  readonly seq: number;
  readonly value: T | null;
}

/** Templates and rules of one family: what the API shows, and what a push that starts now resolves against. */
export interface Family<T> {
  readonly templates: Collection<T>;
  readonly rules: Collection<Rule>;
  readonly effectiveTemplates: Collection<Effective<T>>;
  readonly effectiveRules: Collection<Effective<Rule>>;
}

/** Number of the emulated account (APPID). */
export const APP_ID = 1250000065;

/** Everything that one emulated account holds, and its time. */
export class Account {
  readonly record: Family<RecordTemplate>;
  readonly timeShift: Family<TimeShiftTemplate>;
  readonly snapshot: Family<SnapshotTemplate>;
  readonly callback: Family<CallbackTemplate>;
  readonly tasks: Collection<RecordTask>;
  /** Tasks of CreateRecordTask and CreateScreenshotTask. */
  readonly windowTasks: Collection<WindowTask>;
  /** VOD's event settings by sub-application. */
  readonly eventConfigs: Collection<EventConfig>;
  readonly eventQueue: Collection<QueuedEvent>;
  /** Queue 100 of the 2016 interface. */
  readonly snapshotQueue: Collection<QueuedSnapshot>;
  /** Ids of the tasks that run, numbers of the older family and texts of the newer, so that a push need not look at the ended ones. */
  readonly runningTasks: Collection<Id | string>;
  readonly streams: Collection<Stream>;
  /** The mixes that run, by their output. */
  readonly mixes: Collection<Mix>;
  readonly recordings: Collection<Recording>;
  /** What was not recorded, and why. */
  readonly misses: Collection<Miss>;
  readonly snapshotRuns: Collection<SnapshotRun>;
  readonly sessions: Collection<Session>;
  readonly media: Collection<Media>;
  readonly clips: Collection<Clip>;
  /** Files in COS, by host and key. */
  readonly cosFiles: Collection<CosFile>;
  readonly deliveries: Collection<Delivery>;
  readonly counters: Collection<number>;
  readonly meta: Collection<unknown>;
  readonly scheduler: Scheduler<Happening>;
  readonly courier = new Courier();
  /** Address that the account's media is served from; known once the server listens. */
  baseUrl = "";
  #moment: number | undefined;
  #saving: Promise<void> | undefined;
  /** The time that a restart would go on from. */
  #kept = Number.NEGATIVE_INFINITY;

  constructor(
    readonly store: Store,
    readonly clock: Clock,
    public settings: Settings,
    readonly happen: (account: Account, event: Happening) => void,
  ) {
    this.record = family(store, "record");
    this.timeShift = family(store, "timeShift");
    this.snapshot = family(store, "snapshot");
    this.callback = family(store, "callback");
    this.tasks = store.collection("tasks");
    this.windowTasks = store.collection("windowTasks");
    this.eventConfigs = store.collection("eventConfigs");
    this.eventQueue = store.collection("eventQueue");
    this.snapshotQueue = store.collection("snapshotQueue");
    this.runningTasks = store.collection("runningTasks");
    this.streams = store.collection("streams");
    this.mixes = store.collection("mixes");
    this.recordings = store.collection("recordings");
    this.misses = store.collection("misses");
    this.snapshotRuns = store.collection("snapshotRuns");
    this.sessions = store.collection("sessions");
    this.media = store.collection("media");
    this.clips = store.collection("clips");
    this.cosFiles = store.collection("cosFiles");
    this.deliveries = store.collection("deliveries");
    this.counters = store.collection("counters");
    this.meta = store.collection("meta");
    const events = store.durable ? store.collection<Planned<Happening>>("events") : undefined;
    this.scheduler = new Scheduler(events, () => this.next("event"), { place: placeInMoment, waits: waitsForEnd });
  }

  /** The account's time in milliseconds: the moment of the event that is happening, else the clock. */
  now(): number {
    return this.#moment ?? this.clock.now();
  }

  /** The clock comes near what is kept of it: past that, a restart after a kill would take it back. */
  get outruns(): boolean {
    return this.store.durable && this.clock.ownTime && !this.clock.frozen && this.clock.now() > this.#kept - AHEAD_MS / 2;
  }

  /** Lets everything happen that is due by now, each at its own moment. */
  settle(): void {
    const until = this.clock.now();
    if (this.outruns) this.#keepTime(AHEAD_MS);
    for (let due = this.scheduler.takeDue(until); due !== undefined; due = this.scheduler.takeDue(until)) {
      this.#moment = due.at;
      try {
        this.happen(this, due.event);
      } finally {
        this.#moment = undefined;
      }
    }
  }

  /** Makes every change so far durable, with the time it was made at. */
  commit(): void {
    if (!this.store.dirty) return;
    this.#keepTime(AHEAD_MS);
    this.store.commit();
  }

  /** Keeps what is not durable yet and the time at which the account is left. */
  close(): void {
    this.#keepTime(0);
    this.store.close();
  }

  /** Keeps the time of a clock that ticks on its own a little ahead, so that it is written once for many answers and never goes back. */
  #keepTime(ahead: number): void {
    const { ownTime, frozen } = this.clock;
    this.#kept = this.clock.now() + (ownTime && !frozen ? ahead : 0);
    this.meta.put("clock", { left: this.#kept, ownTime, frozen });
  }

  /**
   * Resolves once every change so far is durable; undefined if all is already. Calls that come in one turn of the event loop share one
   * write, so that a reply waits for the disk and the disk for no single reply. Rejects where the file cannot be written.
   */
  saved(): Promise<void> | undefined {
    if (!this.store.dirty) return undefined;
    this.#saving ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#saving = undefined;
      this.commit();
    });
    return this.#saving;
  }

  /** Lets changes that nobody waits for become durable with the next write; where that fails, a later one takes them along. */
  save(): void {
    this.saved()?.catch(() => {});
  }

  /**
   * Goes on where a kept account left off: at its time if it had one of its own and the start names no other, else at the machine's, and never
   * before; standing still if it did, unless the start says otherwise.
   */
  resume({ now, freeze }: { readonly now: number | undefined; readonly freeze: boolean | undefined }): void {
    this.scheduler.reload();
    const kept = this.meta.get("clock") as { left: number; ownTime: boolean; frozen: boolean } | undefined;
    if (kept === undefined) return;
    const frozen = freeze ?? kept.frozen;
    if (kept.left > this.clock.now() || (kept.ownTime && now === undefined)) this.clock.restart(kept.left, frozen);
    else if (frozen !== this.clock.frozen) this.clock.freeze(frozen);
  }

  /** Next number of a series, from 1. Numbers are never given twice, not even after a restart. */
  next(series: string): number {
    const value = (this.counters.get(series) ?? 0) + 1;
    this.counters.put(series, value);
    return value;
  }

  nextTemplateId(): Id {
    return this.#nextId("template", this.settings.firstTemplateId);
  }

  nextTaskId(): Id {
    return this.#nextId("task", this.settings.firstTaskId);
  }

  #nextId(series: string, first: number | string): Id {
    return idOf(BigInt(first) + BigInt(this.next(series) - 1));
  }

  /** A 19-digit file id in the shape of the service's. */
  nextFileId(): string {
    return `5285890${String(784000199336 + this.next("file") * 7919).padStart(12, "0")}`;
  }
}

function family<T>(store: Store, name: string): Family<T> {
  return {
    templates: store.collection(`${name}Templates`),
    rules: store.collection(`${name}Rules`),
    effectiveTemplates: store.collection(`${name}TemplatesInEffect`),
    effectiveRules: store.collection(`${name}RulesInEffect`),
  };
}

/** The key that a stream and a rule are stored under; the parts cannot hold the separator. */
export function streamKey(key: StreamKey): string {
  return JSON.stringify([key.domain, key.app, key.stream]);
}

/** The key of a rule's triple. */
export function ruleKey(rule: { DomainName: string; AppName: string; StreamName: string }): string {
  return JSON.stringify([rule.DomainName, rule.AppName, rule.StreamName]);
}
