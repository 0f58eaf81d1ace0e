import { describe, expect, it } from "vitest";
import { documentOf, renderText } from "../../provider/preview/index";
import { QUOTAS } from "../../provider/recording/quotas";
import { planOfStories, type Story } from "./engine-stories";

const far = {
  ...{ domainName: "ch.example.com", appName: "live", streamName: "main", templateId: "7", timeZone: "Asia/Shanghai" },
  ...{ startTime: "2027-02-01T10:00", endTime: "2027-02-01T12:00" },
};
const END = Date.parse("2027-02-01T12:00:00+08:00");
const DUE = END - QUOTAS.taskHorizon.limit * 1000;
const declared: Story = { token: "RecordTask", name: "far", op: "create", declared: far };
const planned: Story = { token: "RecordTask", name: "far", was: far, outputs: { status: "planned", taskId: "" } };
const planAt = (now: number, ...stories: readonly Story[]) => planOfStories(stories, { now });
const said = (now: number, ...stories: readonly Story[]) =>
  planAt(now, ...stories).findings.map(({ kind, severity, risk, text }) => `${kind} ${severity} ${risk}: ${text}`);
const WAITS =
  "ch.example.com/live/main will be sent to the service by the first run of up after 2027-01-25 12:00 (Asia/Shanghai), 7 days before the end of its " +
  "window: until then the task far is only planned, and without that run it records nothing";

describe("a task that is too far ahead to be sent", () => {
  it("is said to be only planned when it is declared, and by which run it is sent", () => {
    expect(said(DUE, declared)).toContain(`task-planned warning none: ${WAITS}.`);
    expect(said(DUE + 1, declared).join()).not.toContain("task-planned");
    // The older family has no such limit.
    expect(said(DUE, { ...declared, token: "ScheduledRecord" }).join()).not.toContain("task-planned");
  });

  it("is told in one sentence with all others that come with it, the first to be sent first", () => {
    const season = [3, 1, 2].map((week) => {
      const times = { startTime: `2027-03-0${week}T10:00`, endTime: `2027-03-0${week}T12:00` };
      return { ...declared, name: `week-${week}`, declared: { ...far, ...times } };
    });
    const told = said(DUE, ...season).filter((text) => text.startsWith("task-planned"));
    expect(told).toEqual([
      expect.stringMatching(
        /^task-planned warning none: .* the task week-1 is only planned.*; 2 more tasks wait for later runs likewise\.$/,
      ),
    ]);
  });

  it("is recalled by every later preview, several in one sentence", () => {
    expect(said(DUE, planned)).toEqual([`task-planned info none: ${WAITS}.`]);
    const later = { ...far, streamName: "side", endTime: "2027-02-01T12:30" };
    const other = { ...planned, name: "later", was: later };
    expect(said(DUE, other, planned)).toEqual([`task-planned info none: ${WAITS}; 1 more task waits for later runs likewise.`]);
    expect(said(DUE, { token: "RecordTask", name: "far", was: far, outputs: { status: "scheduled" } })).toEqual([]);
  });

  it("is said to be recorded by the run that sends it", () => {
    const plan = planAt(DUE + 1, { ...planned, op: "update" });
    expect(plan.findings).toMatchObject([{ kind: "task-sent", severity: "info", risk: "none" }]);
    expect(renderText(documentOf(plan), { width: 400 })).toMatch(
      /will be recorded from 2027-02-01 10:00 to .*; the task far was only planned, and is sent to the service now\.[\s\S]*is due/,
    );
  });

  it("is said to lose the beginning of its window when that run comes late", () => {
    expect(said(END - 3_600_000, { ...planned, op: "update" })).toEqual([
      expect.stringMatching(/^task-sent danger not-recorded: .* will lose the beginning of the window of far/),
      expect.stringMatching(/^task-sent info none: /),
    ]);
  });

  it("is said to be missed when that run never came, and not to be sent", () => {
    const plan = planAt(END, { ...planned, op: "update" });
    expect(plan.findings).toMatchObject([
      {
        ...{ kind: "task-missed", severity: "danger", risk: "not-recorded" },
        text:
          "ch.example.com/live/main will not be recorded from 2027-02-01 10:00 to 2027-02-01 12:00 (Asia/Shanghai) by the task far: its window is over, and " +
          "no run of up came in time to send it to the service, so it was missed.",
      },
    ]);
    expect(plan.changes).toMatchObject([{ note: expect.stringMatching(/^is over: .* noted as missed$/) }]);
    expect(renderText(documentOf(plan))).not.toContain("is due");
    expect(said(END, { ...planned, outputs: { status: "missed", taskId: "" } })).toEqual([]);
  });
});

it.each(["RecordTask", "ScheduledRecord"])("a window that is over when it is first declared is said not to be recorded (%s)", (token) => {
  expect(said(END, { ...declared, token })).toEqual([
    expect.stringMatching(/^task-missed warning not-recorded: .* by the task far: its window is over already, so nothing is sent/),
  ]);
});
