import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configurationOf } from "../../provider/recording/configuration";
import { EFFECT, explain } from "../../provider/recording/explain";
import { QUOTAS, type Quota } from "../../provider/recording/quotas";
import { simulate } from "../../provider/recording/simulate";
import { compareUsage, usage } from "../../provider/recording/usage";
import { at, P, push, recordAll, rule, target, template } from "./samples";
import { BEGIN, stories } from "./story";

const configuration = configurationOf({
  templates: [
    template("archive", { hlsParam: { storageTime: 2_592_000 }, hlsSpecialParam: { flowContinueDuration: 300 } }),
    template("lecture", { mp4Param: { recordInterval: 7200, storageTime: 7_776_000 } }),
    template("norecord"),
  ],
  rules: [rule(`${P}//`, "archive"), rule(`${P}/lessons/`, "lecture"), rule(`${P}//backstage`, "norecord")],
  tasks: [
    {
      ...target(`${P}/lessons/maths`),
      origin: "exam",
      startTime: "2026-12-20T09:00:00+08:00",
      endTime: "2026-12-20T12:00:00+08:00",
      template: "archive",
    },
  ],
});

describe("explain", () => {
  it("names the rule, its level, the template and what it writes", () => {
    const { rule: winner, recorded } = explain(configuration, target(`${P}/lessons/physics`));
    expect(recorded).toBe(true);
    expect(winner).toMatchObject({ level: "domain+app", rule: { origin: `rule ${P}/lessons/` }, template: { key: "lecture" } });
    expect(winner?.plans).toMatchObject([{ format: "mp4", interval: 7200, storageTime: 7_776_000, destination: { kind: "vod" } }]);
  });

  it("names the runners-up and what would count without the rule", () => {
    const { beaten, without } = explain(configuration, target(`${P}/lessons/backstage`));
    expect(beaten.map(({ level }) => level)).toEqual(["domain+app", "domain"]);
    expect(without?.template?.key).toBe("lecture");
  });

  it("says that a stream is exempt", () => {
    const { recorded, rule: winner } = explain(configuration, target(`${P}/live/backstage`));
    expect([recorded, winner?.template?.key, winner?.plans]).toEqual([false, "norecord", []]);
  });

  it("says that no rule matches", () => {
    expect(explain(configuration, target("q.example.com/live/a"))).toMatchObject({ rule: undefined, recorded: false, without: undefined });
  });

  it("names tasks that record it as well, at a moment or at all", () => {
    const maths = target(`${P}/lessons/maths`);
    expect(explain(configuration, maths)).toMatchObject({ also: [{ kind: "task", origin: "exam" }], double: true });
    expect(explain(configuration, maths, at("10:00")).double).toBe(true);
    expect(explain(configuration, maths, at("13:00"))).toMatchObject({ also: [], double: false });
  });

  it("names the task that gets no recorder, as the simulation has it", () => {
    const [stream, live] = [target(`${P}/live/x`), push(`${P}/live/x`, "09:00", "13:00")];
    const tasks = ["a", "b", "c", "d"].map((origin, minute) => ({
      ...{ ...stream, origin, template: "archive" },
      ...{ startTime: `2026-12-20T10:0${minute}:00+08:00`, endTime: "2026-12-20T12:00:00+08:00" },
    }));
    const four = { ...configuration, rules: [], tasks };
    expect(explain(four, stream, at("11:00")).also.map(({ origin, crowdedOutBy }) => [origin, crowdedOutBy])).toEqual([
      ["a", undefined],
      ["b", undefined],
      ["c", undefined],
      ["d", ["a", "b", "c"]],
    ]);
    expect(simulate(four, { pushes: [live] }).recordings.map(({ cause }) => cause.origin)).toEqual(["a", "b", "c"]);
    expect(explain({ ...four, tasks: tasks.slice(1) }, stream).also.every(({ crowdedOutBy }) => crowdedOutBy === undefined)).toBe(true);
  });

  it("says when a change counts", () => {
    expect(EFFECT).toMatch(/about 10 minutes/);
  });

  it("agrees with the simulation about what a push is recorded into", () => {
    fc.assert(
      fc.property(stories, ({ first, pushes }) => {
        for (const one of pushes) {
          const { rule: winner, recorded } = explain(first, one);
          const alone = simulate(
            { ...first, timed: [], tasks: [], highlights: [] },
            { pushes: [{ ...one, audio: true, end: one.start + 60_000 }] },
            { effectDelay: 0 },
          );
          expect(alone.recordings.map(({ format }) => format)).toEqual(winner?.plans.map(({ format }) => format) ?? []);
          expect(alone.recordings.length > 0).toBe(recorded);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("usage", () => {
  const DAY = 86_400_000;
  const pushes = [push(`${P}/live/a`, "10:00", "12:00"), push(`${P}/live/b`, "11:00", "12:00"), push(`${P}/live/c`, "12:00", "13:00")];
  const made = (storageTime: number) =>
    simulate(recordAll("hls", { storageTime }), { pushes }, { effectDelay: 0, fileDelay: 0, bitrate: 8_000_000 }).recordings;

  it("counts what is recorded at the same moment, an end before a start", () => {
    expect(usage(made(0))).toMatchObject({ peakConcurrent: 2, peakAt: at("11:00"), recordedHours: 4 });
  });

  it("counts gigabytes times days up to the expiry", () => {
    // 8 megabits a second are 3.6 gigabytes an hour.
    const { storedGigabyteDays, bytes, keptForEverGigabytes } = usage(made(86_400), at("12:00") + 10 * DAY);
    expect(bytes).toBe(14.4e9);
    expect(storedGigabyteDays).toBeCloseTo(14.4);
    expect(keptForEverGigabytes).toBe(0);
  });

  it("tells what stays for ever", () => {
    expect(usage(made(0)).keptForEverGigabytes).toBeCloseTo(14.4);
  });

  it("compares before and after, and sums are right", () => {
    const { before, after, difference } = compareUsage(made(86_400), made(2 * 86_400), at("12:00") + 10 * DAY);
    expect(difference.storedGigabyteDays).toBeCloseTo(after.storedGigabyteDays - before.storedGigabyteDays);
    expect(difference).toMatchObject({ peakConcurrent: 0, recordedHours: 0, bytes: 0 });
  });

  it("of nothing is nothing", () => {
    expect(usage([])).toEqual({
      peakConcurrent: 0,
      peakAt: undefined,
      recordedHours: 0,
      bytes: 0,
      storedGigabyteDays: 0,
      keptForEverGigabytes: 0,
    });
  });

  it("never counts more hours than streams were live, for one format", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { recordings } = simulate(recordAll("mp4"), { pushes: story.pushes }, { effectDelay: 0, now: BEGIN });
        const hours = story.pushes.reduce((sum, { start, end = start }) => sum + (end - start) / 3_600_000, 0);
        expect(usage(recordings).recordedHours).toBeLessThanOrEqual(hours + 1e-9);
      }),
      { numRuns: 100 },
    );
  });
});

describe("quotas", () => {
  it("carry their source", () => {
    for (const { limit, source, what } of Object.values<Quota>(QUOTAS))
      expect([limit > 0, source === "", what === ""]).toEqual([true, false, false]);
    expect([
      QUOTAS.recordTemplates.limit,
      QUOTAS.recordRules.limit,
      QUOTAS.timedRecordsPerDay.limit,
      QUOTAS.timedRecordsRunning.limit,
    ]).toEqual([50, 50, 4000, 400]);
  });
});
