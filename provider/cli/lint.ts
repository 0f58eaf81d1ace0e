import { Command, InvalidArgumentError } from "commander";
import { type CheckedManifest, configurationOfManifest, inWords, nearest, type Place } from "../manifest/index";
import { LINT_RULES, type LintFinding, lint } from "../recording/lint/index";
import { declaredZone } from "../recording/zones";
import { judge, LINT_IDS, type PlacedFinding, refuseUnknownIds } from "./lint-accepted";
import { addContext, type ContextArguments, contextOf } from "./lint-context";
import { jsonOption, manifestOption } from "./options";
import { EXIT, type Session } from "./session";
import { manifestFiles, soundManifest } from "./sources";
import { table } from "./table";
import { type GivenTime, momentOf, timeArgument } from "./times";

interface Arguments extends Omit<ContextArguments, "now"> {
  readonly manifest?: readonly string[];
  readonly ignore?: readonly string[];
  readonly now?: GivenTime;
  readonly rules?: boolean;
  readonly json?: boolean;
}

const ABOUT = `
Ends with ${EXIT.findings} on warnings and errors, not on what is info only.

A finding that is meant is accepted by its id:
  everywhere    --ignore ID, or in the manifest: lint: { ignore: [ID] }
  in one place  a comment there, or on the line above:
                # liverec-ignore: ID — reason`;

/** `liverec lint`: what is legal and probably not meant. */
export function lintCommand(session: Session): Command {
  const command = new Command("lint")
    .description(`find what is legal and probably not meant; ends with ${EXIT.findings} on warnings and errors`)
    .addOption(manifestOption())
    .option("--ignore <id>", "accept all findings with this id; may be given several times", ruleId)
    .option("--now <time>", "the time by which windows are judged (default: now)", timeArgument)
    .option("--rules", "list the checks and stop");
  return addContext(command)
    .addOption(jsonOption())
    .addHelpText("after", ABOUT)
    .action(({ manifest, ignore = [], now: asked, rules, json, ...context }: Arguments) => {
      if (rules) {
        listRules(session, json === true);
        return;
      }
      const checked = soundManifest(session, manifestFiles(session, manifest));
      refuseUnknownIds(checked);
      const configuration = configurationOfManifest(checked.resources);
      const now = momentOf(asked, declaredZone([configuration])) ?? Date.now();
      const known = contextOf(session, { ...context, now });
      const found = lint(configuration, known.context).map((finding) => ({
        finding,
        place: placeOf(checked, finding) ?? known.places.get(finding.origin),
      }));
      const { open, accepted, idle } = judge(found, ignore, checked.ignoredFindings);
      if (open.some(({ finding }) => finding.severity !== "info")) session.code = EXIT.findings;
      if (json) {
        const flat = ({ finding, place, ...more }: PlacedFinding) => ({ ...finding, ...place, ...more });
        session.json({
          findings: open.map(flat),
          accepted: accepted.map(flat),
          idle: idle.map(({ id, place, reason }) => ({ id, ...place, reason })),
        });
        return;
      }
      for (const { finding, place } of open) for (const line of linesOf(session, finding, place)) session.line(line);
      for (const { id, place } of idle) session.note(`${inWords(place)}: nothing here needs # liverec-ignore: ${id} any more`);
      session.note(foundWords(open.length, accepted.length));
    });
}

function foundWords(open: number, accepted: number): string {
  const found = open === 0 ? "Nothing found" : `${open} ${open === 1 ? "finding" : "findings"}`;
  return `${found}${accepted === 0 ? "" : `, ${accepted} accepted`}.`;
}

function ruleId(id: string, before: readonly string[] | undefined): readonly string[] {
  if (LINT_IDS.includes(id)) return [...(before ?? []), id];
  const near = nearest(id, LINT_IDS);
  throw new InvalidArgumentError(
    `There is no such check.${near === undefined ? ' "liverec lint --rules" lists them.' : ` Did you mean ${near}?`}`,
  );
}

function placeOf({ resources }: CheckedManifest, { origin, path }: LintFinding): Place | undefined {
  return resources.find((resource) => resource.path === origin)?.originOf(path).place;
}

function linesOf({ colors }: Session, { id, severity, origin, path, message, hint }: LintFinding, place: Place | undefined): string[] {
  const where = place === undefined ? "" : `${inWords(place)}: `;
  const about = path === "" ? origin : `${origin}.${path}`;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  return [`${where}${paint(severity)} ${colors.bold(id)}: ${about}: ${message}`, `    ${hint}`];
}

function listRules(session: Session, json: boolean): void {
  const rows = LINT_RULES.map(({ id, severity, title, why, hint, source }) => ({ id, severity, title, why, hint, source }));
  if (json) session.json({ rules: rows });
  else
    session.line(
      table(
        session,
        ["id", "severity", "what", "do"],
        rows.map(({ id, severity, title, hint }) => [id, severity, title, hint]),
      ),
    );
}
