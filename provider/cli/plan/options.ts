import { type Command, InvalidArgumentError, Option } from "commander";
import { nearest } from "../../manifest/index";
import { FORBIDDEN_BY_DEFAULT, type Valves } from "../../preview/index";
import { type NamedRisk, RISK_MEANINGS, RISKS } from "../../recording/changes";
import { once } from "../options";

/** What the valves are on the command line. */
export interface ValveArguments {
  readonly forbid?: readonly NamedRisk[];
  readonly allow?: readonly NamedRisk[];
  readonly maxDeletions?: number;
}

/** Where else a plan is written. */
export interface OutputArguments {
  readonly markdown?: string;
  readonly html?: string;
  readonly report?: string;
}

/** The valves, for a command that looks at a change or makes it. */
export function addValves(command: Command, byDefault: readonly NamedRisk[] = []): Command {
  const already = byDefault.length === 0 ? "" : `; ${byDefault.join(", ")} always is`;
  return command
    .addOption(new Option("--forbid <risks>", `stop at these risks, such as ${RISKS.slice(0, 2).join(",")}${already}`).argParser(risks))
    .addOption(new Option("--allow <risks>", "let these risks pass").argParser(risks))
    .addOption(new Option("--max-deletions <number>", "stop when more resources would be deleted").argParser(once(count)))
    .addHelpText("after", RISKS_IN_WORDS);
}

const RISKS_IN_WORDS = [
  "\nThe risks:",
  ...RISKS.map((risk) => `  ${risk.padEnd(Math.max(...RISKS.map(({ length }) => length)))}  ${RISK_MEANINGS[risk]}`),
  "\nA risk that cannot be ruled out counts as one, unless unknown is allowed.",
].join("\n");

export function addOutputs(command: Command): Command {
  return command
    .option("--markdown <file>", "write the preview as Markdown, too")
    .option("--html <file>", "write a page with a picture, too")
    .option("--report <file>", 'write the preview as JSON, too, for "liverec comment"');
}

export function valvesOf({ forbid = [], allow = [], maxDeletions }: ValveArguments, byDefault: readonly NamedRisk[] = []): Valves {
  return { forbid: [...byDefault, ...forbid], allow, maxDeletions };
}

/** The valves of commands that change something. */
export function strictValves(given: ValveArguments): Valves {
  return valvesOf(given, FORBIDDEN_BY_DEFAULT);
}

/** `data-loss,gap`; several options add up. A name that is not known is an error: a valve must not be lost by a slip. */
function risks(text: string, before: readonly NamedRisk[] = []): NamedRisk[] {
  const names = text.split(",").map((name) => name.trim());
  return [
    ...before,
    ...names.map((name) => {
      const risk = RISKS.find((known) => known === name);
      if (risk !== undefined) return risk;
      const near = nearest(name, RISKS);
      const hint = near === undefined ? `There are: ${RISKS.join(", ")}.` : `Did you mean ${near}?`;
      throw new InvalidArgumentError(`${JSON.stringify(name)} is not a risk. ${hint}`);
    }),
  ];
}

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("write a whole number, 0 or more.");
  return Number(text);
}
