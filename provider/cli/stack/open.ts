import { basename, dirname, resolve } from "node:path";
import { UserError } from "../../core/errors";
import { type CheckedManifest, ManifestError } from "../../manifest/index";
import { EXIT, type Session } from "../session";
import { manifestFiles, readManifest } from "../sources";
import { Engine, type Outcome } from "./engine";
import { layOutProject } from "./folder";
import { namingOf } from "./names";
import { engineEnvironment } from "./preconditions";
import { projectName } from "./project";
import { type PendingOperation, pendingIn } from "./recovery";

export interface StackArguments {
  readonly manifest?: readonly string[];
  readonly stack: string;
  readonly json?: boolean;
}

/** A manifest's stack, ready for the engine. */
export interface OpenStack {
  readonly engine: Engine;
  readonly manifest: CheckedManifest;
  /** What an interrupted run left behind. */
  readonly pending: readonly PendingOperation[];
  /** The state, as `pulumi stack export` prints it; undefined for a stack that was made just now. */
  readonly exported: string | undefined;
}

interface Needs {
  /** Errors in the manifest end it here. */
  readonly sound: boolean;
  /** A stack that does not exist is made. */
  readonly create: boolean;
}

/** Checks all that can be checked without the engine, lays out the project and finds the stack. */
export async function openStack(session: Session, given: StackArguments, needs: Needs): Promise<OpenStack> {
  const { cwd } = session.terminal;
  const files = manifestFiles(session, given.manifest);
  const manifest = readManifest(session, files);
  const errors = manifest.problems.filter(({ severity }) => severity === "error");
  if (needs.sound && errors.length > 0) throw new ManifestError(errors);
  if (needs.sound) demandSecrets(session, files);
  const paths = files.map((file) => resolve(cwd, file));
  const folder = dirname(paths[0] ?? cwd);
  const env = engineEnvironment(session.terminal, folder, given.stack);
  const project = layOutProject(folder, manifest.project ?? projectName(basename(folder)), paths);
  const engine = new Engine(session, project, env, given.stack);
  const exported = await session.progress("reading the stack", engine.run(["stack", "export"]));
  if (exported.code === 0) {
    const { stdout } = exported;
    return { engine: engine.calling(namingOf(stdout, manifest)), manifest, pending: pendingIn(stdout), exported: stdout };
  }
  if (!/no stack named|not found/i.test(exported.stderr)) throw engineError("The stack cannot be read", exported);
  if (!needs.create) throw new UserError(`There is no stack ${given.stack} of ${files.join(", ")} here: nothing was made with it yet.`);
  const made = await session.progress("making the stack", engine.run(["stack", "init"]));
  if (made.code !== 0) throw engineError("The stack cannot be made", made);
  return { engine, manifest, pending: [], exported: undefined };
}

/** What the program would say of the secrets, said here of the files as the user names them. Nothing of them is kept. */
function demandSecrets(session: Session, files: readonly string[]): void {
  const errors = readManifest(session, files, "error").problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new ManifestError(errors);
}

/** Ends a command as the engine ended. */
export function finish(session: Session, { code, stderr }: Outcome): void {
  if (code === 0) return;
  session.code = EXIT.error;
  if (/currently locked/.test(stderr)) {
    session.note(
      'The stack is locked. If no other run is under way, an earlier one was interrupted: "liverec up --recover" puts it in order.',
    );
  }
}

function engineError(what: string, { stdout, stderr }: Outcome): UserError {
  return new UserError(`${what}:\n${(stderr || stdout).trim().replace(/^error: /gm, "")}`);
}
