import { describe, expect, it } from "vitest";
import { documentOf, renderText } from "../../provider/preview/index";
import { planOfTexts } from "./goldens";

const NOW = Date.parse("2026-12-20T10:00:00Z");
const target = (streamName: string) => ({ domainName: "p.example.com", appName: "live", streamName });
const highlight = (more = "") =>
  `version: 1\nhighlights: { goal: { stream: p.example.com/live/final, duration: 60, storageTime: 86400${more} } }\n`;
const task = (end = "12:00") =>
  `version: 1\nschedule: { cup: { using: CreateLiveRecord, stream: p.example.com/live/final, start: "2026-12-20T09:00Z", end: "2026-12-20T${end}Z" } }\n`;
const clip = (start: string, end: string, more = "") =>
  `version: 1\nclips: { opening: { stream: p.example.com/live/final, start: "2026-12-20T${start}Z", end: "2026-12-20T${end}Z"${more} } }\n`;
const EMPTY = "version: 1\n";
const planOf = (before: string, after: string, ...live: readonly string[]) =>
  planOfTexts(before, after, { now: NOW, live: live.map(target) });
const said = (plan: ReturnType<typeof planOf>) => plan.findings.map(({ severity, risk, text }) => `${severity} ${risk}: ${text}`);

describe("a highlight", () => {
  it("is announced with its own length", () => {
    const told = "p.example.com/live/final will be recorded at once if it is live then, for 1 min: FLV in one file, kept 1 day.";
    expect(said(planOfTexts(EMPTY, highlight(), { now: NOW }))).toEqual([`info none: ${told}`]);
  });

  it("of a stream that is not live is said to fail, where the live streams are known", () => {
    expect(said(planOf(EMPTY, highlight(), "other"))).toEqual([
      "danger not-recorded: p.example.com/live/final will not be recorded by the highlight goal: it is not live now, so the service will refuse that " +
        "(StreamNotExist) and up will fail; apply it while the stream is live.",
    ]);
    // The output of a mix is in no list of pushes.
    expect(said(planOf(EMPTY, highlight(", mixStream: true"))).join()).toContain("if it is live then");
  });

  it("of a stream on air is said to begin, and to stop nothing", () => {
    const plan = planOf(EMPTY, highlight(), "final", "other");
    expect(said(plan)).toEqual([
      "info none: p.example.com/live/final will be recorded at once, for 1 min: FLV in one file, kept 1 day.",
      "info none: p.example.com/live/final is live now: a recording begins as soon as this is applied, and none that runs is stopped for it.",
    ]);
    expect(renderText(documentOf(plan))).not.toContain("touches none of them");
    expect(renderText(documentOf(planOf(EMPTY, clip("08:00", "08:10"), "final", "other")))).toContain("2 streams are live now");
  });
});

it("a task of this hour on a stream on air is said to begin at once, unless it replaces what runs", () => {
  expect(said(planOf(EMPTY, task(), "final"))).toContainEqual(
    expect.stringMatching(/^info none: .*\/final is live now: a recording begins/),
  );
  const moved = said(planOf(task(), task("13:00"), "final")).join("\n");
  expect(moved).toMatch(/danger live: .*\/final is live now: a recording that runs is stopped or begun again/);
  expect(moved).not.toContain("a recording begins");
});

describe("a clip", () => {
  it.each([
    ["10:00", "10:10", "begin", "StartTime"],
    ["09:50", "10:10", "end", "EndTime"],
  ])("from %s to %s, at 10:00, is said to come too early", (start, end, edge, code) => {
    expect(said(planOf(EMPTY, clip(start, end)))).toEqual([
      `warning none: The clip opening of final will not be cut yet from 2026-12-20 ${start}Z to 2026-12-20 ${end}Z: its ${edge} is still to come, so the ` +
        `service refuses that (InvalidParameterValue.${code}), and up will fail until then.`,
    ]);
  });

  it("that is over is cut", () => {
    expect(said(planOf(EMPTY, clip("09:50", "10:00"))).join()).toMatch(/will be cut from/);
  });

  it("that is moved into the future still loses its media when it is applied later", () => {
    const told = said(planOf(clip("08:00", "08:10", ", isPersistence: true"), clip("12:00", "12:10", ", isPersistence: true")));
    expect(told).toContainEqual(expect.stringMatching(/^danger data-loss: .* will be deleted for good/));
    expect(told).toContainEqual(expect.stringMatching(/^warning none: .* will not be cut yet/));
  });
});
