import { Command } from "commander";
import { reviewedPlan } from "../preview/index";
import { jsonOption, manifestOption, once, stackOption } from "./options";
import { agreed, requireYes } from "./plan/agree";
import { complain, type LookArguments, lookAhead } from "./plan/engine";
import { addValves, type ValveArguments } from "./plan/options";
import { demandReviewed, planArgument, readReviewed, refuseFurtherRisks } from "./plan/reviewed";
import { rememberManifests } from "./plan/unchanged";
import { addUsage, type UsageArguments, usageContext } from "./planned-pushes";
import { EXIT, type Session } from "./session";
import { notesOf, plannedNotes } from "./stack/notes";
import { finish, openStack, type StackArguments } from "./stack/open";
import { recover } from "./stack/recovery";
import { runForJson } from "./stack/run";

interface Arguments extends StackArguments, LookArguments, ValveArguments, UsageArguments {
  readonly yes?: boolean;
  readonly recover?: boolean;
  readonly plan?: string;
}

/** `liverec up`: makes the service record as the manifest says. */
export function upCommand(session: Session): Command {
  const command = new Command("up")
    .description("make the service record as the manifest says")
    .addOption(manifestOption())
    .addOption(stackOption())
    .option("-y, --yes", "do not ask before the changes are made")
    .option("--plan <plan>", "make only the changes that were reviewed: a digest, or a file of preview --save-plan", once(planArgument))
    .option("--no-live", "do not ask the service which streams are live")
    .option("--recover", "first put in order what an interrupted run left behind; only when no other run is under way");
  return addValves(addUsage(command), ["data-loss"])
    .addOption(jsonOption())
    .action(async (given: Arguments) => {
      requireYes(session, given);
      const reviewed = given.plan === undefined ? undefined : readReviewed(session, given.plan);
      const usage = usageContext(session, given);
      const demandUnchanged = rememberManifests(session, given.manifest);
      const stack = await openStack(session, given, { sound: true, create: true });
      await recover(session, stack, given.recover === true);
      const looked = await lookAhead(session, stack, given, usage);
      if (looked.plan === undefined) {
        if (given.json) session.json({ ok: false, changes: {}, errors: looked.report.errors });
        else complain(session, looked);
        finish(session, looked.outcome);
        return;
      }
      const plan = reviewedPlan(looked.plan, given.allow);
      const accepted = reviewed === undefined ? given.allow : demandReviewed(reviewed, plan);
      refuseFurtherRisks(given.allow ?? [], accepted ?? []);
      if (!(await agreed(session, looked.plan, { ...given, allow: accepted ?? [] }, "Make these changes?"))) return;
      demandUnchanged();
      if (given.json) return runForJson(session, stack.engine, "up", { notes: notesOf(looked.plan) });
      const outcome = await stack.engine.run(["up", "--yes", "--skip-preview"], { show: true });
      if (outcome.code === EXIT.well) for (const note of plannedNotes(looked.plan)) session.line(note);
      finish(session, outcome);
    });
}
