import type { Command } from "commander";
import { createProgram } from "../../provider/cli/program";
import { Session } from "../../provider/cli/session";

/** Narrow enough for a page of documentation. */
const COLUMNS = 100;

const nothing = () => undefined;

/** The reference page of the command line (Markdown): what every command says of itself. */
export function commandDocs(): string {
  const program = createProgram(
    new Session({ env: {}, cwd: "/", columns: COLUMNS, colors: false, interactive: false, out: nothing, err: nothing }),
  );
  return ["# The commands of liverec", "", ...sections(program, ["liverec"])].join("\n");
}

function sections(command: Command, path: readonly string[]): string[] {
  const below = command.commands.filter((one) => one.name() !== "help" && one.name() !== "complete");
  return [
    `${"#".repeat(Math.min(path.length + 1, 4))} ${path.join(" ")}`,
    "",
    "```text",
    helpOf(command),
    "```",
    "",
    ...below.flatMap((one) => sections(one, [...path, one.name()])),
  ];
}

/** With the text that stands after the options, too, which `helpInformation` leaves out. */
function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
    getOutHelpWidth: () => COLUMNS,
  });
  command.outputHelp();
  return text.trimEnd();
}
