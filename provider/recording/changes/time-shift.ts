import type { Configuration, TimeShiftTemplate } from "../configuration";
import type { Target } from "../levels";
import { matcherOf } from "../matching";
import { inWords } from "../time";
import { listed } from "../words";
import { type ChangeFinding, finding } from "./finding";
import { classesOfRules } from "./targets";

/** How far back one can go, seconds; 0 not at all; a name, of a template that is not declared here. */
type Reach = number | string;

/** What a change does to how far back viewers and clips can reach, and into what. */
export function timeShiftChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const [was, will] = [shiftIn(before), shiftIn(after)];
  return classesOfRules([before.timeShiftRules, after.timeShiftRules]).flatMap(({ push, words }) => {
    const [from, to] = [was(push), will(push)];
    return [...changeOf(words, reachOf(from), reachOf(to)), ...contentChanges(words, from, to)];
  });
}

/** The template of a push; its name, where it is not declared here; undefined: no rule matches. */
type Shift = TimeShiftTemplate | string | undefined;

function shiftIn({ timeShiftRules, timeShiftTemplates }: Configuration): (push: Target) => Shift {
  const matcher = matcherOf(timeShiftRules);
  const templates = new Map(timeShiftTemplates.map((template) => [template.key, template]));
  return (push) => {
    const key = matcher.winner(push)?.template;
    return key === undefined ? undefined : (templates.get(key) ?? key);
  };
}

function reachOf(shift: Shift): Reach {
  if (shift === undefined) return 0;
  return typeof shift === "string" ? shift : shift.duration;
}

/** Length of one segment when nothing is said, seconds (CreateLiveTimeShiftTemplate). */
const DEFAULT_SEGMENT = 5;

/** What is shifted, and where, beside how long it is kept. */
function contentChanges(words: string, was: Shift, will: Shift): ChangeFinding[] {
  if (typeof was !== "object" || typeof will !== "object") return [];
  const [areas, segments] = [
    [was, will].map(({ area = "Mainland" }) => area),
    [was, will].map(({ itemDuration = DEFAULT_SEGMENT }) => itemDuration),
  ];
  const changes = [
    ...(areas[0] === areas[1] ? [] : [`in area ${areas[1]} instead of ${areas[0]}, so streams of ${areas[0]} are no longer shifted`]),
    ...(segments[0] === segments[1] ? [] : [`in segments of ${inWords(segments[1] ?? 0)} instead of ${inWords(segments[0] ?? 0)}`]),
    ...((was.removeWatermark ?? false) === (will.removeWatermark ?? false)
      ? []
      : [
          will.removeWatermark
            ? "of the original stream, without watermark"
            : "of the watermarked or transcoded stream instead of the original",
        ]),
  ];
  const says = `will have its time shift ${listed(changes)}`;
  if (changes.length === 0) return [];
  return [finding("time-shift-changes", areas[0] === areas[1] ? ["info", "none"] : ["warning", "clips"], words, says)];
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
