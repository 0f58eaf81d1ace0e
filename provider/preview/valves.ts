import { type NamedRisk, RISKS } from "../recording/changes";
import type { PlanFinding } from "./findings";
import type { Plan } from "./plan";
import { RISK_WORDS } from "./words";

/** What must not happen without somebody saying so. */
export interface Valves {
  readonly forbid: readonly NamedRisk[];
  /** Wins over `forbid`. */
  readonly allow: readonly NamedRisk[];
  /** How many resources may go for good. One that is made anew counts where its media goes with it: a persisted clip. */
  readonly maxDeletions?: number | undefined;
}

/** A valve that stops a change. */
export interface Refusal {
  /** As it stands on the command line. */
  readonly valve: string;
  /** What it stopped. */
  readonly text: string;
  /** What lets it pass, as it stands on the command line. */
  readonly lift: string;
}

/** What is forbidden where nothing else is said, in commands that change something. */
export const FORBIDDEN_BY_DEFAULT: readonly NamedRisk[] = ["data-loss"];

/** To let a change pass because nobody looked would be no valve. */
const NOBODY_ASKED: Refusal = {
  valve: "--forbid live",
  text: "On air cannot be ruled out: it is not known which streams are live; liverec preview and up ask the service when they have credentials.",
  lift: "--allow live",
};

/** The valves that stop a plan, the gravest risk first. */
export function refusalsOf(
  { findings, changes, others, live, before }: Pick<Plan, "findings" | "changes" | "others" | "live" | "before">,
  { forbid, allow, maxDeletions }: Valves,
): Refusal[] {
  const refusals = RISKS.filter((risk) => forbid.includes(risk) && !allow.includes(risk)).flatMap((risk): Refusal[] => {
    if (risk === "live" && live === undefined) return findings.length === 0 ? [] : [NOBODY_ASKED];
    const sure = findings.filter((finding) => finding.risk === risk);
    // A valve that lets pass what may be the thing that it is closed for would promise too much.
    const possible = allow.includes("unknown") ? [] : findings.filter((finding) => finding.possible.includes(risk));
    const [first] = [...sure, ...possible];
    if (first === undefined) return [];
    const label = sure.length > 0 ? RISK_WORDS[risk] : `${RISK_WORDS[risk]} cannot be ruled out`;
    const more = sure.length + possible.length === 1 ? "" : ` (and ${sure.length + possible.length - 1} more)`;
    const lift = [...(sure.length > 0 ? [risk] : []), ...(possible.length > 0 ? ["unknown"] : [])];
    return [{ valve: `--forbid ${risk}`, text: `${label}: ${bare(first)}${more}.`, lift: `--allow ${lift.join(",")}` }];
  });
  const persisted = new Set(before.clips.flatMap(({ key, isPersistence }) => (isPersistence === true ? [key] : [])));
  const deletions = [
    ...changes.flatMap(({ operation, token, name, key }) => {
      if (operation === "delete") return [`${token} ${name}`];
      return operation === "replace" && persisted.has(key) ? [`${token} ${name} (made anew without its media)`] : [];
    }),
    ...others.flatMap(({ operation, type, name }) => (operation === "delete" ? [`${type} ${name}`] : [])),
  ];
  if (maxDeletions !== undefined && deletions.length > maxDeletions) {
    const names = deletions.slice(0, 5);
    const more = deletions.length > names.length ? ` and ${deletions.length - names.length} more` : "";
    const count = deletions.length === 1 ? "1 resource" : `${deletions.length} resources`;
    refusals.push({
      valve: `--max-deletions ${maxDeletions}`,
      text: `${count} would be deleted, and at most ${maxDeletions} may be: ${names.join(", ")}${more}.`,
      lift: `--max-deletions ${deletions.length}`,
    });
  }
  return refusals;
}

function bare({ text }: PlanFinding): string {
  return text.replace(/\.$/, "");
}
