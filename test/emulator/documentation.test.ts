import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { CONTROLS } from "../../emulator/control-routes";
import { FAULT_KINDS } from "../../emulator/faults";
import { readScript, startEmulator } from "../../emulator/index";
import { readForm } from "../../emulator/script-form";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/emulator.md"), "utf8");
const snippet = (language: string): string => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(PAGE)?.[1] ?? "";

test("the page about the emulator names every control and every fault", () => {
  for (const control of CONTROLS) expect(PAGE).toContain(`\`${control.replace(" ", " /_control/")}\``);
  for (const kind of FAULT_KINDS) expect(PAGE).toContain(`\`${kind}\``);
});

test("its script plays, and shows every part that a script can have", async () => {
  const text = snippet("yaml");
  await using emulator = await startEmulator({ now: "2026-08-31T16:00:00Z", freeze: true });
  emulator.play(readScript(text));
  emulator.clock.set("2026-09-04T00:00:00Z");
  expect(emulator.failedCalls()).toEqual([]);
  expect(emulator.recorded().length).toBeGreaterThan(10);
  expect(Object.keys(readForm(text).form).sort()).toEqual(["calls", "from", "mixes", "pushes", "settings", "timeZone"]);
});

test("its program runs", async () => {
  const folder = join(ROOT, ".cache/documentation");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "emulator.ts");
  writeFileSync(file, snippet("ts").replace("pulumi-live-recording/emulator", join(ROOT, "emulator/index.ts")));
  const said: unknown[][] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...words) => void said.push(words));
  try {
    await import(file);
  } finally {
    log.mockRestore();
    rmSync(folder, { recursive: true });
  }
  expect(said).toEqual([["push.example.com/live/final", "no record rule matches it"]]);
});

test("its links lead somewhere", () => {
  for (const [, target = ""] of PAGE.matchAll(/\]\(([^)#]+)[^)]*\)/g))
    expect(readFileSync(join(ROOT, "docs", target), "utf8")).not.toBe("");
});
