import type { Props } from "../core/schema";
import { isProps } from "../core/schema";
import { oneStream } from "../resources/shared/fields";
import { Declared, type Origin, type Reference, type StreamTarget } from "./declared";
import { type Problem, problem, suggestion } from "./place";
import type { ItemField, ItemShape, Section } from "./sections";
import { refusedIn, refusedWords } from "./streams";
import { type MapValue, plainOf, type Value } from "./value";

/** What an item takes from where it stands. */
export interface Surroundings {
  readonly timeZone: { readonly value: string; readonly origin: Origin } | "unusable" | undefined;
  /** The domain below which the item stands. */
  readonly domain: { readonly name: string; readonly origin: Origin } | undefined;
  /** The play domain that belongs to a push domain, as the manifest says. */
  playDomain(pushDomain: string): { readonly value: string; readonly origin: Origin } | undefined;
  /** Where secrets are found; without it they are left open. */
  readonly secrets: Secrets | undefined;
}

/** The environment variables that hold the secrets of a manifest. */
export interface Secrets {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What it is that one is not set: an error for a run, a note where the manifest is only looked at. */
  readonly unset: "error" | "note";
}

/** Reads one item of a section as a resource; what is wrong with its names and structure is noted. */
export function readItem(
  section: Section,
  value: Value,
  path: string,
  name: string | undefined,
  around: Surroundings,
  problems: Problem[],
): Declared | undefined {
  if (value.type !== "map") {
    problems.push(problem(value.at, path, notABlock(value)));
    return undefined;
  }
  const shape = chooseShape(section, value, path, problems);
  return shape === undefined ? undefined : new ItemReader(section, shape, value, path, around, problems).read(name);
}

/** What is said where a block of fields is expected and something else stands. */
export function notABlock(value: Value): string {
  if (value.type === "scalar" && value.value === null) return "has no value; write {} for one without fields, or leave the line out";
  return "is not a block of fields";
}

function chooseShape(section: Section, item: MapValue, path: string, problems: Problem[]): ItemShape | undefined {
  const [first] = section.shapes;
  if (first.using === undefined) return first;
  const choices = section.shapes.flatMap(({ using }) => using ?? []);
  const entry = item.entries.get("using");
  if (entry === undefined) {
    if (section.hasDefault) return first;
    problems.push(problem(item.at, path, `needs using: ${choices.join(" or ")}, the only way of this version to record on a schedule`));
    return undefined;
  }
  const wanted = entry.value.type === "scalar" ? entry.value.value : undefined;
  const found = section.shapes.find(({ using }) => using === wanted);
  if (found === undefined) {
    problems.push(
      problem(entry.value.at, `${path}.using`, `is not one of ${choices.join(", ")}${suggestion(String(wanted), choices, "known")}`),
    );
  }
  return found;
}

class ItemReader {
  readonly #inputs: Props = {};
  readonly #references: Reference[] = [];
  readonly #unsettled: string[] = [];
  readonly #origins = new Map<string, Origin>();
  #target: StreamTarget | undefined;

  constructor(
    private readonly section: Section,
    private readonly shape: ItemShape,
    private readonly item: MapValue,
    private readonly path: string,
    private readonly around: Surroundings,
    private readonly problems: Problem[],
  ) {}

  read(name: string | undefined): Declared {
    for (const [key, entry] of this.item.entries) {
      if (key === "using" && this.shape.using !== undefined) continue;
      const field = this.shape.fields.get(key);
      if (field === undefined) this.problems.push(problem(entry.key, `${this.path}.${key}`, this.#unknown(key)));
      else if (this.#hasNull(entry.value, `${this.path}.${key}`)) this.#skip(field);
      else this.#field(key, field, entry.value);
    }
    for (const key of this.shape.required) {
      const field = this.shape.fields.get(key);
      if (field === undefined || this.item.entries.has(key)) continue;
      this.problems.push(problem(this.item.at, `${this.path}.${key}`, `is missing: ${field.schema.description}`));
      this.#skip(field);
    }
    this.#surroundings();
    return new Declared(this.shape, name ?? this.#identity(), this.path, this.item.at, this.item, {
      inputs: this.#inputs,
      references: this.#references,
      unsettled: this.#unsettled,
      stream: this.#target,
      origins: this.#origins,
    });
  }

  #unknown(key: string): string {
    const other = this.section.shapes.find((shape) => shape.fields.has(key));
    if (other?.using !== undefined) return `belongs to using: ${other.using}, and this uses ${this.shape.using}`;
    const own = [...this.shape.fields].find(([, field]) => field.how !== "stream" && field.input === key);
    if (own !== undefined) return `is called ${own[0]} in a manifest`;
    const known = [...(this.shape.using === undefined ? [] : ["using"]), ...this.shape.fields.keys()];
    return `is not a known field${suggestion(key, known, "known here")}`;
  }

  /** A line without a value is nearly always a slip, so it is not read as "left out". */
  #hasNull(value: Value, path: string): boolean {
    if (value.type === "scalar") {
      if (value.value !== null) return false;
      this.problems.push(problem(value.at, path, "has no value; write one, or leave the line out"));
      return true;
    }
    const parts: [string, Value][] =
      value.type === "list"
        ? value.items.map((part, index): [string, Value] => [`${path}[${index}]`, part])
        : [...value.entries].map(([name, entry]): [string, Value] => [`${path}.${name}`, entry.value]);
    return parts.map(([where, part]) => this.#hasNull(part, where)).includes(true);
  }

  #field(key: string, field: ItemField, value: Value): void {
    const path = `${this.path}.${key}`;
    switch (field.how) {
      case "value":
        this.#inputs[field.input] = plainOf(value);
        return;
      case "reference":
        this.#reference(field, value, path);
        return;
      case "stream":
        this.#stream(field, value, path);
        return;
      case "secret":
        this.#secret(field, value, path);
    }
  }

  #reference(field: ItemField & { readonly how: "reference" }, value: Value, path: string): void {
    const wanted = value.type === "scalar" ? value.value : undefined;
    if (typeof wanted === "string") this.#references.push({ input: field.input, token: field.to, name: wanted });
    else if (typeof wanted === "number") this.#inputs[field.input] = wanted;
    else {
      this.problems.push(problem(value.at, path, "is not the name of a template"));
      this.#unsettled.push(field.input);
    }
  }

  #stream(field: ItemField & { readonly how: "stream" }, value: Value, path: string): void {
    const text = value.type === "scalar" ? value.value : undefined;
    const { pattern = "", "x-hint": hint = "" } = field.schema;
    if (typeof text !== "string" || text.length > (field.schema.maxLength ?? 0) || !new RegExp(pattern).test(text)) {
      this.problems.push(
        problem(value.at, path, `${JSON.stringify(plainOf(value)).slice(0, 80)} is not a stream; ${this.#whyNoStream(text) ?? hint}`),
      );
      this.#skip(field);
      return;
    }
    const [domain = "", app = "", stream = ""] = text.split("/");
    this.#target = { domainName: domain, appName: app, streamName: stream };
    const { domainName, appName, streamName } = field.parts;
    if (domainName !== undefined) this.#inputs[domainName] = domain;
    if (appName !== undefined) this.#inputs[appName] = app;
    if (streamName !== undefined) this.#inputs[streamName] = stream;
    const play = this.around.playDomain(domain);
    if (play !== undefined && Object.hasOwn(this.shape.kind.inputs.properties, "host") && !this.item.entries.has("host")) {
      this.#inputs["host"] = play.value;
      this.#origins.set("host", play.origin);
    }
  }

  /** Where the form is right and only a character is not, the character is the news. */
  #whyNoStream(text: unknown): string | undefined {
    if (typeof text !== "string" || text.split("/").length !== 3) return undefined;
    const refused = refusedIn(text, oneStream.pattern);
    return refused.length === 0 ? undefined : refusedWords(refused);
  }

  #secret(field: ItemField & { readonly how: "secret" }, value: Value, path: string): void {
    const given = plainOf(value);
    const variable = isProps(given) ? given["env"] : undefined;
    const { pattern = "" } = field.schema.properties?.["env"] ?? {};
    if (!isProps(given) || typeof variable !== "string" || Object.keys(given).length !== 1 || !new RegExp(pattern).test(variable)) {
      this.problems.push(problem(value.at, path, "is a secret and does not belong into a file: write { env: NAME_OF_A_VARIABLE }"));
      this.#skip(field);
      return;
    }
    const { secrets } = this.around;
    const secret = secrets?.env[variable];
    // An unset secret of a pipeline arrives as an empty text.
    if (secret !== undefined && secret !== "") {
      this.#inputs[field.input] = secret;
      return;
    }
    this.#skip(field);
    if (secrets === undefined) return;
    const state = secret === undefined ? "not set" : "empty";
    const use = secrets.unset === "note" ? "; preview and up need it" : "";
    this.problems.push({
      ...problem(value.at, path, `the environment variable ${variable} is ${state}${use}`),
      severity: secrets.unset,
    });
  }

  #skip(field: ItemField): void {
    this.#unsettled.push(...(field.how === "stream" ? Object.values(field.parts) : [field.input]));
  }

  #surroundings(): void {
    const { domain, timeZone } = this.around;
    if (domain !== undefined) {
      this.#inputs["domainName"] = domain.name;
      this.#origins.set("domainName", domain.origin);
    }
    if (timeZone === undefined || !this.shape.fields.has("timeZone") || this.item.entries.has("timeZone")) return;
    if (timeZone === "unusable") this.#unsettled.push("timeZone");
    else {
      this.#inputs["timeZone"] = timeZone.value;
      this.#origins.set("timeZone", timeZone.origin);
    }
  }

  /** A rule has no name of its own: it is what it matches. */
  #identity(): string {
    const { identity, inputs } = this.shape.kind;
    return identity.map((input) => String(this.#inputs[input] ?? inputs.properties[input]?.default ?? "")).join("/");
  }
}
