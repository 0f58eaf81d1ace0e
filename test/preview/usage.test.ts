import { describe, expect, it } from "vitest";
import { planOfTexts } from "./goldens";

const task =
  "schedule: { final: { stream: push.example.com/live/a, start: '2026-12-20T11:00:00Z', end: '2026-12-20T15:00:00Z', template: t } }\n";
const rule = "domains: { push.example.com: { record: [{ template: t }] } }\n";
const manifest = (...parts: string[]) => `version: 1\ntemplates: { t: { hlsParam: { storageTime: 86400 } } }\n${parts.join("")}`;
const DURING = Date.parse("2026-12-20T13:00:00Z");
const STREAM = { domainName: "push.example.com", appName: "live", streamName: "a" };

describe("the usage of a stream that is on air", () => {
  it("is counted from this moment on, on both sides, whoever records it", () => {
    const pushes = [{ ...STREAM, start: Date.parse("2026-12-20T10:30:00Z"), end: Date.parse("2026-12-20T15:00:00Z") }];
    for (const timetable of [undefined, { pushes }]) {
      const more = manifest(task.replace("15:00:00", "15:00:01"), rule);
      const hours = (before: string, after: string) => {
        const { usage } = planOfTexts(before, after, { now: DURING, ...(timetable === undefined ? {} : { timetable }) });
        return [usage?.before.recordedHours, usage?.after.recordedHours];
      };
      expect(hours(manifest(task), more)).toEqual([2, 4]);
      expect(hours(more, manifest(task))).toEqual([4, 2]);
    }
  });

  it("leaves pushes as they are that are not on air", () => {
    const pushes = [{ ...STREAM, start: Date.parse("2026-12-20T08:00:00Z"), end: Date.parse("2026-12-20T09:00:00Z") }];
    const { usage } = planOfTexts(manifest(), manifest(rule), { now: DURING, timetable: { pushes } });
    expect([usage?.before.recordedHours, usage?.after.recordedHours]).toEqual([0, 1]);
  });
});
