import { afterEach, describe, expect, it } from "vitest";
import { isAlive, openStack, type Stack } from "./harness/index";

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A resource of the SDK's own kind, with nothing of ours in it. A value of "hang" never finishes its create. */
const program = (value: string): string => `
  const pulumi = require("@pulumi/pulumi");
  const provider = {
    create: async (inputs) => {
      if (inputs.value === "hang") await new Promise((resolve) => setTimeout(resolve, 60_000));
      if (inputs.value === "refused") throw new Error("the service refused it");
      return { id: "thing-1", outs: inputs };
    },
    diff: async (id, olds, news) => ({ changes: olds.value !== news.value }),
    update: async (id, olds, news) => ({ outs: news }),
    read: async (id, props) => ({ id, props, inputs: props }),
  };
  class Thing extends pulumi.dynamic.Resource {
    constructor(name, args) { super(provider, name, args, undefined, "harness", "Thing"); }
  }
  const thing = new Thing("thing", { value: ${JSON.stringify(value)} });
  exports.id = thing.id;
  exports.hidden = pulumi.secret("behind the curtain");
  exports.greeting = new pulumi.Config().get("greeting");
`;

describe("engine harness", () => {
  let stack: Stack;
  afterEach(() => stack.close());

  it("runs a program through its whole life", async () => {
    stack = await openStack({ program: program("one") });
    await stack.config("greeting", "hello", { secret: true });
    expect((await stack.preview()).changeSummary).toEqual({ create: 2 });
    expect((await stack.up()).summary).toMatchObject({ created: 2, updated: 0 });
    expect(await stack.outputs({ showSecrets: true })).toEqual({ id: "thing-1", hidden: "behind the curtain", greeting: "hello" });
    expect((await stack.outputs())["id"]).toBe("thing-1");
    expect(await stack.stateText()).not.toContain("behind the curtain");

    const nothing = await stack.preview({ args: ["--expect-no-changes"] });
    expect(nothing.steps).toEqual([]);
    expect(nothing.changeSummary).toEqual({ same: 2 });

    await stack.program(program("two"));
    const { steps } = await stack.preview();
    expect(steps.map(({ op, urn }) => [op, urn])).toEqual([
      ["update", "urn:pulumi:dev::harness::pulumi-nodejs:dynamic/harness:Thing::thing"],
    ]);
    expect(steps[0]?.newState?.inputs).toMatchObject({ value: "two" });
    expect((await stack.up()).summary).toMatchObject({ updated: 1, unchanged: 1 });
    expect((await stack.refresh()).summary).toMatchObject({ updated: 0, unchanged: 2 });
    expect((await stack.destroy()).summary).toMatchObject({ deleted: 2 });
    expect(await stack.resources()).toEqual([]);
  });

  it("shows a failure with everything the engine printed", async () => {
    stack = await openStack({ program: program("refused") });
    await expect(stack.up()).rejects.toThrow(/exit code [1-9][\s\S]*the service refused it/);
    const { stdout } = await stack.up({ expectFailure: true });
    expect(stdout).toContain("the service refused it");
  });

  it("kills the engine alone, and cancels what it left", async () => {
    stack = await openStack({ program: program("hang") });
    const running = stack.start("up");
    await expect.poll(() => running.output(), { timeout: 30_000 }).toMatch(/Thing thing creating/);
    const [host] = running.providerPids();
    expect(host).toBeTypeOf("number");
    expect((await running.kill9()).exitCode).toBeNull();
    await sleep(100);
    expect(isAlive(running.pid)).toBe(false);
    expect(stack.providerPids()).toEqual([host]);

    const { pending_operations } = await stack.exportState();
    expect(pending_operations.map(({ type }) => type)).toEqual(["creating"]);
    await stack.program(program("one"));
    expect((await stack.up({ expectFailure: true })).stderr).toContain("locked");
    await stack.cancel();
    await stack.refresh({ args: ["--clear-pending-creates"] });
    expect((await stack.up()).summary).toMatchObject({ created: 1 });
    await stack.close();
    expect(stack.providerPids()).toEqual([]);
  });
});
