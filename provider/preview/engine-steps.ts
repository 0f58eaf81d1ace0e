import type { DeclaredResource, Kinds } from "../configuration/index";
import { isProps, type Props } from "../core/schema";
import { type Moment, momentOf } from "../recording/moments";
import { declaredResources, type EngineResource, engineResource, kindOf, nameOf, resourcesInState } from "./engine-side";
import { changeOf, fieldChanges, type Operation, type ResourceChange } from "./resource-changes";

/** Both sides of a run of the engine, and what it will do between them. */
export interface EngineComparison {
  readonly before: readonly DeclaredResource[];
  readonly after: readonly DeclaredResource[];
  readonly changes: readonly ResourceChange[];
  /** Resources of other packages that the run changes. */
  readonly others: readonly OtherChange[];
  /** What is declared otherwise and stays all the same, because it is over. */
  readonly kept: readonly Kept[];
}

/** A resource that a run leaves as it is, although its declaration differs. */
export interface Kept {
  readonly stands: DeclaredResource;
  readonly declared: DeclaredResource;
}

/** A change of a resource that is none of ours: only counted and named. */
export interface OtherChange {
  readonly operation: Operation;
  readonly type: string;
  readonly name: string;
  readonly key: string;
  /** For the digest only. */
  readonly inputs: Props;
}

interface Step {
  readonly operation: Operation;
  readonly urn: string;
  readonly old: EngineResource | undefined;
  readonly next: EngineResource | undefined;
}

/** The engine's words for what it does; a replacement comes as several. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  create: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  import: "create",
  "import-replacement": "replace",
  "discard-replaced": "replace",
};

/** The engine's own resources, which are not the user's. */
const MACHINERY = /^pulumi:(?:pulumi|providers):|^live-recording:index:LiveRecording$/;

/**
 * What a preview of the engine says. It may leave out what stays the same, so that comes from the stack's state.
 * @param preview what `pulumi preview --json --show-sames` prints, or the list of events of its streaming form, parsed; without what stays the same it
 *   cannot be told what is declared otherwise and left as it is
 * @param exported what `pulumi stack export` prints, parsed; undefined for a stack that is not there yet
 * @param now the service's time
 */
export function compareByEngine(preview: unknown, exported: unknown, kinds: Kinds, now: Moment): EngineComparison {
  const steps = stepsOf(preview);
  const state = resourcesInState(exported);
  const stepOf = new Map(steps.map((step) => [step.urn, step]));
  const stateOf = new Map(state.map((resource) => [resource.urn, resource]));
  // What is created although the state has it was deleted behind our back: a preview with --refresh has seen that.
  const there = state.filter(({ urn }) => stepOf.get(urn)?.operation !== "create");
  const old = there.map((resource) => {
    const told = stepOf.get(resource.urn)?.old;
    // A step that says nothing of the old inputs does not mean that there were none.
    return told === undefined || Object.keys(told.inputs).length === 0 ? resource : told;
  });
  const known = new Set(old.map(({ urn }) => urn));
  const before = [...old, ...steps.flatMap((step) => (step.old === undefined || known.has(step.urn) ? [] : [step.old]))].map(
    // A step does not always repeat what the state knows.
    (resource) => {
      const stored = stateOf.get(resource.urn);
      const { parent = stored?.parent, life = stored?.life, outputs = stored?.outputs } = resource;
      return { ...resource, parent, life, outputs };
    },
  );
  const stays = before.flatMap((resource) => {
    const step = stepOf.get(resource.urn);
    if (step === undefined) return [resource];
    if (step.operation === "delete") return resource.retained ? [resource] : [];
    if (step.next === undefined) return [resource];
    return [{ ...step.next, life: step.operation === "update" ? resource.life : undefined }];
  });
  const made = steps.flatMap((step) => (step.old === undefined && step.next !== undefined && !known.has(step.urn) ? [step.next] : []));
  const after = [...stays, ...made];
  const all = [...after.filter(({ id }) => id !== undefined), ...before, ...after];
  const declared = declaredResources(before, before, kinds);
  const sides = { before: declared, after: declaredResources(after, all, kinds, guesser(steps, declared, after, kinds)) };
  const kept = keptOf(sameIn(preview), declared, (resource) => declaredResources([resource], all, kinds)[0]);
  return { ...sides, changes: changesOf(steps, before, sides, now), others: othersOf(steps, kinds), kept };
}

/** Nothing but a kind that lets what is over alone can differ and stay. */
function keptOf(
  same: readonly EngineResource[],
  before: readonly DeclaredResource[],
  declare: (resource: EngineResource) => DeclaredResource | undefined,
): Kept[] {
  const standing = new Map(before.flatMap((one) => (one.kind.settled === undefined ? [] : [[one.key, one] as const])));
  return same.flatMap((resource) => {
    const stands = standing.get(resource.urn);
    const declared = stands === undefined ? undefined : declare(resource);
    if (stands === undefined || declared === undefined || fieldChanges(stands, declared).length === 0) return [];
    return [{ stands, declared }];
  });
}

/**
 * The streaming form does not say what an unknown id depends on. Then it is what the resource referred to before, if that is made anew, or the only
 * one of its kind that is made.
 */
function guesser(steps: readonly Step[], before: readonly DeclaredResource[], after: readonly EngineResource[], kinds: Kinds) {
  const remade = new Set(steps.flatMap(({ operation, urn }) => (operation === "create" || operation === "replace" ? [urn] : [])));
  const references = new Map(before.map((resource) => [resource.key, [...resource.references.values()].map(({ key }) => key)]));
  const candidates = after.filter(({ urn }) => remade.has(urn));
  return (resource: EngineResource, family: string): EngineResource | undefined => {
    const fitting = candidates.filter((candidate) => kindOf(candidate, kinds)?.token === family);
    const kept = fitting.find(({ urn }) => references.get(resource.urn)?.includes(urn));
    return kept ?? (fitting.length === 1 ? fitting[0] : undefined);
  };
}

function changesOf(
  steps: readonly Step[],
  before: readonly EngineResource[],
  sides: Pick<EngineComparison, "before" | "after">,
  now: Moment,
): ResourceChange[] {
  const old = new Map(sides.before.map((resource) => [resource.key, resource]));
  const next = new Map(sides.after.map((resource) => [resource.key, resource]));
  const retained = new Set(before.flatMap(({ urn, retained: stays }) => (stays ? [urn] : [])));
  const remade = new Set(steps.flatMap(({ operation, urn }) => (operation === "create" || operation === "replace" ? [urn] : [])));
  return steps.flatMap((step): ResourceChange[] => {
    const [was, will] = [old.get(step.urn), next.get(step.urn)];
    const subject = will ?? was;
    if (subject === undefined) return [];
    const fields = was === undefined || will === undefined || step.operation === "delete" ? [] : fieldChanges(was, will, remade);
    const change = changeOf(step.operation, subject, fields);
    if (step.operation === "delete" && retained.has(step.urn)) {
      return [{ ...change, retained: true, note: "is only no longer managed here: it stays at the service as it is (retainOnDelete)" }];
    }
    return [fields.length > 0 || step.operation !== "update" ? change : { ...change, note: invisible(subject, now) }];
  });
}

/** Why the engine updates something in which no field is seen to change. */
function invisible({ kind, inputs }: DeclaredResource, now: Moment): string {
  if (kind.due !== undefined) {
    const end = momentOf(textOf(inputs["endTime"]), textOf(inputs["timeZone"]));
    return end !== undefined && end <= now
      ? "is over: it was only planned and never sent to the service, and is noted as missed"
      : "is due: it was only planned, and is sent to the service now";
  }
  return kind.secretFields.length > 0 ? "has a secret value that changes" : "is brought in line with its declaration";
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function othersOf(steps: readonly Step[], kinds: Kinds): OtherChange[] {
  return steps.flatMap(({ operation, old, next }) => {
    const resource = next ?? old;
    if (resource === undefined || kindOf(resource, kinds) !== undefined || MACHINERY.test(resource.type)) return [];
    return [{ operation, type: resource.type, name: nameOf(resource), key: resource.urn, inputs: resource.inputs }];
  });
}

/** One step per resource, whatever the form and however many parts a replacement has. */
function stepsOf(preview: unknown): Step[] {
  const steps = new Map<string, Step>();
  for (const { op, urn, old, next } of rawSteps(preview)) {
    const operation = OPERATIONS[op];
    if (operation === undefined) continue;
    const before = steps.get(urn);
    steps.set(urn, {
      urn,
      operation: before !== undefined && before.operation !== operation ? "replace" : operation,
      old: before?.old ?? engineResource(old, urn),
      next: before?.next ?? asDeclared(engineResource(next, urn)),
    });
  }
  return [...steps.values()];
}

function sameIn(preview: unknown): EngineResource[] {
  return rawSteps(preview).flatMap(({ op, urn, next }) => (op === "same" ? (asDeclared(engineResource(next, urn)) ?? []) : []));
}

/** What is only declared has made nothing yet: outputs of a step are what the engine expects. */
function asDeclared(resource: EngineResource | undefined): EngineResource | undefined {
  return resource === undefined ? undefined : { ...resource, outputs: undefined };
}

interface RawStep {
  readonly op: string;
  readonly urn: string;
  readonly old: unknown;
  readonly next: unknown;
}

function rawSteps(preview: unknown): RawStep[] {
  if (Array.isArray(preview)) {
    return preview.flatMap((event): RawStep[] => {
      const started = isProps(event) ? event["resourcePreEvent"] : undefined;
      const metadata = isProps(started) ? started["metadata"] : undefined;
      if (!isProps(metadata)) return [];
      const { op, urn, old, new: next } = metadata;
      return typeof op === "string" && typeof urn === "string" ? [{ op, urn, old, next }] : [];
    });
  }
  const steps = isProps(preview) ? preview["steps"] : undefined;
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step): RawStep[] => {
    if (!isProps(step)) return [];
    const { op, urn, oldState: old, newState: next } = step;
    return typeof op === "string" && typeof urn === "string" ? [{ op, urn, old, next }] : [];
  });
}
