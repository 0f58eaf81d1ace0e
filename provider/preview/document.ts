import type { Bitrates } from "../recording/bitrate";
import { type NamedRisk, RISKS } from "../recording/changes";
import { utcText } from "../recording/moments";
import type { PlanFinding } from "./findings";
import type { Plan } from "./plan";
import type { FieldChange, Operation, ResourceChange } from "./resource-changes";
import type { Timeline } from "./timeline";
import type { HourOfPush, UsageComparison } from "./usage";
import type { Refusal } from "./valves";
import { OPERATION_ORDER } from "./words";

/** A plan as data, for machines and for every renderer. Its form is versioned: `schema/preview.schema.json`. */
export interface PreviewDocument {
  readonly version: 1;
  readonly source: Plan["source"];
  readonly stack: string | null;
  /** When it was made, RFC 3339, UTC. */
  readonly at: string;
  /** Of our resources. */
  readonly counts: Readonly<Record<Operation | "unchanged", number>>;
  /** What it does to recordings, the gravest first. */
  readonly findings: readonly PlanFinding[];
  /** Valves that stop it. */
  readonly refusals: readonly Refusal[];
  readonly resources: readonly DocumentedChange[];
  /** Changes of resources of other packages. */
  readonly others: readonly { readonly operation: Operation; readonly type: string; readonly name: string }[];
  /** How many streams were being pushed; null: nobody asked. */
  readonly liveStreams: number | null;
  /** Bits per second by which all sizes are reckoned. */
  readonly bitrates: Bitrates;
  /** What an hour of push gives, where that changes. */
  readonly hours: readonly HourOfPush[];
  readonly usage: UsageComparison | null;
  readonly timeline: Timeline | null;
  /** Risks that were let pass. */
  readonly accepted: readonly NamedRisk[];
  /** SHA-256 of what will be done and of what was accepted; null where nothing can be applied: for manifests, and where a valve stops it. */
  readonly digest: string | null;
}

export interface DocumentedChange {
  readonly operation: Operation;
  readonly kind: string;
  readonly name: string;
  readonly note: string | null;
  readonly fields: readonly DocumentedField[];
}

export interface DocumentedField {
  readonly path: string;
  /** Null: not set. */
  readonly before: unknown;
  readonly after: unknown;
  readonly replaces: boolean;
  readonly unit: string | null;
}

export interface DocumentExtras {
  readonly refusals?: readonly Refusal[];
  readonly accepted?: readonly NamedRisk[];
  readonly digest?: string;
}

export function documentOf(plan: Plan, { refusals = [], accepted = [], digest }: DocumentExtras = {}): PreviewDocument {
  const count = (operation: Operation) => plan.changes.filter((change) => change.operation === operation).length;
  return {
    version: 1,
    source: plan.source,
    stack: plan.stack ?? null,
    at: utcText(plan.now),
    counts: {
      create: count("create"),
      update: count("update"),
      replace: count("replace"),
      delete: count("delete"),
      unchanged: plan.unchanged,
    },
    findings: plan.findings,
    refusals,
    resources: [...plan.changes].sort(byGravity).map(documented),
    others: plan.others.map(({ operation, type, name }) => ({ operation, type, name })),
    liveStreams: plan.live?.length ?? null,
    bitrates: plan.bitrates,
    hours: plan.hours,
    usage: plan.usage ?? null,
    timeline: plan.timeline ?? null,
    accepted: RISKS.filter((risk) => accepted.includes(risk)),
    digest: refusals.length > 0 ? null : (digest ?? null),
  };
}

function documented({ operation, token, name, note, fields }: ResourceChange): DocumentedChange {
  return { operation, kind: token, name, note: note ?? null, fields: fields.map(documentedField) };
}

function documentedField({ path, before, after, replaces, unit }: FieldChange): DocumentedField {
  return { path, before: before ?? null, after: after ?? null, replaces, unit: unit ?? null };
}

function byGravity(a: ResourceChange, b: ResourceChange): number {
  const [first, second] = [a, b].map(({ operation, token, name }) => `${OPERATION_ORDER.indexOf(operation)} ${token} ${name}`);
  return (first ?? "") < (second ?? "") ? -1 : 1;
}

/** Whether there is anything to say. */
export function isQuiet({ resources, others, findings }: Pick<PreviewDocument, "resources" | "others" | "findings">): boolean {
  return resources.length === 0 && others.length === 0 && findings.length === 0;
}

/** Whether something is declared that will not come true, although nothing is left to apply. */
export function isUnmet({ findings }: Pick<PreviewDocument, "findings">): boolean {
  return findings.some(({ kind, risk }) => kind === "not-changed" && risk !== "none");
}
