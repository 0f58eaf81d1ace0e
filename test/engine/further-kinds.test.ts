import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStack, type Stack } from "./harness/index";
import { change, furtherKinds, nameOf, program } from "./support/programs";
import { actions, openStage, type Stage, writes } from "./support/stage";

const noChanges = { args: ["--expect-no-changes"] };

describe("record tasks, snapshots, callbacks and VOD events", () => {
  let stage: Stage;
  let stack: Stack;

  beforeEach(async () => {
    stage = await openStage();
    stack = await openStack({ program: program(furtherKinds), emulator: stage.emulator });
  });
  afterEach(async () => {
    await stack.close();
    await stage.emulator.close();
  });

  it("live: create, nothing to do, refresh, change, nothing to do, the task's horizon, destroy, nothing left; and their keys are nowhere in clear", async () => {
    await stack.preview();
    expect(writes(stage.emulator)).toEqual([]);
    await stack.up();
    expect((await stack.preview(noChanges)).steps).toEqual([]);
    expect((await stack.refresh()).summary).toMatchObject({ updated: 0 });
    expect((await stack.preview(noChanges)).steps).toEqual([]);

    const changed = change(furtherKinds, {
      hooks: { callbackKey: "canary-second-key", streamEndNotifyUrl: "http://127.0.0.1:9/end" },
      pictures: { snapshotInterval: 30 },
      events: { uploadMediaCompleteEventSwitch: "ON" },
      task: { endTime: "2018-09-21T11:00" },
    });
    await stack.program(program(changed));
    const { steps } = await stack.preview();
    const plan = Object.fromEntries(steps.map(({ op, urn }) => [nameOf(urn), op]));
    expect(plan).toMatchObject({ hooks: "update", pictures: "update", events: "update" });
    expect(
      Object.keys(plan)
        .filter((name) => !name.startsWith("harness"))
        .sort(),
    ).toEqual(["events", "hooks", "pictures", "task"]);
    await stack.up();
    expect((await stack.preview(noChanges)).steps).toEqual([]);
    const { TaskList } = await stage.live.DescribeRecordTask({ StartTime: 1_537_401_600, EndTime: 1_537_660_800 });
    expect(TaskList?.map(({ EndTime }) => EndTime)).toEqual([Date.parse("2018-09-21T03:00:00Z") / 1000]);

    stage.emulator.clock.set("2018-12-20T00:00:00Z");
    const due = await stack.preview();
    expect(due.steps.map(({ op, urn }) => [nameOf(urn), op])).toEqual([["later", "update"]]);
    await stack.up();
    expect((await stack.preview(noChanges)).steps).toEqual([]);
    expect((await stack.refresh()).summary).toMatchObject({ deleted: 0 });

    for (const entry of await readdir(stack.folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name === "index.js") continue;
      const text = await readFile(join(entry.parentPath, entry.name), "latin1");
      expect(/canary/.test(text), join(entry.parentPath, entry.name)).toBe(false);
    }
    await stack.destroy();
    const [templates, rules, config] = await Promise.all([
      stage.live.DescribeLiveCallbackTemplates(),
      stage.live.DescribeLiveSnapshotRules(),
      stage.vod.DescribeEventConfig({}),
    ]);
    expect([templates.Templates, rules.Rules, config.PersistenceCompleteEventSwitch]).toEqual([[], [], "OFF"]);
  });

  it("are created once each when every reply is lost, and when the engine is killed in between", async () => {
    const creates = ["CreateRecordTask", "CreateLiveSnapshotTemplate", "CreateLiveCallbackTemplate"];
    for (const action of creates) stage.emulator.fault({ action, nth: 1, do: "drop-after" });
    await stack.up();
    for (const action of creates) expect(actions(stage.emulator).filter((name) => name === action)).toHaveLength(1);
    expect((await stack.preview(noChanges)).steps).toEqual([]);
    await stack.destroy();

    stage.emulator.clearJournal();
    for (const action of creates) stage.emulator.fault({ action, nth: 1, do: "hold-after" });
    const running = stack.start("up");
    await Promise.all(["CreateLiveSnapshotTemplate", "CreateLiveCallbackTemplate"].map((action) => stage.emulator.held(action)));
    await running.kill9();
    stage.emulator.clearFaults();
    await stack.cancel();
    await stack.up();
    for (const action of creates) expect(actions(stage.emulator).filter((name) => name === action)).toHaveLength(1);
    expect((await stack.preview(noChanges)).steps).toEqual([]);
  });
});
