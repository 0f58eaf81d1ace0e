import { describe, expect, it } from "vitest";
import { documentOf, refusalsOf, renderText } from "../../provider/preview/index";
import { planOfStories, type Story } from "./engine-stories";

const now = Date.parse("2026-12-22T00:00:00Z");
const places = new Map([
  ["RecordTask::service", "schedule.service"],
  ["ScheduledRecord::service", "schedule.service"],
  ["HighlightRecord::goal", "highlights.goal"],
  ["Clip::opening", "clips.opening"],
]);
const stream = { domainName: "ch.example.com", appName: "live", streamName: "main" };
const window = (day: string) => ({ startTime: `${day}T10:00`, endTime: `${day}T12:00`, timeZone: "Asia/Shanghai" });
const service = { ...stream, ...window("2026-12-20"), templateId: "7" };
const said = (story: Story) =>
  planOfStories([story], { now, places }).findings.map(({ kind, severity, risk, text }) => `${kind} ${severity} ${risk}: ${text}`);

describe("another date under the name of an event that is over", () => {
  it.each(["RecordTask", "ScheduledRecord"])("is said not to be recorded, and stops at a valve (%s)", (token) => {
    const story = { token, name: "service", was: service, outputs: { status: "scheduled" } };
    const plan = planOfStories([{ ...story, declared: { ...service, ...window("2026-12-24") } }], { now, places });
    expect(plan.findings).toMatchObject([
      {
        severity: "danger",
        risk: "not-recorded",
        text:
          "ch.example.com/live/main will not be recorded from 2026-12-24 10:00 to 2026-12-24 12:00 (Asia/Shanghai): schedule.service stands for a window " +
          "that is over (from 2026-12-20 10:00 to 2026-12-20 12:00 (Asia/Shanghai)), and what is over is never changed; declare it under another name.",
      },
    ]);
    expect(refusalsOf(plan, { forbid: ["not-recorded"], allow: [] })).toHaveLength(1);
    expect(renderText(documentOf(plan))).not.toContain("Nothing changes.");
    // Nothing will be there on that day, so no figure and no picture may count it.
    expect([plan.changes, plan.timeline, plan.usage]).toEqual([[], undefined, undefined]);
    expect([...plan.after.tasks, ...plan.after.timed]).toMatchObject([{ startTime: "2026-12-20T10:00" }]);
  });

  it("is said again after it was applied: then the state's inputs are the new ones, and its outputs what stands", () => {
    const declared = { ...service, ...window("2026-12-24") };
    const story = { token: "RecordTask", name: "service", was: service, noted: declared, declared, outputs: { status: "scheduled" } };
    expect(said(story)).toEqual([expect.stringMatching(/^not-changed danger not-recorded: .* will not be recorded from 2026-12-24/)]);
  });

  it("is said not to be recorded either where the first was missed already", () => {
    const missed = { token: "RecordTask", name: "service", was: service, outputs: { status: "missed" } };
    expect(said({ ...missed, declared: { ...service, ...window("2026-12-21") } })).toEqual([
      expect.stringMatching(/^not-changed info none: .* will not be recorded from 2026-12-21 .* by schedule.service: that is over/),
    ]);
  });

  it("is nothing to fear where that date is over as well, or only the template is another", () => {
    const story = { token: "RecordTask", name: "service", was: service, outputs: { status: "scheduled" } };
    for (const change of [window("2026-12-21"), { templateId: "8" }])
      expect(said({ ...story, declared: { ...service, ...change } })).toEqual([expect.stringMatching(/^not-changed info none: /)]);
    expect(said(story)).toEqual([]);
    expect(said({ ...story, declared: { ...service, startTime: "2026-12-20T02:00:00Z" } })).toEqual([]);
  });
});

it("an edit of a highlight that has ended is said not to record again", () => {
  const goal = { ...stream, duration: 60 };
  const story = { token: "HighlightRecord", name: "goal", was: goal, outputs: { status: "recording", endsAt: "2026-12-21T00:01:00Z" } };
  expect(said({ ...story, declared: { ...goal, duration: 120 } })).toEqual([
    "not-changed warning not-recorded: ch.example.com/live/main will not be recorded again by highlights.goal, which has ended, and what is over is never " +
      "changed; change its triggers to record anew.",
  ]);
  expect(said({ ...story, declared: { ...goal, streamName: "side" } })[0]).toMatch(/^not-changed danger not-recorded: .*\/side/);
});

it("another piece under the name of an expired clip is said not to be cut", () => {
  const times = { startTime: "2026-12-01T10:00:00Z", endTime: "2026-12-01T10:10:00Z", expireTime: "2026-12-10T00:00:00Z" };
  const opening = { streamId: "main", isPersistence: true, ...times };
  const story = { token: "Clip", name: "opening", was: opening, outputs: { status: "expired" } };
  expect(said({ ...story, declared: { ...opening, endTime: "2026-12-01T10:20:00Z" } })).toEqual([
    expect.stringMatching(
      /^not-changed danger not-recorded: The clip clips.opening of main will not be cut from .* declare it under another/,
    ),
  ]);
  expect(said({ ...story, declared: { ...opening, procedure: "x" } })).toEqual([expect.stringMatching(/^not-changed info none: /)]);
});
