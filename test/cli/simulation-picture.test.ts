import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Place } from "./terminal";

const MANIFEST = `version: 1
timeZone: UTC
templates:
  hourly: { mp4Param: { recordInterval: 3600, storageTime: 86400 } }
  minutes: { mp4Param: { recordInterval: 60 } }
  joined: { hlsParam: {}, hlsSpecialParam: { flowContinueDuration: 1800 } }
domains:
  push.example.com:
    record:
      - { app: hourly, template: hourly }
      - { app: minutes, template: minutes }
      - { app: joined, template: joined }
schedule:
  extra: { stream: push.example.com/joined/b, start: "2027-03-20T11:00:00Z", end: "2027-03-20T12:00:00Z", template: joined }
`;

/** The picture of some pushes, each as `app start end` on one day. */
async function pictureOf(...pushes: string[]): Promise<string> {
  const lines = pushes.map((push) => {
    const [app, start, end] = push.split(" ");
    return `  - { stream: push.example.com/${app?.includes("/") ? app : `${app}/a`}, start: "2027-03-20T${start}:00Z", end: "2027-03-20T${end}:00Z" }\n`;
  });
  using place = new Place({ "liverec.yaml": MANIFEST, "day.yaml": `pushes:\n${lines.join("")}` });
  expect(await place.liverec("simulate -t day.yaml --svg day.svg")).toMatchObject({ code: 0 });
  return readFileSync(join(place.folder, "day.svg"), "utf8");
}

const all = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map((found) => found.slice(1).map(Number));
const bars = (svg: string) =>
  all(svg, /<rect class="bar" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="24"/g).map(([x = 0, y, w = 0]) => [x, x + w, y]);
const cuts = (svg: string) => all(svg, /<path class="cut" d="M([\d.]+) /g).map(([x]) => x);
const pauses = (svg: string) => all(svg, /<line class="pause" x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)"/g);
const labels = (svg: string) =>
  [...svg.matchAll(/<\/?(?:rect|path)[^>]*\/?><text x="[\d.]+" y="[\d.]+">([^<]*)</g)].map(([, text]) => text);

/** Where an hour stands on the axis. */
function hour(svg: string, label: string): number {
  return Number(new RegExp(`<text class="hour" x="([\\d.]+)"[^>]*>${label}</text>`).exec(svg)?.[1]);
}
const near = (...places: number[]) => places.map((place) => expect.closeTo(place, 3));

describe("the picture of a simulation", () => {
  it("has a bar from the start of each recording to its end, with a stroke where one file ends and the next begins", async () => {
    const svg = await pictureOf("hourly 10:00 13:00");
    const [ten, eleven, twelve, thirteen] = ["10:00", "11:00", "12:00", "13:00"].map((label) => hour(svg, label)) as [
      number,
      number,
      number,
      number,
    ];
    expect(bars(svg).map(([from, to]) => [from, to])).toEqual([near(ten, thirteen)]);
    expect(cuts(svg)).toEqual(near(eleven, twelve));
    expect(labels(svg)).toEqual(["MP4 hourly, 3 files"]);
    expect(svg).toMatch(/<title>MP4, 3 files, .*10:00 to .*13:00; the last gone at 2027-03-21 13:05<\/title>/);
  });

  it("has no strokes where the files are too narrow to be told apart, and counts them all the same", async () => {
    const svg = await pictureOf("minutes 10:00 16:00");
    expect([bars(svg).length, cuts(svg), labels(svg)]).toEqual([1, [], ["MP4 minutes, 360 files"]]);
  });

  it("has a dotted line over a break that a file outlives, and none where the push comes back too late", async () => {
    const svg = await pictureOf("joined 10:00 11:00", "joined 11:15 12:00");
    expect([bars(svg).length, pauses(svg).length, labels(svg)]).toEqual([2, 1, ["HLS joined, 1 file"]]);
    const [first, second] = bars(svg);
    expect(pauses(svg)[0]).toEqual(near(first?.[1] ?? 0, second?.[0] ?? 0));
    expect(new Set(bars(svg).map(([, , y]) => y)).size).toBe(1);
    const late = await pictureOf("joined 10:00 11:00", "joined 11:45 12:00");
    expect([bars(late).length, pauses(late)]).toEqual([2, []]);
  });

  it("shows also what is very short, without a text that would leave its bar", async () => {
    const svg = await pictureOf("hourly 10:00 10:01", "joined 10:00 20:00");
    const [short, long] = bars(svg).map(([from = 0, to = 0]) => to - from) as [number, number];
    expect(short).toBeGreaterThanOrEqual(2);
    expect(short).toBeLessThan(10);
    expect(long).toBeGreaterThan(900);
    expect(labels(svg)).toEqual(["HLS joined, 1 file"]);
    expect(svg).not.toMatch(/undefined|NaN/);
  });

  it("has what is recorded twice in rows below each other, and what comes later in the first row again", async () => {
    const svg = await pictureOf("joined/b 10:00 13:00", "joined/b 18:00 19:00");
    const rows = bars(svg)
      .map(([from = 0, , y]) => [from, y])
      .sort(([a = 0], [b = 0]) => a - b);
    const [first, extra, later] = rows.map(([, y]) => y) as [number, number, number];
    expect(rows).toHaveLength(3);
    expect([extra - first, later - first]).toEqual([30, 0]);
  });

  it("shows what reaches into the time that is looked at, and not what only touches it", async () => {
    const push = (app: string, start: string, end: string) =>
      `  - { stream: push.example.com/${app}/a, start: "2027-03-20T${start}:00Z", end: "2027-03-20T${end}:00Z" }\n`;
    const week = `pushes:\n${push("hourly", "10:00", "11:00")}${push("minutes", "10:30", "11:30")}${push("joined", "12:00", "13:00")}`;
    using place = new Place({ "liverec.yaml": MANIFEST, "day.yaml": week });
    const look = "--from 2027-03-20T11:00:00Z --to 2027-03-20T12:00:00Z";
    expect(await place.liverec(`simulate -t day.yaml --svg day.svg ${look}`)).toMatchObject({ code: 0 });
    const svg = readFileSync(join(place.folder, "day.svg"), "utf8");
    expect([...svg.matchAll(/<tspan class="stream">([^<]*)</g)].map(([, name]) => name)).toEqual(["push.example.com/minutes/a"]);
  });
});
