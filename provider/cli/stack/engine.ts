import { spawn } from "node:child_process";
import { UserError } from "../../core/errors";
import type { Session } from "../session";
import { byLine, type Naming } from "./names";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Show what the engine prints while it runs. */
  readonly show?: boolean;
  /** Let the engine ask its questions. */
  readonly ask?: boolean;
}

/** The Pulumi engine, working on one stack of one project. */
export class Engine {
  constructor(
    private readonly session: Session,
    private readonly folder: string,
    private readonly env: Readonly<Record<string, string | undefined>>,
    readonly stack: string,
    /** Says what the user calls the resources in a text of the engine. */
    readonly named: Naming = (text) => text,
  ) {}

  /** The same engine, whose texts call the resources as the user does. */
  calling(named: Naming): Engine {
    return new Engine(this.session, this.folder, this.env, this.stack, named);
  }

  /** Runs `pulumi ARGS --stack STACK`. A failure is an outcome, a missing engine an error. */
  run(args: readonly string[], { show = false, ask = false }: RunOptions = {}): Promise<Outcome> {
    const { terminal } = this.session;
    const asks = ask && terminal.interactive;
    const common = ["--stack", this.stack, ...(asks ? [] : ["--non-interactive"]), "--color", terminal.colors ? "always" : "never"];
    return new Promise((resolve, reject) => {
      const child = spawn("pulumi", [...args, ...common], {
        cwd: this.folder,
        env: this.env,
        // The engine draws its questions itself; what it says on stderr is wanted for advice in any case.
        stdio: asks ? ["inherit", "inherit", "pipe"] : ["ignore", "pipe", "pipe"],
      });
      let stdout = "";
      let stderr = "";
      const [out, err] = [byLine((text) => terminal.out(this.named(text))), byLine((text) => terminal.err(this.named(text)))];
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
        if (show) out.add(text);
      });
      child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
        if (show) err.add(text);
      });
      child.once("error", (error) => reject("code" in error && error.code === "ENOENT" ? noEngine() : error));
      child.once("close", (code) => {
        out.end();
        err.end();
        resolve({ code: code ?? 1, stdout, stderr });
      });
    });
  }
}

function noEngine(): UserError {
  return new UserError(
    'The Pulumi engine is missing: install the Pulumi CLI (https://www.pulumi.com/docs/install) so that "pulumi" is on PATH.',
  );
}
