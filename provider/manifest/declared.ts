import type { Kind } from "../core/lifecycle";
import { fieldOf, isProps, type Props } from "../core/schema";
import type { Place } from "./place";
import type { ItemShape } from "./sections";
import { at, type MapValue, plainOf, stepsOf } from "./value";

/** An input that is the id of another resource of the manifest. */
export interface Reference {
  readonly input: string;
  readonly token: string;
  readonly name: string;
}

/** Where an input that does not stand in the item itself comes from. */
export interface Origin {
  readonly place: Place;
  /** In the manifest's own names. */
  readonly path: string;
}

/** A stream as a manifest names it, `domain/app/stream`. */
export interface StreamTarget {
  readonly domainName: string;
  readonly appName: string;
  readonly streamName: string;
}

/** What was read of an item. */
export interface ReadItem {
  /** As the kind knows them, without the references. */
  readonly inputs: Props;
  readonly references: readonly Reference[];
  /** Inputs of which something was said already. */
  readonly unsettled: readonly string[];
  /** The stream that it names, whole: a kind may know only a part of it. */
  readonly stream: StreamTarget | undefined;
  readonly origins: ReadonlyMap<string, Origin>;
}

/** One resource that a manifest declares. */
export class Declared implements Omit<ReadItem, "origins"> {
  readonly inputs: Props;
  readonly references: readonly Reference[];
  readonly unsettled: readonly string[];
  readonly stream: StreamTarget | undefined;
  readonly #origins: ReadonlyMap<string, Origin>;
  readonly #names: ReadonlyMap<string, string>;

  constructor(
    readonly shape: ItemShape,
    /** Unique among the resources of its kind, and independent of the order in the file. */
    readonly name: string,
    /** Where it stands, in the manifest's own names: `domains.push.example.com.record[2]`. */
    readonly path: string,
    readonly place: Place,
    private readonly item: MapValue,
    read: ReadItem,
  ) {
    this.inputs = read.inputs;
    this.references = read.references;
    this.unsettled = read.unsettled;
    this.stream = read.stream;
    this.#origins = read.origins;
    this.#names = new Map([...shape.fields].flatMap(([name, field]) => inputsOfField(field).map((input) => [input, name])));
  }

  get kind(): Kind {
    return this.shape.kind;
  }

  get token(): string {
    return this.shape.kind.token;
  }

  /** Whether the item itself says something of a field. */
  has(name: string): boolean {
    return this.item.entries.has(name);
  }

  /** The environment variable that a secret input is read from. */
  variableOf(input: string): string | undefined {
    const value = this.item.entries.get(this.nameOf(input))?.value;
    const given = value === undefined ? undefined : plainOf(value);
    return isProps(given) && typeof given["env"] === "string" ? given["env"] : undefined;
  }

  /** The manifest's name of an input: `start` for `startTime`. */
  nameOf(input: string): string {
    return this.#names.get(input) ?? input;
  }

  /** Where an input of the kind stands in the files, by the kind's own path: `hlsParam.storageTime`, `tags[2]`. */
  originOf(inputPath: string): Origin {
    const [input = "", ...rest] = stepsOf(inputPath);
    const origin = this.#origins.get(input);
    if (origin !== undefined) return origin;
    const steps = [this.nameOf(input), ...rest];
    const path = inputPath === "" ? this.path : `${this.path}.${this.nameOf(input)}${inputPath.slice(input.length)}`;
    for (let length = steps.length; length > 0; length -= 1) {
      const found = at(this.item, steps.slice(0, length));
      if (found === undefined) continue;
      // What is wrong with an unknown name is the name; with a known one, the value.
      return { place: length === steps.length && this.#isUnknown([input, ...rest]) ? found.key : found.value.at, path };
    }
    return { place: this.place, path };
  }

  /** How a scalar stands in the file, when it stands there without quotes. */
  plainAt(inputPath: string): string | undefined {
    const [input = "", ...rest] = stepsOf(inputPath);
    const value = at(this.item, [this.nameOf(input), ...rest])?.value;
    return value?.type === "scalar" ? value.plain : undefined;
  }

  #isUnknown(steps: readonly string[]): boolean {
    let schema: ReturnType<typeof fieldOf> = this.kind.inputs;
    for (const step of steps) schema = schema === undefined ? undefined : (schema.items ?? fieldOf(schema, step));
    return schema === undefined;
  }
}

function inputsOfField(field: ItemShape["fields"] extends ReadonlyMap<string, infer F> ? F : never): string[] {
  return field.how === "stream" ? Object.values(field.parts) : [field.input];
}
