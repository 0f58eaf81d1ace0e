import { describe, expect, it } from "vitest";
import { documentOf, planOfManifests, renderHtml, renderMarkdown, renderText } from "../../provider/preview/index";
import { NOW, planOfTexts, resourcesIn } from "./goldens";

const manifest = (task: string, timed: string, template = "archive", more = "") => `version: 1
timeZone: Asia/Shanghai
templates: { ${template}: { hlsParam: { storageTime: 86400 }${more} } }
schedule:
  ${task}: { stream: push.example.com/live/a, start: 2026-12-20T19:00, end: 2026-12-20T22:00, template: ${template} }
  ${timed}: { using: CreateLiveRecord, stream: push.example.com/live/b, start: 2026-12-20T19:00, end: 2026-12-20T22:00, storageTime: 60 }
`;
const BEFORE = manifest("final", "classic");
const DURING = Date.parse("2026-12-20T12:00:00Z");
const live = ["a", "b"].map((streamName) => ({ domainName: "push.example.com", appName: "live", streamName }));

describe("an entry of the schedule that is only called otherwise", () => {
  const renamed = manifest("grand-final", "klassik");

  it("is the same in the table, and changes nothing for recordings while none runs", () => {
    const plan = planOfTexts(BEFORE, renamed);
    expect(plan.findings).toEqual([]);
    expect(documentOf(plan).resources.map(({ operation, name, note }) => [operation, name, note])).toEqual([
      ["delete", "final", "is declared as grand-final from then on"],
      ["delete", "classic", "is declared as klassik from then on"],
      ["create", "grand-final", "has the same fields as final, under another name"],
      ["create", "klassik", "has the same fields as classic, under another name"],
    ]);
    for (const text of [renderText(documentOf(plan)), renderMarkdown(documentOf(plan)), renderHtml(documentOf(plan))]) {
      expect(text).toContain("Nothing changes for recordings.");
      expect(text).toContain("has the same fields as final, under another name");
    }
  });

  it("says of its fields alone that they are the same, where media goes with it", () => {
    const clip = (name: string) =>
      `version: 1\nclips: { ${name}: { stream: p.example.com/l/s, start: "2026-11-20T10:00:00Z", end: "2026-11-20T11:00:00Z", isPersistence: true } }\n`;
    const plan = planOfTexts(clip("opening"), clip("intro"));
    expect(plan.findings[0]).toMatchObject({ kind: "media-deleted", risk: "data-loss" });
    expect(plan.changes.map(({ note }) => note).sort()).toEqual([
      "has the same fields as opening, under another name",
      "is declared as intro from then on",
    ]);
  });

  it("is a window that stays, wherever another one of its stream changes", () => {
    const more = "  extra: { stream: push.example.com/live/a, start: 2026-12-20T22:00, end: 2026-12-20T23:00, template: archive }\n";
    expect(planOfTexts(BEFORE, renamed).timeline).toBeUndefined();
    expect(planOfTexts(BEFORE, `${renamed}${more}`).timeline?.bars.map(({ name, state }) => [name, state])).toEqual([
      ["grand-final", "stays"],
      ["extra", "added"],
    ]);
  });

  it("is cut in two while it runs, where the service cannot show the task again, and only there", () => {
    const { findings } = planOfTexts(BEFORE, renamed, { now: DURING, live });
    expect(findings.map(({ kind, risk, text }) => [kind, risk, text])).toEqual([
      [
        "live-now",
        "live",
        "push.example.com/live/b is live now: a recording that runs is stopped or begun again as soon as this is applied.",
      ],
      [
        "task-changes",
        "gap",
        "push.example.com/live/b will have its recording by the task klassik cut in two: classic is called klassik from then on, so what runs is stopped and begun again.",
      ],
    ]);
  });

  it("is not taken for the same when something else differs, or when several are equal", () => {
    const later = renamed.replaceAll("T22:00", "T22:30");
    expect(documentOf(planOfTexts(BEFORE, later)).resources.map(({ note }) => note)).toEqual([null, null, null, null]);
    const twins = (names: string[]) =>
      `version: 1\nschedule:\n${names.map((name) => `  ${name}: { using: CreateLiveRecord, stream: p.example.com/l/s, start: "2026-12-20T10:00:00Z", end: "2026-12-20T11:00:00Z" }\n`).join("")}`;
    const changes = documentOf(planOfTexts(twins(["a", "b"]), twins(["c", "d"]))).resources;
    expect(changes.map(({ note }) => note)).toEqual([null, null, null, null]);
  });
});

describe("a running task whose template is made anew", () => {
  it("is stopped and begun again, which is said", () => {
    const cos = ", cosStore: true";
    const after = manifest("final", "classic", "archive", cos).replace(
      "storageTime: 86400",
      "cosBucketName: b-1250000000, cosBucketRegion: ap-guangzhou, cosBucketPath: /live",
    );
    const said = (now: number) =>
      planOfManifests(resourcesIn(BEFORE), resourcesIn(after), { now, live }).findings.filter(({ risk }) => ["gap", "live"].includes(risk));
    expect(said(DURING).map(({ text }) => text)).toEqual([
      "push.example.com/live/a is live now: a recording that runs is stopped or begun again as soon as this is applied.",
      "push.example.com/live/a will have its recording by the task final cut in two: its template archive is made anew, so what runs is stopped and begun again.",
    ]);
    expect(said(NOW)).toEqual([]);
  });
});
