import { EXIT, type Session } from "../session";
import type { Engine } from "./engine";
import { finish } from "./open";
import { reportOfEvents } from "./report";

/**
 * Runs an operation that changes something, and prints what it did as JSON.
 * @param more further fields of the answer
 */
export async function runForJson(
  session: Session,
  engine: Engine,
  operation: "up" | "refresh" | "destroy",
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const outcome = await session.progress(`pulumi ${operation}`, engine.run([operation, "--yes", "--skip-preview", "--json"]));
  const { changes, errors } = reportOfEvents(outcome.stdout);
  const all = outcome.code === EXIT.well || errors.length > 0 ? errors : [outcome.stderr.trim()];
  session.json({ ok: outcome.code === EXIT.well, changes, errors: all.map(engine.named), ...more });
  finish(session, outcome);
}
