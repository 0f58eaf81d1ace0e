import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "tsup";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, ok, type Target } from "./client";
import { PUSH } from "./story";

/** How often the emulator is killed. */
const KILLS = Number(process.env["KILLS"] ?? 200);
/** Accounts that are killed side by side, so that one starts while another writes. */
const LANES = 4;
/** Clients that write to one account at the same time, so that calls share writes. */
const WRITERS = 6;
/** An emulator is killed after 1 to so many calls. */
const MOST_CALLS = 25;
/** Every so many starts the emulator is killed before it listens. */
const EARLY = 10;

/**
 * A program that keeps an emulator on a state file until it is killed, and prints its port. Started hundreds of times, it has to start fast:
 * as CommonJS, because an ES module that imports `node:http` makes Node load far more of itself.
 */
const KEEPER = `
import { startEmulator } from ${JSON.stringify(join(import.meta.dirname, "../../emulator/index.ts"))};
const quotas = { recordTemplates: 1e6, recordRules: 1e6 };
void startEmulator({ state: process.argv[2], now: "2018-09-11T00:00:00Z", settings: { quotas, fileDelay: 0 } }).then(({ port }) => process.stdout.write(String(port)));
`;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
  const source = join(folder, "keeper.ts");
  writeFileSync(source, KEEPER);
  await build({
    entry: { keeper: source },
    outDir: folder,
    format: "cjs",
    outExtension: () => ({ js: ".cjs" }),
    noExternal: [/./],
    splitting: false,
    silent: true,
    config: false,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the program on an account; what it says first is its port. */
function spawnKeeper(account: string): ChildProcess & { stdout: Readable } {
  return spawn(process.execPath, [join(folder, "keeper.cjs"), join(folder, `${account}.db`)], { stdio: ["ignore", "pipe", "inherit"] });
}

async function start(account: string): Promise<{ keeper: ChildProcess; target: Target }> {
  const keeper = spawnKeeper(account);
  const died = once(keeper, "exit").then(() => Promise.reject(new Error("The emulator did not start.")));
  const [line] = (await Promise.race([once(keeper.stdout, "data"), died])) as [Buffer];
  died.catch(() => {});
  return { keeper, target: { port: Number(line.toString()) } };
}

async function kill(keeper: ChildProcess): Promise<void> {
  keeper.kill("SIGKILL");
  await once(keeper, "exit");
}

/** What was acknowledged, and what was asked but never answered, which may be there or not. */
class Ledger {
  readonly made = new Set<string>();
  readonly unsure = new Set<string>();
  /** Calls that were acknowledged so far. */
  acknowledged = 0;
  #waiting: { count: number; resolve: () => void } | undefined;

  /** Resolves once so many more calls are acknowledged: on a slow machine, too, there is something to lose. */
  more(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { count: this.acknowledged + count, resolve };
    });
  }

  /** Creates a rule of its own stream, and deletes every third again, until the emulator is gone. */
  async write(target: Target, TemplateId: number, prefix: string): Promise<void> {
    for (let n = 0; ; n++) {
      const StreamName = `${prefix}-${n}`;
      const rule = { DomainName: PUSH, AppName: "live", StreamName };
      if (!(await this.#acknowledged(StreamName, () => ok(target, "CreateLiveRecordRule", { ...rule, TemplateId })))) return;
      this.made.add(StreamName);
      if (n % 3 !== 2) continue;
      if (!(await this.#acknowledged(StreamName, () => ok(target, "DeleteLiveRecordRule", rule)))) return;
      this.made.delete(StreamName);
    }
  }

  async #acknowledged(name: string, act: () => Promise<unknown>): Promise<boolean> {
    this.unsure.add(name);
    const done = await act().then(
      () => true,
      () => false,
    );
    if (!done) return false;
    this.unsure.delete(name);
    this.acknowledged++;
    if (this.#waiting !== undefined && this.acknowledged >= this.#waiting.count) this.#waiting.resolve();
    return true;
  }
}

/** Kills the emulator of one account again and again at random moments, and then compares what is there with what was acknowledged. */
async function lane(account: string, kills: number): Promise<{ acknowledged: number; lost: string[]; back: string[] }> {
  const ledger = new Ledger();
  const first = await start(account);
  const { TemplateId } = await ok(first.target, "CreateLiveRecordTemplate", { TemplateName: "t", HlsParam: { Enable: 1 } });
  await kill(first.keeper);
  for (let round = 0; round < kills; round++) {
    if (round % EARLY === EARLY - 1) {
      const keeper = spawnKeeper(account);
      await sleep(Math.random() * 150);
      await kill(keeper);
      continue;
    }
    const { keeper, target } = await start(account);
    const writers = Array.from({ length: WRITERS }, (_, n) => ledger.write(target, TemplateId, `${round}-${n}`));
    await ledger.more(1 + Math.floor(Math.random() * MOST_CALLS));
    await sleep(Math.random() * 3);
    await Promise.all([kill(keeper), ...writers]);
  }
  const { keeper, target } = await start(account);
  const { Rules } = (await call(target, "DescribeLiveRecordRules")).response as unknown as { Rules: { StreamName: string }[] };
  await kill(keeper);
  const kept = new Set(Rules.map(({ StreamName }) => StreamName));
  return {
    acknowledged: ledger.acknowledged,
    lost: [...ledger.made].filter((name) => !kept.has(name) && !ledger.unsure.has(name)),
    back: [...kept].filter((name) => !ledger.made.has(name) && !ledger.unsure.has(name)),
  };
}

test("a clock that ticks on its own never goes back over a kill, however long nothing was written", async () => {
  const now = async ({ port }: Target) =>
    Date.parse(((await (await fetch(`http://127.0.0.1:${port}/_control/clock`)).json()) as { now: string }).now);
  let told = 0;
  for (let round = 0; round < 3; round++) {
    const { keeper, target } = await start("clock");
    const begun = await now(target);
    expect(begun).toBeGreaterThanOrEqual(told);
    // Longer than the time is kept ahead.
    do told = await now(target);
    while (told < begun + 1200 && (await sleep(20)) === undefined);
    await kill(keeper);
  }
});

test(`no acknowledged write is lost in ${KILLS} kills in the middle of writing`, { timeout: 60_000 + KILLS * 3000 }, async () => {
  const share = (n: number): number => Math.floor((KILLS + n) / LANES);
  const lanes = await Promise.all(Array.from({ length: LANES }, (_, n) => lane(`account-${n}`, share(n))));
  expect(lanes.map(({ lost, back }) => ({ lost, back }))).toEqual(Array(LANES).fill({ lost: [], back: [] }));
  expect(lanes.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(KILLS);
});
