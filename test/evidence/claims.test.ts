import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { actions } from "../../provider/cloud/index";
import { brokenClaims, committedEvidence, type FileRecord, withRecords } from "../../tools/generate/evidence";
import { SYSTEMS } from "../../tools/generate/systems-list";

const FILE = "test/emulator/live-record.test.ts";

/** A file that holds every proof that names it, but for what is left out. */
function record({ without = "", sends = true } = {}): FileRecord {
  const proofs = SYSTEMS.flatMap((system) => system.proofs).filter((proof) => proof.file === FILE && proof.test !== without);
  const calls = Object.entries(committedEvidence()).flatMap(([action, files]) => (files.includes(FILE) ? [action] : []));
  return { file: FILE, tests: proofs.map((proof) => ({ name: proof.test, calls: sends ? (proof.calls ?? []) : [] })), calls };
}

describe("what the README claims of a test file", () => {
  it("holds when its tests are there and have carried out what they should", () => {
    expect(brokenClaims(record(), committedEvidence())).toEqual([]);
  });

  it("does not hold without a test that a system names", () => {
    const broken = brokenClaims(record({ without: "needs VOD" }), committedEvidence());
    expect(broken).toEqual([expect.stringMatching(/live-record.* has no test "needs VOD": correct the proof of "Without VOD/)]);
  });

  it("does not hold for a test that sends nothing of what it should", () => {
    expect(brokenClaims(record({ sends: false }), committedEvidence()).join()).toMatch(/for which CreateLiveRecord and StopLiveRecord/);
  });

  it("does not hold for an action that nothing in the file has carried out", () => {
    const broken = brokenClaims(record(), { ...committedEvidence(), PullEvents: [FILE] });
    expect(broken).toEqual([expect.stringMatching(/does not have PullEvents carried out.*--evidence/)]);
  });
});

describe("the evidence for actions", () => {
  it("names for each action test files that exist", () => {
    const evidence = committedEvidence();
    expect(Object.keys(evidence)).toEqual(Object.keys(actions));
    for (const [action, files] of Object.entries(evidence)) {
      expect(files, action).not.toEqual([]);
      for (const file of files) expect(existsSync(file), file).toBe(true);
    }
  });

  it("follows what a file did when it ran last, keeps the others, and names four, the best of each folder first", () => {
    const [examples, cli, reading, clips, legacy] = [
      "test/engine/examples.test.ts",
      "test/engine/cli.test.ts",
      "test/reading/reading.test.ts",
      "test/emulator/clips.test.ts",
      "test/emulator/legacy.test.ts",
    ] as const;
    const records = [legacy, clips, cli, examples].map((file): FileRecord => ({ file, tests: [], calls: ["PullEvents"] }));
    const given = { PullEvents: [reading], SearchMedia: [examples] };
    const fresh = withRecords(given, records, ["PullEvents", "SearchMedia"]);
    expect(fresh).toEqual({ PullEvents: [examples, reading, clips, cli], SearchMedia: [] });
  });

  it("takes no file whose inputs are random", () => {
    const records = [{ file: "test/emulator/any-input.test.ts", tests: [], calls: ["PullEvents"] }];
    expect(withRecords({}, records, ["PullEvents"])).toEqual({ PullEvents: [] });
  });
});
