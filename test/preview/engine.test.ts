import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  documentOf,
  type Plan,
  planDifference,
  planOfEngine,
  renderMarkdown,
  renderText,
  reviewedPlan,
} from "../../provider/preview/index";
import { kinds } from "../../provider/resources/index";

const sample = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, "samples", `season.${name}.json`), "utf8"));
const NOW = Date.parse("2026-11-22T10:00:00Z");
const live = [{ domainName: "push.example.com", appName: "lessons", streamName: "algebra" }];

const plan = (preview: unknown = sample("preview"), exported: unknown = sample("state")): Plan =>
  planOfEngine(preview, exported, kinds, { now: NOW, stack: "dev", live });

describe("a plan from a preview of the engine", () => {
  it("holds our resources under the names of the manifest, without machinery and secrets", () => {
    const { changes, unchanged, others } = plan();
    expect(changes.map(({ operation, token, name }) => `${operation} ${token} ${name}`).sort()).toEqual([
      "create TimeShiftRule push.example.com//",
      "create TimeShiftTemplate week",
      "replace RecordRule push.example.com//",
      "replace RecordRule push.example.com/lessons/",
      "replace RecordTask final",
      "replace RecordTemplate archive",
      "update CallbackTemplate hook",
    ]);
    expect([unchanged, others]).toEqual([1, []]);
    const text = JSON.stringify([documentOf(plan()), renderText(documentOf(plan())), renderMarkdown(documentOf(plan()))]);
    expect(text).not.toMatch(/__provider|__mark|04da6b54|4dabf18|require\(|ciphertext|AAAA/);
  });

  it("resolves references through ids, and through dependencies where the id is not known yet", () => {
    const { before, after, changes } = plan();
    expect(before.rules.map(({ template }) => template)).toEqual(["archive", "archive"]);
    expect(after.rules.map(({ appName, template }) => [appName, template]).sort()).toEqual([
      ["", "archive"],
      ["lessons", "lecture"],
    ]);
    expect(after.timeShiftRules).toMatchObject([{ template: "week" }]);
    expect(changes.find(({ name }) => name === "push.example.com//")?.fields).toMatchObject([
      { path: "templateId", before: "archive", after: "archive (made anew)", replaces: true },
    ]);
  });

  it("says what it does to recordings and to the stream on air, the gravest first", () => {
    const { findings } = plan();
    expect(findings.map(({ severity, risk }) => `${severity} ${risk}`)).toEqual([
      "warning not-recorded",
      "warning live",
      "warning gap",
      "warning gap",
      "warning none",
      ...Array.from({ length: 4 }, () => "info none"),
    ]);
    expect(findings.find(({ risk }) => risk === "live")?.text).toContain(
      "push.example.com/lessons/algebra is live now: the old recording goes on",
    );
    expect(findings.at(-1)?.kind).toBe("takes-effect");
  });

  it("explains an update in which only a secret changes", () => {
    expect(plan().changes.find(({ name }) => name === "hook")).toMatchObject({ fields: [], note: "has a secret value that changes" });
  });

  it("is the same from the stream of events", () => {
    const [one, other] = [plan(), plan(sample("events"))];
    expect(other.findings).toEqual(one.findings);
    const names = ({ changes }: Plan) => changes.map(({ operation, key }) => `${operation} ${key}`).sort();
    expect(names(other)).toEqual(names(one));
    expect(reviewedPlan(other).digest).toBe(reviewedPlan(one).digest);
  });

  it("takes a stack that is not there yet as empty", () => {
    const { before, findings } = plan({ steps: [] }, null);
    expect([before.rules, findings]).toEqual([[], []]);
  });

  it("keeps what is only no longer managed", () => {
    const state = structuredClone(sample("state")) as { deployment: { resources: Record<string, unknown>[] } };
    const rule = state.deployment.resources.find(({ urn }) => String(urn).endsWith("season/push.example.com//"));
    if (rule === undefined) throw new Error("no rule");
    const gone = (retainOnDelete: boolean) => {
      const { resources } = state.deployment;
      const exported = { deployment: { resources: resources.map((one) => (one === rule ? { ...rule, retainOnDelete } : one)) } };
      return plan({ steps: [{ op: "delete", urn: rule["urn"], oldState: { ...rule, retainOnDelete } }] }, exported).findings;
    };
    expect(gone(false)[0]).toMatchObject({ kind: "recording-stops", severity: "danger" });
    expect(gone(true).map(({ kind }) => kind)).toEqual(["not-managed"]);
  });

  it("knows from the state whether a highlight still runs, and which task was missed", () => {
    const type = "pulumi-nodejs:dynamic/live-recording:";
    const made = (kind: string, inputs: object, outputs: object) => ({
      ...{ urn: `urn:pulumi:dev::season::${type}${kind}::${kind}`, type: `${type}${kind}`, id: "1", custom: true },
      ...{ inputs: { domainName: "push.example.com", appName: "live", streamName: "final", ...inputs }, outputs },
    });
    const goal = (endsAt: string) => made("HighlightRecord", { duration: 300 }, { status: "recording", endsAt });
    const times = { startTime: "2026-11-24T10:00:00Z", endTime: "2026-11-24T11:00:00Z", templateId: "1" };
    const gone = (...resources: ReturnType<typeof made>[]) =>
      plan({ steps: resources.map(({ urn }) => ({ op: "delete", urn, oldState: {} })) }, { deployment: { resources } }).findings.map(
        ({ kind, risk }) => `${kind} ${risk}`,
      );
    expect(gone(goal("2026-11-22T10:03:00Z"))).toEqual(expect.arrayContaining(["highlight-stops not-recorded"]));
    expect(gone(goal("2026-11-22T09:59:00Z"))).toEqual([]);
    expect(gone(made("RecordTask", times, { status: "scheduled" }))).toEqual(["task-removed not-recorded"]);
    expect(gone(made("RecordTask", times, { status: "missed" }))).toEqual([]);
  });

  it("takes what is created although the state has it for gone", () => {
    const state = sample("state") as { deployment: { resources: Record<string, unknown>[] } };
    const rule = state.deployment.resources.find(({ urn }) => String(urn).endsWith("season/push.example.com//"));
    const { before, findings } = plan({ steps: [{ op: "create", urn: rule?.["urn"], newState: rule }] });
    expect(before.rules).toHaveLength(1);
    expect(findings.map(({ kind }) => kind)).toContain("recording-starts");
  });

  it("counts resources of other packages and shows nothing of them", () => {
    const step = {
      op: "create",
      urn: "urn:pulumi:dev::season::aws:s3:Bucket::files",
      newState: { type: "aws:s3:Bucket", inputs: { key: "k" } },
    };
    const document = documentOf(plan({ steps: [step] }));
    expect(document.others).toEqual([{ operation: "create", type: "aws:s3:Bucket", name: "files" }]);
  });
});

describe("the digest of a plan", () => {
  it("does not depend on the order of the steps, on ids or on the time", () => {
    const { steps } = sample("preview") as { steps: unknown[] };
    const again = planOfEngine({ steps: [...steps].reverse() }, sample("state"), kinds, { now: NOW + 86_400_000, stack: "dev" });
    expect(reviewedPlan(again).digest).toBe(reviewedPlan(plan()).digest);
    expect(reviewedPlan(plan()).digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("differs when an input differs, and the difference can be told", () => {
    const text = JSON.stringify(sample("preview"));
    const other = plan(JSON.parse(text.replaceAll("2026-11-24T19:00", "2026-11-24T18:45")));
    const [reviewed, now] = [reviewedPlan(plan()), reviewedPlan(other)];
    expect(now.digest).not.toBe(reviewed.digest);
    expect(planDifference(reviewed.changes, now.changes)).toEqual([
      expect.stringMatching(
        /^~ replace [A-Z][A-Za-z]+ season\/final: startTime reviewed as "2026-11-24T11:00:00Z", now "2026-11-24T10:45:00Z"$/,
      ),
    ]);
    expect(JSON.stringify(reviewed)).not.toMatch(/__provider|ciphertext/);
  });

  it("names what came and what went", () => {
    const { changes } = reviewedPlan(plan());
    const [first, ...rest] = changes;
    if (first === undefined) throw new Error("no change");
    expect(planDifference(changes, rest)).toEqual([expect.stringContaining("was reviewed, and is not to be done any more")]);
    expect(planDifference(rest, changes)).toEqual([expect.stringContaining("was not in the reviewed plan")]);
    expect(planDifference([first], [{ ...first, operation: "delete" }])).toEqual([expect.stringMatching(/reviewed as \w+, now delete/)]);
  });
});
