import { describe, expect, it } from "vitest";
import { reportOfEvents, reportOfPreview } from "../../provider/cli/stack/report";

const events = (...all: object[]) => all.map((event) => JSON.stringify(event)).join("\n");
const diagnostic = (severity: string, message: string) => ({ diagnosticEvent: { severity, message } });

describe("what a run of the engine reports", () => {
  it("are its errors, and no warnings, remarks or lines that are none of its events", () => {
    const said = [diagnostic("warning", "old version"), diagnostic("info", "logging in"), diagnostic("error", "no such template")];
    expect(reportOfEvents(`panic: something\n${events(...said)}\n[1]\n`).errors).toEqual(["no such template"]);
    const diagnostics = said.map(({ diagnosticEvent }) => diagnosticEvent);
    expect(reportOfPreview(JSON.stringify({ diagnostics })).errors).toEqual(["no such template"]);
  });

  it("tells that something failed only where nothing else tells what", () => {
    const echo = diagnostic("error", "update failed");
    expect(reportOfEvents(events(diagnostic("error", "no such template"), echo)).errors).toEqual(["no such template"]);
    expect(reportOfEvents(events(echo)).errors).toEqual(["update failed"]);
  });

  it("counts what happens to resources, by the engine's words", () => {
    const report = (resourceChanges: object) => reportOfEvents(events({ summaryEvent: { resourceChanges } }));
    expect(report({ create: 2, same: 3, odd: "x" }).changes).toEqual({ create: 2, same: 3 });
  });
});
