// Builds and runs the generator of everything that is derived from the registry; `--check` only compares.
import { spawnSync } from "node:child_process";

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

run("tsup", ["tools/generate/main.ts", "--no-config", "--format", "esm", "--out-dir", ".cache/build", "--silent"]);
run("node", [".cache/build/main.js", ...process.argv.slice(2)]);
