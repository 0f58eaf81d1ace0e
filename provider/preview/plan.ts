import { configurationFrom, type DeclaredResource, type Kinds, keyOf } from "../configuration/index";
import type { Bitrates } from "../recording/bitrate";
import type { Configuration } from "../recording/configuration";
import type { Target } from "../recording/levels";
import type { Moment } from "../recording/moments";
import { behaviourOf, type SimulationOptions } from "../recording/recordings";
import type { Timetable } from "../recording/timetable";
import { urnsInState } from "./engine-side";
import { compareByEngine, type EngineComparison, type Kept } from "./engine-steps";
import { findingsOf, type PlanFinding, type ProjectChange } from "./findings";
import { withRenames } from "./renames";
import { compareResources, type ResourceChange } from "./resource-changes";
import { type Timeline, timelineOf } from "./timeline";
import { type HourOfPush, hoursOf, type UsageComparison, usageOf } from "./usage";

/** What is known beside the two sides. */
export interface PlanContext {
  readonly now: Moment;
  /** The streams that are pushed now; left out: nobody asked. */
  readonly live?: readonly Target[] | undefined;
  /** When streams will be on air, for the usage figures. */
  readonly timetable?: Timetable | undefined;
  /** How the service and the streams behave, bit rates among it, for the usage figures. */
  readonly simulation?: SimulationOptions | undefined;
  /** Name of the stack. */
  readonly stack?: string | undefined;
  /** Where the author wrote each resource, such as `schedule.final` in a manifest, by kind and name. */
  readonly places?: ReadonlyMap<string, string> | undefined;
  /** Where the two sides are not of one project. */
  readonly project?: ProjectChange | undefined;
}

/** A change that is looked at before it is made. All that is shown of it, in whatever form, comes from here. */
export interface Plan {
  /** `engine`: a preview of the Pulumi engine. `manifests`: two manifests, without engine and account. */
  readonly source: "engine" | "manifests";
  readonly stack: string | undefined;
  readonly now: Moment;
  readonly before: Configuration;
  readonly after: Configuration;
  /** Ours only. */
  readonly changes: readonly ResourceChange[];
  readonly others: EngineComparison["others"];
  /** How many of our resources stay as they are. */
  readonly unchanged: number;
  /** What it does to recordings, the gravest first. */
  readonly findings: readonly PlanFinding[];
  readonly live: readonly Target[] | undefined;
  /** By which sizes are reckoned. */
  readonly bitrates: Bitrates;
  readonly hours: readonly HourOfPush[];
  readonly usage: UsageComparison | undefined;
  readonly timeline: Timeline | undefined;
  /** Our resources as they will be, and those that will not be, for the digest. */
  readonly declared: readonly DeclaredResource[];
  readonly removed: readonly DeclaredResource[];
}

/** A plan from what two manifests declare. Needs no engine, no account and no secret. */
export function planOfManifests(before: readonly DeclaredResource[], after: readonly DeclaredResource[], context: PlanContext): Plan {
  return planOf("manifests", { before, after, changes: compareResources(before, after), others: [], kept: [] }, context);
}

/**
 * A plan from a preview of the engine.
 * @param preview what `pulumi preview --json --show-sames` prints, or the events of its streaming form, parsed
 * @param exported what `pulumi stack export` prints, parsed; it holds what the preview leaves out because it stays
 */
export function planOfEngine(preview: unknown, exported: unknown, kinds: Kinds, context: PlanContext): Plan {
  return planOf("engine", compareByEngine(preview, exported, kinds, context.now), context);
}

/**
 * A plan of deleting all that a stack has made.
 * @param exported what `pulumi stack export` prints, parsed
 */
export function planOfDestruction(exported: unknown, kinds: Kinds, context: PlanContext): Plan {
  const steps = urnsInState(exported).map((urn) => ({ op: "delete", urn, oldState: {} }));
  return planOfEngine({ steps }, exported, kinds, context);
}

function planOf(source: Plan["source"], comparison: EngineComparison, context: PlanContext): Plan {
  const { now, live, timetable, simulation = {}, stack, project, places = new Map<string, string>() } = context;
  const [before, after] = [configurationFrom(comparison.before), configurationFrom(comparison.after)];
  const { others } = comparison;
  const changes = withRenames(comparison.changes, comparison.before, comparison.after);
  const { bitrates } = behaviourOf(simulation);
  const changed = new Set(changes.map(({ key }) => key));
  const gone = new Set(changes.flatMap(({ key, operation }) => (operation === "delete" ? [key] : [])));
  return {
    ...{ source, stack, now, before, after, changes, others, live },
    unchanged: comparison.after.filter(({ key }) => !changed.has(key)).length,
    findings: findingsOf(before, after, { changes, now, live, project, kept: placed(comparison.kept, places) }),
    bitrates,
    hours: hoursOf(before, after, bitrates),
    usage: changes.length === 0 ? undefined : usageOf(before, after, { ...simulation, now }, timetable),
    timeline: timelineOf(before, after, now),
    declared: comparison.after,
    removed: comparison.before.filter(({ key }) => gone.has(key)),
  };
}

/** What stays declared otherwise, under the names by which its author finds it. */
function placed(kept: readonly Kept[], places: ReadonlyMap<string, string>): Kept[] {
  return kept.map(({ stands, declared }) => {
    const { kind, name, place = places.get(keyOf(kind.token, name)) ?? `${kind.token} ${name}` } = declared;
    return { stands, declared: { ...declared, place } };
  });
}
