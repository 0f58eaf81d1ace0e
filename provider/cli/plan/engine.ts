import { keyOf } from "../../configuration/index";
import { type Plan, type PlanContext, planOfEngine } from "../../preview/index";
import { listOnlineStreams, openReader } from "../../reading/index";
import { kinds } from "../../resources/index";
import type { Session } from "../session";
import type { Outcome } from "../stack/engine";
import type { OpenStack } from "../stack/open";
import { reportOfPreview, type StackReport } from "../stack/report";
import { parsed } from "./parsed";

export interface EnginePlan {
  readonly outcome: Outcome;
  readonly report: StackReport;
  /** Undefined: the engine could not say what will happen. */
  readonly plan: Plan | undefined;
}

export interface LookArguments {
  readonly stack: string;
  readonly refresh?: boolean;
  /** Ask the service which streams are live; `--no-live` turns it off. */
  readonly live?: boolean;
}

/** Lets the engine look at a stack, without changing anything, and says what it would do. */
export async function lookAhead(
  session: Session,
  { engine, exported, manifest }: OpenStack,
  { stack, refresh, live }: LookArguments,
  usage: Pick<PlanContext, "timetable" | "simulation">,
): Promise<EnginePlan> {
  // What stays is asked for, too: it may be declared otherwise, and stay because it is over.
  const args = ["preview", "--json", "--show-sames", ...(refresh ? ["--refresh"] : [])];
  const [outcome, world] = await Promise.all([session.progress("pulumi preview", engine.run(args)), live === false ? {} : onAir(session)]);
  const report = reportOfPreview(outcome.stdout);
  if (outcome.code !== 0) return { outcome, report, plan: undefined };
  const places = new Map(manifest.resources.map(({ token, name, path }) => [keyOf(token, name), path]));
  const context = { stack, now: Date.now(), places, ...usage, ...world };
  return {
    outcome,
    report,
    plan: planOfEngine(
      parsed(outcome.stdout, "The engine's preview"),
      exported === undefined ? undefined : parsed(exported, "The stack's state"),
      kinds,
      context,
    ),
  };
}

/** What the engine says when its preview fails. */
export function complain(session: Session, { outcome, report }: EnginePlan): void {
  const errors = report.errors.length > 0 ? report.errors : [outcome.stderr.trim()];
  for (const error of errors) session.note(error);
}

/** How long the service may take; a preview must not hang on what is only good to know. */
const PATIENCE_MS = 10_000;

/** The service's clock and the streams on air, when there are credentials in the environment. */
export async function onAir(session: Session): Promise<Partial<Pick<Plan, "now" | "live">>> {
  const { env } = session.terminal;
  if (!env["TENCENTCLOUD_SECRET_ID"] || !env["TENCENTCLOUD_SECRET_KEY"]) return {};
  try {
    const reader = openReader({ env, config: { get: () => undefined }, signal: AbortSignal.timeout(PATIENCE_MS) });
    const live = await listOnlineStreams({}, reader);
    return { live, now: (await reader.now()).getTime() };
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    session.note(`Which streams are live could not be asked: ${why}`);
    return {};
  }
}
