import { describe, expect, it } from "vitest";
import { compareConfigurations } from "../../provider/recording/changes";
import { type Configuration, configurationOf } from "../../provider/recording/configuration";
import { explain } from "../../provider/recording/explain";
import { lint } from "../../provider/recording/lint";
import { simulate } from "../../provider/recording/simulate";
import { at, P, push, rule, target, template } from "./samples";

const archive = template("archive", { hlsParam: { storageTime: 2_592_000 } });
const norecord = template("norecord");
const window = { startTime: "2026-12-20T19:30:00+08:00", endTime: "2026-12-20T22:30:00+08:00" };
const task = (key?: string) => ({
  origin: "final",
  ...target(`${P}/live/final`),
  ...window,
  ...(key === undefined ? {} : { template: key }),
});
const templates = [archive, norecord];
const byRule = (key: string) => configurationOf({ templates, rules: [rule(`${P}//`, key)] });
const byTask = (key?: string) => configurationOf({ templates, tasks: [task(key)] });
const stream = target(`${P}/live/final`);
const pushes = [push(`${P}/live/final`, "19:00", "23:00")];

/** The three things that can be known of a template. */
const CASES = [
  { what: "declared here", key: "archive", formats: ["hls"], keeps: [2_592_000], untold: undefined },
  { what: "not declared here", key: "1234", formats: [], keeps: [], untold: "1234" },
  { what: "not named", key: undefined, formats: ["hls"], keeps: [0], untold: undefined },
] as const;

describe("a task whose template is", () => {
  it.each(CASES)("$what is explained as what is known", ({ key, formats, keeps, untold }) => {
    const [also] = explain(byTask(key), stream).also;
    expect(also?.plans.map(({ format }) => format)).toEqual(formats);
    expect(also?.plans.map(({ storageTime }) => storageTime)).toEqual(keeps);
    expect(also?.unknownTemplate).toBe(untold);
  });

  it.each(CASES)("$what is simulated as what is known", ({ key, formats, untold }) => {
    const made = simulate(byTask(key), { pushes });
    expect(made.recordings.map(({ format }) => format)).toEqual(formats);
    expect(made.untold.map((one) => [one.template, one.kind, one.start, one.end])).toEqual(
      untold === undefined ? [] : [[untold, "task", at("19:30"), at("22:30")]],
    );
  });
});

describe("a template that is not declared here", () => {
  it("leaves open whether its rule records, and whether a push is recorded twice", () => {
    expect(explain(byRule("1234"), stream)).toMatchObject({ recorded: null, double: false, rule: { unknownTemplate: "1234", plans: [] } });
    const double = (ruleKey: string, taskKey?: string) => explain({ ...byRule(ruleKey), tasks: [task(taskKey)] }, stream).double;
    expect([double("archive", "archive"), double("1234", "archive"), double("archive", "1234"), double("norecord", "1234")]).toEqual([
      true,
      null,
      null,
      false,
    ]);
  });

  it("leaves open what a push by rule gives, which is no recording and none that is missed", () => {
    const { recordings, missed, untold } = simulate(byRule("1234"), { pushes });
    expect([recordings, missed]).toEqual([[], []]);
    expect(untold).toMatchObject([{ kind: "rule", template: "1234", streamName: "final" }]);
  });

  it("is told by the lint once for each that names it", () => {
    const all = { ...byRule("1234"), tasks: [task("77")] };
    const found = lint(all).filter(({ id }) => ["unknown-template", "task-without-template"].includes(id));
    expect(found.map(({ id, message }) => [id, message])).toEqual([
      ["unknown-template", "template 1234 is not declared here: what it makes cannot be told"],
      ["unknown-template", "template 77 is not declared here: what it makes cannot be told"],
    ]);
    expect(lint(byTask()).map(({ id }) => id)).toContain("task-without-template");
  });
});

describe("a change from or to a template that is not declared here", () => {
  const changes = (before: Configuration, after: Configuration) =>
    compareConfigurations(before, after, { now: at("12:00") })
      .filter(({ kind }) => !["takes-effect", "rule-replaced"].includes(kind))
      .map(({ kind, risk, possible, text }) => ({ kind, risk, possible, text }));

  it("says of a rule what cannot be told, and which risks that leaves open", () => {
    expect(changes(byRule("archive"), byRule("1234"))).toEqual([
      {
        kind: "unknown-template",
        risk: "unknown",
        possible: ["data-loss", "not-recorded", "permanent"],
        text: `Every stream of ${P} will be recorded with template 1234, which is not declared here, so what it makes cannot be told (until now HLS in one file per push, kept 30 days).`,
      },
    ]);
    expect(changes(configurationOf({ templates }), byRule("1234"))).toMatchObject([{ risk: "unknown", possible: ["permanent"] }]);
    expect(changes(byRule("1234"), byRule("archive"))).toMatchObject([
      { risk: "unknown", possible: ["data-loss", "not-recorded"], text: expect.stringContaining("what is lost cannot be told") },
    ]);
    expect(changes(byRule("1234"), byRule("77"))).toMatchObject([{ kind: "unknown-template", risk: "unknown" }]);
  });

  it("says that a rule records no more, whatever it recorded", () => {
    for (const after of [configurationOf({ templates }), byRule("norecord")])
      expect(changes(byRule("1234"), after)).toMatchObject([{ kind: "recording-stops", risk: "not-recorded" }]);
  });

  it("says nothing where the number stays", () => {
    expect(changes(byRule("1234"), byRule("1234"))).toEqual([]);
    expect(changes(byTask("1234"), byTask("1234"))).toEqual([]);
  });

  it("says of a task what cannot be told, and never that it is HLS for ever", () => {
    const [added] = changes(configurationOf({ templates }), byTask("1234"));
    expect(added).toMatchObject({ kind: "task-added", risk: "unknown", possible: ["permanent"] });
    expect(added?.text).toMatch(/with template 1234, which is not declared here, so what it makes cannot be told\.$/);
    const said = [changes(byTask("archive"), byTask("1234")), changes(byTask("1234"), byTask("archive"))].flat();
    expect(said.map(({ risk, possible }) => [risk, possible.includes("data-loss")])).toEqual([
      ["unknown", true],
      ["unknown", true],
    ]);
    expect(JSON.stringify([added, ...said])).not.toContain("for ever");
  });

  it("leaves open whether a task records a second time what a rule records", () => {
    const found = changes(byRule("archive"), { ...byRule("archive"), tasks: [task("1234")] });
    expect(found.find(({ kind }) => kind === "double-recording")).toMatchObject({ risk: "unknown", possible: ["double"] });
    const told = changes(byRule("1234"), { ...byRule("1234"), tasks: [task("archive")] });
    expect(told.find(({ kind }) => kind === "double-recording")?.text).toContain(
      "will perhaps be recorded twice from 2026-12-20T19:30:00+08:00 to 2026-12-20T22:30:00+08:00: by a rule and by the task final; template 1234 is not declared here, so that cannot be told.",
    );
  });

  it("does not call a task safe whose rule cannot be told", () => {
    const before = { ...byRule("1234"), tasks: [task("archive")] };
    expect(changes(before, byRule("1234"))).toMatchObject([
      { kind: "task-removed", risk: "not-recorded", text: expect.stringContaining("whether its rule still records it cannot be told") },
    ]);
  });
});
