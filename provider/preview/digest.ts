import { createHash } from "node:crypto";
import type { DeclaredResource } from "../configuration/index";
import { canonicalObject, inOneOrder } from "../core/codec";
import { type NamedRisk, RISKS } from "../recording/changes";
import type { Plan } from "./plan";
import { type Operation, shown } from "./resource-changes";

/** What the plan does to one resource, without anything that differs between two looks at the same change. */
export interface PlannedChange {
  readonly urn: string;
  readonly operation: Operation;
  readonly inputs: unknown;
}

/** A plan that somebody has reviewed, to be kept until it is applied. */
export interface ReviewedPlan {
  readonly version: 1;
  readonly stack: string | undefined;
  /** SHA-256 of the changes and of the accepted risks, `sha256:…`. */
  readonly digest: string;
  /** Risks that the review has accepted, sorted. */
  readonly allow: readonly NamedRisk[];
  readonly changes: readonly PlannedChange[];
}

/**
 * The digest of a plan, with what it was made of: sorted URNs, operations and canonical inputs, and the risks that the review accepts; no times of the
 * run, no outputs and no secrets.
 */
export function reviewedPlan({ stack, changes, others, declared, removed }: Plan, allow: readonly NamedRisk[] = []): ReviewedPlan {
  const known = new Map([...removed, ...declared].map((resource) => [resource.key, resource]));
  const planned = [
    ...changes.map(({ key, operation }) => {
      const resource = known.get(key);
      return { urn: key, operation, inputs: resource === undefined ? {} : canonicalInputs(resource) };
    }),
    ...others.map(({ key, operation, inputs }) => ({ urn: key, operation, inputs: shown(inputs) })),
  ].sort((a, b) => (a.urn < b.urn ? -1 : 1));
  return { version: 1, stack, digest: digestOf(planned, allow), allow: inAnyOrder(allow), changes: planned };
}

/** What was accepted is part of it: else a plan could be reviewed with one set of valves and applied with another. */
export function digestOf(changes: readonly PlannedChange[], allow: readonly NamedRisk[]): string {
  return digestWith(changesDigest(changes), allow);
}

/** The risks that a review accepted, told from its digest alone; undefined: it is not the digest of these changes, whatever was accepted. */
export function acceptedIn(digest: string, changes: readonly PlannedChange[]): readonly NamedRisk[] | undefined {
  const of = changesDigest(changes);
  return subsets(RISKS).find((allow) => digestWith(of, allow) === digest);
}

function digestWith(changes: string, allow: readonly NamedRisk[]): string {
  return `sha256:${sha256(JSON.stringify([changes, inAnyOrder(allow)]))}`;
}

function changesDigest(changes: readonly PlannedChange[]): string {
  return sha256(JSON.stringify(changes.map(({ urn, operation, inputs }) => [urn, operation, inOneOrder(inputs)])));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function inAnyOrder(risks: readonly NamedRisk[]): NamedRisk[] {
  return [...new Set(risks)].sort();
}

/** All sets that can be made of some names, the smallest first. */
function subsets<T>(names: readonly T[]): T[][] {
  const sets: T[][] = [[]];
  for (const name of names) sets.push(...sets.map((set) => [...set, name]));
  return sets.sort((a, b) => a.length - b.length);
}

function canonicalInputs({ kind, inputs, references }: DeclaredResource): unknown {
  const canonical = shown(canonicalObject(kind.inputs, inputs));
  return inOneOrder({ ...(canonical as object), ...Object.fromEntries([...references].map(([input, { key }]) => [input, key])) });
}

/** `RecordTemplate church/kurz`: a URN without stack and project, and of its types the last, by its bare name. */
export function urnWords(urn: string): string {
  const [types = "", ...name] = urn.split("::").slice(2);
  return [types.replace(/^.*[$:/]/, ""), ...name].join(" ");
}

/** In which changes two plans differ, one line each; empty when they are the same. */
export function planDifference(reviewed: readonly PlannedChange[], now: readonly PlannedChange[]): string[] {
  const [old, next] = [reviewed, now].map((changes) => new Map(changes.map((change) => [change.urn, change])));
  if (old === undefined || next === undefined) return [];
  return [...new Set([...old.keys(), ...next.keys()])].sort().flatMap((urn) => {
    const [was, will] = [old.get(urn), next.get(urn)];
    const name = urnWords(urn);
    if (was === undefined) return will === undefined ? [] : [`+ ${will.operation} ${name}: was not in the reviewed plan`];
    if (will === undefined) return [`- ${was.operation} ${name}: was reviewed, and is not to be done any more`];
    if (was.operation !== will.operation) return [`~ ${name}: reviewed as ${was.operation}, now ${will.operation}`];
    return inputDifference(was.inputs, will.inputs).map((line) => `~ ${was.operation} ${name}: ${line}`);
  });
}

function inputDifference(was: unknown, will: unknown, path = ""): string[] {
  if (JSON.stringify(inOneOrder(was)) === JSON.stringify(inOneOrder(will))) return [];
  if (isObject(was) && isObject(will)) {
    const names = [...new Set([...Object.keys(was), ...Object.keys(will)])].sort();
    return names.flatMap((name) => inputDifference(was[name], will[name], path === "" ? name : `${path}.${name}`));
  }
  return [`${path} reviewed as ${JSON.stringify(was) ?? "not set"}, now ${JSON.stringify(will) ?? "not set"}`];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
