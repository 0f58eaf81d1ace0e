import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { utcText } from "../../provider/recording/moments";
import { localText, spanText, zonedText } from "../../provider/recording/zones";

const ZONES = ["UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "+05:30"];
const moments = fc.integer({ min: Date.parse("2015-01-01T00:00:00Z") / 1000, max: Date.parse("2035-01-01T00:00:00Z") / 1000 });

describe("times as they are shown", () => {
  it("are those of the zone's clocks, also on days on which the clocks are changed", () => {
    const changes = [
      "2026-03-29T00:59:00Z",
      "2026-03-29T01:00:00Z",
      "2026-10-25T00:30:00Z",
      "2026-10-25T01:30:00Z",
      "2026-04-04T15:15:00Z",
    ];
    const near = fc
      .constantFrom(...changes.map((text) => Date.parse(text) / 1000))
      .chain((at) => fc.integer({ min: at - 7200, max: at + 7200 }));
    fc.assert(
      fc.property(fc.oneof(moments, near), fc.constantFrom(...ZONES), (seconds, zone) => {
        const local = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
          .toZonedDateTimeISO(zone)
          .toPlainDateTime();
        expect(localText(seconds * 1000, zone)).toBe(local.toString({ smallestUnit: "minute", roundingMode: "trunc" }));
      }),
      { numRuns: 2000 },
    );
  });

  it("in UTC carry no more digits than they need", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 999 }), (seconds, ms) => {
        const at = seconds * 1000 + ms;
        expect(utcText(at)).toBe(Temporal.Instant.fromEpochMilliseconds(at).toString());
      }),
    );
  });

  it("say once what is the same at both ends of a stretch", () => {
    const span = (start: string, end: string) => spanText({ start: Date.parse(start), end: Date.parse(end) }, "Europe/Berlin");
    expect(span("2026-12-20T10:00:00Z", "2026-12-20T11:30:00Z")).toBe("2026-12-20 11:00 to 12:30 +01:00");
    expect(span("2026-12-20T22:00:00Z", "2026-12-21T00:30:05Z")).toBe("2026-12-20 23:00 to 2026-12-21 01:30:05 +01:00");
    expect(span("2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z")).toBe("2026-10-24 22:00 +02:00 to 2026-10-25 06:00 +01:00");
    expect(zonedText(Date.parse("2026-12-20T10:00:00Z"), "UTC")).toBe("2026-12-20 10:00 UTC");
  });
});
