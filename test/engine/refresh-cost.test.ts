import { expect, it } from "vitest";
import { startEmulator } from "../../emulator/index";
import { openStack } from "./harness/index";
import { type Declarations, idOf, program } from "./support/programs";
import { actions, writes } from "./support/stage";

it("50 templates and 50 rules are refreshed with at most 4 calls, and a preview writes nothing", async () => {
  const resources: Declarations = Object.fromEntries(
    Array.from({ length: 50 }, (_, i) => [
      [`template-${i}`, { kind: "RecordTemplate", args: { hlsParam: {} } }],
      [
        `rule-${i}`,
        { kind: "RecordRule", args: { domainName: "push.example.com", appName: `app-${i}`, templateId: idOf(`template-${i}`) } },
      ],
    ]).flat(),
  );
  await using emulator = await startEmulator();
  await using stack = await openStack({ program: program(resources), emulator });

  await stack.preview();
  expect(actions(emulator)).toEqual([]);
  expect((await stack.up()).summary.created).toBe(101);

  emulator.clearJournal();
  expect((await stack.refresh()).summary).toMatchObject({ unchanged: 101, updated: 0, deleted: 0 });
  expect(actions(emulator).length).toBeLessThanOrEqual(4);

  emulator.clearJournal();
  await stack.preview({ args: ["--refresh", "--expect-no-changes"] });
  expect(writes(emulator)).toEqual([]);
  expect(actions(emulator).length).toBeLessThanOrEqual(4);
});
