// Runs the tests and ends with one line that a machine can read: "N passed, N failed". The system tests, which need more than npm gives,
// run only where the first argument is `system`.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cache, root, toolEnv } from "./steps.mjs";

const system = process.argv[2] === "system";
const projects = system ? ["system"] : ["unit", "engine"];
const report = join(cache, system ? "vitest-system.json" : "vitest.json");
mkdirSync(cache, { recursive: true });
rmSync(report, { force: true });

const given = process.argv.slice(system ? 3 : 2);
const chosen = given.some((one) => one.startsWith("--project")) ? [] : projects.map((name) => `--project=${name}`);
const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...chosen, ...given];
const child = spawn("vitest", args, { cwd: root, env: toolEnv(), stdio: ["ignore", "inherit", "inherit"] });
const code = await new Promise((resolve) => {
  child.once("error", () => resolve(1));
  child.once("close", (status) => resolve(status ?? 1));
});

const result = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : { numPassedTests: 0, numFailedTests: 0, testResults: [] };
// A file that does not load has no failed test in it, and an error outside every test has no file: both are failures all the same.
const brokenFiles = result.testResults.filter(
  (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
).length;
const failed = result.numFailedTests + brokenFiles || (code === 0 ? 0 : 1);
const skipped = (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0);
process.stdout.write(`\n${result.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = failed ? code || 1 : 0;
