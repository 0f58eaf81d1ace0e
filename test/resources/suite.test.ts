import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isReadable } from "../../provider/core/lifecycle";
import { isProps, type Props } from "../../provider/core/schema";
import { UNKNOWN } from "../../provider/core/unknown";
import { kinds } from "../../provider/resources/index";
import { allCases } from "./cases/index";
import { type Declared, kindOf, MiniEngine } from "./mini-engine";
import { type Stage, stages } from "./stage";

const WRITES = /^(Create|Modify|Delete|Stop|LiveRealTimeClip)/;

/** Fills `{name}` with what the preparation gave. */
function resolve(inputs: Props, refs: Props): Props {
  const result: Props = {};
  for (const [name, value] of Object.entries(inputs)) {
    const ref = typeof value === "string" ? /^\{(\w+)\}$/.exec(value)?.[1] : undefined;
    if (value !== undefined) result[name] = ref === undefined ? value : refs[ref];
  }
  return result;
}

it("every registered kind has cases", () => {
  expect(allCases.map(({ token }) => token).sort()).toEqual([...kinds.keys()].sort());
});

describe.each(stages.flatMap(([how, open]) => allCases.map((cases) => [cases.token, how, cases, open] as const)))(
  "%s, %s",
  (token, _how, cases, open) => {
    let stage: Stage;
    let engine: MiniEngine;
    let refs: Props;
    const declare = (changes: Props = {}): Declared => ({ token, name: "subject", inputs: resolve({ ...cases.good, ...changes }, refs) });
    const writes = async () => (await stage.journal()).filter(({ action }) => WRITES.test(action)).map(({ action }) => action);
    const count = async () => (await cases.objects(stage, engine.ctx)).length - before;
    let before = 0;

    beforeEach(async () => {
      stage = await open();
      engine = new MiniEngine(stage.url);
      refs = (await cases.prepare?.(stage, engine.ctx)) ?? {};
      engine.restart();
      before = (await cases.objects(stage, engine.ctx)).length;
      await stage.clearJournal();
    });

    afterEach(async () => {
      engine.close();
      await stage.close();
    });

    it.each(cases.bad.map((bad) => [bad.name, bad] as const))(
      "refuses %s, in the user's own terms and without a call",
      async (_name, bad) => {
        const { failures } = await engine.check(declare(bad.with));
        const named = failures.map(({ reason }) => reason).filter((reason) => bad.path === "" || reason.startsWith(`${bad.path}: `));
        expect(named.join("\n"), failures.map(({ reason }) => reason).join("\n")).toMatch(bad.says);
        expect(await stage.journal()).toEqual([]);
      },
    );

    it("is created, and a second run finds nothing to do", async () => {
      expect(await engine.up(declare())).toBe("create");
      expect(await count()).toBe(1);
      await stage.clearJournal();
      engine.restart();
      expect((await engine.plan(declare())).step).toBe("same");
      expect(await stage.journal()).toEqual([]);
    });

    it("passes check and diff with every field unknown in turn, and writes nothing", async () => {
      await engine.up(declare());
      await stage.clearJournal();
      for (const name of Object.keys(cases.good)) {
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

    it.each(cases.updates.map((update) => [update.name, update] as const))("takes a change of %s, and settles", async (_name, update) => {
      await engine.up(declare());
      const planned = await engine.plan(declare(update.with));
      expect(planned.step).toBe(update.step);
      expect(await engine.up(declare(update.with))).toBe(update.step);
      expect(await count()).toBe(1);
      await stage.clearJournal();
      engine.restart();
      expect((await engine.plan(declare(update.with))).step).toBe("same");
      if (isReadable(kindOf(token), engine.state.get("subject")?.inputs ?? {})) {
        expect(await engine.refresh("subject")).toBe(true);
        expect((await engine.plan(declare(update.with))).step).toBe("same");
      }
      expect(await writes()).toEqual([]);
      // And back again: nothing of the change may stay behind.
      await engine.up(declare());
      engine.restart();
      await engine.refresh("subject");
      expect((await engine.plan(declare())).step).toBe("same");
    });

    it("refresh finds no difference after a create, and asks nothing of kinds that cannot be read", async () => {
      await engine.up(declare());
      const { inputs } = engine.state.get("subject") ?? { inputs: {} };
      await stage.clearJournal();
      engine.restart();
      expect(await engine.refresh("subject")).toBe(true);
      const secrets = kindOf(token).secretFields;
      const shown = (props: Props = {}) => Object.fromEntries(Object.entries(props).filter(([name]) => !secrets.includes(name)));
      expect(shown(engine.state.get("subject")?.inputs)).toEqual(shown(inputs));
      for (const name of secrets) expect(engine.state.get("subject")?.inputs[name]).toMatch(/^sha256:/);
      if (!isReadable(kindOf(token), inputs)) expect(await stage.journal()).toEqual([]);
      expect(await writes()).toEqual([]);
      expect((await engine.plan(declare())).step).toBe("same");
    });

    if (cases.drift)
      it("sees a change by hand on refresh, and repairs it", async () => {
        await engine.up(declare());
        const entry = engine.state.get("subject");
        await cases.drift?.(engine.ctx, entry?.id ?? "", entry?.outs ?? {});
        engine.restart();
        await engine.refresh("subject");
        const { step } = await engine.plan(declare());
        // A task that was stopped will not start again: it is as good as gone.
        expect(["update", "replace", "create"]).toContain(step);
        await engine.up(declare());
        engine.restart();
        await engine.refresh("subject");
        expect((await engine.plan(declare())).step).toBe("same");
        expect(await count()).toBe(1);
      });

    if (cases.disappear)
      it("notices that it was deleted by hand, and is made again", async () => {
        await engine.up(declare());
        const entry = engine.state.get("subject");
        await cases.disappear?.(engine.ctx, entry?.id ?? "", entry?.outs ?? {});
        engine.restart();
        expect(await engine.refresh("subject")).toBe(false);
        expect(await engine.up(declare())).toBe("create");
        expect(await count()).toBe(1);
      });

    if (cases.disappear)
      it("is destroyed without complaint when it is gone already", async () => {
        await engine.up(declare());
        const entry = engine.state.get("subject");
        await cases.disappear?.(engine.ctx, entry?.id ?? "", entry?.outs ?? {});
        engine.restart();
        await engine.destroy("subject");
        expect(await count()).toBe(0);
      });

    it("leaves nothing behind when it is destroyed", async () => {
      await engine.up(declare());
      await engine.destroy("subject");
      const alive = (await cases.objects(stage, engine.ctx)).filter(
        (object) => !(isProps(object) && ["deleted", "finished", "stopped"].includes(String(object["state"]))),
      );
      expect(alive.length).toBe(before);
    });

    if (kinds.get(token)?.find !== undefined && cases.setting === undefined)
      it("exists once after its create was answered to nobody", async () => {
        await stage.fault({ action: cases.creates, nth: 1, do: "drop-after" });
        await engine.up(declare()).catch(() => undefined);
        engine.restart();
        await engine.up(declare());
        expect(await count()).toBe(1);
        expect((await engine.plan(declare())).step).toBe("same");
        expect((await writes()).filter((action) => action === cases.creates)).toHaveLength(1);
      });
  },
);
