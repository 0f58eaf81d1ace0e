import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Configuration, configurationOf } from "../../provider/recording/configuration";
import { LINT_RULES, lint } from "../../provider/recording/lint";
import { CONFIGURATION_CASES } from "./lint-cases";
import { bound, callback, configurationIn, event, hls, task } from "./lint-samples";
import { WORK_CASES } from "./lint-work-cases";
import { P, rule, template } from "./samples";
import { stories } from "./story";

const LINT_CASES = { ...CONFIGURATION_CASES, ...WORK_CASES };

describe("the lint", () => {
  it("has at least 30 rules, and every one of them is tried", () => {
    expect(LINT_RULES.length).toBeGreaterThanOrEqual(30);
    expect(LINT_RULES.map(({ id }) => id).sort()).toEqual(Object.keys(LINT_CASES).sort());
  });

  it("gives every rule a stable id, a reason with its source, and a way out", () => {
    expect(new Set(LINT_RULES.map(({ id }) => id)).size).toBe(LINT_RULES.length);
    for (const { id, title, why, source, hint } of LINT_RULES) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const text of [title, why, source, hint]) expect(text.length).toBeGreaterThan(2);
      expect(title).not.toMatch(/\.$/);
    }
  });

  for (const one of LINT_RULES) {
    const found = LINT_CASES[one.id];
    if (found === undefined) continue;
    it(`${one.id} objects: ${one.title}`, () => {
      const objections = one.check(configurationIn(found.bad), found.bad[1] ?? {});
      expect(objections.length).toBeGreaterThan(0);
      for (const { origin, message } of objections) {
        expect(origin).not.toBe("");
        expect(message.length).toBeGreaterThan(10);
        expect(message).not.toMatch(/undefined|NaN|Infinity|\[object/);
      }
      expect(one.check(configurationIn(found.good), found.good[1] ?? {})).toEqual([]);
    });
  }

  it("names the apps of which no callback tells, though one does of another app of the domain", () => {
    const heard = { templates: [hls], callbackTemplates: [callback], ...bound };
    const told = (id: string, rules: readonly string[], events: readonly string[] = []) =>
      lint(configurationOf({ ...heard, rules: rules.map((path) => rule(`${P}/${path}`, "hls")) }), {
        events: events.map((appName) => ({ domainName: P, appName, streamName: "s", name: appName, start: 0, end: 1 })),
      }).flatMap((finding) => (finding.id === id ? [`${finding.origin}: ${finding.message}`] : []));
    const missing = "missing-failure-callback";
    expect(told(missing, ["bundes/", "live/"])).toEqual([
      `rule ${P}/bundes/: ${P}/bundes is recorded, and no callback reports recordings that fail (the callbacks are for app live)`,
    ]);
    expect(told(missing, ["/"], ["live", "bundes"])).toEqual([expect.stringContaining(`${P}/bundes is recorded`)]);
    expect(told(missing, ["live/"], ["bundes"])).toEqual([]);
    expect(told("failures-of-some-apps", ["/"])).toEqual([
      expect.stringContaining("reported for app live only: every other app is unheard"),
    ]);
    expect(told("failures-of-some-apps", ["bundes/", "live/"])).toEqual([]);
  });

  it("does not say that nobody hears where a callback's template is named by its number: what it tells is not known here", () => {
    const bare = { templates: [hls], rules: [rule(`${P}/live/`, "hls")] };
    const told = (parts: Partial<Configuration>) =>
      lint(configurationOf({ ...bare, ...parts }), {}).filter(({ id }) => /^missing-|^failures-/.test(id));
    expect(told({ callbackRules: [{ ...rule(`${P}/live/`, "1234"), origin: "callback" }] })).toEqual([]);
    expect(told({}).map(({ id }) => id)).toEqual(["missing-failure-callback", "missing-file-callback"]);
  });

  it("needs no timetable to see that a task's window is shorter than one file, and says it once for a template", () => {
    const long = template("hls", { mp4Param: { recordInterval: 7200 } });
    const told = (tasks: Configuration["tasks"]) =>
      lint(configurationOf({ templates: [long], tasks }), {}).filter(({ id }) => id === "interval-longer-than-event");
    expect(told([task("t", "19:00", "20:00"), task("u", "20:00", "21:00")])).toEqual([
      expect.objectContaining({
        origin: long.origin,
        path: "mp4Param.recordInterval",
        message: "files of 2 h are longer than the window of t (1 h)",
      }),
    ]);
    expect(told([task("t", "19:00", "21:00")])).toEqual([]);
    expect(told([task("t", "19:00", "20:00", { template: "other" })])).toEqual([]);
  });

  it("judges tasks back to back by the two ends of all of them", () => {
    const told = (...tasks: Configuration["tasks"]) =>
      lint(configurationOf({ templates: [hls], tasks }), { events: [event] }).flatMap(({ id, origin, message }) =>
        ["starts-with-event", "ends-before-event"].includes(id) ? [`${origin}: ${message}`] : [],
      );
    // The event is from 19:30 to 22:00.
    expect(told(task("a", "19:20", "20:30"), task("b", "20:30", "22:10"))).toEqual([]);
    expect(told(task("b", "20:30", "22:10"), task("a", "19:20", "20:35"))).toEqual([]);
    expect(told(task("a", "19:20", "20:00"), task("b", "20:00", "21:00"), task("c", "21:00", "22:10"))).toEqual([]);
    expect(told(task("a", "19:40", "20:30"), task("b", "20:30", "21:50"))).toEqual([
      "a: it begins 10 minutes after the final",
      "b: it ends 10 minutes before the final does",
    ]);
    expect(told(task("a", "19:20", "20:00"), task("b", "20:10", "22:10"))).toEqual([
      "b: it begins 40 minutes after the final",
      "a: it ends 120 minutes before the final does",
    ]);
    expect(told(task("a", "19:20", "22:10", { streamName: "semi" }), task("b", "20:30", "22:10"))).toEqual([
      "b: it begins 60 minutes after the final",
    ]);
    expect(told(task("a", "19:20", "20:30", { mixStream: true }), task("b", "20:30", "22:10"))).toEqual([
      "b: it begins 60 minutes after the final",
      "a: it ends 90 minutes before the final does",
    ]);
  });

  it("says nothing of an empty configuration", () => {
    expect(lint(configurationOf({}), { now: 0, policy: { minimum: 1 }, domains: [], events: [], streams: [] })).toEqual([]);
  });

  it("takes any configuration without failing, and never writes a value that is not there", () => {
    fc.assert(
      fc.property(stories, ({ first, changeAt, pushes }) => {
        const events = pushes.map((push, index) => ({ ...push, name: `event ${index}`, end: push.end ?? push.start + 1 }));
        const findings = lint(first, { now: changeAt, events, streams: pushes, domains: [P] });
        for (const { message } of findings) expect(message).not.toMatch(/undefined|NaN|Infinity|\[object/);
      }),
      { numRuns: 200 },
    );
  });

  it("the rule that says nothing new can go without any push noticing", () => {
    const part = (names: string[]) => fc.constantFrom("", ...names);
    const rules = fc.uniqueArray(
      fc
        .tuple(part(["live", "other"]), part(["s1", "s2"]), fc.constantFrom("a", "b"))
        .map(([app, stream, key]) => rule(`${P}/${app}/${stream}`, key)),
      { selector: ({ origin }) => origin },
    );
    const redundant = LINT_RULES.find(({ id }) => id === "rule-says-nothing-new");
    fc.assert(
      fc.property(rules, (all) => {
        const without = redundant?.check(configurationOf({ rules: all }), {})[0];
        if (without === undefined) return;
        const rest = all.filter(({ origin }) => origin !== without.origin);
        for (const app of ["live", "other", "third"]) {
          for (const stream of ["s1", "s2", "s3"]) {
            const push = { domainName: P, appName: app, streamName: stream };
            expect(winnerOf(rest, push)).toBe(winnerOf(all, push));
          }
        }
      }),
    );
  });
});

function winnerOf(rules: ReturnType<typeof rule>[], push: { domainName: string; appName: string; streamName: string }): string | undefined {
  const matching = rules.filter(
    ({ appName, streamName }) => ["", push.appName].includes(appName) && ["", push.streamName].includes(streamName),
  );
  const weight = ({ appName, streamName }: { appName: string; streamName: string }) =>
    (streamName === "" ? 0 : 2) + (appName === "" ? 0 : 1);
  return matching.sort((a, b) => weight(b) - weight(a))[0]?.template;
}
