import { expect, it } from "vitest";
import { type Operation, openStack } from "./harness/index";
import { change, type Declarations, nameOf, program } from "./support/programs";
import { domain, objects, openStage, piece } from "./support/stage";

it("a replacement, an update and a destroy that were killed between request and reply are completed by the next run", async () => {
  await using stage = await openStage();
  const { emulator } = stage;
  const first: Declarations = {
    other: { kind: "RecordTemplate", args: {} },
    template: { kind: "RecordTemplate", args: { hlsParam: {} } },
    rule: { kind: "RecordRule", args: { domainName: domain, templateId: stage.recordTemplateId } },
    shiftRule: { kind: "TimeShiftRule", args: { domainName: domain, templateId: stage.timeShiftTemplateId } },
    clip: { kind: "Clip", args: { ...piece, isPersistence: true } },
  };
  await using stack = await openStack({ program: program(first), emulator });
  await stack.up();
  const whole = objects(stage);
  const other = (await stack.resources()).find(({ urn }) => nameOf(urn) === "other")?.id;

  async function killedWhileHeld(operation: Operation, actions: readonly string[]): Promise<void> {
    for (const action of actions) emulator.fault({ action, every: true, do: "hold-after" });
    const run = stack.start(operation);
    await Promise.all(actions.map((action) => emulator.held(action)));
    await run.kill9();
    emulator.clearFaults();
    await stack.cancel();
  }

  const second = change(first, {
    template: { isDelayLive: true },
    rule: { templateId: other },
    shiftRule: { appName: "live" },
    clip: { endTime: "2018-09-20T10:20:00Z" },
  });
  await stack.program(program(second));
  await killedWhileHeld("up", ["CreateLiveRecordTemplate", "CreateLiveRecordRule", "CreateLiveTimeShiftRule", "LiveRealTimeClip"]);
  expect((await stack.up()).summary.replaced).toBe(4);
  expect(objects(stage)).toEqual(whole);
  await stack.preview({ args: ["--refresh", "--expect-no-changes"] });

  await stack.program(program(change(second, { template: { description: "later" }, clip: { name: "later" } })));
  await killedWhileHeld("up", ["ModifyLiveRecordTemplate", "ModifyMediaInfo"]);
  await stack.up();
  await stack.preview({ args: ["--refresh", "--expect-no-changes"] });

  await killedWhileHeld("destroy", ["DeleteLiveRecordRule", "DeleteLiveTimeShiftRule", "DeleteMedia"]);
  await stack.destroy();
  expect(await stack.resources()).toEqual([]);
  expect(Object.values(objects(stage)).every((count) => count === 0)).toBe(true);
});
