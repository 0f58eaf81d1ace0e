import { defineConfig } from "tsup";

const shared = { clean: false, sourcemap: false, target: "node22", outDir: "dist" } as const;

export default defineConfig([
  {
    ...shared,
    entry: { index: "provider/index.ts", reading: "provider/reading/index.ts", emulator: "emulator/index.ts" },
    format: ["cjs", "esm"],
    dts: true,
    splitting: false,
  },
  // One module for all kinds: the provider host must hold pacer, listings and clock once per process.
  { ...shared, entry: { dynamic: "provider/generated/dynamic.ts" }, format: ["cjs"], splitting: false },
  { ...shared, entry: { liverec: "provider/cli/main.ts" }, format: ["esm"], splitting: true, banner: { js: "#!/usr/bin/env node" } },
]);
