import { readTime } from "../recording/time";
import { type Place, type Problem, problem, suggestion } from "./place";
import type { Entry, MapValue, Value } from "./value";

type Wanted = string | ((value: unknown) => string);

function wrong(wanted: Wanted, value: Value): string {
  return typeof wanted === "string" ? `is not ${wanted}` : wanted(value.type === "scalar" ? value.value : undefined);
}

/** A block of fields that is read one by one; whatever is wrong with one is noted at its place, and the field counts as left out. */
export class Block {
  constructor(
    private readonly map: MapValue,
    readonly path: string,
    private readonly problems: Problem[],
    readonly timeZone: string | undefined,
  ) {}

  get at(): Place {
    return this.map.at;
  }

  has(name: string): boolean {
    return this.map.entries.has(name);
  }

  /** Notes fields that nobody will read, and fields that must be there. */
  expect(known: readonly string[], required: readonly string[] = []): void {
    for (const [name, { key }] of this.map.entries) {
      if (!known.includes(name)) this.noteAt(key, this.#path(name), `is not a known field${suggestion(name, known, "known here")}`);
    }
    for (const name of required) if (!this.has(name)) this.note(name, "is missing");
  }

  flag(name: string): boolean | undefined {
    return this.#read(name, "true or false", (value) => (typeof value === "boolean" ? value : undefined));
  }

  /** A whole number from a least one on. */
  count(name: string, least: number): number | undefined {
    const fits = (value: unknown) => (typeof value === "number" && Number.isInteger(value) && value >= least ? value : undefined);
    return this.#read(name, `a whole number, ${least} or more`, fits);
  }

  oneOf<T extends string | number>(name: string, choices: readonly T[], wanted = `one of ${choices.join(", ")}`): T | undefined {
    return this.#read(name, wanted, (value) => choices.find((choice) => choice === value));
  }

  /**
   * Any scalar that another reader understands.
   * @param wanted what it should be, such as "a day", or what says what is wrong with a value
   * @param read undefined for a text that it does not understand
   */
  scalar<T>(name: string, wanted: Wanted, read: (value: unknown) => T | undefined): T | undefined {
    return this.#read(name, wanted, read);
  }

  /** Each entry of a list of scalars; undefined without the list. */
  scalars<T>(name: string, wanted: Wanted, read: (value: unknown, place: Place) => T | undefined): T[] | undefined {
    const items = this.#items(name);
    return items?.flatMap((item, index) => {
      const found = item.type === "scalar" ? read(item.value, item.at) : undefined;
      if (found === undefined) this.noteAt(item.at, `${this.#path(name)}[${index}]`, wrong(wanted, item));
      return found ?? [];
    });
  }

  /** A time with an offset, or local to the time zone of the file. */
  time(name: string): { readonly text: string; readonly at: number } | undefined {
    const entry = this.map.entries.get(name);
    const value = entry?.value.type === "scalar" ? entry.value.value : undefined;
    if (entry === undefined) return undefined;
    if (typeof value !== "string") {
      this.note(name, "is not a time; write it like 2026-12-20T19:30:00+08:00");
      return undefined;
    }
    const reading = readTime(value, this.timeZone);
    if ("at" in reading) return { text: value, at: reading.at.epochMilliseconds };
    this.note(name, reading.problem);
    return undefined;
  }

  block(name: string): Block | undefined {
    const entry = this.map.entries.get(name);
    return entry === undefined ? undefined : this.#blockOf(entry.value, this.#path(name));
  }

  /** The blocks of a list; none without the list. */
  blocks(name: string): Block[] {
    return (this.#items(name) ?? []).flatMap((item, index) => this.#blockOf(item, `${this.#path(name)}[${index}]`) ?? []);
  }

  /** Where the value of a field stands; the block itself where it has none. An alias stands where its anchor does. */
  placeOf(name: string): Place {
    return this.map.entries.get(name)?.value.at ?? this.at;
  }

  /** Notes what is wrong with a field, or with the block where it does not name the field. */
  note(name: string, message: string): void {
    this.noteAt(this.placeOf(name), this.#path(name), message);
  }

  noteAt(place: Place, path: string, message: string): void {
    this.problems.push(problem(place, path, message));
  }

  #read<T>(name: string, wanted: Wanted, read: (value: unknown) => T | undefined): T | undefined {
    const entry: Entry | undefined = this.map.entries.get(name);
    if (entry === undefined) return undefined;
    const found = entry.value.type === "scalar" ? read(entry.value.value) : undefined;
    if (found === undefined) this.note(name, wrong(wanted, entry.value));
    return found;
  }

  #items(name: string): readonly Value[] | undefined {
    const value = this.map.entries.get(name)?.value;
    if (value === undefined || value.type === "list") return value?.items;
    this.note(name, "is not a list; begin each entry with a dash");
    return undefined;
  }

  #blockOf(value: Value, path: string): Block | undefined {
    if (value.type === "map") return new Block(value, path, this.problems, this.timeZone);
    this.noteAt(value.at, path, "is not a block of fields");
    return undefined;
  }

  #path(name: string): string {
    if (name === "") return this.path;
    return this.path === "" ? name : `${this.path}.${name}`;
  }
}
