import { Command } from "commander";
import { jsonOption, manifestOption, stackOption } from "./options";
import { EXIT, type Session } from "./session";
import { finish, openStack, type StackArguments } from "./stack/open";
import { hasChanges, reportOfPreview, reportOfText } from "./stack/report";

interface Arguments extends StackArguments {
  readonly exitCode?: boolean;
}

/** `liverec preview`: what `up` would do. Nothing is changed. */
export function previewCommand(session: Session): Command {
  return new Command("preview")
    .description("show what up would do; nothing is changed")
    .addOption(manifestOption())
    .addOption(stackOption())
    .option("--exit-code", `end with ${EXIT.findings} when there is something to do`)
    .addOption(jsonOption())
    .action(async (given: Arguments) => {
      const { engine, pending } = await openStack(session, given, { sound: true, create: true });
      if (pending.length > 0) session.note('An earlier run was interrupted: "liverec up" offers to put that in order.');
      const outcome = given.json
        ? await session.progress("pulumi preview", engine.run(["preview", "--json"]))
        : await engine.run(["preview"], { show: true });
      const report = given.json ? reportOfPreview(outcome.stdout) : reportOfText(outcome.stdout);
      if (given.json) {
        const errors = outcome.code === EXIT.well || report.errors.length > 0 ? report.errors : [outcome.stderr.trim()];
        session.json({ ok: outcome.code === EXIT.well, changes: report.changes, errors });
      }
      finish(session, outcome);
      if (outcome.code === EXIT.well && given.exitCode && hasChanges(report)) session.code = EXIT.findings;
    });
}
