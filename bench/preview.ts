/** How long it takes to say what a change of 1,000 resources does: from what the engine printed to all four forms. The engine's own time does not count. */
import { built } from "./built/load.ts";

const RESOURCES = 1000;
const RUNS = 5;
const LIMIT_MS = 300;

const modules = await built("preview", { preview: "preview/index.ts", resources: "resources/index.ts" });
const { documentOf, fitMarkdown, planOfEngine, renderHtml, renderText, reviewedPlan } = modules.preview;
const { kinds } = modules.resources;

const urnOf = (token: string, name: string) =>
  `urn:pulumi:dev::bench::live-recording:index:LiveRecording$pulumi-nodejs:dynamic/live-recording:${token}::bench/${name}`;

/** A tenth templates, the rest rules and tasks; every one of them changes. */
const before: object[] = [];
const steps: object[] = [];
for (let index = 0; index < RESOURCES; index += 1) {
  const template = String(1000 + (index % (RESOURCES / 10)));
  const common = { domainName: `push${index % 20}.example.com`, appName: `app${index % 7}`, streamName: `stream${index}` };
  const day = String(1 + (index % 27)).padStart(2, "0");
  const [token, old, next] =
    index < RESOURCES / 10
      ? ["RecordTemplate", { hlsParam: { storageTime: 2_592_000 } }, { hlsParam: { storageTime: 604_800 + (index % 5) * 86_400 } }]
      : index % 2 === 0
        ? ["RecordRule", { ...common, templateId: template }, { ...common, templateId: "1000" }]
        : [
            "RecordTask",
            { ...common, templateId: template, startTime: `2026-12-${day}T10:00:00Z`, endTime: `2026-12-${day}T11:00:00Z` },
            { ...common, templateId: template, startTime: `2026-12-${day}T09:30:00Z`, endTime: `2026-12-${day}T11:00:00Z` },
          ];
  const urn = urnOf(String(token), `r${index}`);
  const state = {
    urn,
    type: `pulumi-nodejs:dynamic/live-recording:${token}`,
    custom: true,
    id: index < RESOURCES / 10 ? template : `id${index}`,
  };
  before.push({ ...state, inputs: { ...Object(old), __provider: "x" } });
  steps.push({ op: token === "RecordTemplate" ? "update" : "replace", urn, oldState: before.at(-1), newState: { ...state, inputs: next } });
}
const preview = JSON.stringify({ steps });
const exported = JSON.stringify({ deployment: { resources: before } });

/** Time of this thread on the processor: other work on the machine takes from the clock, not from this. */
function measured<T>(part: string, work: () => T, into: Map<string, number>): T {
  const start = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(start);
  into.set(part, (user + system) / 1000);
  return result;
}

function round(): Map<string, number> {
  const parts = new Map<string, number>();
  const context = { now: Date.parse("2026-11-22T10:00:00Z"), stack: "dev" };
  const plan = measured("plan", () => planOfEngine(JSON.parse(preview), JSON.parse(exported), kinds, context), parts);
  const document = measured("digest", () => documentOf(plan, { digest: reviewedPlan(plan).digest }), parts);
  measured("terminal", () => renderText(document, { width: 100 }), parts);
  measured("Markdown", () => fitMarkdown(document, "github"), parts);
  measured("page", () => renderHtml(document), parts);
  measured("JSON", () => JSON.stringify(document), parts);
  return parts;
}

const rounds = Array.from({ length: RUNS }, round);
const sum = (parts: Map<string, number>) => [...parts.values()].reduce((total, part) => total + part, 0);
const [first = new Map<string, number>()] = rounds;
const median = rounds.map(sum).sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
const detail = [...first].map(([part, time]) => `${part} ${time.toFixed(0)}`).join(", ");
console.log(
  `preview of ${RESOURCES} changed resources, all four forms: first ${sum(first).toFixed(0)} ms on the processor (${detail}), median ${median.toFixed(0)} ms (bar: ${LIMIT_MS} ms)`,
);
if (sum(first) > LIMIT_MS) process.exitCode = 1;
