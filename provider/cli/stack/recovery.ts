import { createInterface } from "node:readline/promises";
import { UserError } from "../../core/errors";
import { isProps } from "../../core/schema";
import { kinds } from "../../resources/index";
import { parsed } from "../plan/parsed";
import type { Session } from "../session";
import type { Engine } from "./engine";
import type { OpenStack } from "./open";

/** Something that an interrupted run had begun. */
export interface PendingOperation {
  /** `creating`, `updating`, … */
  readonly type: string;
  readonly urn: string;
}

/** The unfinished operations that `pulumi stack export` shows. */
export function pendingIn(exported: string): PendingOperation[] {
  const state = parsed(exported, "The stack's state");
  const deployment = isProps(state) ? state["deployment"] : undefined;
  const operations = isProps(deployment) ? deployment["pending_operations"] : undefined;
  if (!Array.isArray(operations)) return [];
  return operations.filter(isProps).map(({ type, resource }) => ({
    type: String(type),
    urn: isProps(resource) ? String(resource["urn"]) : "",
  }));
}

const COMMANDS = "pulumi cancel, then pulumi refresh --clear-pending-creates";

/**
 * Puts a stack in order that an interrupted run left behind: what it was creating is forgotten, because creating it again finds and takes over what
 * stands at the service. That is not so for a task that the service cannot list: there somebody has to look first.
 * @param allowed the user has said so on the command line
 */
export async function recover(session: Session, { engine, manifest, pending }: OpenStack, allowed: boolean): Promise<void> {
  if (pending.length === 0 && !allowed) return;
  refuseUnlisted(pending, manifest.resources);
  if (pending.length > 0) {
    session.note(
      `An earlier run was interrupted in the middle of: ${pending.map(({ type, urn }) => `${type} ${nameIn(urn)}`).join(", ")}.`,
    );
  }
  if (!allowed && !(await confirmed(session))) {
    throw new UserError(
      `Nothing was changed. If no other run is under way, "liverec up --recover" puts the stack in order and goes on (${COMMANDS}).`,
    );
  }
  await step(session, engine, "removing the lock of the interrupted run", ["cancel", "--yes"]);
  await step(session, engine, "comparing with the service", ["refresh", "--yes", "--skip-preview", "--clear-pending-creates"]);
}

function refuseUnlisted(pending: readonly PendingOperation[], resources: OpenStack["manifest"]["resources"]): void {
  const open = pending.filter(({ type, urn }) => {
    if (type !== "creating" || kinds.get(tokenIn(urn))?.readable !== false) return false;
    const declared = resources.find(({ token, name }) => token === tokenIn(urn) && nameIn(urn).endsWith(`/${name}`));
    return declared !== undefined && declared.inputs["afterLostReply"] !== "sendAgain";
  });
  const [first] = open;
  if (first === undefined) return;
  const names = open.map(({ urn }) => `${tokenIn(urn)} ${nameIn(urn)}`).join(", ");
  throw new UserError(
    `An earlier run was interrupted while it created ${names}, and nobody can tell from here whether it exists: the service cannot list such tasks. ` +
      "Nothing was sent.\nLook into the console (Live, recording tasks). When it is not there, add afterLostReply: sendAgain to it in the manifest; " +
      'when it is there, stop it and do the same, or take it out of the manifest and leave it alone. Then "liverec up --recover".',
  );
}

async function confirmed(session: Session): Promise<boolean> {
  if (!session.terminal.interactive) return false;
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await questions.question(`Is no other run under way, and shall this be put in order now (${COMMANDS})? [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    questions.close();
  }
}

async function step(session: Session, engine: Engine, label: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await session.progress(label, engine.run(args));
  if (code !== 0) throw new UserError(`Recovery ended early, ${label}:\n${(stderr || stdout).trim()}`);
}

/** The kind in a URN, `…live-recording:RecordRule::name`. */
function tokenIn(urn: string): string {
  return urn.split("::")[2]?.split(/[$:/]/).at(-1) ?? "";
}

function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
