import { type ChangeFinding, compareConfigurations, type NamedRisk, RISKS, together } from "../recording/changes";
import type { Configuration } from "../recording/configuration";
import type { Target } from "../recording/levels";
import type { Moment } from "../recording/moments";
import type { Kept } from "./engine-steps";
import { keptFindings } from "./kept";
import { liveFindings, some } from "./live";
import type { ResourceChange } from "./resource-changes";

/** One thing that the change does to recordings, in words. */
export interface PlanFinding {
  readonly kind: ChangeFinding["kind"] | "live-now" | "not-managed" | "other-stack";
  readonly severity: ChangeFinding["severity"];
  readonly risk: NamedRisk | "none";
  /** Risks that cannot be ruled out, because not enough is known. */
  readonly possible: readonly NamedRisk[];
  /** All that it is about, also where the text names only some. */
  readonly subjects: readonly string[];
  readonly text: string;
  readonly effect: ChangeFinding["effect"];
}

/** Two names of a project: each has stacks of its own, and nothing in one is known in the other. */
export interface ProjectChange {
  readonly before: string;
  readonly after: string;
  /** False where one of them is only taken from a folder, which may not be the one that was applied. */
  readonly isSure: boolean;
}

export interface FindingContext {
  readonly changes: readonly ResourceChange[];
  readonly now: Moment;
  /** The streams that are pushed now; undefined: not known. */
  readonly live: readonly Target[] | undefined;
  readonly project?: ProjectChange | undefined;
  /** What is declared otherwise and stays as it is. */
  readonly kept?: readonly Kept[] | undefined;
}

/** What a change does to recordings, the gravest first; the same said of several streams is one sentence. */
export function findingsOf(before: Configuration, after: Configuration, context: FindingContext): PlanFinding[] {
  const { changes, now, live, project, kept = [] } = context;
  const remade = new Set(changes.flatMap(({ operation, key }) => (operation === "replace" ? [key] : [])));
  const compared = [...compareConfigurations(before, after, { now, remade, live }), ...kept.flatMap((one) => keptFindings(one, now))];
  const told = together(compared).map(({ subject: _, says: __, ...finding }) => finding);
  const all = [...told, ...liveFindings(before, after, live ?? [], now), ...unmanaged(changes), ...otherStack(project)];
  return inOrder(all.map((finding) => ({ ...finding, text: withReadableTimes(finding.text) })));
}

/** `2026-12-20 19:30` for people, where the declaration says `2026-12-20T19:30:00`. */
function withReadableTimes(text: string): string {
  return text.replace(/\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00(?:\.0+)?)?(?![:.]?\d)/g, "$1 $2");
}

function unmanaged(changes: readonly ResourceChange[]): PlanFinding[] {
  const names = changes.flatMap(({ retained, token, name }) => (retained ? [`${token} ${name}`] : []));
  if (names.length === 0) return [];
  const text = `${some(names)} will no longer be managed here and stays at the service as it is (retainOnDelete).`;
  return [{ kind: "not-managed", severity: "info", risk: "none", possible: [], subjects: names, text, effect: "at-once" }];
}

/** The service does not know of stacks, so nothing moves: what one has made goes on beside what the other makes. */
function otherStack(project: ProjectChange | undefined): PlanFinding[] {
  if (project === undefined) return [];
  const { before, after, isSure } = project;
  const what =
    `that is another stack, which begins empty. What ${before} made will stay at the service and no longer be managed, ` +
    "and all that is declared will be made a second time: tasks record twice, and rules that exist already are refused";
  const common = { kind: "other-stack", subjects: [before, after], effect: "at-once" } as const;
  if (isSure) {
    const text = `The project was ${before} and will be ${after}: ${what}. To go on with what there is, keep project: ${before}.`;
    return [{ ...common, severity: "danger", risk: "double", possible: [], text }];
  }
  const text = `The project seems to change from ${before} to ${after} (one side names none, so its folder's name is taken): if so, ${what}. Write the same project: on both sides.`;
  return [{ ...common, severity: "warning", risk: "none", possible: ["double"], text }];
}

const SEVERITIES = ["danger", "warning", "info"] as const;

function inOrder(findings: readonly PlanFinding[]): PlanFinding[] {
  const rank = ({ severity, risk, kind }: PlanFinding) =>
    SEVERITIES.indexOf(severity) * 100 + (risk === "none" ? 50 : RISKS.indexOf(risk)) + (kind === "takes-effect" ? 49 : 0);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
