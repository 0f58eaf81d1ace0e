import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "tsup";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, ok, type Target } from "./client";
import { PUSH } from "./story";

/** How often the emulator is killed; `KILLS=200` is the bar of the project. */
const KILLS = Number(process.env["KILLS"] ?? 8);
/** Clients that write at the same time. */
const WRITERS = 4;

/** A program that keeps an emulator on a state file until it is killed, and prints its port. */
const KEEPER = `
import { startEmulator } from ${JSON.stringify(join(import.meta.dirname, "../../emulator/index.ts"))};
const quotas = { recordTemplates: 1e6, recordRules: 1e6 };
const emulator = await startEmulator({ state: process.argv[2], now: "2018-09-11T00:00:00Z", settings: { quotas, fileDelay: 0 } });
process.stdout.write(String(emulator.port));
`;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
  const source = join(folder, "keeper.ts");
  writeFileSync(source, KEEPER);
  await build({
    entry: { keeper: source },
    outDir: folder,
    format: "esm",
    outExtension: () => ({ js: ".mjs" }),
    noExternal: [/./],
    splitting: false,
    // A library inside asks for Node's own modules by `require`.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    silent: true,
    config: false,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(): Promise<{ keeper: ChildProcess; target: Target }> {
  const keeper = spawn(process.execPath, [join(folder, "keeper.mjs"), join(folder, "account.db")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const died = once(keeper, "exit").then(() => Promise.reject(new Error("The emulator did not start.")));
  const [line] = (await Promise.race([once(keeper.stdout, "data"), died])) as [Buffer];
  died.catch(() => {});
  return { keeper, target: { port: Number(line.toString()) } };
}

/** What was acknowledged, and what was asked but never answered, which may be there or not. */
class Ledger {
  readonly made = new Set<string>();
  readonly unsure = new Set<string>();

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
    if (done) this.unsure.delete(name);
    return done;
  }
}

test(`no acknowledged write is lost in ${KILLS} kills in the middle of writing`, { timeout: 30_000 + KILLS * 3000 }, async () => {
  const ledger = new Ledger();
  const first = await start();
  const { TemplateId } = await ok(first.target, "CreateLiveRecordTemplate", { TemplateName: "t", HlsParam: { Enable: 1 } });
  first.keeper.kill("SIGKILL");
  await once(first.keeper, "exit");
  for (let round = 0; round < KILLS; round++) {
    const { keeper, target } = await start();
    const writers = Array.from({ length: WRITERS }, (_, n) => ledger.write(target, TemplateId, `${round}-${n}`));
    await sleep(10 + ((round * 37) % 120));
    keeper.kill("SIGKILL");
    await Promise.all([once(keeper, "exit"), ...writers]);
  }
  const { keeper, target } = await start();
  const { Rules } = (await call(target, "DescribeLiveRecordRules")).response as unknown as { Rules: { StreamName: string }[] };
  keeper.kill("SIGKILL");
  await once(keeper, "exit");
  const kept = new Set(Rules.map(({ StreamName }) => StreamName));
  expect(ledger.made.size).toBeGreaterThan(KILLS);
  expect([...ledger.made].filter((name) => !kept.has(name) && !ledger.unsure.has(name))).toEqual([]);
  expect([...kept].filter((name) => !ledger.made.has(name) && !ledger.unsure.has(name))).toEqual([]);
});
