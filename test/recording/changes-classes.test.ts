import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareConfigurations, targetClasses, together } from "../../provider/recording/changes";
import type { Configuration } from "../../provider/recording/configuration";
import { plansOf, templateOf } from "../../provider/recording/formats";
import type { Target } from "../../provider/recording/levels";
import { Matcher, tripleOf } from "../../provider/recording/matching";
import { stories } from "./story";

describe("the classes of pushes", () => {
  it("stand for every push: what any stream is recorded into changes only as its class says", () => {
    const apps = ["live", "other", "third"];
    const streams = ["s1", "s2", "mix", "s9"];
    fc.assert(
      fc.property(stories, ({ first, second }) => {
        const changed = new Set(compareConfigurations(first, second).map(({ subject }) => subject));
        const writes = (configuration: Configuration) => {
          const matcher = new Matcher(configuration.rules);
          return (push: Target) => {
            const found = templateOf(configuration, matcher.winner(push)?.template);
            return JSON.stringify(found === undefined ? [] : plansOf(found));
          };
        };
        const [was, will] = [writes(first), writes(second)];
        const classes = targetClasses(first, second);
        for (const domainName of ["p.example.com", "q.example.com"]) {
          for (const appName of apps) {
            for (const streamName of streams) {
              const push = { domainName, appName, streamName };
              if (was(push) === will(push)) continue;
              const same = classes.filter((one) => was(one.push) === was(push) && will(one.push) === will(push));
              expect(
                same.some(({ words }) => changed.has(words)),
                `${tripleOf(push)} changes and nothing says so`,
              ).toBe(true);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("every sentence is whole, and no word of ours stands in it", () => {
    fc.assert(
      fc.property(stories, ({ first, second, changeAt }) => {
        for (const { text } of together(compareConfigurations(first, second, { now: changeAt }))) {
          expect(text).toMatch(/ will .*\.$/);
          expect(text).not.toMatch(/undefined|NaN|\/\/other|\[object|class/);
        }
      }),
      { numRuns: 200 },
    );
  });
});
