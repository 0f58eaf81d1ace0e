import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chinaTime, fromChinaTime, instantOf, inWords, isoUtc, readTime, unixSeconds } from "../../provider/recording/time";

describe("times", () => {
  it("are read with their offset, whatever the zone says", () => {
    expect(isoUtc(instantOf("2018-09-11T08:00:00+08:00", "Europe/Berlin"))).toBe("2018-09-11T00:00:00Z");
    expect(isoUtc(instantOf("2018-09-11T00:00:00Z"))).toBe("2018-09-11T00:00:00Z");
  });

  it.each(["2026-12-20T19:30", "2026-12-20T19:30:00", "2026-12-20 19:30"])("are read as local times in a zone: %s", (text) => {
    expect(isoUtc(instantOf(text, "Asia/Shanghai"))).toBe("2026-12-20T11:30:00Z");
  });

  it.each(["2018-09-11", "08:00", "tomorrow", "2018-13-01T00:00:00Z", "2018-09-11T25:00:00Z", "", "1536624000"])(
    "are refused when they are none: %j",
    (text) => {
      expect(readTime(text, "Asia/Shanghai")).toHaveProperty("problem");
    },
  );

  it("without a zone are refused with both readings", () => {
    expect(readTime("2018-09-11T08:00:00")).toEqual({
      problem: expect.stringMatching(/2018-09-11T08:00:00\+08:00 .*2018-09-11T08:00:00Z \(UTC\)/),
    });
  });

  it("that happen twice or never are refused with what to write", () => {
    expect(readTime("2026-10-25T02:30", "Europe/Berlin")).toEqual({ problem: expect.stringMatching(/twice.*\+02:00 or .*\+01:00/) });
    expect(readTime("2026-03-29T02:30", "Europe/Berlin")).toEqual({ problem: expect.stringMatching(/does not exist.*forward/) });
    expect(readTime("2026-10-25T03:00", "Europe/Berlin")).toHaveProperty("at");
  });

  it("take the four forms of the service, and come back from China's clocks", () => {
    fc.assert(
      fc.property(fc.integer({ min: 946_684_800, max: 4_102_444_800 }), (seconds) => {
        const at = instantOf(new Date(seconds * 1000).toISOString());
        expect(unixSeconds(at)).toBe(seconds);
        expect(isoUtc(at)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(chinaTime(at)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
        expect(unixSeconds(fromChinaTime(chinaTime(at)))).toBe(seconds);
      }),
    );
    expect(chinaTime(instantOf("2018-09-11T00:00:00Z"))).toBe("2018-09-11 08:00:00");
  });

  it("of day are told in the largest unit that divides them", () => {
    expect([90, 300, 7200, 86_400, 2_592_000].map(inWords)).toEqual(["90 s", "5 min", "2 h", "1 day", "30 days"]);
  });
});
