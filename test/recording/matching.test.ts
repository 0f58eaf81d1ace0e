import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configurationOf } from "../../provider/recording/configuration";
import { LEVELS, levelOf, matches } from "../../provider/recording/levels";
import { duplicates, exemptions, Matcher, neverWinning, resolve, resolveWithout, shadows, won } from "../../provider/recording/matching";
import { rule, target, template } from "./samples";

const push = target("p.example.com/live/s1");

/** The worked examples of the order, for a push of p.example.com/live/s1. */
const ROWS: readonly [what: string, rules: readonly string[], winner: string | undefined][] = [
  ["the domain rule counts when it is alone", ["p.example.com//=10"], "10"],
  ["an app rule beats the domain rule", ["p.example.com//=10", "p.example.com/live/=11"], "11"],
  ["a stream without an app beats an app without a stream", ["p.example.com/live/=11", "p.example.com//s1=12"], "12"],
  ["domain, app and stream beat domain and stream", ["p.example.com//s1=12", "p.example.com/live/s1=13"], "13"],
  ["a rule of another app does not match", ["p.example.com//=10", "p.example.com/other/s1=14"], "10"],
  ["a rule of another stream does not match", ["p.example.com//=10", "p.example.com//s2=15"], "10"],
  ["a rule of another domain records nothing here", ["q.example.com/live/s1=16"], undefined],
  ["a template without formats wins like any other", ["p.example.com//=10", "p.example.com//s1=norecord"], "norecord"],
  ["in the older table a stream without a domain beats the domain", ["//s1=17", "p.example.com//=10"], "17"],
  ["of two rules with the same triple only the first exists", ["p.example.com/live/s1=18", "p.example.com/live/s1=19"], "18"],
];

const rulesOf = (texts: readonly string[]) =>
  texts.map((text) => {
    const [path = "", key = ""] = text.split("=");
    return rule(path, key);
  });

const part = fc.constantFrom("", "a", "b");
const targets = fc.record({ domainName: part, appName: part, streamName: part });
const named = fc.constantFrom("a", "b", "c");
const pushes = fc.record({ domainName: named, appName: named, streamName: named });

describe("which rule counts for a push", () => {
  for (const [what, texts, winner] of ROWS) {
    it(what, () => {
      expect(resolve(rulesOf(texts), push).winner?.rule.template).toBe(winner);
      expect(new Matcher(rulesOf(texts)).winner(push)?.template).toBe(winner);
    });
  }

  it("names the beaten rules in the order in which they would win", () => {
    const rules = rulesOf(["p.example.com//=10", "p.example.com/live/=11", "p.example.com//s1=12"]);
    const { winner, beaten } = resolve(rules, push);
    expect(winner?.level).toBe("domain+stream");
    expect(beaten.map(({ level, rule: { template: key } }) => [level, key])).toEqual([
      ["domain+app", "11"],
      ["domain", "10"],
    ]);
    const [, , third] = rules;
    if (third === undefined) throw new Error("three rules");
    expect(resolveWithout(rules, push, third).winner?.rule.template).toBe("11");
  });

  it("is a rule that matches at the narrowest level, whatever the order of the rules", () => {
    fc.assert(
      fc.property(fc.uniqueArray(targets, { selector: (one) => JSON.stringify(one) }), pushes, (rules, wanted) => {
        const found = resolve(rules, wanted).winner;
        const matching = rules.filter((one) => matches(one, wanted));
        expect(found === undefined).toBe(matching.length === 0);
        const best = Math.min(...matching.map((one) => LEVELS.indexOf(levelOf(one))));
        if (found !== undefined) expect(LEVELS.indexOf(found.level)).toBe(best);
        expect(new Matcher(rules).winner(wanted)).toEqual(resolve([...rules].reverse(), wanted).winner?.rule);
      }),
    );
  });
});

describe("rules that do not do what they seem to", () => {
  it("a second rule with the same domain, app and stream is a duplicate", () => {
    const rules = rulesOf(["p.example.com/live/s1=1", "p.example.com/live/=2", "p.example.com/live/s1=3"]);
    expect(duplicates(rules)).toEqual([{ rule: rules[2], first: rules[0] }]);
  });

  it("an app rule is shadowed for a stream that is named in every app", () => {
    const rules = rulesOf(["p.example.com/live/=11", "p.example.com//s1=12", "q.example.com//s1=13"]);
    expect(shadows(rules)).toEqual([{ rule: rules[0], by: rules[1], pushes: push }]);
  });

  it("an app rule is not shadowed where a rule of its own app names the stream", () => {
    expect(shadows(rulesOf(["p.example.com/live/=11", "p.example.com//s1=12", "p.example.com/live/s1=13"]))).toEqual([]);
  });

  it("for a closed list of pushes the rules that never win can be told", () => {
    const rules = rulesOf(["p.example.com//=10", "p.example.com/live/=11", "p.example.com/live/s1=12"]);
    expect(neverWinning(rules, [push]).map(({ template: key }) => key)).toEqual(["10", "11"]);
    const [, , narrow] = rules;
    if (narrow === undefined) throw new Error("three rules");
    expect(won(rules, narrow, [push, target("p.example.com/live/s2")])).toEqual([push]);
  });

  it("exempt streams are counted by domain", () => {
    const configuration = configurationOf({
      templates: [template("no"), template("yes", { flvParam: {} })],
      rules: rulesOf(["p.example.com//a=no", "p.example.com//b=no", "p.example.com//c=yes", "q.example.com//=no"]),
    });
    expect(exemptions(configuration).map(({ domainName, rules }) => [domainName, rules.length])).toEqual([["p.example.com", 2]]);
  });
});
