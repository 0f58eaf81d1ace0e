import { describe, expect, it } from "vitest";
import { renderHtml } from "../../provider/preview/index";
import { retentionSvg } from "../../provider/preview/render/retention-svg";
import { timelineSvg } from "../../provider/preview/render/svg";
import { ticksOf } from "../../provider/preview/render/time-scale";
import { documentOfTopic } from "./goldens";

const HOUR = 3_600_000;
const bar = (stream: string, name: string, start: string, end: string) => ({ stream, name, start, end, state: "added" as const });
const between = (start: string, end: string, width: number) => ({ start: Date.parse(start), end: Date.parse(end), x: 0, width });

/** What is drawn, in the order of the picture: each stream's heading, then its bars with their row. */
function drawn(svg: string): string[] {
  const things = /class="stream"[^>]* y="(\d+)">([^<]*)<|<title>(\S+) [^<]*<\/title><rect x="([\d.]+)" y="(\d+)" width="([\d.]+)"/g;
  return [...svg.matchAll(things)].map(([, , stream, name, , y]) => stream ?? `${name} at ${y}`);
}

describe("the picture of windows", () => {
  const bars = [
    bar("a", "one", "2026-12-20T10:00:00Z", "2026-12-20T12:00:00Z"),
    bar("a", "two", "2026-12-20T11:00:00Z", "2026-12-20T13:00:00Z"),
    bar("a", "three", "2026-12-20T12:00:00Z", "2026-12-20T14:00:00Z"),
    bar("b", "four", "2026-12-20T10:00:00Z", "2026-12-20T11:00:00Z"),
  ];

  it("has every bar once, under its own stream; what overlaps stands below each other", () => {
    expect(drawn(timelineSvg({ timeZone: "UTC", bars }))).toEqual(["a", "one at 56", "two at 90", "three at 56", "b", "four at 146"]);
  });

  it("draws each bar from its start to its end on the scale of its axis", () => {
    const svg = timelineSvg({ timeZone: "UTC", bars });
    const rect = (name: string) => new RegExp(`<title>${name} [^<]*</title><rect x="([\\d.]+)" y="\\d+" width="([\\d.]+)"`).exec(svg);
    const line = (label: string) => Number(new RegExp(`<text class="hour" x="([\\d.]+)"[^>]*>${label}</text>`).exec(svg)?.[1]);
    for (const [name, from, to] of [
      ["one", "10:00", "12:00"],
      ["three", "12:00", "14:00"],
      ["four", "10:00", "11:00"],
    ] as const) {
      const [, x, width] = rect(name) ?? [];
      expect(Number(x), name).toBeCloseTo(line(from), 6);
      expect(Number(x) + Number(width), name).toBeCloseTo(line(to), 6);
    }
  });

  it("writes the outer times inside of the picture and the others below their lines", () => {
    const anchors = [...timelineSvg({ timeZone: "UTC", bars }).matchAll(/text-anchor="(\w+)">([\d:]+)</g)];
    expect(anchors.map(([, anchor, label]) => `${label} ${anchor}`)).toEqual([
      "10:00 start",
      "11:00 middle",
      "12:00 middle",
      "13:00 middle",
      "14:00 end",
    ]);
  });
});

describe("the marks of an axis", () => {
  it("are hours where there is room, and fewer where there is not", () => {
    const labels = (width: number) =>
      ticksOf(between("2026-12-20T10:00:00Z", "2026-12-20T16:00:00Z", width), "Asia/Shanghai", 44).map(({ label }) => label);
    expect(labels(600)).toEqual(["18:00", "19:00", "20:00", "21:00", "22:00", "23:00", "00:00"]);
    expect(labels(150)).toEqual(["18:00", "20:00", "22:00", "00:00"]);
    expect(labels(100)).toEqual(["18:00", "21:00", "00:00"]);
  });

  it("are days at their midnight in the zone where hours have no room, and never nearer than a label needs", () => {
    const days = (width: number) =>
      ticksOf(between("2026-12-01T00:00:00Z", "2026-12-09T00:00:00Z", width), "Asia/Shanghai", 44).map(({ label }) => label);
    expect(days(400)).toEqual(["12-02", "12-03", "12-04", "12-05", "12-06", "12-07", "12-08", "12-09"]);
    expect(days(200)).toEqual(["12-02", "12-04", "12-06", "12-08"]);
    for (const width of [60, 200, 400, 2000]) {
      const stretch = between("2026-12-01T00:00:00Z", "2026-12-09T00:00:00Z", width);
      const ticks = ticksOf(stretch, "Asia/Shanghai", 44);
      const gaps = ticks.slice(1).map(({ at }, index) => ((at - (ticks[index]?.at ?? 0)) / (stretch.end - stretch.start)) * width);
      expect(Math.min(...gaps, 44), `${width}`).toBe(44);
    }
  });

  it("stay at midnight when the clocks change", () => {
    const stretch = between("2026-10-23T22:00:00Z", "2026-10-27T23:00:00Z", 200);
    const ticks = ticksOf(stretch, "Europe/Berlin", 44);
    expect(ticks.map(({ label }) => label)).toEqual(["10-24", "10-25", "10-26", "10-27", "10-28"]);
    expect(ticks.slice(1).map(({ at }, index) => (at - (ticks[index]?.at ?? 0)) / HOUR)).toEqual([24, 25, 24, 24]);
  });
});

describe("the picture of how long files are kept", () => {
  const hour = (format: string, keptSeconds: number | null) => ({ format, text: `${format} files`, gigabytes: 0.9, keptSeconds });
  const widths = (svg: string) => [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));

  it("draws each time in proportion to the longest", () => {
    const svg = retentionSvg({ streams: "a", before: [hour("hls", 86_400)], after: [hour("hls", 864_000), hour("mp4", 432_000)] });
    const [day = 0, ten = 0, five = 0] = widths(svg);
    expect([ten / day, ten / five].map((ratio) => Math.round(ratio * 1000) / 1000)).toEqual([10, 2]);
    expect(ten).toBeLessThan(960);
  });

  it("stays within the picture, whichever side keeps longer", () => {
    for (const [before, after] of [
      [86_400, 864_000],
      [864_000, 86_400],
    ] as const) {
      const drawn = widths(retentionSvg({ streams: "a", before: [hour("hls", before)], after: [hour("hls", after)] }));
      expect(Math.max(...drawn), `${before} to ${after}`).toBeLessThan(960);
    }
  });

  it("draws what is kept for ever to the end of the picture, longer than any time", () => {
    const svg = retentionSvg({ streams: "a", before: [hour("hls", 0), hour("mp4", null)], after: [hour("hls", 864_000)] });
    const [ever = 0, bucket = 0, ten = 0] = widths(svg);
    expect(ever).toBe(bucket);
    expect(ever).toBeGreaterThan(ten);
    expect(svg.match(/class="now open"/g)).toHaveLength(2);
    expect(svg).toContain('class="then"');
  });

  it("says what is not recorded and what cannot be told", () => {
    const svg = retentionSvg({ streams: "a", before: [], after: null });
    expect(svg).toMatch(/>now<\/text><text class="nothing"[^>]*>not recorded<.*>then<\/text><text class="nothing"[^>]*>cannot be told</);
    expect(widths(svg)).toEqual([]);
  });
});

describe("a page about nothing of ours", () => {
  const quiet = { ...documentOfTopic("004-the-final"), resources: [], findings: [], others: [] };

  it("says that nothing changes only when no other package changes anything either", () => {
    const others = [{ operation: "create" as const, type: "aws:s3:Bucket", name: "files" }];
    expect(renderHtml(quiet)).toContain("Nothing changes.");
    expect(renderHtml({ ...quiet, others })).not.toContain("Nothing changes.");
  });
});
