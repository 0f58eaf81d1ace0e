import { Command } from "commander";
import { UserError } from "../core/errors";
import { jsonOption, manifestOption, stackOption } from "./options";
import type { Session } from "./session";
import { finish, openStack, type StackArguments } from "./stack/open";
import { recover } from "./stack/recovery";
import { runForJson } from "./stack/run";

interface Arguments extends StackArguments {
  readonly yes?: boolean;
  readonly recover?: boolean;
}

/** `liverec up`: makes the service record as the manifest says. */
export function upCommand(session: Session): Command {
  return new Command("up")
    .description("make the service record as the manifest says")
    .addOption(manifestOption())
    .addOption(stackOption())
    .option("-y, --yes", "do not ask before the changes are made")
    .option("--recover", "first put in order what an interrupted run left behind; only when no other run is under way")
    .addOption(jsonOption())
    .action(async (given: Arguments) => {
      requireYes(session, given);
      const stack = await openStack(session, given, { sound: true, create: true });
      await recover(session, stack, given.recover === true);
      if (given.json) return runForJson(session, stack.engine, "up");
      const args = given.yes ? ["up", "--yes", "--skip-preview"] : ["up"];
      finish(session, await stack.engine.run(args, { show: true, ask: !given.yes }));
    });
}

/** Where nobody can be asked, the answer has to be on the command line. */
export function requireYes(session: Session, { yes, json }: { readonly yes?: boolean; readonly json?: boolean }): void {
  if (yes || (session.terminal.interactive && !json)) return;
  throw new UserError("Nobody can be asked here: add --yes to make the changes, after a look at the preview.");
}
