import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { leftOutLines } from "../resources/place";
import { lifecycleSuite } from "../resources/suite";
import { startDryRun } from "./dry-run";
import { modeIn } from "./environment";
import { type Observation, observationSuite, reportLines } from "./observations";
import { readingSuite } from "./reading";
import { cleanService, serviceAt } from "./service";

// docs/real-service.md tells an operator what to set.
const mode = modeIn(process.env);
const dry = mode === "dry" ? await startDryRun() : undefined;
const { env, books } = dry ?? { env: process.env, books: ".cache/real" };
const before = dry?.held();
const say = (lines: readonly string[]) => (dry === undefined ? console.log(lines.join("\n")) : undefined);

afterAll(() => dry?.close());

if (mode === "clean")
  it("removes what killed runs left", async () => {
    say(["removed:", ...(await cleanService(env, books))]);
    expect(await cleanService(env, books)).toEqual([]);
  }, 600_000);
else {
  if (dry === undefined) vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });
  const service = serviceAt(env, books);
  const seen: Observation[] = [];
  beforeAll(() => service.begin());

  const leftOut = [...lifecycleSuite(service), ...readingSuite(service), ...observationSuite(service, seen, dry !== undefined)];

  describe("at the end", () => {
    it("nothing of the run is left in the account", async () => {
      expect(await service.end()).toEqual([]);
      expect(dry?.held()).toEqual(before);
    });

    it("everything has run but what is said to be left out", () => {
      say([...leftOutLines(service, leftOut), ...reportLines(seen)]);
      // The dry run leaves out what the service lacks in any case; what an operator may lack is there.
      if (dry !== undefined) expect([...new Set(leftOut.map(({ lacks }) => lacks))]).toEqual(["faults", "rules for a whole domain"]);
    });
  });
}
