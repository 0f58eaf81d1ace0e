import { Command } from "commander";
import { configurationFrom } from "../configuration/index";
import { documentOf, isQuiet, planOfManifests, refusalsOf } from "../preview/index";
import { declaredZone } from "../recording/zones";
import { jsonOption, manifestOption } from "./options";
import { addOutputs, addValves, type OutputArguments, type ValveArguments, valvesOf } from "./plan/options";
import { showPlan, stopAtValves, writeOutputs } from "./plan/show";
import { declaredOn, type SideArguments, sidesOf } from "./plan/sides";
import { addUsage, type UsageArguments, usageContext } from "./planned-pushes";
import { EXIT, type Session } from "./session";
import { type GivenTime, momentOf, timeArgument } from "./times";

interface Arguments extends ValveArguments, OutputArguments, UsageArguments, SideArguments {
  readonly at?: GivenTime;
  readonly exitCode?: boolean;
  readonly json?: boolean;
}

/** `liverec diff`: what the way from one manifest to another does to recordings. Needs no engine, no account and no secret. */
export function diffCommand(session: Session): Command {
  const command = new Command("diff")
    .description("say what the way from one manifest to another does to recordings; needs no stack, no account and no secret")
    .argument("[old]", "the manifest as it was")
    .argument("[new]", "the manifest as it will be")
    .option("--base <commit>", "take the old side from a commit, and -m for the files")
    .option("--head <commit>", "take the new side from a commit, too (default: the files as they are)")
    .addOption(manifestOption())
    .option("--at <time>", "look at it from this time (default: now)", timeArgument)
    .option("--exit-code", `end with ${EXIT.findings} when there is a difference`);
  return addOutputs(addValves(addUsage(command)))
    .addOption(jsonOption())
    .action(async (old: string | undefined, next: string | undefined, given: Arguments) => {
      const { before, after, project } = declaredOn(await sidesOf(session, old, next, given));
      const zone = declaredZone([configurationFrom(before), configurationFrom(after)]);
      const plan = planOfManifests(before, after, {
        now: momentOf(given.at, zone) ?? Date.now(),
        project,
        ...usageContext(session, given),
      });
      const document = documentOf(plan, { refusals: refusalsOf(plan, valvesOf(given)), accepted: given.allow ?? [] });
      writeOutputs(session, document, given);
      if (given.json) session.json({ ok: document.refusals.length === 0, preview: document });
      else showPlan(session, document);
      if (stopAtValves(session, document)) return;
      if (given.exitCode && !isQuiet(document)) session.code = EXIT.findings;
    });
}
