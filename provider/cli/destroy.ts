import { Command } from "commander";
import { planOfDestruction } from "../preview/index";
import { kinds } from "../resources/index";
import { jsonOption, manifestOption, stackOption } from "./options";
import { agreed, requireYes } from "./plan/agree";
import { onAir } from "./plan/engine";
import { addValves, type ValveArguments } from "./plan/options";
import { parsed } from "./plan/parsed";
import type { Session } from "./session";
import { finish, openStack, type StackArguments } from "./stack/open";
import { runForJson } from "./stack/run";

interface Arguments extends StackArguments, ValveArguments {
  readonly yes?: boolean;
  readonly live?: boolean;
}

/** `liverec destroy`: deletes what the stack has made. */
export function destroyCommand(session: Session): Command {
  const command = new Command("destroy")
    .description("delete everything that the manifest's stack has made; recorded files stay, the media of persisted clips does not")
    .addOption(manifestOption())
    .addOption(stackOption())
    .option("-y, --yes", "do not ask")
    .option("--no-live", "do not ask the service which streams are live");
  return addValves(command, ["data-loss"])
    .addOption(jsonOption())
    .action(async (given: Arguments) => {
      requireYes(session, given);
      // A manifest with errors must not keep anybody from this: the engine works on the state alone.
      const { engine, exported } = await openStack(session, given, { sound: false, create: false });
      const world = given.live === false ? {} : await onAir(session);
      const context = { stack: given.stack, now: Date.now(), ...world };
      const plan = planOfDestruction(exported === undefined ? undefined : parsed(exported, "The stack's state"), kinds, context);
      if (!(await agreed(session, plan, given, "Delete all of this?"))) return;
      if (given.json) return runForJson(session, engine, "destroy");
      finish(session, await engine.run(["destroy", "--yes", "--skip-preview"], { show: true }));
    });
}
