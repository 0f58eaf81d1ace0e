/** Runs every measurement of this folder, one after the other; ends with 1 if one of them misses its bar. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && name !== basename(import.meta.filename));
for (const name of names.sort()) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, name)], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
