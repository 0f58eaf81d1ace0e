import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStack, type Preview, type Stack } from "./harness/index";
import { change, everyKind, everyObject, idOf, nameOf, program } from "./support/programs";
import { actions, domain, objects, openStage, type Stage, writes } from "./support/stage";

const noChanges = { args: ["--expect-no-changes"] };

/** What a preview would do, by logical name. */
function plan({ steps }: Preview): Record<string, string[]> {
  const plan: Record<string, string[]> = {};
  for (const { op, urn } of steps) {
    const name = nameOf(urn);
    plan[name] = [...(plan[name] ?? []), op];
  }
  return plan;
}

describe("the life of all kinds in one program", () => {
  let stage: Stage;
  let stack: Stack;
  let declared = everyKind;

  const idsOf = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await stack.resources()).map(({ urn, id }) => [nameOf(urn), id ?? ""]));

  async function isSettled(): Promise<void> {
    stage.emulator.clearJournal();
    expect((await stack.preview(noChanges)).steps).toEqual([]);
    expect(actions(stage.emulator)).toEqual([]);
  }

  beforeAll(async () => {
    stage = await openStage();
    stack = await openStack({ program: program(declared), emulator: stage.emulator });
  });

  afterAll(async () => {
    await stack.close();
    await stage.emulator.close();
  });

  it("previews clean on an empty stack, without a call", async () => {
    const preview = await stack.preview();
    expect(preview.changeSummary).toEqual({ create: Object.keys(declared).length + 1 });
    expect(preview.diagnostics).toEqual([]);
    expect(preview.stderr).toBe("");
    expect(actions(stage.emulator)).toEqual([]);
  });

  it("creates one object for each resource", async () => {
    const { summary } = await stack.up();
    expect(summary.created).toBe(Object.keys(declared).length + 1);
    expect(objects(stage)).toEqual(everyObject);
  });

  it("has nothing to do on a second run, and asks the service nothing", isSettled);

  it("refreshes without a change, and sends no call for what cannot be read", async () => {
    stage.emulator.clearJournal();
    const { summary } = await stack.refresh();
    expect(summary).toMatchObject({ updated: 0, deleted: 0, unchanged: Object.keys(declared).length + 1 });
    const calls = stage.emulator.journal();
    expect([...new Set(calls.map(({ action }) => action))].sort()).toEqual([
      "DescribeLiveRecordRules",
      "DescribeLiveRecordTemplates",
      "DescribeLiveTimeShiftRules",
      "DescribeLiveTimeShiftTemplates",
      "DescribeMediaInfos",
    ]);
    const ids = await idsOf();
    expect(calls.filter(({ action }) => action === "DescribeMediaInfos").map(({ params }) => params["FileIds"])).toEqual([[ids["clip"]]]);
  });

  it("previews a new description of a bound template as exactly one update", async () => {
    declared = change(declared, { template: { description: "second" } });
    await stack.program(program(declared));
    stage.emulator.clearJournal();
    expect(plan(await stack.preview())).toEqual({ template: ["update"] });
    expect(writes(stage.emulator)).toEqual([]);
  });

  it("updates in place every kind that can be", async () => {
    const before = await idsOf();
    declared = change(declared, {
      template: { description: "second", mp4Param: undefined, flvParam: { recordInterval: 3600 } },
      shiftTemplate: { description: undefined, duration: 259_200 },
      clip: { name: "kick-off", tags: ["first half"], expireTime: undefined },
    });
    await stack.program(program(declared));
    expect((await stack.up()).summary).toMatchObject({ created: 0, updated: 3, replaced: 0, deleted: 0 });
    expect(await idsOf()).toEqual(before);
    const { record, timeShift, media } = stage.emulator.state();
    const template = record.templates.find(({ TemplateId }) => String(TemplateId) === before["template"]);
    expect(template).toMatchObject({ Description: "second", FlvParam: { Enable: 1 }, HlsParam: { Enable: 1 }, Mp4Param: { Enable: 0 } });
    const shift = timeShift.templates.find(({ TemplateId }) => String(TemplateId) === before["shiftTemplate"]);
    expect(shift).toMatchObject({ Description: "", Duration: 259_200 });
    expect(media.find(({ fileId }) => fileId === before["clip"])).toMatchObject({ name: "kick-off", expireTime: null });
  });

  it("has nothing to do right after an update", isSettled);

  it("sees on refresh what was changed by hand, and repairs it", async () => {
    const { live, vod, recordTemplateId, timeShiftTemplateId } = stage;
    const ids = await idsOf();
    await live.ModifyLiveRecordTemplate({ TemplateId: Number(ids["template"]), Description: "by hand", HlsParam: { Enable: 0 } });
    await live.ModifyLiveTimeShiftTemplate({ TemplateId: Number(ids["shiftTemplate"]), Duration: 86_400 });
    await vod.ModifyMediaInfo({ FileId: ids["clip"] ?? "", Name: "by hand" });
    await live.DeleteLiveRecordRule({ DomainName: domain, AppName: "live", StreamName: "" });
    await live.CreateLiveRecordRule({ DomainName: domain, AppName: "live", StreamName: "", TemplateId: Number(recordTemplateId) });
    await live.DeleteLiveTimeShiftRule({ DomainName: domain, AppName: "*", StreamName: "*" });
    await live.CreateLiveTimeShiftRule({ DomainName: domain, AppName: "*", StreamName: "*", TemplateId: Number(timeShiftTemplateId) });

    expect((await stack.refresh()).summary).toMatchObject({ updated: 5, deleted: 0 });
    const preview = await stack.preview();
    expect(plan(preview)).toMatchObject({ template: ["update"], shiftTemplate: ["update"], clip: ["update"] });
    expect(Object.keys(plan(preview)).sort()).toEqual(["clip", "rule", "shiftRule", "shiftTemplate", "template"]);
    expect((await stack.up()).summary).toMatchObject({ created: 0, updated: 3, replaced: 2, deleted: 0 });
    await isSettled();
    expect((await stack.refresh()).summary).toMatchObject({ updated: 0, deleted: 0 });
    expect(objects(stage)).toEqual(everyObject);
    expect(await idsOf()).toEqual(ids);
  });

  it("makes again what was deleted behind its back", async () => {
    const { live, vod } = stage;
    const ids = await idsOf();
    await live.DeleteLiveRecordRule({ DomainName: domain, AppName: "live", StreamName: "" });
    await live.DeleteLiveRecordTemplate({ TemplateId: Number(ids["template"]) });
    await live.DeleteLiveTimeShiftRule({ DomainName: domain, AppName: "*", StreamName: "*" });
    await live.DeleteLiveTimeShiftTemplate({ TemplateId: Number(ids["shiftTemplate"]) });
    await vod.DeleteMedia({ FileId: ids["clip"] ?? "" });
    expect((await stack.refresh()).summary).toMatchObject({ deleted: 5, updated: 0 });
    expect((await stack.up()).summary).toMatchObject({ created: 5, updated: 0, replaced: 0 });
    expect(objects(stage)).toEqual(everyObject);
    await isSettled();
  });

  it("ends a replacement of every kind with exactly the new object", async () => {
    const before = await idsOf();
    declared = change(
      { other: { kind: "RecordTemplate", args: { aacParam: {} } }, ...declared },
      {
        template: { isDelayLive: true },
        slowable: { isDelayLive: true },
        rule: { templateId: idOf("other") },
        shiftRule: { appName: "live" },
        scheduled: { fileFormat: "mp4" },
        highlight: { triggers: ["again"] },
        clip: { endTime: "2018-09-20T10:20:00Z" },
        sharedClip: { endTime: "2018-09-20T10:20:00Z" },
      },
    );
    await stack.program(program(declared));
    stage.emulator.clearJournal();
    await stack.up();
    expect(objects(stage)).toEqual({ ...everyObject, RecordTemplate: 3, ScheduledRecord: 1, HighlightRecord: 1 });

    const after = await idsOf();
    const { record, timeShift, tasks, media } = stage.emulator.state();
    for (const name of ["template", "slowable", "scheduled", "highlight", "clip"])
      expect([name, after[name]]).not.toEqual([name, before[name]]);
    expect(
      record.templates
        .filter(({ IsDelayLive }) => IsDelayLive === 1)
        .map(({ TemplateId }) => String(TemplateId))
        .sort(),
    ).toEqual([after["template"] ?? "", after["slowable"] ?? ""].sort());
    expect(record.templates.find(({ TemplateName }) => TemplateName === "own-name")?.TemplateId).toBe(Number(after["slowable"]));
    expect(record.rules.map(({ AppName, TemplateId }) => [AppName, String(TemplateId)]).sort()).toEqual([
      ["live", after["other"]],
      ["slow", after["slowable"]],
    ]);
    expect(timeShift.rules.map(({ AppName, TemplateId }) => [AppName, String(TemplateId)])).toContainEqual([
      "live",
      after["shiftTemplate"],
    ]);
    expect(tasks.map(({ taskId }) => String(taskId)).sort()).toEqual([after["scheduled"] ?? "", after["highlight"] ?? ""].sort());
    expect(media.filter(({ clipId }) => clipId !== null).map(({ fileId }) => fileId)).toEqual([after["clip"]]);

    // What cannot be cut twice is cut anew before the old one goes.
    const calls = actions(stage.emulator);
    expect(calls.lastIndexOf("LiveRealTimeClip")).toBeLessThan(calls.indexOf("DeleteMedia"));
    await isSettled();
  });

  it("keeps the clip whose source is gone when its replacement fails", async () => {
    const ids = await idsOf();
    stage.emulator.break({ domain, app: "stage", stream: "show" });
    stage.emulator.clock.advance(8 * 86_400);
    await stack.program(program(change(declared, { clip: { endTime: "2018-09-20T10:10:00Z" } })));
    const { stdout } = await stack.up({ expectFailure: true });
    expect(stdout).toContain("LiveRealTimeClip failed");
    expect((await idsOf())["clip"]).toBe(ids["clip"]);
    expect(stage.emulator.state().media.map(({ fileId }) => fileId)).toContain(ids["clip"]);
    await stack.program(program(declared));
    await isSettled();
  });

  it("leaves nothing behind when it is destroyed", async () => {
    await stack.destroy();
    expect(await stack.resources()).toEqual([]);
    expect(objects(stage)).toEqual(Object.fromEntries(Object.keys(everyObject).map((kind) => [kind, 0])));
  });
});
