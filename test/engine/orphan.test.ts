import { expect, it } from "vitest";
import { openStack } from "./harness/index";
import { program } from "./support/programs";
import { actions, objects, openStage } from "./support/stage";

it("a provider whose engine was killed ends within two seconds and sends nothing more", async () => {
  await using stage = await openStage();
  const { emulator } = stage;
  await using stack = await openStack({ program: program({ template: { kind: "RecordTemplate", args: {} } }), emulator });
  emulator.fault({ action: "CreateLiveRecordTemplate", every: true, do: "throttle" });
  const run = stack.start("up");
  // After the third try it waits for half a second and more before the next.
  const tries = () => actions(emulator).filter((action) => action === "CreateLiveRecordTemplate").length;
  await expect.poll(tries, { timeout: 30_000, interval: 10 }).toBe(3);
  expect(run.providerPids()).toHaveLength(1);
  const killed = Date.now();
  const ended = run.kill9();
  const sent = actions(emulator).length;
  await expect.poll(() => stack.providerPids(), { timeout: 2000, interval: 20 }).toEqual([]);
  expect(Date.now() - killed).toBeLessThan(2000);
  await ended;
  expect(actions(emulator)).toHaveLength(sent);
  emulator.clearFaults();
  await stack.cancel();
  await stack.up();
  expect(objects(stage)).toMatchObject({ RecordTemplate: 1 });
});
