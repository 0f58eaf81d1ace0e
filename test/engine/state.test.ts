import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStack, type RunOptions, type Stack } from "./harness/index";
import { isClean } from "./support/output";
import { everyKind, furtherKinds, nameOf, program } from "./support/programs";
import { actions, domain, objects, openStage, type Stage } from "./support/stage";

const noChanges = { args: ["--expect-no-changes"] };

/** What the state holds in the place of code. Pinned: every state that was ever written names it, so no release may change it. */
const constants = {
  CallbackRule: 'exports.handler = () => require("pulumi-live-recording/dynamic").CallbackRule',
  CallbackTemplate: 'exports.handler = () => require("pulumi-live-recording/dynamic").CallbackTemplate',
  Clip: 'exports.handler = () => require("pulumi-live-recording/dynamic").Clip',
  HighlightRecord: 'exports.handler = () => require("pulumi-live-recording/dynamic").HighlightRecord',
  RecordRule: 'exports.handler = () => require("pulumi-live-recording/dynamic").RecordRule',
  RecordTask: 'exports.handler = () => require("pulumi-live-recording/dynamic").RecordTask',
  RecordTemplate: 'exports.handler = () => require("pulumi-live-recording/dynamic").RecordTemplate',
  ScheduledRecord: 'exports.handler = () => require("pulumi-live-recording/dynamic").ScheduledRecord',
  SnapshotRule: 'exports.handler = () => require("pulumi-live-recording/dynamic").SnapshotRule',
  SnapshotTemplate: 'exports.handler = () => require("pulumi-live-recording/dynamic").SnapshotTemplate',
  TimeShiftRule: 'exports.handler = () => require("pulumi-live-recording/dynamic").TimeShiftRule',
  TimeShiftTemplate: 'exports.handler = () => require("pulumi-live-recording/dynamic").TimeShiftTemplate',
  VodEventConfig: 'exports.handler = () => require("pulumi-live-recording/dynamic").VodEventConfig',
};

const [id, key] = ["AKIDEMULATOR", "emulator-secret"];
const withoutKeys = { TENCENTCLOUD_SECRET_ID: undefined, TENCENTCLOUD_SECRET_KEY: undefined };
const withKeys = { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: key };

/** Every file that the engine wrote: the state with its backups and history, and the project itself. */
async function filesOf(stack: Stack): Promise<{ readonly name: string; readonly text: string }[]> {
  const entries = await readdir(stack.folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => ({
        name: join(entry.parentPath, entry.name),
        text: await readFile(join(entry.parentPath, entry.name), "latin1"),
      })),
  );
}

describe("the state", () => {
  let stage: Stage;
  let stack: Stack;

  beforeEach(async () => {
    stage = await openStage();
  });

  afterEach(async () => {
    await stack.close();
    await stage.emulator.close();
  });

  it("holds one constant line in the place of the provider's code, for every kind", async () => {
    stack = await openStack({ program: program({ ...everyKind, ...furtherKinds }), emulator: stage.emulator });
    await stack.up();
    const resources = await stack.resources();
    const seen = resources.map(({ type, inputs }) => [type.replace("pulumi-nodejs:dynamic/live-recording:", ""), inputs?.["__provider"]]);
    expect(Object.fromEntries(seen)).toEqual(constants);
    for (const { inputs, outputs } of resources) {
      expect(String(inputs?.["__provider"]).length).toBeLessThanOrEqual(100);
      expect(outputs?.["__provider"]).toBe(inputs?.["__provider"]);
    }
  });

  it("of the quickstart holds no secret and no other code, nor do its backups and its history", async () => {
    const program = { folder: ".", files: ["Pulumi.yaml", "examples/quickstart"] };
    stack = await openStack({ program, emulator: stage.emulator, env: { PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: undefined } });
    await stack.up();
    await stack.refresh();
    const files = await filesOf(stack);
    for (const part of ["backups", "history", "stacks"])
      expect(files.filter(({ name }) => name.includes(`/.pulumi/${part}/`))).not.toEqual([]);
    for (const { name, text } of files) {
      expect(text.includes(key) || text.includes(id), name).toBe(false);
    }
    let code = await stack.stateText();
    for (const constant of Object.values(constants)) code = code.replaceAll(JSON.stringify(constant), "");
    expect(code).not.toMatch(/require\(|=>|function\s*\(/);
  });

  it("of the SDK's own dynamic resource is accepted by our classes, and the other way round", async () => {
    const args = { templateName: "shared", hlsParam: {} };
    const ours = program({ template: { kind: "RecordTemplate", args } });
    const theirs = `
      const pulumi = require("@pulumi/pulumi");
      const { RecordTemplate } = require("pulumi-live-recording/dynamic");
      class Template extends pulumi.dynamic.Resource {
        constructor(name, args) {
          // By closures, as the SDK would serialize any provider of a user.
          super(
            Object.fromEntries(Object.keys(RecordTemplate).map((method) => [
              method,
              (...given) => require("pulumi-live-recording/dynamic").RecordTemplate[method](...given),
            ])),
            name, args, undefined, "live-recording", "RecordTemplate");
        }
      }
      new Template("template", ${JSON.stringify(args)});
    `;
    stack = await openStack({ program: theirs, emulator: stage.emulator });
    await stack.up();
    await stack.program(ours);
    expect((await stack.preview(noChanges)).steps).toEqual([]);
    expect((await stack.up()).summary).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect((await stack.resources())[0]?.inputs?.["__provider"]).toBe(constants.RecordTemplate);
    await stack.program(theirs);
    expect((await stack.preview(noChanges)).steps).toEqual([]);
    await stack.up();
    await stack.refresh();
    await stack.destroy();
    expect(objects(stage)).toMatchObject({ RecordTemplate: 0 });
  });

  it("learns of an object that is only looked up", async () => {
    await stage.live.CreateLiveRecordRule({
      DomainName: domain,
      AppName: "live",
      StreamName: "",
      TemplateId: Number(stage.recordTemplateId),
    });
    stack = await openStack({
      program: `
        const live = require("pulumi-live-recording");
        const template = live.RecordTemplate.get("template", ${JSON.stringify(stage.recordTemplateId)});
        const rule = live.RecordRule.get("rule", "${domain}/live/");
        const shift = live.TimeShiftTemplate.get("shift", ${JSON.stringify(stage.timeShiftTemplateId)});
        exports.seen = { level: rule.level, template: template.id, name: template.templateName, shift: shift.id };
      `,
      emulator: stage.emulator,
    });
    await stack.up();
    const { recordTemplateId: template, timeShiftTemplateId: shift } = stage;
    expect(await stack.outputs()).toEqual({ seen: { level: "domain+app", template, name: "by-hand", shift } });
    const outputs = Object.fromEntries((await stack.resources()).map(({ urn, outputs }) => [nameOf(urn), outputs]));
    expect(outputs).toMatchObject({
      template: { templateName: "by-hand" },
      rule: { domainName: domain, appName: "live", templateId: template },
      shift: { duration: 604_800 },
    });
    await stack.destroy();
    expect(objects(stage)).toMatchObject({ RecordTemplate: 0, RecordRule: 1 });
  });
});

describe("credentials", () => {
  let stage: Stage;
  let stack: Stack;
  const one = program({ template: { kind: "RecordTemplate", args: {} } });

  beforeEach(async () => {
    stage = await openStage();
  });

  afterEach(async () => {
    await stack.close();
    await stage.emulator.close();
  });

  it("in the configuration are refused in clear and taken as secrets, and the environment wins over them", async () => {
    stack = await openStack({ program: one, emulator: stage.emulator, env: withoutKeys });
    await stack.run(["config", "set-all", "--plaintext", `tencentcloud:secretId=${id}`, "--plaintext", `tencentcloud:secretKey=${key}`]);
    const refused = await stack.up({ expectFailure: true });
    expect(refused.stdout).toContain("pulumi config set --secret tencentcloud:secretKey");
    expect(refused.stdout + refused.stderr).not.toContain(key);
    isClean(stack, refused);

    await stack.run(["config", "set-all", "--secret", `tencentcloud:secretId=${id}`, "--secret", `tencentcloud:secretKey=${key}`]);
    await stack.up();
    expect(await stack.stateText()).not.toContain(key);
    await stack.refresh();

    await stack.run(["config", "set-all", "--secret", "tencentcloud:secretId=AKIDOLD", "--secret", "tencentcloud:secretKey=old"]);
    await stack.program(program({ template: { kind: "RecordTemplate", args: { description: "renewed" } } }));
    expect((await stack.up({ env: withKeys })).summary.updated).toBe(1);
    // Refresh and destroy see the configuration of that run, whose keys are old.
    await stack.refresh({ env: withKeys });
    await stack.destroy({ env: withKeys });
    expect(objects(stage)).toMatchObject({ RecordTemplate: 0 });
  });

  it("that are wrong or missing are named by their variable, and the state stays as it was", async () => {
    stack = await openStack({ program: one, emulator: stage.emulator });
    await stack.up();
    await stack.program(program({ template: { kind: "RecordTemplate", args: { description: "changed" } } }));
    const before = (await stack.resources()).map(({ urn, id, inputs, outputs }) => ({ name: nameOf(urn), id, inputs, outputs }));
    const wrong = { env: { TENCENTCLOUD_SECRET_KEY: "not-the-key" }, expectFailure: true };
    const unknown = { env: { TENCENTCLOUD_SECRET_ID: "AKIDNOBODY" }, expectFailure: true };
    const missing = { env: withoutKeys, expectFailure: true };
    const tries: [(options: RunOptions) => ReturnType<Stack["up"]>, RunOptions, RegExp][] = [
      [(options) => stack.up(options), wrong, /AuthFailure\.SignatureFailure[\s\S]*TENCENTCLOUD_SECRET_KEY/],
      [(options) => stack.refresh(options), wrong, /AuthFailure\.SignatureFailure[\s\S]*TENCENTCLOUD_SECRET_KEY/],
      [(options) => stack.refresh(options), unknown, /AuthFailure\.SecretIdNotFound[\s\S]*TENCENTCLOUD_SECRET_ID/],
      [
        (options) => stack.up(options),
        missing,
        /No Tencent Cloud credentials are set[\s\S]*TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY/,
      ],
      [(options) => stack.destroy(options), missing, /No Tencent Cloud credentials are set[\s\S]*TENCENTCLOUD_SECRET_ID/],
    ];
    for (const [run, options, says] of tries) {
      stage.emulator.clearJournal();
      const result = await run(options);
      expect(result.stdout).toMatch(says);
      expect(result.stdout).not.toContain("not-the-key");
      isClean(stack, result);
      expect(actions(stage.emulator).length).toBeLessThanOrEqual(options === missing ? 0 : 2);
    }
    expect((await stack.resources()).map(({ urn, id, inputs, outputs }) => ({ name: nameOf(urn), id, inputs, outputs }))).toEqual(before);
    expect((await stack.up()).summary.updated).toBe(1);
  });
});
