import { Command } from "commander";
import { version } from "../../package.json";
import { emulatorCommand } from "./emulator";

const program = new Command("liverec")
  .description("Recording as code for Tencent Cloud Live")
  .version(version)
  .showSuggestionAfterError(true)
  .showHelpAfterError("(liverec --help lists the commands)")
  .addCommand(emulatorCommand());

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`liverec: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
