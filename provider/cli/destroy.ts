import { Command } from "commander";
import { jsonOption, manifestOption, stackOption } from "./options";
import type { Session } from "./session";
import { finish, openStack, type StackArguments } from "./stack/open";
import { runForJson } from "./stack/run";
import { requireYes } from "./up";

/** `liverec destroy`: deletes what the stack has made. */
export function destroyCommand(session: Session): Command {
  return new Command("destroy")
    .description("delete everything that the manifest's stack has made; recorded files stay")
    .addOption(manifestOption())
    .addOption(stackOption())
    .option("-y, --yes", "do not ask")
    .addOption(jsonOption())
    .action(async (given: StackArguments & { readonly yes?: boolean }) => {
      requireYes(session, given);
      // A manifest with errors must not keep anybody from this: the engine works on the state alone.
      const { engine } = await openStack(session, given, { sound: false, create: false });
      if (given.json) return runForJson(session, engine, "destroy");
      finish(session, await engine.run(given.yes ? ["destroy", "--yes", "--skip-preview"] : ["destroy"], { show: true, ask: !given.yes }));
    });
}
