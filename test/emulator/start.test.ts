import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmulator } from "../../emulator/index";
import { refuseOldNode } from "../../emulator/node-version";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "start-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a kept account goes on when it is started as before, and does not go back to another time", async () => {
  const state = join(folder, "account.db");
  const first = await startEmulator({ state, now: "2026-12-01T00:00:00Z", freeze: true });
  first.clock.advance(3600);
  await first.close();
  await expect(startEmulator({ state, now: "2026-11-30T00:00:00Z", freeze: true })).rejects.toThrow(
    `The account in ${state} is at 2026-12-01T01:00:00Z and does not go back to 2026-11-30T00:00:00Z`,
  );
  const again = await startEmulator({ state, now: "2026-12-01T00:00:00Z", freeze: true });
  expect(again.clock.now()).toBe("2026-12-01T01:00:00Z");
  await again.close();
});

test("a Node that is too old is told which one is needed", () => {
  expect(() => refuseOldNode("20.20.2")).toThrow(/^The emulator needs Node [\d.]+ or newer; this is Node 20\.20\.2\.$/);
  expect(() => refuseOldNode("22.12.9")).toThrow("needs Node");
  for (const version of ["22.13.0", "22.20.0", "24.0.0"]) expect(() => refuseOldNode(version)).not.toThrow();
});
