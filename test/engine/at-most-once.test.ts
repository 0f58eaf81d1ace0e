import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStack, type Stack } from "./harness/index";
import { change, type Declarations, nameOf, program } from "./support/programs";
import { domain, objects, openStage, piece, running, type Stage, writes } from "./support/stage";

const noChanges = { args: ["--expect-no-changes"] };

/** The create of every kind that can be listed. Nothing depends on anything, so all of them are under way at once. */
const creates = [
  "CreateLiveRecordTemplate",
  "CreateLiveRecordRule",
  "CreateLiveTimeShiftTemplate",
  "CreateLiveTimeShiftRule",
  "LiveRealTimeClip",
];
const one = { RecordTemplate: 1, RecordRule: 1, TimeShiftTemplate: 1, TimeShiftRule: 1, PersistedClip: 1 };

describe("an object is created at most once", () => {
  let stage: Stage;
  let stack: Stack;
  let listed: Declarations;

  /** The same with names of the user's own: by them alone nobody can tell whose object it is. */
  const named = () =>
    change(listed, { template: { templateName: "archive" }, shiftTemplate: { templateName: "week" }, clip: { sourceContext: "opening" } });
  const adopted = () => change(named(), { template: { adopt: true }, shiftTemplate: { adopt: true }, clip: { adopt: true } });

  const open = async (resources: Declarations): Promise<void> => {
    stack = await openStack({ program: program(resources), emulator: stage.emulator });
  };

  async function isSettled(): Promise<void> {
    expect((await stack.preview(noChanges)).steps).toEqual([]);
    expect(objects(stage)).toMatchObject(one);
    expect(
      writes(stage.emulator)
        .filter((action) => creates.includes(action))
        .sort(),
    ).toEqual([...creates].sort());
    const known = (await stack.resources()).map(({ urn, id }) => [nameOf(urn), id]);
    const { record, timeShift, media } = stage.emulator.state();
    expect(Object.fromEntries(known)).toEqual({
      template: String(record.templates.at(-1)?.TemplateId),
      rule: `${domain}//`,
      shiftTemplate: String(timeShift.templates.at(-1)?.TemplateId),
      shiftRule: `${domain}//`,
      clip: media.at(-1)?.fileId,
    });
  }

  /** Runs `up` until the service has done every create and holds the reply, and kills the engine there. */
  async function killWhileHeld(actions: readonly string[]): Promise<void> {
    for (const action of actions) stage.emulator.fault({ action, every: true, do: "hold-after" });
    const run = stack.start("up");
    await Promise.all(actions.map((action) => stage.emulator.held(action)));
    await run.kill9();
    stage.emulator.clearFaults();
    await expect.poll(() => stack.providerPids(), { timeout: 5000 }).toEqual([]);
  }

  beforeEach(async () => {
    stage = await openStage();
    listed = {
      template: { kind: "RecordTemplate", args: { hlsParam: {} } },
      rule: { kind: "RecordRule", args: { domainName: domain, templateId: stage.recordTemplateId } },
      shiftTemplate: { kind: "TimeShiftTemplate", args: { duration: 86_400 } },
      shiftRule: { kind: "TimeShiftRule", args: { domainName: domain, templateId: stage.timeShiftTemplateId } },
      clip: { kind: "Clip", args: { ...piece, isPersistence: true } },
    };
  });

  afterEach(async () => {
    await stack.close();
    await stage.emulator.close();
  });

  it("when every reply is lost", async () => {
    await open(listed);
    for (const action of creates) stage.emulator.fault({ action, do: "drop-after" });
    // By its own name the run recognises what it made, and goes on.
    await stack.up();
    expect((await stack.up()).summary).toMatchObject({ created: 0, updated: 0, unchanged: creates.length + 1 });
    await isSettled();
  });

  it("when every reply is lost and the names are the user's own: it asks for `adopt`, and that converges", async () => {
    await open(named());
    for (const action of creates) stage.emulator.fault({ action, do: "drop-after" });
    const lost = await stack.up({ expectFailure: true, args: ["--continue-on-error"] });
    expect(lost.stdout.match(/RecordTemplate archive already exists \(id \d+\)\. The reply to the create was lost/)).not.toBeNull();
    const again = await stack.up({ expectFailure: true, args: ["--continue-on-error"] });
    for (const object of ["RecordTemplate archive", "TimeShiftTemplate week", "Clip show/.*/opening"]) {
      expect(again.stdout).toMatch(new RegExp(`${object} already exists \\(id \\d+\\)[\\s\\S]*?set \`adopt: true\``));
    }
    expect(objects(stage)).toMatchObject(one);
    await stack.program(program(adopted()));
    await stack.up();
    await isSettled();
  });

  it("when the engine is killed between request and reply: `cancel` and `up`", async () => {
    await open(listed);
    await killWhileHeld(creates);
    expect(objects(stage)).toMatchObject(one);
    expect((await stack.exportState()).pending_operations).toHaveLength(creates.length);
    await stack.cancel();
    await stack.up();
    await isSettled();
    // `up` alone leaves the notes of the interrupted run in the state.
    await stack.refresh({ args: ["--clear-pending-creates"] });
    expect((await stack.exportState()).pending_operations).toEqual([]);
    await isSettled();
  });

  it("when the engine is killed and the documented recovery follows, also with names of the user's own", async () => {
    await open(named());
    await killWhileHeld(creates);
    await stack.cancel();
    await stack.refresh({ args: ["--clear-pending-creates"] });
    expect((await stack.up({ expectFailure: true })).stdout).toContain("set `adopt: true`");
    await stack.program(program(adopted()));
    await stack.up();
    expect((await stack.exportState()).pending_operations).toEqual([]);
    await isSettled();
  });
});

describe("a record that the service cannot list", () => {
  let stage: Stage;
  let stack: Stack;

  const timed = { domainName: domain, startTime: "2018-09-21T08:00:00+08:00", endTime: "2018-09-21T10:00:00+08:00" };
  const live = { domainName: domain, appName: running.app, streamName: running.stream };
  const two: Declarations = {
    scheduled: { kind: "ScheduledRecord", args: { ...timed, streamName: "one" } },
    highlight: { kind: "HighlightRecord", args: live },
  };
  const four: Declarations = {
    ...two,
    otherScheduled: { kind: "ScheduledRecord", args: { ...timed, streamName: "two" } },
    otherHighlight: { kind: "HighlightRecord", args: { ...live, fileFormat: "mp4" } },
  };

  const sent = () => writes(stage.emulator).filter((action) => action === "CreateLiveRecord").length;
  const tasks = () => stage.emulator.state().tasks;
  const continued = { expectFailure: true, args: ["--continue-on-error"] };

  beforeEach(async () => {
    stage = await openStage();
  });

  afterEach(async () => {
    await stack.close();
    await stage.emulator.close();
  });

  it("is not sent again when its reply was lost, until the user has decided", async () => {
    stack = await openStack({ program: program(four), emulator: stage.emulator });
    stage.emulator.fault({ action: "CreateLiveRecord", every: true, do: "drop-after" });
    const lost = await stack.up(continued);
    expect(lost.stdout).toContain("ScheduledRecord push.example.com/live/one/");
    expect(sent()).toBe(4);
    stage.emulator.clearFaults();
    for (const { id, initErrors, outputs } of await stack.resources()) {
      expect(id).toMatch(/^uncertain-/);
      expect(initErrors).toHaveLength(1);
      expect(outputs?.["status"]).toBe("uncertain");
      expect(outputs?.["__provider"]).toContain("pulumi-live-recording/dynamic");
    }

    const again = await stack.up(continued);
    expect(again.stdout.match(/may or may not have been created/g)?.length).toBeGreaterThanOrEqual(4);
    expect(again.stdout).toMatch(/Check in the console[\s\S]*afterLostReply: "keep"[\s\S]*afterLostReply: "sendAgain"/);
    await stack.refresh();
    expect(sent()).toBe(4);

    // Two are there; the other two turn out not to be.
    for (const task of tasks().filter(({ stream, format }) => stream === "two" || format === "mp4")) {
      if (task.state === "running") await stage.live.StopLiveRecord({ StreamName: task.stream, TaskId: Number(task.taskId) });
      await stage.live.DeleteLiveRecord({ StreamName: task.stream, TaskId: Number(task.taskId) });
    }
    const decided = change(four, {
      scheduled: { afterLostReply: "keep" },
      highlight: { afterLostReply: "keep" },
      otherScheduled: { afterLostReply: "sendAgain" },
      otherHighlight: { afterLostReply: "sendAgain" },
    });
    await stack.program(program(decided));
    await stack.up();
    expect(sent()).toBe(6);
    expect(tasks()).toHaveLength(4);
    expect((await stack.preview(noChanges)).steps).toEqual([]);
    const states = Object.fromEntries((await stack.resources()).map(({ urn, outputs }) => [nameOf(urn), outputs?.["status"]]));
    expect(states).toEqual({
      scheduled: "unconfirmed",
      highlight: "unconfirmed",
      otherScheduled: "scheduled",
      otherHighlight: "recording",
    });

    // The decision can go from the program again.
    await stack.program(program(four));
    expect((await stack.preview(noChanges)).steps).toEqual([]);
    await stack.up();
    expect(sent()).toBe(6);
    await stack.destroy();
  });

  it("is not sent again by the same machine when the engine was killed before the reply", async () => {
    stack = await openStack({ program: program(two), emulator: stage.emulator });
    stage.emulator.fault({ action: "CreateLiveRecord", every: true, do: "hold-after" });
    const run = stack.start("up");
    await expect.poll(() => tasks().length, { timeout: 30_000 }).toBe(2);
    await run.kill9();
    stage.emulator.clearFaults();
    await stack.cancel();
    const refused = await stack.up(continued);
    expect(refused.stdout.match(/An earlier run on this machine sent it at/g)?.length).toBeGreaterThanOrEqual(2);
    expect(sent()).toBe(2);
    await stack.program(program(change(two, { scheduled: { afterLostReply: "keep" }, highlight: { afterLostReply: "keep" } })));
    await stack.up();
    expect(sent()).toBe(2);
    expect((await stack.preview(noChanges)).steps).toEqual([]);
  });

  it("is taken over when the answer had come and only the state did not learn of it", async () => {
    const held: Declarations = { ...two, last: { kind: "RecordTemplate", args: {}, opts: { dependsOn: ["scheduled", "highlight"] } } };
    stack = await openStack({ program: program(held), emulator: stage.emulator });
    stage.emulator.fault({ action: "CreateLiveRecordTemplate", every: true, do: "hold-before" });
    // Without checkpoints a killed run loses all that it did.
    const run = stack.start("up", { env: { PULUMI_SKIP_CHECKPOINTS: "true" } });
    await stage.emulator.held("CreateLiveRecordTemplate");
    await run.kill9();
    stage.emulator.clearFaults();
    expect(await stack.resources()).toEqual([]);
    await stack.cancel();
    const { stdout } = await stack.up();
    expect(stdout).toContain("This was created already with exactly these inputs");
    expect(sent()).toBe(2);
    expect(
      (await stack.resources())
        .map(({ id }) => id)
        .slice(0, 2)
        .sort(),
    ).toEqual(
      tasks()
        .map(({ taskId }) => String(taskId))
        .sort(),
    );
    expect((await stack.preview(noChanges)).steps).toEqual([]);
  });
});
