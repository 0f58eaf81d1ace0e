import { expect, it } from "vitest";
import { oldNode } from "../../provider/cli/node-version";

it.each(["22.13.0", "22.13.1", "22.20.0", "24.0.0"])("Node %s is new enough", (version) => {
  expect(oldNode(version)).toBeUndefined();
});

it.each(["22.12.9", "20.20.2", "18.0.0"])("Node %s is told of, with the one that is needed", (version) => {
  expect(oldNode(version)).toBe(`liverec: this is Node ${version}, and Node 22.13.0 or newer is needed: some commands will fail.`);
});
