import { LINT_RULES, type LintRule } from "../../provider/recording/lint/index";

/** The reference page of the lint (Markdown). */
export function lintDocs(): string {
  const rules = [...LINT_RULES].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    "# What liverec lint finds",
    "",
    "`liverec lint` looks for what is legal and probably not meant. It ends with 2 on warnings and errors; what is `info` only leaves 0.",
    "",
    "A finding that is meant is accepted by its id:",
    "",
    "```yaml",
    "version: 1",
    "lint: { ignore: [missing-file-callback] } # everywhere",
    "templates:",
    "  archive: { hlsParam: {} } # liverec-ignore: permanent-by-default — the archive is kept",
    "  # liverec-ignore: unused-template — bound by hand during events",
    "  spare: { mp4Param: { storageTime: 604800 } }",
    "```",
    "",
    "A comment counts for its line, or for the line below it when it stands alone; on the line that opens a block, for the whole block. Several ids are",
    "parted by commas, and what follows the dash is the reason. On the command line: `--ignore ID`. `--json` prints what was accepted, by what, and why.",
    "",
    `There are ${rules.length} checks.`,
    "",
    "| id | severity | what it finds |",
    "|---|---|---|",
    ...rules.map(({ id, severity, title }) => `| [${id}](#${id}) | ${severity} | ${cell(title)} |`),
    "",
    ...rules.flatMap(section),
  ].join("\n");
}

function section({ id, severity, title, why, hint, source }: LintRule): string[] {
  return [`## ${id}`, "", `**${title}** (${severity}). ${why}`, "", `- What to do: ${hint}.`, `- Source: ${source}.`, ""];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
