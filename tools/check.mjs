// Types, lint, generated files, unused dependencies: all of them, also after one has failed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./steps.mjs";

const checks = [
  { label: "types", command: ["tsc", "--noEmit"] },
  { label: "lint and format", command: ["biome", "check", "--error-on-warnings"] },
  { label: "generated files are up to date", command: ["node", "tools/generate.mjs", "--check"], needs: "tools/generate.mjs" },
  { label: "no unused dependency, file or export", command: ["knip", "--no-progress"] },
];

let failed = 0;
for (const { label, command, needs } of checks) {
  if (needs && !existsSync(join(root, needs))) continue;
  const [program, ...args] = command;
  const start = Date.now();
  const { code, output } = await run(program, args);
  process.stdout.write(`${code === 0 ? "ok    " : "FAILED"} ${label}, ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
  if (code === 0) continue;
  failed += 1;
  process.stdout.write(`\n${output.trimEnd()}\n\n`);
}
process.exitCode = failed ? 1 : 0;
