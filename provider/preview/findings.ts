import { type ChangeFinding, compareConfigurations, targetClasses, together } from "../recording/changes";
import type { Configuration } from "../recording/configuration";
import { explain } from "../recording/explain";
import type { Target } from "../recording/levels";
import { Matcher } from "../recording/matching";
import type { Moment } from "../recording/moments";
import { listed } from "../recording/words";
import type { ResourceChange } from "./resource-changes";

/** What is at stake, the gravest first. `--forbid` and `--allow` name these. */
export const RISKS = ["data-loss", "not-recorded", "live", "gap", "double", "permanent", "clips", "alerts"] as const;

export type NamedRisk = (typeof RISKS)[number];

/** One thing that the change does to recordings, in words. */
export interface PlanFinding {
  readonly kind: ChangeFinding["kind"] | "live-now" | "unknown-template" | "not-managed";
  readonly severity: ChangeFinding["severity"];
  readonly risk: NamedRisk | "none";
  /** All that it is about, also where the text names only some. */
  readonly subjects: readonly string[];
  readonly text: string;
  readonly effect: ChangeFinding["effect"];
}

export interface FindingContext {
  readonly changes: readonly ResourceChange[];
  readonly now: Moment;
  /** The streams that are pushed now; undefined: not known. */
  readonly live: readonly Target[] | undefined;
}

/** What a change does to recordings, the gravest first; the same said of several streams is one sentence. */
export function findingsOf(before: Configuration, after: Configuration, { changes, now, live }: FindingContext): PlanFinding[] {
  const { strange, silenced } = strangeTemplates(before, after);
  const compared = compareConfigurations(before, after, { now }).filter(
    ({ kind, subject }) => !(ABOUT_RULES.has(kind) && silenced.has(subject)),
  );
  const told = together(compared).map(({ kind, severity, risk, subjects, text, effect }) => ({
    kind,
    severity,
    risk,
    subjects,
    text,
    effect,
  }));
  const all = [...told, ...strange, ...liveFindings(before, after, live ?? [], now), ...unmanaged(changes)];
  return inOrder(all.map((finding) => ({ ...finding, text: withReadableTimes(finding.text) })));
}

/** `2026-12-20 19:30` for people, where the declaration says `2026-12-20T19:30:00`. */
function withReadableTimes(text: string): string {
  return text.replace(/\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00(?:\.0+)?)?(?![\d:])/g, "$1 $2");
}

/** Kinds of findings that come from what the rules make of a stream. */
const ABOUT_RULES: ReadonlySet<string> = new Set<ChangeFinding["kind"]>([
  "recording-starts",
  "recording-stops",
  "template-changes",
  "format-added",
  "format-removed",
  "retention-shortened",
  "retention-extended",
  "kept-for-ever",
  "destination-changes",
  "files-change",
]);

/** Rules may name templates that stand at the service and are declared nowhere here: what those make cannot be told. */
function strangeTemplates(before: Configuration, after: Configuration) {
  const silenced = new Set<string>();
  const strange: PlanFinding[] = [];
  const [old, next] = [before, after].map(({ rules, templates }) => {
    const [matcher, keys] = [new Matcher(rules), new Set(templates.map(({ key }) => key))];
    return (push: Target) => {
      const template = matcher.winner(push)?.template;
      return { template, unknown: template !== undefined && !keys.has(template) };
    };
  });
  if (old === undefined || next === undefined) return { strange, silenced };
  const groups = new Map<string, string[]>();
  for (const { push, words } of targetClasses([before, after])) {
    const [was, will] = [old(push), next(push)];
    if (!was.unknown && !will.unknown) continue;
    silenced.add(words);
    if (was.template === will.template) continue;
    const instead = was.template === undefined ? "" : ` instead of ${was.template}`;
    const says = will.template === undefined ? "will follow no rule any more" : `will be recorded with template ${will.template}${instead}`;
    const which = listed([...new Set([was, will].flatMap(({ unknown, template }) => (unknown && template ? [template] : [])))]);
    const key = `${says}; template ${which} is not declared here, so what it makes cannot be told`;
    groups.set(key, [...(groups.get(key) ?? []), words]);
  }
  for (const [says, subjects] of groups) {
    strange.push({
      kind: "unknown-template",
      severity: says.startsWith("will follow no rule") ? "danger" : "warning",
      risk: says.startsWith("will follow no rule") ? "not-recorded" : "none",
      ...{ subjects, text: `${capital(some(subjects))} ${says}.`, effect: "next-push" },
    });
  }
  return { strange, silenced };
}

/** Streams on air that a change reaches: by rule when they are pushed anew, by a task of this hour at once. */
function liveFindings(before: Configuration, after: Configuration, live: readonly Target[], now: Moment): PlanFinding[] {
  const atOnce: string[] = [];
  const later = { starts: [] as string[], stops: [] as string[], changes: [] as string[] };
  for (const stream of live) {
    const [was, will] = [explain(before, stream, now), explain(after, stream, now)];
    const name = `${stream.domainName}/${stream.appName}/${stream.streamName}`;
    if (JSON.stringify(was.rule?.plans ?? []) !== JSON.stringify(will.rule?.plans ?? [])) {
      later[was.recorded ? (will.recorded ? "changes" : "stops") : "starts"].push(name);
    }
    const goesOn = new Set(will.also.map((task) => JSON.stringify(task)));
    if (was.also.some((task) => !goesOn.has(JSON.stringify(task)))) atOnce.push(name);
  }
  return [
    ...liveFinding(atOnce, ["danger", "at-once"], "a recording that runs is stopped or begun again as soon as this is applied"),
    ...liveFinding(
      later.changes,
      ["warning", "next-push"],
      "the old recording goes on, and the new one counts only when the push has ended and begun again",
    ),
    ...liveFinding(later.stops, ["warning", "next-push"], "the recording goes on until the push has ended"),
    ...liveFinding(later.starts, ["warning", "next-push"], "the recording begins only when the push has ended and begun again"),
  ];
}

function liveFinding(
  subjects: readonly string[],
  [severity, effect]: readonly [PlanFinding["severity"], PlanFinding["effect"]],
  what: string,
): PlanFinding[] {
  if (subjects.length === 0) return [];
  const text = `${some(subjects)} ${subjects.length === 1 ? "is" : "are"} live now: ${what}.`;
  return [{ kind: "live-now", severity, risk: "live", subjects, text, effect }];
}

function unmanaged(changes: readonly ResourceChange[]): PlanFinding[] {
  const names = changes.flatMap(({ operation, note, token, name }) => (operation === "delete" && note ? [`${token} ${name}`] : []));
  if (names.length === 0) return [];
  const text = `${some(names)} will no longer be managed here and stays at the service as it is (retainOnDelete).`;
  return [{ kind: "not-managed", severity: "info", risk: "none", subjects: names, text, effect: "at-once" }];
}

const SEVERITIES = ["danger", "warning", "info"] as const;

function inOrder(findings: readonly PlanFinding[]): PlanFinding[] {
  const rank = ({ severity, risk, kind }: PlanFinding) =>
    SEVERITIES.indexOf(severity) * 100 + (risk === "none" ? 50 : RISKS.indexOf(risk)) + (kind === "takes-effect" ? 49 : 0);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

function some(subjects: readonly string[]): string {
  return subjects.length > 4 ? `${subjects.slice(0, 3).join(", ")} and ${subjects.length - 3} more` : listed(subjects);
}

function capital(text: string): string {
  return /^(every|stream|the) /.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}
