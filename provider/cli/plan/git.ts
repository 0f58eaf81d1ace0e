import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "../../core/errors";
import { DEFAULT_MANIFEST } from "../../manifest/index";
import type { Session } from "../session";

const run = promisify(execFile);

/** A file of a manifest may have 5 MB. */
const LARGEST = 16 * 1024 * 1024;

/** A file as a commit has it. */
export interface CommittedFile {
  /** As the user's folder names it; for a folder, the manifest of the usual name in it. */
  readonly path: string;
  readonly text: string;
}

/** A commit of the repository around the user's folder. */
export class Commit {
  private constructor(
    private readonly session: Session,
    private readonly id: string,
  ) {}

  /** @throws UserError when there is no repository or no such commit */
  static async named(session: Session, ref: string): Promise<Commit> {
    const { stdout } = await git(session, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
    if (stdout === undefined)
      throw new UserError(`There is no commit ${ref} here. In CI fetch it first: git fetch origin ${ref.replace(/^origin\//, "")}.`);
    return new Commit(session, stdout.trim());
  }

  /**
   * A file, or a folder's manifest; undefined when the commit has neither.
   * @param path from the user's folder
   * @throws UserError for a path that no commit of this repository can hold
   */
  async file(path: string): Promise<CommittedFile | undefined> {
    const below = path === "." ? DEFAULT_MANIFEST : `${path.replaceAll("\\", "/")}/${DEFAULT_MANIFEST}`;
    for (const one of path === "." ? [below] : [path, below]) {
      const text = await this.#blob(one);
      if (text !== undefined) return { path: one, text };
    }
    return undefined;
  }

  /** Only a file: what git shows of a folder is a list of names, which is valid YAML. */
  async #blob(path: string): Promise<string | undefined> {
    const { stdout, stderr } = await git(this.session, ["cat-file", "blob", `${this.id}:./${path.replaceAll("\\", "/")}`]);
    if (stdout === undefined && /outside (?:of )?(?:the )?repository/.test(stderr))
      throw new UserError(`${path} lies outside of the repository here, so no commit can hold it.`);
    return stdout;
  }
}

/** What git prints; `stdout` is undefined when it fails. */
async function git({ terminal: { cwd, env } }: Session, args: readonly string[]) {
  try {
    return await run("git", [...args], { cwd, maxBuffer: LARGEST, env: { ...env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" } });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new UserError("git is missing: it is needed for --base and --head.");
    return { stdout: undefined, stderr: error instanceof Error && "stderr" in error ? String(error.stderr) : "" };
  }
}
