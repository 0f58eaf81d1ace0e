import { Command, InvalidArgumentError } from "commander";
import {
  type CheckedManifest,
  configurationOfManifest,
  inWords,
  ManifestError,
  nearest,
  type Place,
  problem,
  suggestion,
} from "../manifest/index";
import { LINT_RULES, type LintFinding, lint, suppress } from "../recording/lint/index";
import type { Moment } from "../recording/moments";
import { jsonOption, manifestOption } from "./options";
import { EXIT, type Session } from "./session";
import { manifestFiles, soundManifest } from "./sources";
import { table } from "./table";
import { momentArgument } from "./times";

interface Arguments {
  readonly manifest?: readonly string[];
  readonly ignore?: readonly string[];
  readonly now?: Moment;
  readonly rules?: boolean;
  readonly json?: boolean;
}

const IDS = LINT_RULES.map(({ id }) => id);

/** `liverec lint`: what is legal and probably not meant. */
export function lintCommand(session: Session): Command {
  return new Command("lint")
    .description(`find what is legal and probably not meant; ends with ${EXIT.findings} when something is found`)
    .addOption(manifestOption())
    .option("--ignore <id>", "accept all findings with this id; may be given several times", ruleId)
    .option("--now <time>", "the time by which windows are judged, RFC 3339 (default: now)", momentArgument)
    .option("--rules", "list the checks and stop")
    .addOption(jsonOption())
    .action(({ manifest, ignore = [], now = Date.now(), rules, json }: Arguments) => {
      if (rules) {
        listRules(session, json === true);
        return;
      }
      const checked = soundManifest(session, manifestFiles(session, manifest));
      refuseUnknownIds(checked);
      const accepted = [...ignore, ...checked.ignoredFindings.map(({ id }) => id)].map((id) => ({ id }));
      // A template that is named by its number stands at the service; nothing here can say that it does not.
      const elsewhere = checked.resources.filter(({ inputs }) => inputs["templateId"] !== undefined);
      const found = suppress(lint(configurationOfManifest(checked.resources), { now }), [
        ...accepted,
        ...elsewhere.map(({ path }) => ({ id: "unknown-template", origin: path })),
      ]);
      const findings = found.map((finding) => ({ finding, place: placeOf(checked, finding) }));
      if (findings.length > 0) session.code = EXIT.findings;
      if (json) {
        session.json({ findings: findings.map(({ finding, place }) => ({ ...finding, ...place })) });
        return;
      }
      for (const { finding, place } of findings) for (const line of linesOf(session, finding, place)) session.line(line);
      session.note(findings.length === 0 ? "Nothing found." : `${findings.length} ${findings.length === 1 ? "finding" : "findings"}.`);
    });
}

function ruleId(id: string, before: readonly string[] | undefined): readonly string[] {
  if (IDS.includes(id)) return [...(before ?? []), id];
  const near = nearest(id, IDS);
  throw new InvalidArgumentError(
    `There is no such check.${near === undefined ? ' "liverec lint --rules" lists them.' : ` Did you mean ${near}?`}`,
  );
}

/** A misspelt id would accept nothing, and nobody would see why. */
function refuseUnknownIds({ ignoredFindings }: CheckedManifest): void {
  const unknown = ignoredFindings.filter(({ id }) => !IDS.includes(id));
  if (unknown.length === 0) return;
  throw new ManifestError(
    unknown.map(({ id, place }) => problem(place, "lint.ignore", `${id} is no check${suggestion(id, IDS, "known")}`)),
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
