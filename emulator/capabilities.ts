import type { Action } from "./action";
import { CAPABILITY_RULES, STATED_RATES } from "./capability-rules";
import { UNDECIDED } from "./inferred-codes";

/** Source text by path below the emulator's folder, such as `actions/PullEvents.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** What the emulator does of the service, as Markdown: every action, every rule, every guess, every setting, from the code itself. */
export function capabilities(actions: readonly Action[], sources: Sources): string {
  return [
    "# What the emulator does",
    "",
    "Made from the code; do not edit. Sections (such as 7.4) and S0-S4 are those of the sources that the package was built from.",
    "**documented**: as a source says. **inferred**: no source says it, or sources differ; a setting where one is named.",
    "**not built**: not emulated.",
    "",
    "## Actions",
    "",
    "Parameters in bold are required. An inferred rate is 200 a second for writes and 500 for reads.",
    "",
    ...actions.flatMap((action) => actionLines(action, sources)),
    "",
    ...areas(),
    "## Settings",
    "",
    ...settings(sources.get("settings.ts") ?? ""),
    "",
    "## Codes of conditions that no page decides",
    "",
    "The setting `codes` chooses by condition; the first of the codes is the default.",
    "",
    ...table(
      ["Condition", "Actions", "When", "Codes"],
      Object.entries(UNDECIDED).map(([name, { actions, when, choices }]) => [
        `\`${name}\``,
        actions.join(", "),
        when,
        choices.map((code) => `\`${code}\``).join(", "),
      ]),
    ),
    "## Guesses in the code",
    "",
    "What is inferred outside the actions, by the module where it is written.",
    "",
    ...guesses(sources),
    "",
  ].join("\n");
}

function actionLines(action: Action, sources: Sources): string[] {
  const rate = `${action.rate} a second${STATED_RATES.some((pattern) => pattern.test(action.name)) ? "" : " (inferred)"}`;
  const names = Object.entries(action.parameters).map(([name, field]) => (field.required ? `**${name}**` : name));
  const region = action.regions === undefined ? "" : ", needs a region";
  const codes = `${action.codes.length} codes`;
  return [
    `- \`${action.name}\`: ${rate}${region}, ${codes}; ${names.join(", ") || "no parameters"}`,
    ...action.inferredCodes.map((code) => `  - answers \`${code}\`, which its page does not list`),
    ...inferredSentences(sources.get(`actions/${action.name}.ts`) ?? "").map((sentence) => `  - ${sentence}`),
  ];
}

function areas(): string[] {
  const names = [...new Set(CAPABILITY_RULES.map(({ area }) => area))];
  return names.flatMap((area) => [
    `## ${area}`,
    "",
    ...table(
      ["Rule", "Source", "Standing", "Module", "Setting"],
      CAPABILITY_RULES.filter((one) => one.area === area).map(({ rule, source, standing, where, setting }) => [
        rule,
        source,
        standing,
        where === undefined ? "" : `\`${where}.ts\``,
        setting === undefined ? "" : `\`${setting}\``,
      ]),
    ),
  ]);
}

/** The settings with what their comments say. */
function settings(source: string): string[] {
  const body = /export interface Settings \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? "";
  const quotas = /export interface Quotas \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? "";
  const read = (text: string, prefix: string): string[] =>
    [...text.matchAll(/(?:\/\*\*([\s\S]*?)\*\/\n)? {2}(\w+): /g)].map(
      ([, comment = "", name = ""]) => `- \`${prefix}${name}\`${comment === "" ? "" : `: ${plain(comment)}`}`,
    );
  return [...read(body, ""), ...read(quotas, "quotas.")];
}

/** Sentences marked INF in the modules that are no actions. */
function guesses(sources: Sources): string[] {
  return [...sources]
    .filter(([path]) => !path.startsWith("actions/") && !path.startsWith("capabilit") && path !== "settings.ts")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, source]) => {
      const found = inferredSentences(source);
      return found.length === 0 ? [] : [`- \`${path}\``, ...found.map((sentence) => `  - ${sentence}`)];
    });
}

/** The sentences of a module's comments that are marked INF. */
function inferredSentences(source: string): string[] {
  const comments = source.match(/\/\*\*[\s\S]*?\*\/|\/\/ .*/g) ?? [];
  const sentences = comments.flatMap((comment) => plain(comment).split(/(?<=\.) (?=[A-Z`])/));
  return sentences.filter((sentence) => sentence.includes("INF"));
}

/** A comment as one line of text that fits a table. */
function plain(comment: string): string {
  return comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^\s*(?:\*|\/\/) ?/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** A table with columns of one width each. */
function table(head: readonly string[], body: readonly (readonly string[])[]): string[] {
  const widths = head.map((name, column) => Math.max(name.length, ...body.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line), ""];
}
