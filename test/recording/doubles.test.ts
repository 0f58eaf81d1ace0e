import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareConfigurations } from "../../provider/recording/changes";
import { type Configuration, configurationOf, type RecordTask } from "../../provider/recording/configuration";
import { windowOf } from "../../provider/recording/explain";
import { overlap } from "../../provider/recording/moments";
import { P, rule, target, template } from "./samples";

const templates = [template("t", { hlsParam: { storageTime: 86_400 } }), template("norecord")];
const hour = (value: number) => new Date(Date.parse("2026-12-20T00:00:00Z") + value * 3_600_000).toISOString();

const task = (origin: string, from: number, hours: number, more: Partial<RecordTask> = {}): RecordTask => ({
  ...{ origin, ...target(`${P}/live/s`), startTime: hour(from), endTime: hour(from + hours), template: "t" },
  ...more,
});
const twice = (before: Configuration, after: Configuration) =>
  compareConfigurations(before, after)
    .filter(({ kind }) => kind === "double-recording")
    .map(({ says }) => says);

/** Tasks of two streams with few names and few windows, so that they meet. */
const tasks: fc.Arbitrary<RecordTask[]> = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom("a", "b", "c", "d", "e", "f"), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 6 }), fc.boolean())
    .map(([origin, from, hours, other]) => task(origin, from, hours, other ? { streamName: "other" } : {})),
  { selector: ({ origin }) => origin, maxLength: 6 },
);

function meet(one: RecordTask, other: RecordTask): boolean {
  const [a, b] = [windowOf(one), windowOf(other)];
  return one.streamName === other.streamName && a !== undefined && b !== undefined && overlap(a, b) !== undefined;
}

/** Those that get a recorder: the service runs three at once on one stream, and the later ones get none. */
function served(all: readonly RecordTask[]): RecordTask[] {
  const kept: RecordTask[] = [];
  for (const one of [...all].sort((a, b) => startOf(a) - startOf(b))) {
    const busy = kept.filter((other) => other.streamName === one.streamName && startOf(one) < (windowOf(other)?.end ?? 0));
    if (busy.length < 3) kept.push(one);
  }
  return kept;
}

describe("tasks that overlap", () => {
  it("are told where one of them begins while another is at work that it did not meet before, and only there", () => {
    fc.assert(
      fc.property(tasks, tasks, (declaredFirst, declaredSecond) => {
        const said = twice(configurationOf({ templates, tasks: declaredFirst }), configurationOf({ templates, tasks: declaredSecond }));
        const [first, second] = [served(declaredFirst), served(declaredSecond)];
        const metBefore = (one: RecordTask, other: RecordTask) => {
          const [a, b] = [one, other].map(
            (now) =>
              first.find((was) => was.streamName === now.streamName && JSON.stringify(windowOf(was)) === JSON.stringify(windowOf(now))) ??
              first.find((was) => was.origin === now.origin && was.streamName === now.streamName),
          );
          return a !== undefined && b !== undefined && meet(a, b);
        };
        const met = second.flatMap((one, index) =>
          second
            .slice(index + 1)
            .filter((other) => meet(one, other) && !metBefore(one, other))
            .map((other) => [one.origin, other.origin]),
        );
        const told = said.map((text) => / where (\w) and (\w) overlap/.exec(text)?.slice(1) ?? []);
        for (const pair of told) expect(met.some((one) => one.every((name) => pair.includes(name)))).toBe(true);
        // One sentence for each task that is met, not one for each pair.
        const begins = ([a, b]: readonly string[]) => Math.max(...second.filter(({ origin }) => origin === a || origin === b).map(startOf));
        expect(new Set(told.map(begins))).toEqual(new Set(met.map(begins)));
      }),
      { numRuns: 2000 },
    );
  });

  it("are told also when one of them names no domain", () => {
    const timed = [{ ...task("anywhere", 1, 2), startTime: hour(1), domainName: undefined, storageTime: 60 }];
    const after = configurationOf({ templates, tasks: [task("here", 0, 2), task("there", 2, 2, { domainName: "q.example.com" })], timed });
    expect(twice(configurationOf({}), after)).toHaveLength(2);
  });

  it("are not told when one of them records a mix, or no file at all, or is only renamed", () => {
    const one = task("one", 0, 2);
    const with_ = (other: RecordTask) => configurationOf({ templates, tasks: [one, other] });
    const alone = configurationOf({ templates, tasks: [one] });
    expect(twice(alone, with_(task("mix", 1, 2, { mixStream: true })))).toEqual([]);
    expect(twice(alone, with_(task("no", 1, 2, { template: "norecord" })))).toEqual([]);
    expect(twice(with_(task("two", 1, 2)), with_(task("new name", 1, 2)))).toEqual([]);
  });
});

describe("a task beside a rule", () => {
  const ruled = (...all: RecordTask[]) => configurationOf({ templates, rules: [rule(`${P}//`, "t")], tasks: all });

  it("is told once, and not again when it moves, is renamed or another comes", () => {
    expect(twice(ruled(), ruled(task("a", 0, 2)))).toHaveLength(1);
    expect(twice(ruled(task("a", 0, 2)), ruled(task("a", 5, 2)))).toEqual([]);
    expect(twice(ruled(task("a", 0, 2)), ruled(task("b", 0, 2)))).toEqual([]);
  });

  it("is no double recording when it makes no file", () => {
    expect(twice(ruled(), ruled(task("a", 0, 2, { template: "norecord" })))).toEqual([]);
  });
});

function startOf(one: RecordTask): number {
  return windowOf(one)?.start ?? 0;
}
