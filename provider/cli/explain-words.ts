import { suggestion } from "../manifest/index";
import type { Written } from "../recording/bound";
import type { Configuration, TimeShiftTemplate } from "../recording/configuration";
import type { ExplainedRule, Explanation } from "../recording/explain";
import type { FormatPlan } from "../recording/formats";
import { resolve } from "../recording/matching";
import type { Moment } from "../recording/moments";
import { inWords } from "../recording/time";
import { destinationWords, kept, listed, targetWords } from "../recording/words";
import { commonZone, spanText, zonedText } from "../recording/zones";
import type { KnownConfiguration } from "./explain-source";
import { prose } from "./prose";
import type { Session } from "./session";
import { table } from "./table";

type Source = KnownConfiguration["source"];

const PLACES: Readonly<Record<Source, string>> = { manifest: "the manifest", state: "the state", account: "the account" };

/** Of a template, where it cannot be found. */
const MISSING: Readonly<Record<Source, string>> = {
  manifest: "is not declared in the manifest",
  state: "is not in the state",
  account: "is not in the account",
};

const UNTOLD = "cannot be told";

/** Time shift of a stream, without which no clip can be cut of it. */
export interface ExplainedTimeShift {
  readonly origin: string;
  /** Undefined: the rule names a template that is not known here. */
  readonly template: TimeShiftTemplate | undefined;
}

/** The time-shift rule that counts for a stream; undefined: it has none. */
export function timeShiftOf({ timeShiftRules, timeShiftTemplates }: Configuration, target: Explanation["target"]) {
  const rule = resolve(timeShiftRules, target).winner?.rule;
  if (rule === undefined) return undefined;
  return { origin: rule.origin, template: timeShiftTemplates.find(({ key }) => key === rule.template) };
}

/** An explanation for people. */
export function explanationLines(
  session: Session,
  explanation: Explanation,
  { source, configuration, unknown: gaps }: KnownConfiguration,
  at: Moment | undefined,
): string[] {
  const { target, rule, beaten, without, effect } = explanation;
  const stream = targetWords(target);
  const rows = rowsOf(explanation, at, commonZone([configuration]));
  const shift = timeShiftOf(configuration, target);
  return [
    ...[`${stream}${verdict(explanation, source)}`, ...strangeDomain(configuration, target, source)].flatMap((text) =>
      prose(session, text),
    ),
    ...(rule === undefined
      ? []
      : [
          `  rule        ${rule.rule.origin} (${targetWords(rule.rule)})`,
          `  level       ${rule.level}`,
          `  template    ${rule.template?.key ?? missing(rule.rule.template, source)}`,
          ...(beaten.length === 0 ? [] : [`  beaten      ${beaten.map(ruleWords).join("; ")}`]),
          `  without     ${without === undefined ? "no other rule would record it" : `${ruleWords(without)} would count`}`,
        ]),
    ...(shift === undefined ? [] : [`  time shift  ${shiftWords(shift)}`]),
    ...(rows.length === 0 ? [] : [table(session, ["by", "when", "format", "files", "kept", "stored in"], rows)]),
    ...[...doubleLines(explanation, source), ...crowdLines(explanation), ...(rule === undefined ? [] : [effect]), ...gaps].flatMap((text) =>
      prose(session, text),
    ),
  ];
}

/** What follows the stream's name in the first line. */
function verdict({ rule, recorded }: Explanation, source: Source): string {
  if (rule === undefined) return ": no rule matches, so no rule records it.";
  if (recorded === null) return `: what its rule records ${UNTOLD}, template ${missing(rule.rule.template, source)}.`;
  return recorded ? " is recorded." : " is not recorded by a rule: the one that counts exempts it.";
}

/** A domain that nothing names is more often misspelt than meant. */
function strangeDomain(configuration: Configuration, { domainName }: Explanation["target"], source: Source): string[] {
  const { rules, timed, tasks, highlights, timeShiftRules } = configuration;
  const named = new Set([...rules, ...timed, ...tasks, ...highlights, ...timeShiftRules].flatMap((one) => one.domainName || []));
  if (named.has(domainName) || named.size === 0) return [];
  return [`Nothing in ${PLACES[source]} names the domain ${domainName}${suggestion(domainName, named, "known are")}`];
}

/** `1234 is not declared in the manifest` */
function missing(template: string, source: Source): string {
  return `${template} ${MISSING[source]}`;
}

function doubleLines({ double, rule, also }: Explanation, source: Source): string[] {
  if (double === null) {
    const all = [rule, ...also].flatMap((one) => one?.unknownTemplate ?? []);
    return [`Whether one push gives several sets of files ${UNTOLD}: template ${missing(listed([...new Set(all)]), source)}.`];
  }
  return double ? ["One push gives several sets of files: a rule and tasks, or several tasks."] : [];
}

/** Tasks that get no recorder. */
function crowdLines({ also }: Explanation): string[] {
  return also.flatMap(({ origin, crowdedOutBy: busy }) =>
    busy === undefined
      ? []
      : [
          `${origin} records nothing: ${listed(busy)} record the stream when it begins, and the service runs no more than ${busy.length} tasks at once.`,
        ],
  );
}

function ruleWords({ rule, level }: ExplainedRule): string {
  return `${rule.origin} (${level}, template ${rule.template})`;
}

function shiftWords({ origin, template }: ExplainedTimeShift): string {
  return template === undefined ? origin : `${inWords(template.duration)}, by ${origin} (template ${template.key})`;
}

function rowsOf({ rule, recorded, also }: Explanation, at: Moment | undefined, common: string): string[][] {
  const byRule = rule === undefined || recorded === false ? [] : rowsBy(rule.rule.origin, "every push", rule, { at, timeZone: common });
  const byTasks = also.flatMap(({ kind, origin, window, timeZone, crowdedOutBy, ...given }) => {
    const written = crowdedOutBy === undefined ? given : { plans: [] };
    const when = window === undefined ? "from when it is applied" : spanText(window, timeZone);
    return rowsBy(kind === "highlight" ? `${origin} (highlight)` : origin, when, written, { at, timeZone });
  });
  return [...byRule, ...byTasks];
}

/** The moment that was asked about, and on whose clocks times are shown. */
interface Look {
  readonly at: Moment | undefined;
  readonly timeZone: string;
}

/** One row per format. */
function rowsBy(name: string, when: string, { plans, unknownTemplate }: Written, look: Look): string[][] {
  if (unknownTemplate !== undefined) return [[name, when, UNTOLD, `template ${unknownTemplate}`, "", ""]];
  return plans.length === 0 ? [[name, when, "nothing", "", "", ""]] : plans.map((plan) => [name, when, ...planCells(plan, look)]);
}

function planCells(plan: FormatPlan, look: Look): string[] {
  const sound = plan.content === "audio" && plan.format !== "aac" && plan.format !== "mp3" ? ", sound only" : "";
  const joined = plan.continuation > 0 ? `, joined over breaks up to ${inWords(plan.continuation)}` : "";
  return [
    `${plan.format.toUpperCase()}${sound}`,
    plan.interval === null ? `one per push${joined}` : `of ${inWords(plan.interval)}`,
    keptWords(plan, look),
    destinationWords(plan.destination),
  ];
}

function keptWords(plan: FormatPlan, { at, timeZone }: Look): string {
  if (plan.destination.kind === "cos") return "as the bucket says";
  if (at === undefined || plan.storageTime === 0) return kept(plan);
  return `${kept(plan)}: a file of then until ${zonedText(at + plan.storageTime * 1000, timeZone)}`;
}
