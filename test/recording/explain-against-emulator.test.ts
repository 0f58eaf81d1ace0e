import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { configurationOf, type Rule, type Template } from "../../provider/recording/configuration";
import { explain } from "../../provider/recording/explain";
import { tripleOf } from "../../provider/recording/matching";
import { TestAccount } from "./account";
import { template } from "./samples";

/** How many sets of rules are tried; the bar is 10 000. */
const RUNS = Number(process.env["RECORDING_RULE_SETS"] ?? 100);
const SEED = Number(process.env["RECORDING_SEED"] ?? Date.now() % 2 ** 31);

const TEMPLATES: readonly Template[] = [
  template("hls", { hlsParam: {} }),
  template("both", { flvParam: {}, mp4Param: {} }),
  template("off", { aacParam: { enable: false } }),
  template("norecord"),
];

const names = (...known: string[]) => fc.constantFrom("", ...known);

const rules: fc.Arbitrary<Rule[]> = fc.uniqueArray(
  fc
    .record({
      // Without a domain: the levels that only the older table knows.
      domainName: names("p.example.com", "q.example.com"),
      appName: names("live", "other"),
      streamName: names("s1", "s2"),
      template: fc.constantFrom(...TEMPLATES.map(({ key }) => key)),
    })
    .map((rule) => ({ origin: tripleOf(rule), ...rule })),
  { selector: tripleOf, maxLength: 9 },
);

const PUSHES = ["p.example.com", "q.example.com", "r.example.com"].flatMap((domain) =>
  ["live", "third"].flatMap((app) => ["s1", "s3"].map((stream) => ({ domain, app, stream }))),
);

let emulator: Emulator;
beforeAll(async () => {
  const rates = Object.fromEntries(["CreateLiveRecordTemplate", "CreateLiveRecordRule"].map((action) => [action, 1_000_000]));
  emulator = await startEmulator({
    now: "2026-12-20T00:00:00Z",
    freeze: true,
    settings: { rates, allowEmptyDomain: true, effectDelay: 0 },
  });
});
afterAll(() => emulator.close());

describe("explain and the emulator, written apart from one another", () => {
  it(`name the same rule, level and formats for ${RUNS} sets of rules (seed ${SEED})`, { timeout: 900_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(rules, async (all) => {
        emulator.reset();
        const configuration = configurationOf({ templates: TEMPLATES, rules: all });
        await new TestAccount(emulator).apply(configuration);
        for (const push of PUSHES) emulator.push(push);
        for (const { domain, app, stream, recordedBy } of emulator.state().streams) {
          const { rule, recorded } = explain(configuration, { domainName: domain, appName: app, streamName: stream });
          const theirs = recordedBy && {
            rule: `${recordedBy.rule.domain}/${recordedBy.rule.app}/${recordedBy.rule.stream}`,
            level: recordedBy.level === "everything" ? "none" : recordedBy.level,
            template: recordedBy.templateName,
            formats: recordedBy.formats,
          };
          const ours = rule && {
            rule: tripleOf(rule.rule),
            level: rule.level,
            template: rule.template?.key,
            formats: rule.plans.map(({ format }) => format),
          };
          expect(ours ?? null).toEqual(theirs);
          expect(recorded).toBe((theirs?.formats.length ?? 0) > 0);
        }
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: process.env["RECORDING_SHRINK"] === undefined },
    );
  });
});
