/**
 * How long `liverec check` takes for a manifest of 5,000 lines: the whole process from start to end, and beside it the start
 * alone (`--help`), so that a slow machine is told from a slow check. Needs the build.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RUNS = 7;
const LIMIT_MS = 500;

function manifest(): string {
  const lines = ["version: 1", "timeZone: Asia/Shanghai", "templates:"];
  for (let i = 0; i < 40; i += 1) {
    lines.push(
      `  t${i}:`,
      "    hlsParam: { storageTime: 2592000 }",
      "    mp4Param:",
      "      recordInterval: 7200",
      "      storageTime: 7776000",
    );
  }
  lines.push("domains:");
  for (let domain = 0; domain < 10; domain += 1) {
    lines.push(`  push${domain}.example.com:`, `    playDomain: play${domain}.example.com`, "    record:");
    for (let i = 0; i < 150; i += 1) lines.push(`      - app: app${i}`, `        stream: s${i}`, `        template: t${i % 40}`);
  }
  lines.push("clips:");
  for (let i = 0; i < 66; i += 1) {
    lines.push(`  c${i}:`, `    stream: push1.example.com/live/s${i}`, "    start: 2026-12-20T19:30", "    end: 2026-12-20T22:30");
  }
  return `${lines.join("\n")}\n`;
}

const folder = mkdtempSync(join(tmpdir(), "liverec-bench-"));
try {
  const text = manifest();
  writeFileSync(join(folder, "liverec.yaml"), text);
  const command = join(import.meta.dirname, "..", "dist", "liverec.js");
  const timed = (...words: string[]): number => {
    const start = performance.now();
    execFileSync(process.execPath, [command, ...words], { cwd: folder, stdio: ["ignore", "ignore", "ignore"] });
    return performance.now() - start;
  };
  // In turn, so that both meet the same machine.
  const runs = Array.from({ length: RUNS }, () => ({ whole: timed("check"), start: timed("check", "--help") }));
  const [whole, start] = [runs.map((run) => run.whole), runs.map((run) => run.start)].map((times) => times.sort((a, b) => a - b));
  const told = (times: readonly number[] = []): string =>
    `best ${times[0]?.toFixed(0)} ms, median ${times[Math.floor(RUNS / 2)]?.toFixed(0)} ms`;
  console.log(
    `liverec check, ${text.split("\n").length - 1} lines: ${told(whole)} (bar: ${LIMIT_MS} ms); of that the start of the command: ${told(start)}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
