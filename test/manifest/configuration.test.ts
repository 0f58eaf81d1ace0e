import { describe, expect, it } from "vitest";
import { checkManifest, configurationOfManifest } from "../../provider/manifest/index";
import { lint } from "../../provider/recording/lint/index";
import { kinds } from "../../provider/resources/index";

const findings = (timeShift: string, clip: string) => {
  const text = `version: 1
templates: { short: { hlsParam: { storageTime: 3600 } }, long: { hlsParam: {} } }
timeShiftTemplates: { week: { duration: 604800 } }
domains:
  push.example.com: { record: [{ template: long }, { app: lessons, template: short }], timeShift: [${timeShift}] }
  other.example.com: { record: [{ template: short }], timeShift: [{ template: week }] }
clips: { c: { stream: ${clip}, start: 2026-01-01T00:00Z, end: 2026-01-01T00:10Z } }
`;
  const { resources, problems } = checkManifest([{ file: "m.yaml", text }], kinds);
  expect(problems).toEqual([]);
  return lint(configurationOfManifest(resources)).map(({ id, message }) => `${id}: ${message}`);
};

describe("a clip of a manifest", () => {
  it("is looked at where its stream is pushed, not on every domain and app", () => {
    const missing = expect.stringContaining("clip-without-time-shift");
    expect(findings("{ app: live, template: week }", "push.example.com/live/s")).not.toContainEqual(missing);
    expect(findings("{ app: live, template: week }", "push.example.com/lessons/s")).toContainEqual(missing);
    expect(findings("{ app: live, template: week }", "other.example.com/lessons/s")).not.toContainEqual(missing);
  });

  it("that is not persisted lives as long as what is recorded there", () => {
    const shift = "{ template: week }";
    const outlived = expect.stringContaining("clip-outlives-source: its media is deleted 1 h after the recording");
    expect(findings(shift, "push.example.com/lessons/s")).toContainEqual(outlived);
    expect(findings(shift, "push.example.com/live/s")).not.toContainEqual(outlived);
  });
});
