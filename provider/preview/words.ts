import type { NamedRisk } from "../recording/changes";
import { inWords } from "../recording/time";
import type { DocumentedChange, DocumentedField } from "./document";
import type { PlanFinding } from "./findings";
import type { Operation } from "./resource-changes";
import type { Refusal } from "./valves";

/** The risks as people call them; each begins a sentence. */
export const RISK_WORDS: Readonly<Record<NamedRisk, string>> = {
  "data-loss": "Data loss",
  "not-recorded": "Not recorded",
  unknown: "Cannot be told",
  live: "On air",
  gap: "A gap",
  double: "Recorded twice",
  permanent: "Kept for ever",
  clips: "Less time shift",
  alerts: "No alerts",
};

/** What a finding is, in a word or two; empty where there is nothing to fear. */
export function labelOf({ kind, risk }: Pick<PlanFinding, "kind" | "risk">): string {
  // The stream is recorded all the same, only not as it was.
  if (kind === "format-removed") return "A format goes";
  if (kind === "double-recording" && risk === "unknown") return "Perhaps recorded twice";
  return risk === "none" ? "" : RISK_WORDS[risk];
}

/**
 * Fields that only name a thing for people, who find it by them; what is recorded, where, and who is told of it follows from none of them. The name of a
 * template binds nothing: rules and tasks go by its number.
 */
const LABELS: ReadonlySet<string> = new Set(["description", "templateName", "name", "tags"]);

/** What is said where nothing is found that a change does to recordings. Not every field has a sentence of its own, so only labels pass for nothing. */
export function nothingText(resources: readonly Pick<DocumentedChange, "operation" | "fields">[]): string {
  const labels = resources.every(
    ({ operation, fields }) =>
      operation !== "replace" && (operation !== "update" || fields.length > 0) && fields.every(({ path }) => LABELS.has(path)),
  );
  return labels ? "Nothing changes for recordings." : "No stream starts or stops being recorded; see the fields below.";
}

/** A valve with what it stopped and how it is lifted, in one sentence or two. */
export function refusalText({ valve, text, lift }: Refusal): string {
  return `${valve}: ${text} If that is meant: ${lift}`;
}

/** The risks that were let pass, in one sentence; undefined: none was. */
export function acceptedText(accepted: readonly NamedRisk[]): string | undefined {
  return accepted.length === 0 ? undefined : `Accepted, so that no valve stops at it: ${accepted.join(", ")}.`;
}

/** Keeps a number beside its unit where lines are broken by others. */
export function unbroken(text: string): string {
  return text.replace(/(\d) (h|min|s|days?|GB)\b/g, "$1\u00a0$2");
}

/** The name of a resource for people: what a rule leaves open is a star. */
export function nameText({ kind, name }: { readonly kind: string; readonly name: string }): string {
  if (!kind.endsWith("Rule")) return name;
  return name
    .split("/")
    .map((part) => part || "*")
    .join("/");
}

/** Order and signs of the operations, the gravest first. */
export const OPERATIONS: Readonly<Record<Operation, { readonly sign: string; readonly verb: string }>> = {
  delete: { sign: "-", verb: "delete" },
  replace: { sign: "±", verb: "make anew" },
  update: { sign: "~", verb: "change" },
  create: { sign: "+", verb: "create" },
};

export const OPERATION_ORDER: readonly Operation[] = ["delete", "replace", "update", "create"];

/** `3 to create, 1 to delete` */
export function countWords(counts: Readonly<Record<Operation, number>>): string {
  const parts = OPERATION_ORDER.filter((operation) => counts[operation] > 0).map(
    (operation) => `${counts[operation]} to ${OPERATIONS[operation].verb}`,
  );
  return parts.length === 0 ? "nothing to do" : parts.join(", ");
}

/** A value for a line of its own: short, and seconds also in words. */
export function valueText(value: unknown, unit: string | null, path = ""): string {
  if (value === undefined || value === null) return "not set";
  if (typeof value === "number" && unit === "seconds") {
    if (value === 0 && /storageTime$/.test(path)) return "0 (for ever)";
    return value < 60 ? `${value} s` : `${value} (${inWords(value)})`;
  }
  if (typeof value === "string") return value === "" ? "every" : value;
  return JSON.stringify(value) ?? String(value);
}

/** `30 days → 7 days`; only the new value where there was none. */
export function fieldText({ path, before, after, unit }: Pick<DocumentedField, "path" | "before" | "after" | "unit">): string {
  const [from, to] = [valueText(before, unit, path), valueText(after, unit, path)];
  return before === null ? to : `${from} → ${to}`;
}

/** Breaks a text into lines; a word that is longer than a line stays whole, so that a name can be copied. A number stays with its unit. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<!\d) | (?!(?:h|min|s|days?|GB)\b)/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

// Made once: to make one takes a hundred times as long as to use it.
const FIGURES = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** A figure with its thousands apart. */
export function figure(value: number): string {
  return FIGURES.format(value);
}
