import { lstatSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { UserError } from "../../core/errors";
import { checkManifest, DEFAULT_MANIFEST, ManifestError, readSources, resourcesOfManifest, type Source } from "../../manifest/index";
import type { PlanContext } from "../../preview/index";
import { kinds } from "../../resources/index";
import type { Session } from "../session";
import { projectName } from "../stack/project";
import { Commit } from "./git";

/** Where the two sides of a comparison come from. */
export interface SideArguments {
  readonly base?: string;
  readonly head?: string;
  readonly manifest?: readonly string[];
}

/** A manifest as it was, or as it will be. */
interface Side {
  readonly sources: readonly Source[];
  /** The folder that gives a project its name where the manifest does not. */
  readonly folder: string;
}

/** The manifests that a command line names, one for each side. Messages say which side a file is missing on. */
export async function sidesOf(session: Session, old: string | undefined, next: string | undefined, given: SideArguments) {
  const { base, head, manifest } = given;
  if (base !== undefined) {
    if (old !== undefined) throw new UserError("With --base name the files with -m, not as arguments.");
    return committed(session, base, head, manifest ?? [DEFAULT_MANIFEST]);
  }
  if (head !== undefined) throw new UserError("--head goes with --base: name the commit to compare with.");
  if (old === undefined || next === undefined || manifest !== undefined) {
    throw new UserError('Name two manifests, "liverec diff OLD NEW", or a commit to compare with: --base main.');
  }
  return { old: sideHere(session, old), next: sideHere(session, next) };
}

/** The same files at two commits, or at one and as they are. */
async function committed(session: Session, base: string, head: string | undefined, files: readonly string[]) {
  const { cwd } = session.terminal;
  const before = await Commit.named(session, base);
  const after = head === undefined ? undefined : await Commit.named(session, head);
  const [old, next]: [Source[], Source[]] = [[], []];
  for (const given of files) {
    const path = relative(cwd, resolve(cwd, given)) || ".";
    const was = await before.file(path);
    const will = after === undefined ? sourceHere(session, path) : await sourceAt(after, head ?? "", path);
    // A slip in the name must not look like a change of nothing: it would pass every valve.
    if (was === undefined && will === undefined)
      throw new UserError(`${given} is neither in ${base} nor ${inWords(head)}: name the manifest with -m FILE.`);
    if (was === undefined) session.note(`${given} is not in ${base}: all that it declares is taken as new.`);
    else old.push({ file: `${base}:${was.path}`, text: was.text });
    if (will === undefined) session.note(`${given} is not ${inWords(head)}: all that it declared is taken as removed.`);
    else next.push(will);
  }
  const folder = dirname(resolve(cwd, files[0] ?? ""));
  return { old: { sources: old, folder }, next: { sources: next, folder } };
}

function inWords(head: string | undefined): string {
  return head === undefined ? "here" : `in ${head}`;
}

async function sourceAt(commit: Commit, ref: string, path: string): Promise<Source | undefined> {
  const found = await commit.file(path);
  return found === undefined ? undefined : { file: `${ref}:${found.path}`, text: found.text };
}

/** A file as it is, or the manifest of a folder; undefined when it is not there. */
function sourceHere(session: Session, path: string): Source | undefined {
  const { cwd } = session.terminal;
  const isFolder = statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? join(path, DEFAULT_MANIFEST) : path;
  // A link that leads nowhere is there, and is told of when it is read.
  if (lstatSync(resolve(cwd, file), { throwIfNoEntry: false }) === undefined) return undefined;
  return sideHere(session, file).sources[0];
}

function sideHere({ terminal: { cwd } }: Session, path: string): Side {
  const sources = readSources([resolve(cwd, path)], (file) => (relative(cwd, file).startsWith("..") ? file : relative(cwd, file)));
  return { sources, folder: dirname(resolve(cwd, sources[0]?.file ?? path)) };
}

/** What both sides declare, and whether they belong to one project. @throws ManifestError when one of them has errors */
export function declaredOn({ old, next }: { readonly old: Side; readonly next: Side }) {
  const [before, after] = [declaredIn(old), declaredIn(next)];
  return { before: before.resources, after: after.resources, project: projectChange(before, after) };
}

interface DeclaredSide {
  readonly resources: ReturnType<typeof resourcesOfManifest>;
  /** As the manifest says it. */
  readonly project: string | undefined;
  readonly folder: string;
}

function declaredIn({ sources, folder }: Side): DeclaredSide {
  if (sources.length === 0) return { resources: [], project: undefined, folder };
  const { resources, project, problems } = checkManifest(sources, kinds);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new ManifestError(errors);
  return { resources: resourcesOfManifest(resources), project, folder };
}

/** Nothing has been made of a manifest that declared nothing, so its name is no stack that anything is left in. */
function projectChange(before: DeclaredSide, after: DeclaredSide): PlanContext["project"] {
  if (before.resources.length === 0 || (before.project === undefined && after.project === undefined)) return undefined;
  const [old, next] = [before, after].map(({ project, folder }) => project ?? projectName(basename(folder)));
  if (old === undefined || next === undefined || old === next) return undefined;
  // A manifest that lies elsewhere may be a copy, made for the comparison only: its folder's name is not its stack's.
  const isSure = before.folder === after.folder || (before.project !== undefined && after.project !== undefined);
  return { before: old, after: next, isSure };
}
