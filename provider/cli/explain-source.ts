import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { configurationOfAccount, configurationOfState } from "../account/index";
import { UserError } from "../core/errors";
import { configurationOfManifest } from "../manifest/index";
import { openReader } from "../reading/index";
import type { Configuration } from "../recording/configuration";
import type { Moment } from "../recording/moments";
import { kinds } from "../resources/index";
import type { Session } from "./session";
import { manifestFiles, soundManifest } from "./sources";
import { Engine } from "./stack/engine";
import { openStack } from "./stack/open";
import { engineEnvironment } from "./stack/preconditions";

/** Where it is said what is recorded; at most one of state, stack and account. */
export interface SourceArguments {
  readonly manifest?: readonly string[];
  readonly stack?: string;
  readonly state?: string;
  readonly live?: boolean;
}

/** What is recorded, as one account of it says. */
export interface KnownConfiguration {
  readonly configuration: Configuration;
  readonly source: "manifest" | "state" | "account";
  /** What this account of it cannot know, in sentences. */
  readonly unknown: readonly string[];
}

/** The configuration that a command is asked about: of manifests, of a stack's state or of the live account. */
export async function knownConfiguration(session: Session, given: SourceArguments, at?: Moment): Promise<KnownConfiguration> {
  const { manifest, stack, state, live } = given;
  const sources = [live && "--live", state !== undefined && "--state", stack !== undefined && "--stack"].filter((name) => name);
  if (sources.length > 1) throw new UserError(`${sources.join(" and ")} exclude each other: name one.`);
  if (manifest !== undefined && (live || state !== undefined)) throw new UserError(`${sources.join()} needs no manifest: leave -m out.`);
  if (live) {
    const reader = openReader({ env: session.terminal.env, warn: (text) => session.note(text) });
    const found = await session.progress("reading the account", configurationOfAccount(reader, kinds, at));
    return { ...found, source: "account" };
  }
  if (state !== undefined) return ofState(stateFile(session, state), state);
  if (stack !== undefined) return ofState(await exportedState(session, stack, manifest), `the stack ${stack}`);
  const { resources } = soundManifest(session, manifestFiles(session, manifest));
  return { configuration: configurationOfManifest(resources), source: "manifest", unknown: [] };
}

function ofState(text: string, what: string): KnownConfiguration {
  let exported: unknown;
  try {
    exported = JSON.parse(text);
  } catch {
    throw new UserError(`${what} is not JSON: write it with "pulumi stack export --file FILE".`);
  }
  if (typeof exported !== "object" || exported === null || !("deployment" in exported)) {
    throw new UserError(`${what} holds no deployment: write it with "pulumi stack export --file FILE".`);
  }
  return { configuration: configurationOfState(exported, kinds), source: "state", unknown: [] };
}

function stateFile({ terminal }: Session, file: string): string {
  try {
    return readFileSync(resolve(terminal.cwd, file), "utf8");
  } catch {
    throw new UserError(`${file} cannot be read: write it with "pulumi stack export --file FILE".`);
  }
}

/** The state of a stack of the project that stands here, be it a program's or a manifest's. */
async function exportedState(session: Session, stack: string, manifest: readonly string[] | undefined): Promise<string> {
  const { terminal } = session;
  if (manifest !== undefined || !existsSync(resolve(terminal.cwd, "Pulumi.yaml"))) {
    const { exported } = await openStack(
      session,
      { stack, ...(manifest === undefined ? {} : { manifest }) },
      { sound: false, create: false },
    );
    return exported ?? "";
  }
  const engine = new Engine(session, terminal.cwd, engineEnvironment(terminal, terminal.cwd, stack), stack);
  const { code, stdout, stderr } = await session.progress("reading the stack", engine.run(["stack", "export"]));
  if (code === 0) return stdout;
  throw new UserError(`The stack cannot be read:\n${(stderr || stdout).trim().replace(/^error: /gm, "")}`);
}
