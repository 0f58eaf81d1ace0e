import { describe, expect, it } from "vitest";
import { type ChangeFinding, compareConfigurations, together } from "../../provider/recording/changes";
import { type Configuration, configurationOf, type Template } from "../../provider/recording/configuration";
import { at, P, rule, target, template } from "./samples";

const archive = template("archive", { hlsParam: { storageTime: 2_592_000 } });
const lecture = template("lecture", { mp4Param: { recordInterval: 7200, storageTime: 7_776_000 } });
const norecord = template("norecord");
const base = configurationOf({
  templates: [archive, lecture, norecord],
  rules: [rule(`${P}//`, "archive"), rule(`${P}/lessons/`, "lecture")],
});
const withRules = (...rules: Configuration["rules"]) => ({ ...base, rules });
const window = (start: string, end: string) => ({ startTime: `2026-12-20T${start}:00+08:00`, endTime: `2026-12-20T${end}:00+08:00` });
const final = { origin: "final", ...target(`${P}/live/final`), ...window("19:30", "22:30"), template: "archive" };
const clip = { origin: "opening", streamId: "final", ...window("19:30", "19:40"), isPersistence: true };

const texts = (before: Configuration, after: Configuration, now?: number) =>
  compareConfigurations(before, after, now === undefined ? {} : { now }).map(({ text }) => text);
const only = (kind: ChangeFinding["kind"], before: Configuration, after: Configuration, now?: number) =>
  compareConfigurations(before, after, now === undefined ? {} : { now }).filter((one) => one.kind === kind);

describe("streams that start and stop being recorded", () => {
  it("an exempt stream is told as one that is no longer recorded", () => {
    const after = withRules(...base.rules, rule(`${P}/live/backstage`, "norecord"));
    expect(only("recording-stops", base, after)).toMatchObject([
      { severity: "danger", risk: "not-recorded", subject: `${P}/live/backstage`, effect: "next-push" },
    ]);
    expect(texts(base, after)[0]).toBe(
      `${P}/live/backstage will no longer be recorded: template norecord makes no file (until now HLS in one file per push, kept 30 days).`,
    );
  });

  it("a removed domain rule stops all that no narrower rule records", () => {
    const after = withRules(rule(`${P}/lessons/`, "lecture"));
    expect(texts(base, after)[0]).toBe(
      `Every other stream of ${P} will no longer be recorded: no rule matches any more (until now HLS in one file per push, kept 30 days).`,
    );
  });

  it("a new rule is told with what it writes", () => {
    const after = withRules(...base.rules, rule("q.example.com//", "lecture"));
    expect(only("recording-starts", base, after).map(({ text }) => text)).toEqual([
      "Every stream of q.example.com will be recorded with template lecture: MP4 in files of 2 h, kept 90 days.",
    ]);
  });

  it("a removed app rule is told as another template, and as other formats", () => {
    const after = withRules(rule(`${P}//`, "archive"));
    expect(only("template-changes", base, after).map(({ text }) => text)).toEqual([
      `Every stream of ${P}/lessons will be recorded with template archive instead of lecture.`,
    ]);
    expect(only("format-removed", base, after)[0]).toMatchObject({
      ...{ risk: "not-recorded", severity: "warning" },
      text: `Every stream of ${P}/lessons will be recorded as HLS in one file per push, kept 30 days, and no longer as MP4.`,
    });
    const both = {
      ...base,
      templates: [template("archive", { hlsParam: { storageTime: 2_592_000 }, mp4Param: { storageTime: 60 } }), lecture],
    };
    expect(only("format-added", base, both)[0]?.text).toBe(
      `Every other stream of ${P} will also be recorded as MP4 in files of 30 min, kept 1 min.`,
    );
  });

  it("no change says nothing", () => {
    expect(compareConfigurations(base, { ...base, templates: [...base.templates] })).toEqual([]);
  });

  it("many streams with the same fate are told together", () => {
    const after = withRules(...base.rules, ...["a", "b", "c", "d", "e"].map((name) => rule(`${P}/live/${name}`, "norecord")));
    const [first] = together(compareConfigurations(base, after));
    expect(first?.subjects).toHaveLength(5);
    expect(first?.text).toMatch(
      `${P}/live/a, ${P}/live/b, ${P}/live/c and 2 more will no longer be recorded: template norecord makes no file`,
    );
  });
});

describe("files", () => {
  const keeping = (storageTime: number, more: object = {}) => ({
    ...base,
    templates: [template("archive", { hlsParam: { storageTime, ...more } }), lecture, norecord],
  });

  it("a shorter retention is data loss, for files made from then on", () => {
    const [found] = only("retention-shortened", base, keeping(604_800));
    expect(found).toMatchObject({ risk: "data-loss", severity: "danger", effect: "next-push" });
    expect(found?.text).toBe(
      `Every other stream of ${P} will keep new HLS files 7 days instead of 30 days, after which they are deleted for good; files that exist already keep their date.`,
    );
  });

  it("for ever is permanent storage, and from for ever to a time is data loss", () => {
    expect(only("kept-for-ever", base, keeping(0))[0]).toMatchObject({ risk: "permanent", severity: "warning" });
    expect(only("retention-shortened", keeping(0), base)).toHaveLength(1);
  });

  it("a longer retention is information", () => {
    expect(only("retention-extended", base, keeping(5_184_000))[0]?.severity).toBe("info");
  });

  it("another VOD application is another place for new files", () => {
    expect(only("destination-changes", base, keeping(2_592_000, { vodSubAppId: "15" }))[0]?.text).toBe(
      `Every other stream of ${P} will store new HLS files in VOD application 15 instead of VOD; files that exist already stay where they are.`,
    );
  });

  it("intervals, continuation and names are told", () => {
    const after = {
      ...base,
      templates: [archive, template("lecture", { mp4Param: { recordInterval: 3600, storageTime: 7_776_000 } }), norecord],
    };
    expect(only("files-change", base, after)[0]?.text).toBe(`Every stream of ${P}/lessons will have MP4 files of 1 h instead of 2 h.`);
    const joined = {
      ...base,
      templates: [
        template("archive", { hlsParam: { storageTime: 2_592_000 }, hlsSpecialParam: { flowContinueDuration: 300 } }),
        lecture,
        norecord,
      ],
    };
    expect(only("files-change", base, joined)[0]?.text).toBe(
      `Every other stream of ${P} will have HLS files joined over breaks of up to 5 min.`,
    );
  });
});

describe("moments of risk", () => {
  it("a rule with another template is deleted and made again: a gap", () => {
    const [found] = only("rule-replaced", base, withRules(rule(`${P}//`, "archive"), rule(`${P}/lessons/`, "archive")));
    expect(found).toMatchObject({ risk: "gap", severity: "warning" });
    expect(found?.text).toBe(
      `The rule for every stream of ${P}/lessons will be deleted and made again (from template lecture to archive): a push that starts in between follows the rule for every stream of ${P} (template archive).`,
    );
  });

  it("a template that must be made anew takes its rules with it", () => {
    const cos = { cosBucketName: "b", cosBucketRegion: "ap-guangzhou", cosBucketPath: "/x" };
    const after = { ...base, templates: [template("archive", { hlsParam: cos, cosStore: true }), lecture, norecord] };
    expect(only("rule-replaced", base, after).map(({ subject }) => subject)).toEqual([`the rule for every stream of ${P}`]);
  });

  it("a new task on a stream that a rule records is a double recording; an old one is not told again", () => {
    const after = { ...base, tasks: [final] };
    expect(only("double-recording", base, after)[0]).toMatchObject({ risk: "double", subject: `${P}/live/final` });
    expect(only("double-recording", after, { ...after, timeShiftRules: [rule(`${P}//`, "none")] })).toEqual([]);
  });

  it("overlapping tasks are told", () => {
    const after = configurationOf({ templates: [archive], tasks: [final, { ...final, origin: "late", ...window("22:00", "23:00") }] });
    expect(only("double-recording", configurationOf({}), after)[0]?.text).toBe(
      `${P}/live/final will be recorded twice where final and late overlap.`,
    );
  });
});

describe("tasks", () => {
  const before = configurationOf({ templates: [archive], tasks: [final] });
  const without = configurationOf({ templates: [archive] });

  it("a new one is told with its window and what it writes", () => {
    expect(only("task-added", without, before)[0]?.text).toBe(
      `${P}/live/final will be recorded from 2026-12-20T19:30:00+08:00 to 2026-12-20T22:30:00+08:00: HLS in one file per push, kept 30 days.`,
    );
  });

  it("one that is dropped before its window is not recorded", () => {
    expect(only("task-removed", before, without, at("12:00"))[0]).toMatchObject({
      severity: "danger",
      risk: "not-recorded",
      effect: "at-once",
    });
  });

  it("one that is dropped while it runs ends at once, and what was recorded stays", () => {
    expect(only("task-removed", before, without, at("20:00"))[0]?.text).toMatch(
      /will stop being recorded at once.*what was recorded stays/,
    );
  });

  it("one whose window is over says nothing", () => {
    expect(compareConfigurations(before, without, { now: at("23:00") })).toEqual([]);
  });

  it("one that moves is told with both windows", () => {
    const moved = { ...before, tasks: [{ ...final, ...window("20:00", "23:00") }] };
    expect(only("task-changes", before, moved, at("12:00"))[0]?.text).toMatch(/from 2026-12-20T20:00.* instead of from 2026-12-20T19:30/);
    expect(only("task-changes", before, moved, at("20:30"))[0]).toMatchObject({ risk: "gap" });
  });

  it("what a task writes is compared also when only its template changes", () => {
    const templated = (template: Template) => configurationOf({ templates: [template], tasks: [{ ...final, template: template.key }] });
    const long: Template = { origin: "a", key: "a", mp4Param: { storageTime: 7_776_000 } };
    const findings = (template: Template) => compareConfigurations(templated(long), templated(template), { now: at("12:00") });
    expect(findings({ origin: "a", key: "a" })[0]).toMatchObject({ severity: "danger", risk: "not-recorded", effect: "at-once" });
    expect(findings({ ...long, mp4Param: { storageTime: 86_400 } })[0]).toMatchObject({ severity: "danger", risk: "data-loss" });
    expect(findings({ ...long, mp4Param: { storageTime: 0 } })[0]).toMatchObject({ risk: "permanent" });
    expect(findings({ origin: "a", key: "a", hlsParam: { storageTime: 86_400 } })[0]).toMatchObject({
      severity: "danger",
      risk: "data-loss",
    });
    expect(findings(long)).toEqual([]);
  });

  it("one whose window becomes shorter, or that moves to another stream, loses what it covered", () => {
    const bare = configurationOf({ templates: before.templates, tasks: [final] });
    const change = (changes: object) => compareConfigurations(bare, { ...bare, tasks: [{ ...final, ...changes }] }, { now: at("12:00") });
    expect(change(window("19:30", "20:30"))[0]).toMatchObject({
      severity: "danger",
      risk: "not-recorded",
      says: expect.stringContaining("will lose 2 h"),
    });
    expect(change({ streamName: "other" })[0]).toMatchObject({ severity: "danger", risk: "not-recorded" });
  });

  it("a highlight starts at once", () => {
    const after = { ...without, highlights: [{ origin: "goal", ...target(`${P}/live/final`), duration: 300 }] };
    expect(only("highlight-starts", without, after)[0]?.effect).toBe("at-once");
  });
});

describe("clips, time shift, callbacks", () => {
  const clips = configurationOf({ clips: [clip] });

  it("a persisted clip that goes is media deleted for good", () => {
    expect(only("media-deleted", clips, configurationOf({}))[0]).toMatchObject({
      severity: "danger",
      risk: "data-loss",
      effect: "at-once",
    });
    expect(texts(clips, configurationOf({}))[0]).toMatch(/^The clip opening of final .* will be deleted for good, with its media\.$/);
  });

  it("a persisted clip that is cut anew loses its media as well", () => {
    const again = configurationOf({ clips: [{ ...clip, ...window("19:30", "19:45") }] });
    expect(only("media-deleted", clips, again)[0]?.text).toMatch(/a new one will be cut/);
  });

  it("the same times written in another zone are the same clip", () => {
    expect(
      compareConfigurations(
        clips,
        configurationOf({ clips: [{ ...clip, startTime: "2026-12-20T11:30:00Z", endTime: "2026-12-20T11:40:00Z" }] }),
      ),
    ).toEqual([]);
  });

  it("a clip that is not persisted loses no media", () => {
    const playlist = configurationOf({ clips: [{ ...clip, isPersistence: false }] });
    expect(only("clip-removed", playlist, configurationOf({}))[0]).toMatchObject({ severity: "info", risk: "none" });
  });

  it("an earlier expireTime is data loss, a later one is not", () => {
    const until = (expireTime?: string) => configurationOf({ clips: [{ ...clip, expireTime }] });
    expect(only("clip-expires-earlier", clips, until("2027-01-01T00:00:00Z"))).toHaveLength(1);
    expect(only("clip-expires-earlier", until("2027-01-01T00:00:00Z"), until("2026-12-31T00:00:00Z"))).toHaveLength(1);
    expect(only("clip-expires-earlier", until("2027-01-01T00:00:00Z"), until("2028-01-01T00:00:00Z"))).toEqual([]);
  });

  it("a shorter time shift reaches less far back", () => {
    const shift = (duration: number) =>
      configurationOf({ timeShiftTemplates: [{ origin: "s", key: "s", duration }], timeShiftRules: [rule(`${P}//`, "s")] });
    expect(only("time-shift-changes", shift(604_800), shift(86_400))[0]).toMatchObject({ severity: "warning", risk: "clips" });
    expect(only("time-shift-changes", shift(604_800), configurationOf({}))[0]?.severity).toBe("danger");
  });

  it("failures that are no longer reported are told", () => {
    const on = configurationOf({
      callbackTemplates: [{ origin: "c", key: "c", recordExceptionNotifyUrl: "https://example.com/" }],
      callbackRules: [{ origin: "b", domainName: P, appName: "live", template: "c" }],
    });
    expect(only("alerts-stop", on, configurationOf({}))[0]).toMatchObject({ risk: "alerts", subject: `${P}/live` });
  });
});
