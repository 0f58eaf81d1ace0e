/** What a finding can put at stake, the gravest first. Safety valves name these. */
export const RISK_MEANINGS = {
  "data-loss": "media is deleted for good, now or earlier than before",
  "not-recorded": "something is not recorded any more",
  unknown: "it cannot be told, a template is not declared here",
  live: "a stream that is on air is hit",
  gap: "for a moment something may not be recorded as wanted",
  double: "the same stream is recorded more than once",
  permanent: "media is kept for ever",
  clips: "clips and time shift reach less far back",
  alerts: "failures or new files are no longer reported",
} as const;

export type NamedRisk = keyof typeof RISK_MEANINGS;

/** The risks by name, the gravest first. */
export const RISKS = Object.keys(RISK_MEANINGS) as readonly NamedRisk[];

/** What may be lost when it is not known what something recorded until now, or will record. */
export const LOSABLE: readonly NamedRisk[] = ["data-loss", "not-recorded"];

/** All kinds of findings. */
export const CHANGE_KINDS = [
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
  "rule-replaced",
  "double-recording",
  "task-added",
  "task-removed",
  "task-changes",
  "task-planned",
  "task-sent",
  "task-missed",
  "not-changed",
  "highlight-starts",
  "highlight-stops",
  "highlight-refused",
  "media-deleted",
  "clip-added",
  "clip-removed",
  "clip-too-early",
  "clip-expires-earlier",
  "time-shift-changes",
  "snapshots-stop",
  "snapshots-change",
  "alerts-stop",
  "alerts-change",
  "unknown-template",
  "takes-effect",
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One thing that a change does to recordings, in words for the people who record. */
export interface ChangeFinding {
  readonly kind: ChangeKind;
  readonly severity: "info" | "warning" | "danger";
  readonly risk: NamedRisk | "none";
  /** Risks that cannot be ruled out, because not enough is known. */
  readonly possible: readonly NamedRisk[];
  /** What it is about, such as `push.example.com/live/final`. */
  readonly subject: string;
  /** The whole sentence, subject included. */
  readonly text: string;
  /** The sentence without its subject. Findings of the same kind that end alike can be told as one. */
  readonly says: string;
  /** When it counts: for pushes that start about 10 minutes later, or at once. */
  readonly effect: "next-push" | "at-once";
}

const ORDER = { danger: 0, warning: 1, info: 2 } as const;

/** The gravest first; otherwise as they came. */
export function bySeverity(findings: readonly ChangeFinding[]): ChangeFinding[] {
  return [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

/** How grave it is, what is at stake, and what may be. */
export type Stakes = readonly [severity: ChangeFinding["severity"], risk: ChangeFinding["risk"], possible?: readonly NamedRisk[]];

export function finding(
  kind: ChangeKind,
  [severity, risk, possible = []]: Stakes,
  subject: string,
  says: string,
  effect: ChangeFinding["effect"] = "next-push",
): ChangeFinding {
  const name = /^(every|stream|the) /.test(subject) ? `${subject.charAt(0).toUpperCase()}${subject.slice(1)}` : subject;
  return { kind, severity, risk, possible, subject, says, text: `${name} ${says}.`, effect };
}

/** Findings that say the same of different things, told together. Every sentence is built with "will", so it fits one subject and many. */
export function together(findings: readonly ChangeFinding[]): (ChangeFinding & { readonly subjects: readonly string[] })[] {
  const groups = new Map<string, ChangeFinding[]>();
  for (const one of findings) {
    const key = [one.kind, one.severity, one.risk, ...one.possible, one.says].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const subjects = group.map(({ subject }) => subject);
    if (subjects.length === 1) return [{ ...first, subjects }];
    const shown = subjects.slice(0, 3).join(", ");
    const subject =
      subjects.length > 3 ? `${shown} and ${subjects.length - 3} more` : `${subjects.slice(0, -1).join(", ")} and ${subjects.at(-1)}`;
    return [{ ...finding(first.kind, [first.severity, first.risk, first.possible], subject, first.says, first.effect), subjects }];
  });
}
