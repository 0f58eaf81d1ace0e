import { type CheckedManifest, type IgnoredFinding, ManifestError, type Place, problem, suggestion } from "../manifest/index";
import { LINT_RULES, type LintFinding } from "../recording/lint/index";

/** Ids of all checks. */
export const LINT_IDS: readonly string[] = LINT_RULES.map(({ id }) => id);

/** A finding with the place in the manifest that it is about. */
export interface PlacedFinding {
  readonly finding: LintFinding;
  readonly place: Place | undefined;
}

/** A finding that somebody has accepted, with who: an option, the manifest's list or a comment. */
export interface AcceptedFinding extends PlacedFinding {
  readonly by: "option" | "manifest" | "comment";
  readonly reason: string | undefined;
}

/** What is left to be said when everything accepted is taken away. */
export interface Judged {
  readonly open: readonly PlacedFinding[];
  readonly accepted: readonly AcceptedFinding[];
  /** Comments that accept what nothing finds any more. */
  readonly idle: readonly IgnoredFinding[];
}

/** A misspelt id would accept nothing, and nobody would see why. @throws ManifestError with the place of each */
export function refuseUnknownIds({ ignoredFindings }: CheckedManifest): void {
  const unknown = ignoredFindings.filter(({ id }) => !LINT_IDS.includes(id));
  if (unknown.length === 0) return;
  throw new ManifestError(
    unknown.map(({ id, place, lines }) =>
      problem(place, lines === undefined ? "lint.ignore" : "liverec-ignore", `${id} is no check${suggestion(id, LINT_IDS, "known")}`),
    ),
  );
}

/** Takes away what is accepted on the command line, in the manifest, or by a comment where it stands. */
export function judge(findings: readonly PlacedFinding[], options: readonly string[], ignored: readonly IgnoredFinding[]): Judged {
  const open: PlacedFinding[] = [];
  const accepted: AcceptedFinding[] = [];
  const used = new Set<IgnoredFinding>();
  for (const placed of findings) {
    const { id } = placed.finding;
    const said = ignored.filter((one) => one.id === id && covers(one, placed.place));
    for (const one of said) used.add(one);
    const comment = said.find(({ lines }) => lines !== undefined);
    if (comment !== undefined) accepted.push({ ...placed, by: "comment", reason: comment.reason });
    else if (said.length > 0) accepted.push({ ...placed, by: "manifest", reason: undefined });
    else if (options.includes(id)) accepted.push({ ...placed, by: "option", reason: undefined });
    else open.push(placed);
  }
  return { open, accepted, idle: ignored.filter((one) => one.lines !== undefined && !used.has(one)) };
}

function covers({ lines, place: said }: IgnoredFinding, place: Place | undefined): boolean {
  if (lines === undefined) return true;
  return place !== undefined && place.file === said.file && lines.first <= place.line && place.line <= lines.last;
}
