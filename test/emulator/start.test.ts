import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type EmulatorOptions, startEmulator } from "../../emulator/index";
import { refuseOldNode } from "../../emulator/node-version";
import { control } from "./client";

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
  again.reset();
  again.clock.advance(60);
  await again.close();
  await using third = await startEmulator({ state, now: "2026-12-01T00:00:00Z", freeze: true });
  expect(third.clock.now()).toBe("2026-12-01T00:01:00Z");
});

test("a kept account stands still or goes on as it did, at the very time where it left off, unless the start says otherwise", async () => {
  const state = join(folder, "account.db");
  const left = "2018-09-11T00:00:00Z";
  const started = async (options: EmulatorOptions) => {
    await using emulator = await startEmulator({ state, ...options });
    return (await control(emulator, "GET", "clock")).body;
  };
  expect(await started({ now: left, freeze: true })).toEqual({ now: left, frozen: true });
  expect(await started({})).toEqual({ now: left, frozen: true });
  expect(await started({ freeze: true })).toEqual({ now: left, frozen: true });
  expect(await started({ freeze: false })).toEqual({ now: expect.stringMatching(/^2018-09-11T00:00:0/), frozen: false });
  expect(await started({})).toEqual({ now: expect.stringMatching(/^2018-09-11T00:00:/), frozen: false });
  expect(await started({ now: "2018-09-12T00:00:00Z", freeze: true })).toEqual({ now: "2018-09-12T00:00:00Z", frozen: true });
});

test("a reset puts a frozen clock back to the very moment of the start", async () => {
  await using emulator = await startEmulator({ now: "2018-09-11T00:00:00Z", freeze: true });
  const slow = vi.spyOn(Date, "now").mockImplementation(() => (slowest += 5));
  let slowest = 1_800_000_000_000;
  emulator.reset();
  slow.mockRestore();
  expect(emulator.clock.now()).toBe("2018-09-11T00:00:00Z");
});

test("a Node that is too old is told which one is needed", () => {
  expect(() => refuseOldNode("20.20.2")).toThrow(/^The emulator needs Node [\d.]+ or newer; this is Node 20\.20\.2\.$/);
  expect(() => refuseOldNode("22.12.9")).toThrow("needs Node");
  for (const version of ["22.13.0", "22.20.0", "24.0.0"]) expect(() => refuseOldNode(version)).not.toThrow();
});
