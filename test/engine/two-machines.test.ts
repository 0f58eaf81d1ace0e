import { expect, it } from "vitest";
import { openStack } from "./harness/index";
import { everyKind, program } from "./support/programs";
import { actions, openStage } from "./support/stage";

it("a timed record that another machine destroyed is sent anew by a machine that made it before", async () => {
  await using stage = await openStage();
  const { scheduled } = everyKind;
  if (scheduled === undefined) throw new Error("no timed record is declared");
  await using stack = await openStack({ program: program({ scheduled }), emulator: stage.emulator });
  const creates = () => actions(stage.emulator).filter((action) => action === "CreateLiveRecord").length;
  await stack.up();
  await stack.destroy({ env: { LIVEREC_STATE_DIR: `${stack.folder}/another-machine` } });
  expect(stage.emulator.state().tasks).toEqual([]);
  expect((await stack.up()).stdout).toContain("deleted from elsewhere, so it is sent anew");
  expect(creates()).toBe(2);
  expect(stage.emulator.state().tasks).toHaveLength(1);
});
