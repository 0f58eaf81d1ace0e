import columnsOf from "string-width";
import { describe, expect, it } from "vitest";
import { Session } from "../../provider/cli/session";
import { table } from "../../provider/cli/table";

const names = [
  "直播间决赛现场主机位",
  "直播间决赛现场副机位",
  "final",
  "emoji😀👨‍👩‍👧camera",
  "a-very-long-stream-name-of-the-first-camera",
  "é".repeat(30),
];
const head = ["domain", "app", "stream", "since"];
const rows = names.map((name) => ["push.example.com", "直播", name, "2026-12-20T11:00:00Z"]);

function linesAt(columns: number, shown = rows): string[] {
  const session = new Session({ env: {}, cwd: "/", columns, colors: false, interactive: false, out: () => {}, err: () => {} });
  return table(session, head, shown).split("\n");
}

describe.each([10, 20, 40, 60, 79, 80, 100, 120, 200])("a table in a terminal of %i columns", (columns) => {
  it("is no wider, whatever is in it", () => {
    expect(Math.max(...linesAt(columns).map(columnsOf))).toBeLessThanOrEqual(columns);
  });

  it("shows every name whole, be it in several lines", () => {
    for (const row of rows) {
      const lines = linesAt(columns, [row]);
      const cells = lines.map((line) => (line.includes("│") ? (line.split("│")[3] ?? "") : line).trim());
      expect(lines.join("")).not.toContain("…");
      expect(cells.join("").replace(/\s/g, "")).toContain(row[2]);
    }
  });
});

it("the borders of a table stand one below the other, also beside wide characters", () => {
  const ends = linesAt(120).map(columnsOf);
  expect(new Set(ends).size).toBe(1);
});
