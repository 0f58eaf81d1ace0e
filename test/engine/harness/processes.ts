import { readdirSync, readFileSync } from "node:fs";

/** The processes whose environment holds this marker: children that outlive their parent keep it, whoever adopted them. */
export function processesWith(marker: string): { readonly pid: number; readonly command: readonly string[] }[] {
  const found = [];
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    try {
      if (!readFileSync(`/proc/${entry}/environ`, "latin1").includes(marker)) continue;
      const command = readFileSync(`/proc/${entry}/cmdline`, "utf8").split("\0").slice(0, -1);
      if (command.length > 0) found.push({ pid: Number(entry), command });
    } catch {
      // It ended while we were looking, or is not ours to look at.
    }
  }
  return found;
}

/** The Node process in which provider code runs, not the shell that started it. */
export const isProviderHost = (command: readonly string[]): boolean => command[1]?.includes("dynamic-provider") === true;

export const isAlive = (pid: number): boolean => {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended in the meantime.
  }
}
