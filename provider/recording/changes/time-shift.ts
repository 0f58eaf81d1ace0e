import type { Configuration } from "../configuration";
import type { Target } from "../levels";
import { matcherOf, pushOf, tripleOf } from "../matching";
import { inWords } from "../time";
import { targetWords } from "../words";
import { type ChangeFinding, finding } from "./finding";

/** How far back one can go, seconds; 0 not at all; a name, of a template that is not declared here. */
type Reach = number | string;

/** What a change does to how far back viewers and clips can reach. */
export function timeShiftChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const [was, will] = [reachIn(before), reachIn(after)];
  const rules = new Map([...before.timeShiftRules, ...after.timeShiftRules].map((rule) => [tripleOf(rule), rule]));
  return [...rules.values()].flatMap((rule) => changeOf(targetWords(rule), was(rule), will(rule)));
}

function reachIn({ timeShiftRules, timeShiftTemplates }: Configuration): (rule: Target) => Reach {
  const matcher = matcherOf(timeShiftRules);
  const durations = new Map(timeShiftTemplates.map(({ key, duration }) => [key, duration]));
  return (rule) => {
    const key = matcher.winner(pushOf(rule))?.template;
    return key === undefined ? 0 : (durations.get(key) ?? key);
  };
}

function changeOf(words: string, from: Reach, to: Reach): ChangeFinding[] {
  if (from === to) return [];
  if (to === 0) {
    const says = "will have no time shift, so no clip can be cut from it";
    return [finding("time-shift-changes", ["danger", "clips"], words, says)];
  }
  if (typeof from === "string" || typeof to === "string") {
    const strange = typeof to === "string" ? to : from;
    const shift = typeof to === "string" ? `the time shift of template ${to}` : `a time shift of ${inWords(to)}`;
    const says = `will have ${shift}; template ${strange} is not declared here, so how far it reaches cannot be told`;
    return [finding("time-shift-changes", from === 0 ? ["info", "none"] : ["warning", "unknown", ["clips"]], words, says)];
  }
  const ago = from === 0 ? "" : ` instead of ${inWords(from)}`;
  return [
    finding(
      "time-shift-changes",
      to < from ? ["warning", "clips"] : ["info", "none"],
      words,
      `will have a time shift of ${inWords(to)}${ago}`,
    ),
  ];
}
