/** Whether a change of four times as many rules, or tasks, takes about four times as long to compare: nothing is compared with everything. */
import type { Configuration, RecordTask, Rule } from "../provider/recording/configuration";
import { built } from "./built/load.ts";

const FEW = 1000;
const TIMES = 4;
/** Of a linear comparison it is 4, of one with everything 16. */
const LIMIT = 7;
const RUNS = 7;

const { changes, configuration } = await built("changes", { changes: "recording/changes.ts", configuration: "recording/configuration.ts" });
const { compareConfigurations } = changes;
const { configurationOf }: { configurationOf(parts: Partial<Configuration>): Configuration } = configuration;

const templates = ["archive", "lecture"].map((key) => ({ origin: key, key, hlsParam: { storageTime: key.length * 86_400 } }));
const domainName = "push.example.com";

function rules(count: number, template: string): Rule[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ origin: `rule ${index}`, domainName, appName: index % 3 === 0 ? "" : `app${index % 11}`, streamName: `s${index}` },
    template: index % 2 === 0 ? template : "archive",
  }));
}

/** All on one stream, each still at work when the next ones begin. */
function tasks(count: number, template: string): RecordTask[] {
  const begin = Date.parse("2026-12-01T00:00:00Z");
  return Array.from({ length: count }, (_, index) => ({
    ...{ origin: `task ${index}`, domainName, appName: "live", streamName: "s", template },
    startTime: new Date(begin + index * 60_000).toISOString(),
    endTime: new Date(begin + index * 60_000 + 6 * 3_600_000).toISOString(),
  }));
}

/**
 * The thread's own time, in milliseconds: other work on the machine takes from the clock, not from this. Each run has configurations of its own,
 * because what is read of one is kept with it.
 */
function timeOf(made: () => readonly [Configuration, Configuration]): number {
  const times = Array.from({ length: RUNS }, () => {
    const [before, after] = made();
    const start = process.threadCpuUsage();
    compareConfigurations(before, after);
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

const cases = [
  {
    what: "rules with another template",
    side: (count: number, template: string) => configurationOf({ templates, rules: rules(count, template) }),
  },
  {
    what: "tasks with another template",
    side: (count: number, template: string) => configurationOf({ templates, tasks: tasks(count, template) }),
  },
  {
    what: "new tasks on one stream",
    side: (count: number, template: string) => configurationOf({ templates, tasks: template === "archive" ? [] : tasks(count, template) }),
  },
];
for (const { what, side } of cases) {
  const [few, many] = [FEW, FEW * TIMES].map((count) => timeOf(() => [side(count, "archive"), side(count, "lecture")]));
  const ratio = (many ?? 0) / Math.max(few ?? 0, 0.1);
  console.log(
    `${what}: ${FEW} in ${few?.toFixed(0)} ms, ${FEW * TIMES} in ${many?.toFixed(0)} ms, ${ratio.toFixed(1)} times as long (bar: ${LIMIT} times)`,
  );
  if (ratio > LIMIT) process.exitCode = 1;
}
