import { relative, resolve } from "node:path";
import { Command } from "commander";
import { configurationFrom } from "../configuration/index";
import { UserError } from "../core/errors";
import { checkManifest, ManifestError, readSources, resourcesOfManifest, type Source } from "../manifest/index";
import { documentOf, isQuiet, planOfManifests, refusalsOf } from "../preview/index";
import { declaredZone } from "../recording/zones";
import { kinds } from "../resources/index";
import { jsonOption, manifestOption } from "./options";
import { sourcesAt } from "./plan/git";
import { addOutputs, addValves, type OutputArguments, type ValveArguments, valvesOf } from "./plan/options";
import { showPlan, stopAtValves, writeOutputs } from "./plan/show";
import { addUsage, type UsageArguments, usageContext } from "./planned-pushes";
import { EXIT, type Session } from "./session";
import { manifestFiles } from "./sources";
import { type GivenTime, momentOf, timeArgument } from "./times";

interface Arguments extends ValveArguments, OutputArguments, UsageArguments {
  readonly base?: string;
  readonly head?: string;
  readonly manifest?: readonly string[];
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
      const sides = await sourcesOf(session, old, next, given);
      const [before, after] = [resourcesIn(sides.old), resourcesIn(sides.next)];
      const zone = declaredZone([configurationFrom(before), configurationFrom(after)]);
      const plan = planOfManifests(before, after, {
        now: momentOf(given.at, zone) ?? Date.now(),
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

async function sourcesOf(session: Session, old: string | undefined, next: string | undefined, { base, head, manifest }: Arguments) {
  if (base === undefined) {
    if (head !== undefined) throw new UserError("--head goes with --base: name the commit to compare with.");
    if (old === undefined || next === undefined || manifest !== undefined) {
      throw new UserError('Name two manifests, "liverec diff OLD NEW", or a commit to compare with: --base main.');
    }
    return { old: filesHere(session, [old]), next: filesHere(session, [next]) };
  }
  if (old !== undefined) throw new UserError("With --base name the files with -m, not as arguments.");
  const files = head === undefined ? manifestFiles(session, manifest) : (manifest ?? ["liverec.yaml"]);
  return {
    old: await sourcesAt(session, base, files),
    next: head === undefined ? filesHere(session, files) : await sourcesAt(session, head, files),
  };
}

function filesHere({ terminal: { cwd } }: Session, files: readonly string[]): Source[] {
  return readSources(
    files.map((file) => resolve(cwd, file)),
    (path) => (relative(cwd, path).startsWith("..") ? path : relative(cwd, path)),
  );
}

function resourcesIn(sources: readonly Source[]) {
  if (sources.length === 0) return [];
  const { resources, problems } = checkManifest(sources, kinds);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new ManifestError(errors);
  return resourcesOfManifest(resources);
}
