import { Command } from "commander";
import { documentOf, isUnmet, type PreviewDocument, type ReviewedPlan, refusalsOf, reviewedPlan } from "../preview/index";
import { jsonOption, manifestOption, stackOption } from "./options";
import { complain, type LookArguments, lookAhead } from "./plan/engine";
import { addOutputs, addValves, type OutputArguments, type ValveArguments, valvesOf } from "./plan/options";
import { showPlan, stopAtValves, writeOutputs, writeText } from "./plan/show";
import { addUsage, type UsageArguments, usageContext } from "./planned-pushes";
import { EXIT, type Session } from "./session";
import { finish, openStack, type StackArguments } from "./stack/open";

interface Arguments extends StackArguments, LookArguments, ValveArguments, OutputArguments, UsageArguments {
  readonly exitCode?: boolean;
  readonly digest?: boolean;
  readonly savePlan?: string;
}

/** `liverec preview`: what `up` would do, and what that does to recordings. Nothing is changed. */
export function previewCommand(session: Session): Command {
  const command = new Command("preview")
    .description("show what up would do to recordings; nothing is changed")
    .addOption(manifestOption())
    .addOption(stackOption())
    .option("--refresh", "compare with the service, not only with the state: finds what was changed by hand")
    .option("--no-live", "do not ask the service which streams are live")
    .option("--exit-code", `end with ${EXIT.findings} when there is something to do, or something declared will not come true`)
    .option("--digest", "print only the digest of the plan, for up --plan")
    .option("--save-plan <file>", "keep the plan, for up --plan");
  return addOutputs(addValves(addUsage(command)))
    .addOption(jsonOption())
    .action(async (given: Arguments) => {
      const usage = usageContext(session, given);
      const stack = await openStack(session, given, { sound: true, create: true });
      if (stack.pending.length > 0) session.note('An earlier run was interrupted: "liverec up" offers to put that in order.');
      const looked = await lookAhead(session, stack, given, usage);
      const { outcome, report, plan } = looked;
      finish(session, outcome);
      if (plan === undefined) {
        if (given.json) session.json({ ok: false, changes: report.changes, errors: failures(looked) });
        else complain(session, looked);
        return;
      }
      const reviewed = reviewedPlan(plan, given.allow);
      const document = documentOf(plan, {
        refusals: refusalsOf(plan, valvesOf(given)),
        accepted: reviewed.allow,
        digest: reviewed.digest,
      });
      savePlan(session, given.savePlan, reviewed, document);
      writeOutputs(session, document, given);
      if (given.json) session.json({ ok: document.refusals.length === 0, changes: report.changes, errors: [], preview: document });
      else if (given.digest) session.line(document.digest ?? "");
      else showPlan(session, document);
      if (stopAtValves(session, document)) return;
      if (given.exitCode && (hasWork(document) || isUnmet(document))) session.code = EXIT.findings;
    });
}

/** What the engine makes for itself, a stack and its root, is no work: there would be something to do in every new stack. */
function hasWork({ resources, others }: PreviewDocument): boolean {
  return resources.length > 0 || others.length > 0;
}

/** What a valve stopped has passed no review, so there is no plan to be applied. */
function savePlan(session: Session, file: string | undefined, reviewed: ReviewedPlan, { digest }: PreviewDocument): void {
  if (file === undefined) return;
  if (digest === null) session.note(`${file} is not written: what a valve has stopped cannot be applied.`);
  else writeText(session, file, `${JSON.stringify(reviewed, null, 2)}\n`);
}

function failures({ outcome, report }: Awaited<ReturnType<typeof lookAhead>>): readonly string[] {
  return report.errors.length > 0 ? report.errors : [outcome.stderr.trim()];
}
