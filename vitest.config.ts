import { defineConfig } from "vitest/config";

/** Records what each test file has the emulator do, for the tables of the README. */
const setupFiles = ["test/evidence/record.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/*/**/*.test.ts"],
          exclude: ["test/engine/**", "test/system/**"],
          setupFiles,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "engine",
          include: ["test/engine/**/*.test.ts"],
          setupFiles,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          // After the unit tests: two projects with workers of their own must not share a group.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "system",
          include: ["test/system/**/*.test.ts"],
          setupFiles,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
