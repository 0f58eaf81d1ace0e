import { expect } from "vitest";
import type { Result, Stack } from "../harness/index";

/** Nothing of how we are made belongs into what a user reads: no stack trace, no path of this machine. */
export function isClean(stack: Stack, { stdout, stderr }: Result): void {
  const text = stdout + stderr;
  expect(text).not.toMatch(/^\s+at .*[(:]/m);
  expect(text).not.toContain("node_modules");
  expect(text).not.toContain(stack.folder);
}
