import { describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator/index";
import { openReader } from "../../provider/reading/index";
import { Place } from "./terminal";

const manifest = (template: string) => `version: 1
timeZone: Asia/Shanghai
templates: { archive: { hlsParam: { storageTime: 2592000 } } }
domains: { push.example.com: { record: [{ template: archive }, { app: other, template: ${template} }] } }
schedule: { final: { stream: push.example.com/live/final, start: 2026-12-20T19:30, end: 2026-12-20T22:30, template: ${template} } }
`;
const TIMETABLE = `timeZone: Asia/Shanghai
pushes:
  - { stream: push.example.com/live/final, start: 2026-12-20T19:20, end: 2026-12-20T22:45 }
  - { stream: "push.example.com/other/{1..3}", start: 2026-12-20T19:20, end: 2026-12-20T22:45 }
`;
const files = { "liverec.yaml": manifest("1234"), "old.yaml": manifest("archive"), "timetable.yaml": TIMETABLE };

/** What would be said of a task that the service records by its own default. */
const FALLBACK = /\bfor ever\b/;

describe("a template that is named by its number and not declared", () => {
  it("cannot be told by explain, of a rule and of a task", async () => {
    using place = new Place(files);
    const byTask = await place.liverec("explain push.example.com/live/final");
    expect(byTask.out).toMatch(/schedule\.final .*cannot be told │ template 1234/);
    expect(byTask.out).toContain(
      "Whether one push gives several sets of files cannot be told: template 1234 is not declared in the manifest.",
    );
    const byRule = await place.liverec("explain push.example.com/other/a");
    expect(byRule.out).toContain(
      "push.example.com/other/a: what its rule records cannot be told, template 1234 is not declared in the manifest.",
    );
    expect(byTask.out + byRule.out).not.toMatch(FALLBACK);
    expect(JSON.parse((await place.liverec("explain push.example.com/other/a --json")).out)).toMatchObject({
      recorded: null,
      rule: { unknownTemplate: "1234", plans: [] },
    });
  });

  it("cannot be told by simulate, in words, in the picture and in JSON, and is in no figure", async () => {
    using place = new Place(files);
    const { out } = await place.liverec("simulate -t timetable.yaml", { columns: 200 });
    expect(out).toContain(
      "cannot be told: what domains.push.example.com.record[1] makes of 3 pushes of push.example.com/other/1 and 2 more; template 1234 is not declared here",
    );
    expect(out).toContain("cannot be told: what schedule.final makes of a push of push.example.com/live/final;");
    expect(out).toMatch(/^push\.example\.com\/other\/1 cannot be told +─/m);
    expect(out).toMatch(/^1 recording, 3\.4 h in all, .* at most 1 at once; .*, without what cannot be told\.$/m);
    expect(out).not.toMatch(FALLBACK);
    const { untold, recordings } = JSON.parse((await place.liverec("simulate -t timetable.yaml --json")).out);
    expect([untold.length, recordings.length]).toEqual([4, 1]);
  });

  it("cannot be told by diff, which counts it in no figure and stops where a loss cannot be ruled out", async () => {
    using place = new Place(files);
    const { out } = await place.liverec("diff old.yaml liverec.yaml --at 2026-12-01T00:00:00Z", { columns: 300 });
    expect(out.match(/Cannot be told: .*which is not declared here, so what it makes cannot be told/g)).toHaveLength(2);
    expect(out).toContain("HLS 1.13 GB for 30 days → cannot be told");
    expect(out).toContain("Not counted, because it cannot be told: what template 1234 makes.");
    expect(out).not.toMatch(FALLBACK);
    for (const [valves, code] of [
      ["--forbid data-loss", 1],
      ["--forbid permanent", 1],
      ["--forbid unknown", 1],
      ["--forbid data-loss,permanent,unknown --allow unknown", 0],
      ["--forbid data-loss --allow data-loss", 0],
      ["--forbid alerts", 0],
    ] as const) {
      const stopped = await place.liverec(`diff old.yaml liverec.yaml --at 2026-12-01T00:00:00Z ${valves}`);
      expect([valves, stopped.code]).toEqual([valves, code]);
      if (valves === "--forbid data-loss")
        expect(stopped.err).toMatch(/stopped by --forbid data-loss: Data loss cannot be ruled out: .* If that is meant: --allow unknown$/m);
    }
  });

  it("is known by the live account, which can say that there is none of that number", async () => {
    const emulator = await startEmulator({ now: "2026-12-19T00:00:00Z", freeze: true });
    try {
      const { host } = new URL(emulator.url);
      const credentials = { TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR", TENCENTCLOUD_SECRET_KEY: "emulator-secret" };
      const env = { ...credentials, TENCENTCLOUD_DOMAIN: host, TENCENTCLOUD_PROTOCOL: "HTTP" };
      const seconds = (time: string) => Date.parse(time) / 1000;
      await openReader({ env }).call("CreateRecordTask", {
        ...{ DomainName: "push.example.com", AppName: "live", StreamName: "final", TemplateId: 1234 },
        ...{ StartTime: seconds("2026-12-20T11:30:00Z"), EndTime: seconds("2026-12-20T14:30:00Z") },
      });
      using place = new Place();
      const { also } = JSON.parse((await place.liverec("explain push.example.com/live/final --live --json", { env })).out);
      expect(also).toEqual([
        expect.objectContaining({
          origin: expect.stringContaining("(there is no template 1234)"),
          plans: [expect.objectContaining({ format: "hls", storageTime: 0 })],
        }),
      ]);
    } finally {
      await emulator.close();
    }
  });
});
