import { Command } from "commander";
import { version } from "../../package.json";
import { camPolicyCommand } from "./cam-policy";
import { checkCommand } from "./check";
import { commentCommand } from "./comment";
import { addCompletion } from "./completion";
import { destroyCommand } from "./destroy";
import { diffCommand } from "./diff";
import { doctorCommand } from "./doctor";
import { emulatorCommand } from "./emulator";
import { explainCommand } from "./explain";
import { initCommand } from "./init";
import { legacyCommand } from "./legacy";
import { lintCommand } from "./lint";
import { listCommand } from "./list";
import { previewCommand } from "./preview";
import { refreshCommand } from "./refresh";
import { EXIT, type Session } from "./session";
import { simulateCommand } from "./simulate";
import { upCommand } from "./up";

const COMMANDS: readonly ((session: Session) => Command)[] = [
  initCommand,
  checkCommand,
  lintCommand,
  explainCommand,
  simulateCommand,
  diffCommand,
  previewCommand,
  upCommand,
  commentCommand,
  refreshCommand,
  destroyCommand,
  listCommand,
  doctorCommand,
  camPolicyCommand,
  legacyCommand,
  emulatorCommand,
];

/** The whole command line. Nothing here ends the process: what would is thrown. */
export function createProgram(session: Session): Command {
  const { terminal } = session;
  const program = new Command("liverec")
    .description("Recording as code for Tencent Cloud Live")
    .version(version)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: (text, write) => write(text.replace(/^error: /, "liverec: ")),
      getOutHelpWidth: () => terminal.columns ?? 100,
      getErrHelpWidth: () => terminal.columns ?? 100,
      getOutHasColors: () => terminal.colors,
      getErrHasColors: () => terminal.colors,
    })
    // With all arguments the names would leave no room for what they do.
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText("after", `\nExit codes: ${EXIT.well} well or nothing to do, ${EXIT.error} error, ${EXIT.findings} findings.`)
    .hook("preAction", (_program, command) => refuseSwallowedFlags(command));
  for (const make of COMMANDS) program.addCommand(make(session));
  addCompletion(session, program);
  inherit(program);
  return program;
}

/** Commands that were made by themselves know nothing of the program's settings; without them they would end the process. */
function inherit(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inherit(command);
  }
}

/** `--stack --yes` would make "--yes" the name of the stack. */
function refuseSwallowedFlags(command: Command): void {
  for (const [name, value] of Object.entries(command.opts())) {
    const swallowed = [value].flat().find((text) => typeof text === "string" && text.startsWith("-"));
    const option = command.options.find((one) => one.attributeName() === name);
    if (swallowed !== undefined && option?.long)
      command.error(`error: option '${option.long}' needs a value, and '${swallowed}' is an option`);
  }
}
