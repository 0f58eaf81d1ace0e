import type { ChildProcess } from "node:child_process";

/** What one run of the engine printed, and how it ended. */
export interface Result {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The counts under "Resources:", by the engine's own words; a word that was not printed is 0. */
  readonly summary: Summary;
}

export interface Summary {
  readonly created: number;
  readonly updated: number;
  readonly replaced: number;
  readonly deleted: number;
  readonly unchanged: number;
}

/** One entry of `preview --json`; unchanged resources other than the stack are left out by the engine. */
export interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: ResourceState;
  readonly newState?: ResourceState;
  readonly diffReasons?: readonly string[];
  readonly replaceReasons?: readonly string[];
}

export interface Diagnostic {
  readonly urn?: string;
  readonly message: string;
  readonly severity: string;
}

export interface Preview extends Result {
  /** Only what changes: steps other than `same`. */
  readonly steps: readonly PreviewStep[];
  /** Resource counts by operation, for example `{ same: 3, update: 1 }`. */
  readonly changeSummary: Readonly<Record<string, number>>;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
  readonly dependencies?: readonly string[];
}

/** The part of `pulumi stack export` that tests look at. */
export interface Deployment {
  readonly resources: readonly ResourceState[];
  readonly pending_operations: readonly { readonly type: string; readonly resource: ResourceState }[];
}

export function parseSummary(stdout: string): Summary {
  const block = stdout.slice(Math.max(0, stdout.lastIndexOf("\nResources:")));
  const count = (word: string): number => Number(new RegExp(`^\\s+\\S*\\s*(\\d+) ${word}\\b`, "m").exec(block)?.[1] ?? 0);
  return {
    created: count("created"),
    updated: count("updated"),
    replaced: count("replaced"),
    deleted: count("deleted"),
    unchanged: count("unchanged"),
  };
}

export function parsePreview(result: Result): Preview {
  const start = result.stdout.indexOf("{");
  const parsed: Partial<Pick<Preview, "steps" | "changeSummary" | "diagnostics">> = start < 0 ? {} : JSON.parse(result.stdout.slice(start));
  return {
    ...result,
    steps: (parsed.steps ?? []).filter((step) => step.op !== "same"),
    changeSummary: parsed.changeSummary ?? {},
    diagnostics: parsed.diagnostics ?? [],
  };
}

/** Collects the output of a child until it has ended. Never rejects. */
export function collect(child: ChildProcess): { readonly output: () => string; readonly done: Promise<Result> } {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const done = new Promise<Result>((resolve) => {
    const finish = (exitCode: number | null): void => resolve({ exitCode, stdout, stderr, summary: parseSummary(stdout) });
    child.once("error", (error) => {
      stderr += error.message;
      finish(-1);
    });
    // A killed engine leaves children that hold its pipes open: its own end is what counts then.
    child.once("exit", (code, signal) => signal && setTimeout(finish, 100, code));
    child.once("close", finish);
  });
  return { output: () => stdout + stderr, done };
}
