import { randomBytes } from "node:crypto";
import type { Props } from "../../provider/core/schema";
import { type Environment, MiniEngine, type SentCall } from "../resources/mini-engine";
import type { Place, Stage, World } from "../resources/place";
import { later } from "../resources/times";
import { Book, type Notes } from "./book";
import { removeTagged, removeTask, restoreSetting, settingOf } from "./clean-up";
import { type Account, accountIn } from "./environment";

/** Begins the names of all runs, so that a clean-up finds what any of them left. */
const PREFIX = "liverec-real";

/** The service itself as a place, for one run. */
export interface Service extends Place {
  readonly env: Environment;
  /** Looks whether the account answers, and notes what must be put back. */
  begin(): Promise<void>;
  /** Undoes what is left of this run. @returns what that was, in words; nothing after a run that cleaned up after itself */
  end(): Promise<string[]>;
}

const LACKS = {
  faults: "the service loses no answer on demand",
  "rules for a whole domain": "they would meet the operator's own",
} as const;

/**
 * @param env credentials and endpoint as the product reads them, and `LIVEREC_REAL_…`
 * @param books folder of the notes by which a killed run is cleaned up after
 */
export function serviceAt(env: Environment, books: string): Service {
  const account = accountIn(env);
  const run = `${PREFIX}-${randomBytes(4).toString("hex")}`;
  const book = new Book(books, run);
  let stages = 0;

  return {
    name: "at the service",
    env,
    lagMs: account.lagMs,
    lacks: {
      ...LACKS,
      ...(account.stream === undefined ? { "a running stream": "LIVEREC_REAL_STREAM names none" } : {}),
      ...(account.stream && account.recorded ? {} : { "a recorded stream": "LIVEREC_REAL_RECORDED is not 1" }),
    },
    async open() {
      stages += 1;
      return openStage(env, account, `${run}-${stages}`, book);
    },
    begin: () => alone(env, async ({ ctx }) => book.note({ setting: await settingOf(ctx, account) })),
    async end() {
      const left = await alone(env, (engine) => undo(engine, account, book.read(), run));
      book.close();
      return left;
    },
  };
}

/** Removes what killed runs left in the account. @returns what that was, in words */
export async function cleanService(env: Environment, books: string): Promise<string[]> {
  const account = accountIn(env);
  const removed: string[] = [];
  for (const book of Book.left(books)) {
    removed.push(...(await alone(env, (engine) => undo(engine, account, book.read(), book.run))));
    book.close();
  }
  // Also what runs on other machines left.
  return [...removed, ...(await alone(env, ({ ctx }) => removeTagged(ctx, account, PREFIX)))];
}

/** Undoes what was noted, and removes what bears the tag. */
async function undo({ ctx }: MiniEngine, account: Account, { tasks, setting }: Notes, tag: string): Promise<string[]> {
  const left: string[] = [];
  for (const task of tasks) left.push(...(await removeTask(ctx, task)));
  left.push(...(await removeTagged(ctx, account, tag)));
  if (setting !== undefined) left.push(...(await restoreSetting(ctx, account, setting)));
  return left;
}

async function alone<T>(env: Environment, work: (engine: MiniEngine) => Promise<T>): Promise<T> {
  const engine = new MiniEngine(env);
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

function openStage(env: Environment, account: Account, tag: string, book: Book): Stage {
  const sent: SentCall[] = [];
  const tasks: Props[] = [];
  const engine = new MiniEngine(env, {
    lags: true,
    onCall(call) {
      sent.push(call);
      if (call.action !== "CreateLiveRecord" || !call.acted) return;
      const task = { StreamName: call.params["StreamName"], TaskId: call.answer?.["TaskId"] };
      tasks.push(task);
      book.note({ task });
    },
  });
  const unable = async () => {
    throw new Error("the service cannot do that");
  };
  return {
    world: worldOf(account, tag),
    engine,
    calls: async () => sent,
    fault: unable,
    run: account.stream === undefined ? unable : async () => undefined,
    async close() {
      engine.restart();
      // Reading alone leaves nothing.
      if (sent.some(({ action }) => !action.startsWith("Describe"))) await undo(engine, account, { ...book.read(), tasks }, tag);
      engine.close();
    },
  };
}

function worldOf({ domain, stream, callbacks, cos, subAppId }: Account, tag: string): World {
  const now = new Date();
  return {
    now,
    tag,
    domain,
    // Time shift holds what was pushed some minutes ago.
    running: {
      ...(stream ?? { app: "live", stream: "nobody", host: "play.example.com" }),
      from: later(now, -300),
      to: later(now, -240),
    },
    callbacks,
    cos,
    // Category 0 and this task flow exist in every account.
    vod: { classId: 0, procedure: "LongVideoPreset", ...(subAppId === undefined ? {} : { subAppId }) },
  };
}
