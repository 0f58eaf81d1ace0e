// What the system tests need beside the npm packages: programs that Debian has. Prints what is missing and how to get it.
import { existsSync } from "node:fs";

const NEEDS = [
  { what: "Chromium", path: process.env.CHROMIUM ?? "/usr/bin/chromium", get: "apt-get install chromium, or set CHROMIUM to its path" },
];

const missing = NEEDS.filter(({ path }) => !existsSync(path));
for (const { what, path, get } of missing) process.stderr.write(`missing: ${what} (${path}): ${get}\n`);
process.exitCode = missing.length > 0 ? 1 : 0;
