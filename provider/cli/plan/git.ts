import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "../../core/errors";
import type { Source } from "../../manifest/index";
import type { Session } from "../session";

const run = promisify(execFile);

/** A file of a manifest may have 5 MB. */
const LARGEST = 16 * 1024 * 1024;

/**
 * Files as they are in a commit of the repository around the user's folder. A file that the commit does not have is left out.
 * @throws UserError when there is no repository or no such commit
 */
export async function sourcesAt(session: Session, ref: string, files: readonly string[]): Promise<Source[]> {
  const commit = (await git(session, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]))?.trim();
  if (commit === undefined) {
    throw new UserError(`There is no commit ${ref} here. In CI fetch it first: git fetch origin ${ref.replace(/^origin\//, "")}.`);
  }
  const sources: Source[] = [];
  for (const file of files) {
    const path = `./${file.replaceAll("\\", "/")}`;
    const text = await git(session, ["show", "--end-of-options", `${commit}:${path}`]);
    if (text !== undefined) sources.push({ file: `${ref}:${file}`, text });
  }
  return sources;
}

/** What git prints; undefined when it fails. */
async function git({ terminal: { cwd, env } }: Session, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run("git", [...args], { cwd, maxBuffer: LARGEST, env: { ...env, GIT_OPTIONAL_LOCKS: "0" } });
    return stdout;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new UserError("git is missing: it is needed for --base and --head.");
    return undefined;
  }
}
