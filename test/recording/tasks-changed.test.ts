import { describe, expect, it } from "vitest";
import { compareConfigurations } from "../../provider/recording/changes";
import { configurationOf, type RecordTask } from "../../provider/recording/configuration";
import { at, P, type rule, target, template } from "./samples";

const templates = [template("t", { hlsParam: { storageTime: 86_400 } })];
const task = (origin: string, start: string, end: string, more: Partial<RecordTask> = {}): RecordTask => ({
  ...{ origin, ...target(`${P}/live/s`), template: "t" },
  ...{ startTime: `2026-12-20T${start}:00+08:00`, endTime: `2026-12-20T${end}:00+08:00` },
  ...more,
});
const NOON = at("12:00");
/** `risk: sentence` of each finding about `push.example.com/live/s`, in order. */
const told = (before: readonly RecordTask[], after: readonly RecordTask[], now = NOON, rules: ReturnType<typeof rule>[] = []) =>
  compareConfigurations(configurationOf({ templates, tasks: before, rules }), configurationOf({ templates, tasks: after, rules }), { now })
    .filter(({ kind }) => kind !== "task-planned")
    .map(({ risk, says }) => `${risk}: ${says}`);
const risks = (...args: Parameters<typeof told>) => told(...args).map((text) => text.split(":")[0]);

describe("a task that runs", () => {
  it("and begins anew only later loses what lies between", () => {
    expect(told([task("a", "09:00", "14:00")], [task("a", "13:00", "18:00")])[0]).toMatch(
      /^not-recorded: will lose 1 h of the window of a from now on, which nothing else records/,
    );
    expect(risks([task("a", "09:00", "14:00")], [task("a", "09:00", "15:00")])).toEqual(["gap"]);
  });

  it("finds no recorder when it is made anew while three are at work", () => {
    const others = [task("b", "10:00", "16:00"), task("c", "10:30", "16:00")];
    const change = (beside: readonly RecordTask[]) =>
      risks([task("a", "09:00", "14:00"), ...beside], [task("a", "09:00", "15:00"), ...beside]);
    expect(change(others)).toContain("not-recorded");
    expect(change(others.slice(1))).not.toContain("not-recorded");
  });

  it("is no cover when it began without a recorder", () => {
    const [a, b, c, d] = [
      task("a", "08:00", "18:00"),
      task("b", "08:00", "13:00"),
      task("c", "08:01", "13:00"),
      task("d", "11:00", "18:00"),
    ];
    expect(told([a, b, c, d], [b, c, d])[0]).toMatch(/^not-recorded: will lose 5 h of the window of a/);
  });
});

describe("a task that was only planned", () => {
  const planned = { planned: true };

  it("has no recording that could be stopped", () => {
    const before = [task("a", "09:00", "14:00", planned)];
    expect(told(before, []).join()).not.toMatch(/stop being recorded|what was recorded stays/);
    expect(told(before, [task("a", "09:00", "15:00")]).join()).not.toMatch(/that runs is stopped/);
  });

  it("may still become another when its window is over", () => {
    expect(told([task("a", "08:00", "09:00", planned)], [task("a", "15:00", "16:00")])).toEqual([
      expect.stringMatching(/^none: will be recorded from 2026-12-20T15:00/),
    ]);
  });
});

describe("the name of a task that is over", () => {
  it("stands for it alone: a window that moves there from another name is lost", () => {
    const before = [task("this", "08:00", "09:00"), task("next", "14:00", "15:00")];
    const after = [task("this", "14:00", "15:00"), task("next", "20:00", "21:00")];
    expect(told(before, after)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^not-recorded: will not be recorded from 2026-12-20T14:00.*: this stands for a window that is over/),
        expect.stringMatching(/^not-recorded: will not be recorded from 2026-12-20T14:00.* any more: next moves to another time/),
      ]),
    );
  });

  it("is free for a record of the other family", () => {
    const { template: _, ...window } = task("cup", "08:00", "09:00");
    const before = configurationOf({ templates, timed: [{ ...window, startTime: String(window.startTime) }] });
    const after = configurationOf({ templates, tasks: [task("cup", "15:00", "16:00")] });
    expect(compareConfigurations(before, after, { now: NOON }).map(({ risk }) => risk)).not.toContain("not-recorded");
  });
});

describe("tasks with a template that is known by its number alone", () => {
  const known = { template: "123" };

  it("stand in for one another", () => {
    const whole = [task("a", "14:00", "18:00", known)];
    const split = [task("a", "14:00", "16:00", known), task("b", "16:00", "18:00", known)];
    for (const [before, after] of [
      [whole, split],
      [split, whole],
    ] as const)
      expect(risks(before, after)).not.toContain("not-recorded");
    expect(told(whole, [task("a", "14:00", "17:00", known)])[0]).toMatch(/will lose 1 h of the window/);
  });
});

describe("tasks that change together", () => {
  it("under new names and a little later lose only what nothing covers", () => {
    const before = [task("a", "14:00", "16:00"), task("b", "16:00", "18:00")];
    const after = [task("b", "14:15", "16:15"), task("c", "16:15", "18:15")];
    const lost = told(before, after).filter((text) => text.startsWith("not-recorded"));
    expect(lost.join()).not.toMatch(/will not be recorded from/);
    expect(lost.join()).toContain("will lose 15 min");
  });

  it("one of two that are alike goes, and the other stays what it was", () => {
    const alike = [task("a", "10:00", "14:00"), task("b", "10:00", "14:00")];
    expect(told(alike, [task("a", "10:00", "14:00")])).toEqual([
      expect.stringMatching(/^gap: will be recorded .* by a, and no longer by b/),
    ]);
  });

  it("one that moves to where three record is told once, as not recorded", () => {
    const others = ["x1", "x2", "x3"].map((origin, index) => task(origin, `15:0${index}`, "18:00"));
    const texts = told([task("a", "20:00", "21:00"), ...others], [task("a", "16:00", "17:00"), ...others]);
    expect(texts.filter((text) => /by a from 2026-12-20T16:00/.test(text))).toHaveLength(1);
    expect(texts.join()).not.toMatch(/none: will be recorded from 2026-12-20T16:00/);
  });
});

it("a task of a mix under another name is told to need `adopt: true`", () => {
  const mix = (origin: string) => task(origin, "14:00", "16:00", { mixStream: true });
  expect(told([mix("m")], [mix("n")])).toEqual([expect.stringMatching(/^none: will be refused under the new name n.*adopt: true/)]);
  expect(told([task("m", "14:00", "16:00")], [task("n", "14:00", "16:00")])).toEqual([]);
});
