import { CommanderError } from "commander";
import { isCallError, messageOf, UserError } from "../core/errors";
import { ManifestError } from "../manifest/index";
import { LegacyError } from "../reading/index";
import { problemJson } from "./check";
import { createProgram } from "./program";
import { EXIT, Session, type Terminal } from "./session";

/**
 * Runs one command line.
 * @param argv what the user typed after `liverec`
 * @returns the exit code
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const session = new Session(terminal);
  try {
    await createProgram(session).parseAsync([...argv], { from: "user" });
    return session.code;
  } catch (error) {
    const json = argv.includes("--json");
    if (!(error instanceof CommanderError)) report(session, error, json);
    else if (error.exitCode === 0) return EXIT.well;
    // For a person it has been said.
    else if (json) session.json({ ok: false, error: error.message.replace(/^error: /, "") });
    return EXIT.error;
  }
}

/** A mistake of the user is told without a stack; a fault of ours with one, because somebody has to find it. */
function report(session: Session, error: unknown, json: boolean): void {
  if (error instanceof ManifestError) {
    if (json) session.json({ ok: false, problems: error.problems.map(problemJson) });
    else session.note(error.message);
    return;
  }
  const message = messageOf(error);
  if (json) session.json({ ok: false, error: message });
  if (error instanceof UserError || error instanceof LegacyError || isCallError(error)) session.note(`liverec: ${message}`);
  else session.note(`liverec: an error inside of liverec, please report it: ${error instanceof Error ? error.stack : message}`);
}
