import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ACTIONS } from "../../emulator/actions/index";
import { capabilities } from "../../emulator/capabilities";
import { CAPABILITY_RULES, STATED_RATES } from "../../emulator/capability-rules";
import { defaultSettings } from "../../emulator/settings";

const folder = join(import.meta.dirname, "../../emulator");
const file = join(folder, "CAPABILITIES.md");
const sources = new Map(globSync("**/*.ts", { cwd: folder }).map((path) => [path, readFileSync(join(folder, path), "utf8")]));

test("CAPABILITIES.md says what the code does; UPDATE=1 writes it anew", () => {
  const text = capabilities([...ACTIONS.values()], sources);
  if (process.env["UPDATE"] === "1") writeFileSync(file, text);
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("every rule names a module and a setting that exist", () => {
  for (const { where, setting, standing, rule } of CAPABILITY_RULES) {
    if (where !== undefined) expect(existsSync(join(folder, `${where}.ts`)), where).toBe(true);
    if (setting !== undefined) expect(defaultSettings(), rule).toHaveProperty(setting);
    expect(where === undefined, rule).toBe(standing === "not built");
  }
});

test("every stated rate belongs to an action", () => {
  for (const pattern of STATED_RATES)
    expect(
      [...ACTIONS.keys()].some((name) => pattern.test(name)),
      String(pattern),
    ).toBe(true);
});
