import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GOOD } from "./manifests";
import { Place } from "./terminal";

const TIMETABLE = `timeZone: Asia/Shanghai
pushes:
  - { stream: push.example.com/live/final, start: 2026-12-20T19:20, end: 2026-12-20T20:00 }
  - { stream: push.example.com/live/final, start: 2026-12-20T20:02, end: 2026-12-20T22:45 }
  - { stream: push.example.com/lessons/a, start: 2026-12-20T19:00, end: 2026-12-20T22:00 }
`;

const EVENING = `timeZone: Asia/Shanghai
pushes:
  - { stream: push.example.com/live/final, start: 2026-12-20T19:20, end: 2026-12-20T22:45, breaks: [{ after: 40m, for: 2m }] }
  - { stream: push.example.com/live/backstage, start: 2026-12-20T18:00, duration: 5h }
  - { stream: "push.example.com/lessons/room-{1..2}", start: 2026-12-21T09:00, duration: 1h40m, repeat: { on: [mon, wed], times: 3 } }
`;

describe("liverec simulate", () => {
  it("lists recordings in a table that fits the terminal, and adds them up", async () => {
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": TIMETABLE });
    for (const columns of [80, 110, 160]) {
      const { code, out } = await place.liverec("simulate --timetable timetable.yaml", { columns });
      expect(code).toBe(0);
      const table = out.split("\n").filter((line) => /[│├┌└]/.test(line));
      expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(out).toMatch(/^2 recordings, 6\.4 h in all, /m);
    }
    const { recordings, usage } = JSON.parse((await place.liverec("simulate -t timetable.yaml --json")).out);
    expect(recordings.map(({ format, files }: { format: string; files: [] }) => [format, files.length])).toEqual([
      ["mp4", 2],
      ["hls", 1],
    ]);
    expect(usage.peakConcurrent).toBe(2);
  });

  it("reckons sizes and usage by a bit rate that is named wherever a size is", async () => {
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": TIMETABLE });
    const bytes = async (rate: string) => {
      const { out } = await place.liverec(`simulate -t timetable.yaml --json ${rate}`);
      const { bitrates, usage } = JSON.parse(out);
      return [bitrates.video, usage.bytes];
    };
    const [rate, size] = await bytes("");
    expect(rate).toBe(2_500_000);
    expect(await bytes("--bitrate 5M")).toEqual([5_000_000, size * 2]);
    expect(await bytes("--bitrate 1250kbit/s")).toEqual([1_250_000, size / 2]);
    const { out } = await place.liverec("simulate -t timetable.yaml --bitrate 5Mbps --svg plan.svg", { columns: 200 });
    expect(out).toContain("Streams of push.example.com, times of Asia/Shanghai, sizes at 5 Mbit/s, sound at 128 kbit/s:");
    expect(out).toMatch(/GB \(at 5 Mbit\/s, sound at 128 kbit\/s\); at most/);
    expect(readFileSync(join(place.folder, "plan.svg"), "utf8")).toContain("sizes at 5 Mbit/s, sound at 128 kbit/s");
  });

  it.each(["4", "4MB/s", "fast", "0M", "2,5M", "-1M", "9999M", "4 M b"])(
    "takes no bit rate without a unit that is sure: %s",
    async (rate) => {
      using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": TIMETABLE });
      const { code, err } = await place.liverec(["simulate", "-t", "timetable.yaml", "--bitrate", rate]);
      expect([code, err]).toEqual([1, expect.stringContaining("write bits per second with a unit, such as 4M")]);
    },
  );

  it("is a list where the words of the table have no room, and breaks no word", async () => {
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": TIMETABLE });
    const { out } = await place.liverec("simulate -t timetable.yaml", { columns: 50 });
    expect(out).toContain(
      [
        "live/final",
        "  because of: record[0]",
        "  files: 1 HLS, joined once",
        "  when: 2026-12-20 19:20 to 22:45",
        "  kept until: 2027-01-19",
      ].join("\n"),
    );
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  it("looks at a part of the time only", async () => {
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": TIMETABLE });
    const { recordings } = JSON.parse((await place.liverec("simulate -t timetable.yaml --to 2026-12-20T19:10:00+08:00 --json")).out);
    expect(recordings).toHaveLength(1);
    const local = JSON.parse((await place.liverec("simulate -t timetable.yaml --to 2026-12-20T19:10 --json")).out);
    expect(local.recordings).toEqual(recordings);
  });

  it("names every mistake in a timetable with its place", async () => {
    const wrong = "pushes:\n  - { stream: a/b, start: 2026-12-20T19:20, ende: 1 }\n  - { stream: p.example.com/l/s }\nmixes: {}\n";
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": wrong });
    const { code, err } = await place.liverec("simulate -t timetable.yaml");
    expect(code).toBe(1);
    expect(err.trim().split("\n")).toEqual([
      "timetable.yaml:2:15: pushes[0].stream: is not a stream; write domain/app/stream, such as push.example.com/live/final",
      expect.stringMatching(/^timetable\.yaml:2:27: pushes\[0\]\.start: "2026-12-20T19:20" names no zone/),
      "timetable.yaml:2:45: pushes[0].ende: is not a known field; did you mean end?",
      "timetable.yaml:3:5: pushes[1].start: is missing",
      "timetable.yaml:4:8: mixes: is not a list; begin each entry with a dash",
    ]);
  });

  it("draws a line per stream and format that fits the terminal, with what is on air and not recorded", async () => {
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": EVENING });
    for (const columns of [60, 100, 200]) {
      const { out } = await place.liverec("simulate -t timetable.yaml", { columns });
      const lines = out.split("\n");
      const drawn = lines.slice(lines.findIndex((line) => line.startsWith("└")) + 1, lines.findIndex((line) => line.startsWith("█")) + 1);
      expect(Math.max(...drawn.map((line) => line.length))).toBeLessThanOrEqual(columns);
      if (columns === 100) await expect(drawn.join("\n")).toMatchFileSnapshot("golden/timeline.golden.txt");
    }
  });

  it("keeps the labels of a stretch above it, so that the next one has its own", async () => {
    const nights = `timeZone: Asia/Shanghai
pushes:
  - { stream: push.example.com/live/a, start: 2026-12-20T20:00, duration: 4h }
  - { stream: push.example.com/live/b, start: 2026-12-21T08:00, duration: 2h }
`;
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": nights });
    for (const columns of [80, 100, 160]) {
      const { out } = await place.liverec("simulate -t timetable.yaml", { columns });
      const lines = out.split("\n");
      const row = lines.findIndex((line) => line.startsWith("times of"));
      const [days = "", hours = "", bar = ""] = lines.slice(row - 1, row + 2);
      const border = bar.indexOf("┆");
      expect(hours.slice(border), `${columns}: ${hours}`).toMatch(/^ 08:00/);
      expect(days.slice(border), `${columns}: ${days}`).toMatch(/^ (2026-)?12-21/);
      expect(hours.slice(0, border)).toContain("20:00");
      expect(hours[border]).toBe(" ");
    }
  });

  it("draws a picture that loads nothing, with a bar for each recording and what it is in its tooltip", async () => {
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": EVENING });
    const { code } = await place.liverec("simulate -t timetable.yaml --svg plan.svg");
    const svg = readFileSync(join(place.folder, "plan.svg"), "utf8");
    expect(code).toBe(0);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toMatch(/<script|@import|url\(|href=|NaN|undefined/);
    expect(svg.match(/class="pause"/g)).toHaveLength(1);
    expect(svg).toContain(
      "<title>HLS, 1 file, 3.81 GB, because of domains.push.example.com.record[0]; 2026-12-20 19:20 to 2026-12-20 22:45; the last gone at 2027-01-19 22:55</title>",
    );
    expect(svg).toContain("not recorded");
  });

  it("shortens what nobody reads to the end, and says so", async () => {
    const pushes = `{ stream: "push.example.com/lessons/room-{1..230}", start: 2026-12-21T09:00, duration: 1h }`;
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": `timeZone: Asia/Shanghai\npushes:\n  - ${pushes}\n` });
    const { out } = await place.liverec("simulate -t timetable.yaml --svg plan.svg");
    expect(out).toContain("and 30 more: --json prints all");
    expect(out).toContain("and 170 more rows: --svg FILE draws them all");
    expect(out).toMatch(/^230 recordings, /m);
    expect(readFileSync(join(place.folder, "plan.svg"), "utf8")).toContain("and 30 more streams");
  });

  it("says what it leaves to the emulator, and takes from the settings how long a file is on its way", async () => {
    const settings = "settings: { fileDelay: 0, effectDelay: 0 }\ncalls:\n  - { action: CreateLiveRecordTemplate }\n";
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": settings + TIMETABLE });
    expect((await place.liverec("simulate -t timetable.yaml")).err).toContain("holds calls, which only the emulator makes");
    const { recordings } = JSON.parse((await place.liverec("simulate -t timetable.yaml --json")).out);
    const { closedAt, availableAt } = recordings[0].files[0];
    expect(availableAt).toBe(closedAt);
  });

  it("names every mistake of a repeat, a break and an overlap with its place", async () => {
    const wrong = `timeZone: Asia/Shanghai
pushes:
  - { stream: "p.example.com/l/{3..1}", start: 2026-12-20T19:20, end: 2026-12-20T19:20 }
  - { stream: p.example.com/l/a, start: 2026-12-20T19:20, repeat: { every: month, on: [mo] } }
  - { stream: p.example.com/l/b, start: 2026-12-20T19:20, duration: 1h, breaks: [{ after: 50m, for: 20m }, { after: x }] }
  - { stream: p.example.com/l/b, start: 2026-12-20T20:00, duration: 1h, end: 2026-12-20T21:00 }
`;
    using place = new Place({ "liverec.yaml": GOOD, "timetable.yaml": wrong });
    const { code, err } = await place.liverec("simulate -t timetable.yaml");
    expect(code).toBe(1);
    await expect(err).toMatchFileSnapshot("golden/wrong-timetable.golden.txt");
  });
});
