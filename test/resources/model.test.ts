import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { type Declared, MiniEngine } from "./mini-engine";

/** More with MODEL_RUNS; a run is a random program, changed, broken and repaired a few times. */
const RUNS = Number(process.env["MODEL_RUNS"] ?? 60);

interface Program {
  readonly templates: readonly { readonly slot: number; readonly own: boolean; readonly slow: boolean; readonly interval: number }[];
  readonly rules: readonly { readonly stream: number; readonly template: number }[];
}

interface Event {
  readonly program: Program;
  readonly fault:
    | {
        readonly action: string;
        readonly nth: number;
        readonly do: "drop-before" | "drop-after" | "cut" | "throttle";
        readonly value?: number;
      }
    | undefined;
  readonly byHand: "nothing" | "delete a rule" | "delete every rule";
  readonly crash: boolean;
  /** The run is killed before the state is written: what it created is known to nobody, until the same program runs again. */
  readonly killed: boolean;
}

const program: fc.Arbitrary<Program> = fc.record({
  templates: fc.uniqueArray(fc.record({ slot: fc.nat(2), own: fc.boolean(), slow: fc.boolean(), interval: fc.constantFrom(60, 3600) }), {
    selector: ({ slot }) => slot,
    minLength: 1,
    maxLength: 3,
  }),
  rules: fc.uniqueArray(fc.record({ stream: fc.nat(2), template: fc.nat(2) }), { selector: ({ stream }) => stream, maxLength: 3 }),
});

const event: fc.Arbitrary<Event> = fc.record({
  program,
  fault: fc.option(
    fc.record({
      action: fc.constantFrom(
        "CreateLiveRecordTemplate",
        "CreateLiveRecordRule",
        "ModifyLiveRecordTemplate",
        "DeleteLiveRecordTemplate",
        "DeleteLiveRecordRule",
      ),
      nth: fc.integer({ min: 1, max: 2 }),
      do: fc.constantFrom("drop-before", "drop-after", "cut", "throttle"),
    }),
    { nil: undefined },
  ),
  byHand: fc.constantFrom("nothing", "delete a rule", "delete every rule"),
  crash: fc.boolean(),
  killed: fc.boolean(),
});

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ settings: { rates: {} } });
});
afterAll(() => emulator.close());

/** What Pulumi does with a program: what is declared goes up, then what is not declared any more is deleted, dependents first. */
async function apply(engine: MiniEngine, { templates, rules }: Program): Promise<void> {
  const wanted = new Set<string>();
  const failures: unknown[] = [];
  const attempt = async (act: () => Promise<unknown>) => act().catch((error) => failures.push(error));
  const ids = new Map<number, string>();
  const before = [...engine.state.keys()];
  for (const { slot, own, slow, interval } of templates) {
    const name = `template${slot}`;
    wanted.add(name);
    const inputs = {
      ...(own ? { templateName: `own-${slot}` } : {}),
      adopt: own,
      isDelayLive: slow,
      mp4Param: { recordInterval: interval },
    };
    const declared: Declared = { token: "RecordTemplate", name, inputs };
    await attempt(async () => {
      const plan = await engine.plan(declared);
      // The engine deletes the dependents of what it deletes first.
      if (plan.step === "replace")
        for (const rule of before.filter((entry) => entry.startsWith("rule"))) await engine.destroy(rule, "this run");
      await engine.up(declared);
      // What depends on a resource that failed is not tried.
      ids.set(slot, engine.state.get(name)?.id ?? "");
    });
  }
  for (const { stream, template } of rules) {
    const name = `rule${stream}`;
    if (templates.some(({ slot }) => slot === template)) wanted.add(name);
    const templateId = ids.get(template);
    if (templateId === undefined) continue;
    await attempt(() =>
      engine.up({ token: "RecordRule", name, inputs: { domainName: "push.example.com", streamName: `s${stream}`, templateId } }),
    );
  }
  for (const name of [...engine.state.keys()].filter((entry) => !wanted.has(entry)).sort())
    await attempt(() => engine.destroy(name, "this run"));
  if (failures.length > 0) throw failures[0];
}

it("whatever is declared, broken and repaired: the account ends as declared, and the next run finds nothing to do", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 4 }), async (events) => {
      emulator.reset();
      const engine = new MiniEngine(emulator.url, { delays: { baseMs: 1, capMs: 5 } });
      try {
        for (const { program: declared, fault, byHand, crash, killed } of events) {
          // Every run has a provider process of its own.
          engine.restart();
          if (fault !== undefined) emulator.fault({ ...fault, ...(fault.do === "throttle" ? { value: 2 } : {}) });
          const before = new Map(engine.state);
          await apply(engine, declared).catch(() => undefined);
          emulator.clearFaults();
          if (killed) {
            for (const name of engine.state.keys()) if (!before.has(name)) engine.state.delete(name);
            engine.restart();
            await apply(engine, declared);
          }
          if (crash) engine.restart();
          const rules = emulator.state().record.rules.slice(0, byHand === "nothing" ? 0 : byHand === "delete a rule" ? 1 : 9);
          for (const { DomainName, AppName, StreamName } of rules)
            await engine.ctx.call("DeleteLiveRecordRule", { DomainName, AppName, StreamName });
        }
        const last = events.at(-1)?.program ?? { templates: [], rules: [] };
        engine.restart();
        for (const name of [...engine.state.keys()]) await engine.refresh(name);
        await apply(engine, last);
        const { record } = emulator.state();
        expect(record.templates.map(({ TemplateId }) => String(TemplateId)).sort()).toEqual(
          [...engine.state.entries()]
            .filter(([name]) => name.startsWith("template"))
            .map(([, { id }]) => id)
            .sort(),
        );
        expect(record.templates).toHaveLength(last.templates.length);
        expect(record.rules.map(({ StreamName }) => StreamName).sort()).toEqual(
          last.rules
            .filter(({ template }) => last.templates.some(({ slot }) => slot === template))
            .map(({ stream }) => `s${stream}`)
            .sort(),
        );
        engine.restart();
        emulator.clearJournal();
        await apply(engine, last);
        expect(emulator.journal()).toEqual([]);
      } finally {
        engine.close();
      }
    }),
    { numRuns: RUNS },
  );
});
