import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStack, type Stack } from "./harness/index";
import { change, type Declarations, everyKind, everyObject, idOf, nameOf, program } from "./support/programs";
import { domain, objects, openStage, piece, type Stage } from "./support/stage";

/**
 * The engine creates first and deletes afterwards. A create that takes over the very object that is deleted next would end with nothing at
 * the service, and no error.
 */
describe("what a run takes over, it does not delete", () => {
  let stage: Stage;
  let stack: Stack;

  const open = async (resources: Declarations): Promise<void> => {
    stack = await openStack({ program: program(resources), emulator: stage.emulator });
    await stack.up();
  };

  async function isWhole(): Promise<void> {
    expect(objects(stage)).toEqual(everyObject);
    await stack.preview({ args: ["--refresh", "--expect-no-changes"] });
  }

  beforeEach(async () => {
    stage = await openStage();
  });

  afterEach(async () => {
    await stack.close();
    await stage.emulator.close();
  });

  it("when every resource gets another name in the program", async () => {
    await open(everyKind);
    const renamed = Object.entries(everyKind).map(([name, { kind, args }]) => {
      const { templateId } = args as { templateId?: { $id: string } };
      return [`new-${name}`, { kind, args: templateId === undefined ? args : { ...args, templateId: idOf(`new-${templateId.$id}`) } }];
    });
    const declared = change(Object.fromEntries(renamed), { "new-slowable": { adopt: true }, "new-rule": { adopt: true } });
    await stack.program(program(change(declared, { "new-slowRule": { adopt: true }, "new-shiftRule": { adopt: true } })));
    await stack.up();
    await isWhole();
  });

  it("when rules move from one resource of the program to another", async () => {
    const rule = (appName: string) => ({ kind: "RecordRule", args: { domainName: domain, appName, templateId: stage.recordTemplateId } });
    await open({ first: rule("a"), second: rule("b") });
    await stack.program(program({ second: rule("a"), third: rule("b") }));
    await stack.up();
    expect(
      stage.emulator
        .state()
        .record.rules.map(({ AppName }) => AppName)
        .sort(),
    ).toEqual(["a", "b"]);
    await stack.preview({ args: ["--refresh", "--expect-no-changes"] });
  });

  it("when record tasks move one slot on, or exchange their windows, and each window has one task in the end", async () => {
    const slot = (hour: number) => {
      const [startTime, endTime] = [hour, hour + 1].map((value) => `2018-09-22T${String(value).padStart(2, "0")}:00:00Z`);
      return {
        kind: "RecordTask",
        args: { domainName: domain, streamName: "slots", startTime, endTime, templateId: stage.recordTemplateId },
      };
    };
    const tasks = () => stage.emulator.state().windowTasks.filter(({ deleted }) => !deleted);
    const hours = () => tasks().map(({ start }) => Number(start.slice(11, 13)));
    const runs: readonly Declarations[] = [
      { a: slot(8), b: slot(9), c: slot(10) },
      { a: slot(9), b: slot(10), c: slot(11) },
      { a: slot(10), b: slot(9), c: slot(11) },
    ];
    await open(runs[0] ?? {});
    for (const [index, wanted] of [
      [1, [9, 10, 11]],
      [2, [9, 10, 11]],
    ] as const) {
      await stack.program(program(runs[index] ?? {}));
      await stack.up();
      expect(hours().sort((x, y) => x - y)).toEqual(wanted);
      await stack.preview({ args: ["--refresh", "--expect-no-changes"] });
    }
  });

  it("when every resource is replaced on demand, without a change", async () => {
    const { slowable: _own, slowRule: _bound, ...others } = everyKind;
    await open({ ...others, clip: { kind: "Clip", args: { ...piece, isPersistence: true } } });
    const before = objects(stage);
    const urns = (await stack.resources()).map(({ urn }) => urn);
    const { stdout } = await stack.up({ args: urns.flatMap((urn) => ["--replace", urn]) });
    expect(stdout).toContain("is not deleted: another resource of this program has it now");
    expect(objects(stage)).toEqual(before);
    await stack.preview({ args: ["--refresh", "--expect-no-changes"] });
    expect((await stack.resources()).map(({ urn }) => nameOf(urn)).sort()).toEqual(Object.keys(others).sort());
  });

  it("when the run that renamed a resource ended early, and a later one owes the delete", async () => {
    const rule = { kind: "RecordRule", args: { domainName: domain, templateId: stage.recordTemplateId } };
    const standing = () => stage.emulator.state().record.rules.filter(({ DomainName, AppName }) => DomainName === domain && AppName === "");
    await open({ old: rule });
    await stack.program(program({ fresh: rule }));
    await stack.up({ args: ["--target", "**fresh"] });
    expect(standing()).toHaveLength(1);
    const { stdout } = await stack.up();
    expect(stdout).toContain("is not deleted: another resource of this program has it now");
    expect(standing()).toHaveLength(1);
    await stack.preview({ args: ["--refresh", "--expect-no-changes"] });
    await stack.run(["destroy", "--yes", "--skip-preview", "--run-program"]);
    expect(standing()).toEqual([]);
  });

  it("when a replacement on demand was interrupted, and a later run owes the delete", async () => {
    const rule = { kind: "RecordRule", args: { domainName: domain, templateId: stage.recordTemplateId } };
    const idle = { kind: "HighlightRecord", args: { domainName: domain, streamName: "nobody-pushes-this" } };
    await open({ rule });
    const [urn = ""] = (await stack.resources()).map((resource) => resource.urn);
    await stack.program(program({ rule, idle }));
    await stack.up({ args: ["--replace", urn], expectFailure: true });
    await stack.program(program({ rule }));
    await stack.up();
    expect(stage.emulator.state().record.rules.filter(({ AppName }) => AppName === "")).toHaveLength(1);
    await stack.preview({ args: ["--refresh", "--expect-no-changes"] });
  });
});
