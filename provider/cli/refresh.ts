import { Command } from "commander";
import { jsonOption, manifestOption, stackOption } from "./options";
import { requireYes } from "./plan/agree";
import type { Session } from "./session";
import { finish, openStack, type StackArguments } from "./stack/open";
import { runForJson } from "./stack/run";

/** `liverec refresh`: compares the state with the service, and takes over what it finds. */
export function refreshCommand(session: Session): Command {
  return new Command("refresh")
    .description("read the state anew from the service; nothing is changed there")
    .addOption(manifestOption())
    .addOption(stackOption())
    .option("-y, --yes", "do not ask")
    .addOption(jsonOption())
    .action(async (given: StackArguments & { readonly yes?: boolean }) => {
      requireYes(session, given);
      // A manifest with errors must not keep anybody from this: the engine works on the state alone.
      const { engine } = await openStack(session, given, { sound: false, create: false });
      if (given.json) return runForJson(session, engine, "refresh");
      finish(session, await engine.run(given.yes ? ["refresh", "--yes", "--skip-preview"] : ["refresh"], { show: true, ask: !given.yes }));
    });
}
