import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isReadable } from "../../provider/core/lifecycle";
import type { Props } from "../../provider/core/schema";
import { UNKNOWN } from "../../provider/core/unknown";
import { allCases } from "./cases/index";
import type { Cases, Changes, Prepared } from "./cases/types";
import { type Declared, kindOf, type MiniEngine } from "./mini-engine";
import { type Ability, type LeftOut, lacking, type Place, type Stage } from "./place";

const WRITES = /^(Create|Modify|Delete|Stop|LiveRealTimeClip)/;
/** Stands for every id where no call is made. */
const NO_REFS = { first: "900001", second: "900002" };

/**
 * The life of every kind at a place: bad input, create, empty plan, update, refresh, change and removal by hand, replacement, destroy, lost reply.
 * Registers its tests with vitest. @returns the steps that the place does not run, because it lacks what they need
 */
export function lifecycleSuite(place: Place): LeftOut[] {
  return allCases.flatMap((cases) => describeKind(place, cases));
}

function describeKind(place: Place, cases: Cases): LeftOut[] {
  const { token } = cases;
  const leftOut: LeftOut[] = [];
  const steps = new Map<string, () => Promise<void>>();
  let stage: Stage;
  let engine: MiniEngine;
  let world: Prepared;
  /** How many calls belong to what came before. */
  let seen = 0;

  const declare = (changes: Changes = {}): Declared => {
    const changed = typeof changes === "function" ? changes(world) : changes;
    const inputs = Object.entries({ ...cases.good(world), ...changed }).filter(([, value]) => value !== undefined);
    return { token, name: `${world.tag}-subject`, inputs: Object.fromEntries(inputs) };
  };
  const subject = () => engine.state.get(declare().name);
  const calls = async () => (await stage.calls()).slice(seen);
  const fromHere = async () => {
    seen = (await stage.calls()).length;
  };
  const writes = async () => (await calls()).map(({ action }) => action).filter((action) => WRITES.test(action));
  const count = async () => (await cases.objects({ ctx: engine.ctx, world, calls: await stage.calls() })).length;
  async function stands(expected: number): Promise<void> {
    for (const end = Date.now() + place.lagMs; Date.now() < end && (await count()) !== expected; ) await sleep(500);
    expect(await count()).toBe(expected);
  }
  async function byHand(change: Cases["drift"]): Promise<void> {
    await change?.(engine.ctx, { id: subject()?.id ?? "", outs: subject()?.outs ?? {}, world });
    await sleep(place.lagMs);
    engine.restart();
  }
  /** A test that needs something of the place, or its note among what is left out. */
  function step(name: string, needs: readonly (Ability | undefined)[], test: () => Promise<void>): void {
    const lacks = lacking(place, [cases.needs, ...needs]);
    if (lacks === undefined) steps.set(name, test);
    else leftOut.push({ step: `${token}: ${name}`, lacks });
  }

  async function open(): Promise<void> {
    stage = await place.open();
    engine = stage.engine;
    world = { ...stage.world, refs: NO_REFS };
    seen = 0;
  }

  describe(`${token}, ${place.name}: bad input`, () => {
    beforeEach(open);
    afterEach(() => stage.close());

    it.each(cases.bad.map((bad) => [bad.name, bad] as const))(
      "refuses %s, in the user's own terms and without a call",
      async (_name, bad) => {
        const { failures } = await engine.check(declare(bad.with));
        const named = failures.map(({ reason }) => reason).filter((reason) => bad.path === "" || reason.startsWith(`${bad.path}: `));
        expect(named.join("\n"), failures.map(({ reason }) => reason).join("\n")).toMatch(bad.says);
        expect(await calls()).toEqual([]);
      },
    );
  });

  step("is created, and a second run finds nothing to do", [], async () => {
    expect(await engine.up(declare())).toBe("create");
    await stands(1);
    await fromHere();
    engine.restart();
    expect((await engine.plan(declare())).step).toBe("same");
    expect(await calls()).toEqual([]);
  });

  step("passes check and diff with every field unknown in turn, and writes nothing", [], async () => {
    await engine.up(declare());
    await fromHere();
    for (const name of Object.keys(cases.good(world))) {
      const { inputs, failures } = await engine.check(declare({ [name]: UNKNOWN }));
      expect(failures, name).toEqual([]);
      expect(inputs[name]).toBe(UNKNOWN);
      const plan = await engine.plan(declare({ [name]: UNKNOWN }));
      // Another zone may move the times, which cannot be changed in place.
      const replaces = kindOf(token).replaceFields.includes(name) || name === "timeZone";
      expect([name, plan.step]).toEqual([name, replaces ? "replace" : "update"]);
    }
    expect(await writes()).toEqual([]);
  });

  for (const update of cases.updates)
    step(`takes a change of ${update.name}, and settles`, [update.needs], async () => {
      await engine.up(declare());
      const planned = await engine.plan(declare(update.with));
      expect(planned.step).toBe(update.step);
      expect(await engine.up(declare(update.with))).toBe(update.step);
      await stands(1);
      await fromHere();
      engine.restart();
      expect((await engine.plan(declare(update.with))).step).toBe("same");
      if (isReadable(kindOf(token), subject()?.inputs ?? {})) {
        expect(await engine.refresh(declare().name)).toBe(true);
        expect((await engine.plan(declare(update.with))).step).toBe("same");
      }
      expect(await writes()).toEqual([]);
      // And back again: nothing of the change may stay behind.
      await engine.up(declare());
      engine.restart();
      await engine.refresh(declare().name);
      expect((await engine.plan(declare())).step).toBe("same");
    });

  step("refresh finds no difference after a create, and asks nothing of kinds that cannot be read", [], async () => {
    await engine.up(declare());
    const { inputs } = subject() ?? { inputs: {} };
    await fromHere();
    engine.restart();
    expect(await engine.refresh(declare().name)).toBe(true);
    const secrets = kindOf(token).secretFields;
    const shown = (props: Props = {}) => Object.fromEntries(Object.entries(props).filter(([name]) => !secrets.includes(name)));
    expect(shown(subject()?.inputs)).toEqual(shown(inputs));
    for (const name of secrets) expect(subject()?.inputs[name]).toMatch(/^sha256:/);
    if (!isReadable(kindOf(token), inputs)) expect(await calls()).toEqual([]);
    expect(await writes()).toEqual([]);
    expect((await engine.plan(declare())).step).toBe("same");
  });

  if (cases.drift)
    step("sees a change by hand on refresh, and repairs it", [], async () => {
      await engine.up(declare());
      await byHand(cases.drift);
      await engine.refresh(declare().name);
      // A task that was stopped will not start again: it is as good as gone.
      expect(["update", "replace", "create"]).toContain((await engine.plan(declare())).step);
      await engine.up(declare());
      engine.restart();
      await engine.refresh(declare().name);
      expect((await engine.plan(declare())).step).toBe("same");
      await stands(1);
    });

  if (cases.disappear) {
    step("notices that it was deleted by hand, and is made again", [], async () => {
      await engine.up(declare());
      await byHand(cases.disappear);
      expect(await engine.refresh(declare().name)).toBe(false);
      expect(await engine.up(declare())).toBe("create");
      await stands(1);
    });

    step("is destroyed without complaint when it is gone already", [], async () => {
      await engine.up(declare());
      await byHand(cases.disappear);
      await engine.destroy(declare().name);
      await stands(0);
    });
  }

  step("leaves nothing behind when it is destroyed", [], async () => {
    await engine.up(declare());
    await engine.destroy(declare().name);
    await stands(0);
  });

  if (kindOf(token).find !== undefined && cases.setting === undefined)
    step("exists once after its create was answered to nobody", ["faults"], async () => {
      await stage.fault({ action: cases.creates, nth: 1, do: "drop-after" });
      await engine.up(declare()).catch(() => undefined);
      engine.restart();
      await engine.up(declare());
      await stands(1);
      expect((await engine.plan(declare())).step).toBe("same");
      expect((await writes()).filter((action) => action === cases.creates)).toHaveLength(1);
    });

  if (steps.size > 0)
    describe(`${token}, ${place.name}`, () => {
      beforeEach(async () => {
        await open();
        if (cases.needs === "a running stream") await stage.run();
        world = { ...world, refs: (await cases.prepare?.(engine.ctx, world)) ?? {} };
        engine.restart();
        await stands(0);
        await fromHere();
      });
      afterEach(() => stage.close());
      for (const [name, test] of steps) it(name, test);
    });
  return leftOut;
}
