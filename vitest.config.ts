import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/{core,cloud,emulator,resources,cli,schema,recording,manifest,preview}/**/*.test.ts"], testTimeout: 30_000 } },
      {
        test: {
          name: "engine",
          include: ["test/engine/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          globalSetup: [],
          maxWorkers: 2,
        },
      },
    ],
  },
});
