import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareConfigurations } from "../../provider/recording/changes";
import { type Configuration, configurationOf, type RecordTask } from "../../provider/recording/configuration";
import { windowOf } from "../../provider/recording/explain";
import { P, rule, target, template } from "./samples";

const DAY = 86_400;
const KEPT: Readonly<Record<string, number>> = { month: 30 * DAY, day: DAY, norecord: 0 };
const templates = [
  template("month", { hlsParam: { storageTime: KEPT["month"] ?? 0 } }),
  template("day", { hlsParam: { storageTime: KEPT["day"] ?? 0 } }),
  template("norecord"),
];
const BEGIN = Date.parse("2026-12-20T00:00:00Z");
const HOURS = 14;
const hour = (value: number) => BEGIN + value * 3_600_000;
const iso = (value: number) => new Date(hour(value)).toISOString();

const template_ = fc.constantFrom("month", "month", "day", "norecord");

/** Tasks of one stream with few names and few windows. */
const tasks: fc.Arbitrary<RecordTask[]> = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom("a", "b", "c", "d", "e"), fc.integer({ min: 0, max: HOURS - 6 }), fc.integer({ min: 1, max: 6 }), template_)
    .map(([origin, from, hours, key]) => ({
      ...{ origin, ...target(`${P}/live/s`), startTime: iso(from), endTime: iso(from + hours), template: key },
    })),
  { selector: ({ origin }) => origin, maxLength: 5 },
);
const configuration = fc
  .tuple(tasks, fc.option(template_))
  .map(([all, key]) => configurationOf({ templates, tasks: all, rules: key === null ? [] : [rule(`${P}//`, key)] }));

/** For how long what is recorded in an hour is kept, by tasks alone; 0: nothing is. Three of them get a recorder. */
function byTasks({ tasks: all }: Configuration, value: number): number {
  const spans = all.flatMap((task) => {
    const window = windowOf(task);
    return window === undefined || task.template === "norecord" ? [] : [{ ...window, task }];
  });
  const served: typeof spans = [];
  for (const one of spans.sort((a, b) => a.start - b.start)) if (served.filter(({ end }) => end > one.start).length < 3) served.push(one);
  const there = served.filter(({ start, end }) => start <= hour(value) && hour(value) < end);
  return Math.max(0, ...there.map(({ task }) => KEPT[task.template ?? ""] ?? 0));
}

const byRule = ({ rules }: Configuration) => KEPT[rules[0]?.template ?? ""] ?? 0;
const hours = Array.from({ length: HOURS }, (_, value) => value);

/** A task that moves a little is the same event at another time: what it leaves behind is not told as lost. */
function isMove(before: Configuration, after: Configuration): boolean {
  return before.tasks.some((was) => {
    const [old, next] = [windowOf(was), after.tasks.filter(({ origin }) => origin === was.origin).map(windowOf)[0]];
    return old !== undefined && next !== undefined && next.start !== old.start;
  });
}

describe("an hour that a task recorded", () => {
  it("and that nothing records any more is told as not recorded", () => {
    let lost = 0;
    fc.assert(
      fc.property(configuration, configuration, (before, after) => {
        const gone = hours.filter((value) => byTasks(before, value) > 0 && byTasks(after, value) === 0 && byRule(after) === 0);
        fc.pre(gone.length > 0 && !isMove(before, after));
        lost += 1;
        expect(compareConfigurations(before, after).map(({ risk }) => risk)).toContain("not-recorded");
      }),
      { numRuns: 2000 },
    );
    expect(lost).toBe(2000);
  });

  it("and that is kept for a shorter time by what records it instead is told as data loss", () => {
    fc.assert(
      fc.property(configuration, configuration, (before, after) => {
        const shorter = hours.filter((value) => {
          const will = Math.max(byTasks(after, value), byRule(after));
          return will > 0 && will < byTasks(before, value);
        });
        fc.pre(shorter.length > 0);
        expect(compareConfigurations(before, after).map(({ risk }) => risk)).toContain("data-loss");
      }),
      { numRuns: 2000 },
    );
  });

  it("and that is recorded and kept as before is no loss", () => {
    fc.assert(
      fc.property(tasks, tasks, (first, second) => {
        const [before, after] = [first, second].map((all) => configurationOf({ templates, tasks: all })) as [Configuration, Configuration];
        fc.pre(hours.every((value) => byTasks(before, value) <= byTasks(after, value)));
        const other = second.some(({ origin, template: key }) => first.some((was) => was.origin === origin && was.template !== key));
        fc.pre(!other && new Set([...first, ...second].map(({ template: key }) => key)).size === 1 && second.length <= 3);
        const risks = compareConfigurations(before, after).map(({ risk }) => risk);
        expect(risks).not.toContain("not-recorded");
        expect(risks).not.toContain("data-loss");
      }),
      { numRuns: 300 },
    );
  });
});
