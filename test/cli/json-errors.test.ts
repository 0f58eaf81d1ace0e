import { describe, expect, it } from "vitest";
import { Place } from "./terminal";

const FILES = {
  "liverec.yaml": "version: 1\ntemplates: { archive: { hlsParam: {} } }\n",
  "bad.yaml": "version: 1\ntemplate: {}\n",
};

describe("a command that fails with --json", () => {
  it.each([
    ["preview --json", /It is not said where the state is kept/],
    ["up --yes --json --plan gone.json", /neither a digest/],
    ["diff liverec.yaml --json", /Name two manifests/],
    ["doctor --json", /TENCENTCLOUD_SECRET_ID/],
    ["simulate --json -t gone.yaml", /gone\.yaml/],
    ["check --json --strict", /unknown option '--strict'/],
    ["explain --json --att 2026-12-01", /unknown option '--att'\\n\(Did you mean --at\?\)/],
    ["explain --json --at", /option '--at <time>' argument missing/],
  ])("prints one object that says so, and the same words for a person: %s", async (line, words) => {
    using place = new Place(FILES);
    const { code, out, err } = await place.liverec(line);
    const said = JSON.parse(out) as { version: number; ok: boolean; error?: string; problems?: { message: string }[] };
    expect([code, said.version, said.ok]).toEqual([1, 1, false]);
    expect(JSON.stringify(said)).toMatch(words);
    if (said.error !== undefined) expect(err).toBe(`liverec: ${said.error}\n`);
    expect(`${out}${err}`).not.toMatch(/\n {4}at |node:internal|undefined/);
  });

  it("prints the problems of a manifest with their places, one object each", async () => {
    using place = new Place(FILES);
    for (const line of ["check bad.yaml --json", "explain push.example.com/live/a -m bad.yaml --json", "lint -m bad.yaml --json"]) {
      const { code, out } = await place.liverec(line);
      const said = JSON.parse(out) as { ok: boolean; problems: unknown[] };
      expect([code, said.ok], line).toEqual([1, false]);
      expect(said.problems, line).toEqual([
        expect.objectContaining({ file: "bad.yaml", line: 2, column: 1, message: expect.stringContaining("did you mean templates?") }),
      ]);
    }
  });
});
