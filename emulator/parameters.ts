import { ApiError, type Code, fail } from "./codes";
import { type Id, idOf, MAX_ID } from "./ids";
import { parseUtc } from "./time";

/** How one request is read: whether values came as text (GET and form bodies), and the codes its action lists for bad values. */
export interface Reading {
  readonly flat: boolean;
  readonly wrongType: Code;
  /** The code for a bad value of one of the action's own parameters, by its name. */
  wrongValue(parameter: string): string;
}

/** One parameter of an action: what it accepts, and whether the action works without it. */
export interface Field<T, R extends boolean = boolean> {
  readonly required: R;
  /** What a value looks like in JSON, for whoever compares the table with the service's. */
  readonly shape: Shape;
  /** The number is a time in Unix seconds. */
  readonly isTime?: boolean;
  read(raw: unknown, path: string, reading: Reading): T;
}

export type Shape =
  | { readonly type: "string" | "number" | "boolean" }
  | { readonly type: "array"; readonly item: Shape }
  | { readonly type: "object"; readonly fields: Fields };

export type Fields = Readonly<Record<string, Field<unknown>>>;

type Value<F> = F extends Field<infer T> ? T : never;
type RequiredNames<P extends Fields> = { [K in keyof P]: P[K]["required"] extends true ? K : never }[keyof P];

/** The parameters of an action as its table types them. */
export type Input<P extends Fields> = { [K in RequiredNames<P>]: Value<P[K]> } & {
  [K in Exclude<keyof P, RequiredNames<P>>]?: Value<P[K]>;
};

interface Options {
  readonly required?: boolean;
  /** Code for a value out of bounds, where it does not follow from the action's list and the parameter's name. */
  readonly code?: Code;
}

type Required<O> = O extends { required: true } ? true : false;
const isRequired = <O extends Options>(options: O | undefined): Required<O> => (options?.required === true) as Required<O>;

function reject(options: Options | undefined, reading: Reading, path: string, why: string): never {
  const [parameter = path] = path.split(".");
  throw new ApiError(options?.code ?? reading.wrongValue(parameter), `The value of parameter \`${path}\` is invalid: ${why}.`);
}

function wrongType(reading: Reading, path: string, expected: string): never {
  throw new ApiError(reading.wrongType, `The type of parameter \`${path}\` is wrong: ${expected} expected.`);
}

interface TextOptions extends Options {
  readonly maxBytes?: number;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: RegExp;
  /** Words for the pattern in the error message. */
  readonly form?: string;
  readonly oneOf?: readonly string[];
  readonly anyCase?: boolean;
}

/** A string. With `oneOf` and `anyCase` the value comes back in the table's own spelling. */
export function text<const O extends TextOptions>(options?: O): Field<string, Required<O>> {
  const limits: TextOptions = options ?? {};
  return {
    required: isRequired(options),
    shape: { type: "string" },
    read(raw, path, reading) {
      if (typeof raw !== "string") wrongType(reading, path, "a string");
      if (limits.minLength !== undefined && raw.length < limits.minLength) reject(limits, reading, path, "it is empty");
      if (limits.maxLength !== undefined && [...raw].length > limits.maxLength)
        reject(limits, reading, path, `longer than ${limits.maxLength} characters`);
      if (limits.maxBytes !== undefined && Buffer.byteLength(raw) > limits.maxBytes)
        reject(limits, reading, path, `longer than ${limits.maxBytes} bytes`);
      if (limits.pattern !== undefined && !limits.pattern.test(raw)) reject(limits, reading, path, limits.form ?? "its form is wrong");
      if (limits.oneOf === undefined) return raw;
      const wanted = limits.anyCase === true ? raw.toLowerCase() : raw;
      const found = limits.oneOf.find((value) => (limits.anyCase === true ? value.toLowerCase() : value) === wanted);
      return found ?? reject(limits, reading, path, `one of ${limits.oneOf.join(", ")} expected`);
    },
  };
}

interface NumberOptions extends Options {
  readonly min?: number;
  readonly max?: number;
  readonly oneOf?: readonly number[];
  /** Takes a number written as a string in a JSON body too. */
  readonly fromText?: boolean;
}

/** A whole number. */
export function int<const O extends NumberOptions>(options?: O): Field<number, Required<O>> {
  return number(options, Number.isInteger, "an integer", /^-?\d{1,20}$/);
}

/** A time in Unix seconds. */
export const unixTime = <const O extends Options>(options?: O): Field<number, Required<O>> => ({
  ...int({ ...options, min: 0 } as unknown as O),
  isTime: true,
});

/** A whole number that names something: exact up to 64 bits. */
export function id<const O extends Pick<NumberOptions, "required" | "code" | "min">>(options?: O): Field<Id, Required<O>> {
  return {
    required: isRequired(options),
    shape: { type: "number" },
    read(raw, path, reading) {
      const digits = typeof raw === "string" && reading.flat && /^-?\d{1,20}$/.test(raw);
      const value = digits ? idOf(BigInt(raw)) : raw;
      if (typeof value !== "bigint" && !Number.isSafeInteger(value)) wrongType(reading, path, "an integer");
      const exact = value as Id;
      if (exact > MAX_ID || exact < (options?.min ?? -MAX_ID)) reject(options, reading, path, `${exact} is out of range`);
      return exact;
    },
  };
}

/** A number that may have a fraction. */
export function float<const O extends NumberOptions>(options?: O): Field<number, Required<O>> {
  return number(options, Number.isFinite, "a number", /^-?\d{1,16}(\.\d{1,16})?$/);
}

function number<O extends NumberOptions>(
  options: O | undefined,
  accepts: (value: unknown) => boolean,
  kind: string,
  form: RegExp,
): Field<number, Required<O>> {
  const limits: NumberOptions = options ?? {};
  return {
    required: isRequired(options),
    shape: { type: "number" },
    read(raw, path, reading) {
      const fromText = typeof raw === "string" && (reading.flat || limits.fromText === true) && form.test(raw);
      const value: unknown = fromText || typeof raw === "bigint" ? Number(raw) : raw;
      if (typeof value !== "number" || !accepts(value)) wrongType(reading, path, kind);
      const low = value < (limits.min ?? -Number.MAX_SAFE_INTEGER);
      const high = value > (limits.max ?? Number.MAX_SAFE_INTEGER);
      if (low || high) reject(limits, reading, path, `${value} is out of range ${limits.min ?? ""}..${limits.max ?? ""}`);
      if (limits.oneOf !== undefined && !limits.oneOf.includes(value))
        reject(limits, reading, path, `one of ${limits.oneOf.join(", ")} expected`);
      return value;
    },
  };
}

/** A 0/1 switch. */
export const flag = <const O extends NumberOptions>(options?: O): Field<number, Required<O>> =>
  int({ ...options, oneOf: [0, 1] } as unknown as O);

/** True or false. */
export function bool<const O extends Options>(options?: O): Field<boolean, Required<O>> {
  return {
    required: isRequired(options),
    shape: { type: "boolean" },
    read(raw, path, reading) {
      // The official Python client writes True and False into a query.
      const word = reading.flat && typeof raw === "string" ? raw.toLowerCase() : undefined;
      if (word === "true" || word === "false") return word === "true";
      return typeof raw === "boolean" ? raw : wrongType(reading, path, "true or false");
    },
  };
}

/** A UTC time `YYYY-MM-DDThh:mm:ssZ`, read as milliseconds since the epoch. */
export function time<const O extends Options>(options?: O): Field<number, Required<O>> {
  return {
    required: isRequired(options),
    shape: { type: "string" },
    read(raw, path, reading) {
      if (typeof raw !== "string") wrongType(reading, path, "a string");
      return parseUtc(raw) ?? reject(options, reading, path, "YYYY-MM-DDThh:mm:ssZ expected");
    },
  };
}

interface ListOptions extends Options {
  readonly max?: number;
}

/** An array; every entry is read by `item`. */
export function list<T, const O extends ListOptions>(item: Field<T>, options?: O): Field<T[], Required<O>> {
  const limits: ListOptions = options ?? {};
  return {
    required: isRequired(options),
    shape: { type: "array", item: item.shape },
    read(raw, path, reading) {
      const entries = reading.flat && typeof raw === "object" && raw !== null ? Object.values(raw) : raw;
      if (!Array.isArray(entries)) wrongType(reading, path, "an array");
      if (limits.max !== undefined && entries.length > limits.max) reject(limits, reading, path, `more than ${limits.max} entries`);
      return entries.map((entry: unknown, index) => item.read(entry, `${path}.${index}`, reading));
    },
  };
}

/** A nested object with a table of its own. */
export function object<P extends Fields, const O extends Options>(fields: P, options?: O): Field<Input<P>, Required<O>> {
  return {
    required: isRequired(options),
    shape: { type: "object", fields },
    read(raw, path, reading) {
      if (typeof raw !== "object" || raw === null || Array.isArray(raw)) wrongType(reading, path, "an object");
      return readFields(fields, raw, `${path}.`, reading);
    },
  };
}

/** Reads an object by its table: unknown names first, then missing ones, then each value. */
export function readFields<P extends Fields>(fields: P, raw: object, prefix: string, reading: Reading): Input<P> {
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(fields, name)) fail("UnknownParameter", `The parameter \`${prefix}${name}\` is not recognized.`);
  }
  const given = new Map<string, unknown>(Object.entries(raw).filter(([, value]) => value !== null && value !== undefined));
  for (const [name, field] of Object.entries(fields)) {
    if (field.required && !given.has(name)) fail("MissingParameter", `The request is missing a required parameter \`${prefix}${name}\`.`);
  }
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (given.has(name)) values[name] = field.read(given.get(name), prefix + name, reading);
  }
  return values as Input<P>;
}
