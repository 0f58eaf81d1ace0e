import { type DeclaredResource, type Kinds, type Life, type Reference, SECRET } from "../configuration/index";
import { type Kind, MARK, PROVIDER } from "../core/lifecycle";
import { isProps, type Props } from "../core/schema";
import { isUnknown } from "../core/unknown";
import { typeOf } from "../fronts/contract";

/** How the engine marks a value that is more than its JSON, in states and event streams. */
const SPECIAL = "4dabf18193072939515e22adb298388d";
/** The mark of a secret. Whether its value stands beside it, encrypted or not, depends on who wrote it. */
const MARKED_SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A resource as the engine's state or one of its steps shows it. */
export interface EngineResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string | undefined;
  readonly inputs: Props;
  /** What the engine keeps of the object itself; undefined: nothing. */
  readonly outputs: Props | undefined;
  readonly life: Life | undefined;
  /** Which resources a value depends on, by input. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  readonly parent: string | undefined;
  /** A delete leaves the object at the service alone. */
  readonly retained: boolean;
}

/** Reads a resource out of `stack export`, `preview --json` or an event. */
export function engineResource(value: unknown, urn?: string): EngineResource | undefined {
  if (!isProps(value)) return undefined;
  const name = urn ?? value["urn"];
  if (typeof name !== "string") return undefined;
  const dependencies = isProps(value["propertyDependencies"]) ? value["propertyDependencies"] : {};
  return {
    urn: name,
    type: typeof value["type"] === "string" ? value["type"] : typeInUrn(name),
    id: typeof value["id"] === "string" && value["id"] !== "" ? value["id"] : undefined,
    inputs: isProps(value["inputs"]) ? withoutMachinery(value["inputs"]) : {},
    outputs: isProps(value["outputs"]) ? withoutMachinery(value["outputs"]) : undefined,
    life: isProps(value["outputs"]) ? lifeIn(value["outputs"]) : undefined,
    dependencies: new Map(
      Object.entries(dependencies).map(([input, urns]) => [
        input,
        Array.isArray(urns) ? urns.filter((one): one is string => typeof one === "string") : [],
      ]),
    ),
    parent: typeof value["parent"] === "string" ? value["parent"] : undefined,
    retained: value["retainOnDelete"] === true,
  };
}

function lifeIn({ status, endsAt }: Props): Life {
  const known = (value: unknown) => (typeof value === "string" && !isUnknown(value) ? value : undefined);
  return { status: known(status), endsAt: known(endsAt) };
}

/** The resources in what `pulumi stack export` prints. */
export function resourcesInState(exported: unknown): EngineResource[] {
  const deployment = isProps(exported) ? exported["deployment"] : undefined;
  const resources = isProps(deployment) ? deployment["resources"] : undefined;
  if (!Array.isArray(resources)) return [];
  // What waits for its deletion after a replacement that broke off is no part of what is declared.
  return resources.flatMap((resource) => (isProps(resource) && resource["delete"] === true ? [] : (engineResource(resource) ?? [])));
}

/** The names of all resources that a state holds. */
export function urnsInState(exported: unknown): string[] {
  return resourcesInState(exported).map(({ urn }) => urn);
}

/** What our resources in a state are called: by their authors, and at the service. */
export function namesInState(exported: unknown, kinds: Kinds): { readonly token: string; readonly id: string; readonly name: string }[] {
  return resourcesInState(exported).flatMap((resource) => {
    const token = kindOf(resource, kinds)?.token;
    return token === undefined || resource.id === undefined ? [] : [{ token, id: resource.id, name: nameOf(resource) }];
  });
}

/** The kind of a resource, when it is one of ours. */
export function kindOf({ type }: EngineResource, kinds: Kinds) {
  const token = type.split(":").at(-1) ?? "";
  const kind = kinds.get(token);
  return kind !== undefined && (type === typeOf(token) || type === `live-recording:index:${token}`) ? kind : undefined;
}

/**
 * Turns one side of a stack into declared resources; `all` is what references are looked up in.
 * @param guess what a reference means that nothing else tells
 */
export function declaredResources(
  side: readonly EngineResource[],
  all: readonly EngineResource[],
  kinds: Kinds,
  guess: (resource: EngineResource, family: string) => EngineResource | undefined = () => undefined,
): DeclaredResource[] {
  const byId = new Map<string, EngineResource>();
  for (const resource of all) if (resource.id !== undefined) byId.set(`${kindOf(resource, kinds)?.token} ${resource.id}`, resource);
  const byUrn = new Map(all.map((resource) => [resource.urn, resource]));
  return side.flatMap((resource): DeclaredResource[] => {
    const kind = kindOf(resource, kinds);
    if (kind === undefined) return [];
    const references = new Map<string, Reference>();
    const standing = { ...resource, inputs: madeFrom(resource, kind) };
    for (const input of referringInputs(kind)) {
      const target = targetOf(standing, input, kind.token, { byId, byUrn, kinds, guess });
      if (target !== undefined) references.set(input, { key: target.urn, name: nameOf(target) });
    }
    const secrets = kind.secretFields.filter((name) => Object.hasOwn(standing.inputs, name)).map((name) => [name, SECRET]);
    const inputs = secrets.length === 0 ? standing.inputs : { ...standing.inputs, ...Object.fromEntries(secrets) };
    return [{ kind, name: nameOf(resource), key: resource.urn, inputs, life: resource.life, references }];
  });
}

/**
 * The declaration that an object was made from. Where a change of what is over is reported and not made, the engine notes the new declaration as inputs
 * all the same; only the outputs tell what stands.
 */
function madeFrom({ inputs, outputs }: EngineResource, kind: Kind): Props {
  if (kind.settled === undefined || outputs === undefined) return inputs;
  const made = Object.fromEntries(Object.entries(outputs).filter(([name]) => Object.hasOwn(kind.inputs.properties, name)));
  return (kind.inputs.required ?? []).every((name) => Object.hasOwn(made, name)) ? made : inputs;
}

const referring = new WeakMap<Kind, readonly string[]>();

/** The inputs of a kind that are the id of another resource. */
function referringInputs(kind: Kind): readonly string[] {
  const known = referring.get(kind);
  if (known !== undefined) return known;
  const found = Object.entries(kind.inputs.properties).flatMap(([input, { format }]) =>
    format === "id" && input.endsWith("Id") ? [input] : [],
  );
  referring.set(kind, found);
  return found;
}

interface Lookup {
  readonly byId: ReadonlyMap<string, EngineResource>;
  readonly byUrn: ReadonlyMap<string, EngineResource>;
  readonly kinds: Kinds;
  guess(resource: EngineResource, family: string): EngineResource | undefined;
}

function targetOf(
  resource: EngineResource,
  input: string,
  token: string,
  { byId, byUrn, kinds, guess }: Lookup,
): EngineResource | undefined {
  const value = resource.inputs[input];
  const family = token.endsWith("Rule") ? token.replace(/Rule$/, "Template") : "RecordTemplate";
  if (isUnknown(value)) {
    const urns = resource.dependencies.get(input) ?? [];
    const told = urns.map((urn) => byUrn.get(urn)).find((target) => target !== undefined && kindOf(target, kinds)?.token === family);
    return told ?? guess(resource, family);
  }
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  return byId.get(`${family} ${value}`);
}

/** The name that the author gave: what a manifest's component puts before it is taken away. */
export function nameOf({ urn, parent }: Pick<EngineResource, "urn" | "parent">): string {
  const [, , types = "", ...rest] = urn.split("::");
  const name = rest.join("::");
  const above = parent?.split("::").slice(3).join("::");
  if (!types.includes("live-recording:index:LiveRecording$")) return name;
  if (above !== undefined && name.startsWith(`${above}/`)) return name.slice(above.length + 1);
  return name.includes("/") ? name.slice(name.indexOf("/") + 1) : name;
}

function typeInUrn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function withoutMachinery(inputs: Props): Props {
  const clean: Props = {};
  for (const name of Object.keys(inputs)) if (name !== MARK && name !== PROVIDER) clean[name] = plain(inputs[name]);
  return clean;
}

/** A value as JSON: secrets, also deep inside, are one word; what the engine stores beside a value is taken off. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isProps(value)) return value;
  const mark = value[SPECIAL];
  if (mark !== undefined) {
    const isOpen =
      mark !== MARKED_SECRET && value["secret"] !== true && Object.hasOwn(value, "value") && !Object.hasOwn(value, "ciphertext");
    return isOpen ? plain(value["value"]) : SECRET;
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}
