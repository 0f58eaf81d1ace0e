/** A call of the 2016 interface that cannot be answered. */
export class LegacyError extends Error {
  override name = "LegacyError";

  constructor(
    readonly kind: "business" | "interface" | "sign" | "expired" | "parameter",
    message: string,
  ) {
    super(message);
  }
}

/**
 * The parameters of a 2016 call. Tables and examples of the same page spell them differently (`Param.s.channel_id` and `Param.n.channel_id`,
 * `Param.n.count` and `Param.ncount`), so every spelling counts.
 */
export class LegacyParams {
  readonly #values: ReadonlyMap<string, string>;

  constructor(query: URLSearchParams) {
    const named = [...query].flatMap(([name, value]): [string, string][] => {
      const own = /^Param\.(?:[sn]\.|[sn](?=[a-z]))(\w+)$/.exec(name)?.[1];
      return own === undefined ? [] : [[own, value]];
    });
    this.#values = new Map(named);
  }

  /** Parameters for the journal; the signature is none of them. */
  shown(): Record<string, string> {
    return Object.fromEntries(this.#values);
  }

  /** A text that has to be there. */
  text(name: string): string {
    const value = this.#values.get(name) ?? "";
    return value === "" ? wrong(name) : value;
  }

  /** A text that may be left out; an empty one counts as left out. */
  optional(name: string): string | undefined {
    return this.#values.get(name) || undefined;
  }

  /** A whole number inside bounds. */
  int(name: string, { min, max, otherwise }: { min: number; max: number; otherwise?: number }): number {
    const value = this.optional(name);
    if (value === undefined) return otherwise ?? wrong(name);
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max ? number : wrong(name);
  }
}

function wrong(name: string): never {
  throw new LegacyError("parameter", `${name} is invalid`);
}
