/**
 * The vocabulary in which a kind declares its fields: JSON Schema (2020-12) plus a few `x-` annotations.
 * Types, validation, codec, diff, schema files and field docs are all derived from it.
 */
export interface Field {
  readonly type: "string" | "integer" | "number" | "boolean" | "object" | "array";
  /** What the field means, with its unit. */
  readonly description: string;
  /**
   * `id`: the service's number of an object; users may write a number or a string, we keep the string.
   * `time`: RFC 3339 with an offset, or a local time to be read in the sibling field `timeZone`.
   * `date-time`: RFC 3339 with an offset only.
   */
  readonly format?: "id" | "time" | "date-time";
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly maxItems?: number;
  readonly items?: Field;
  readonly properties?: { readonly [name: string]: Field };
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  /** The name on the wire; absent for a field that is never sent as such. */
  readonly "x-api"?: string;
  /** A change of this field replaces the object: the service cannot modify it. */
  readonly "x-replace"?: true;
  /** Never printed; wrapped as a Pulumi secret. */
  readonly "x-secret"?: true;
  /** A boolean that the API wants as 0 or 1. */
  readonly "x-flag"?: true;
  /** How the API wants an instant. */
  readonly "x-time"?: "iso" | "unix" | "china";
  /** What the wire says for "every"; we say the empty string. */
  readonly "x-every"?: "*";
  /** What must be sent when the field is absent, so that the service forgets an earlier value. */
  readonly "x-off"?: unknown;
  /** A block counts as absent when this boolean inside it is false. */
  readonly "x-switch"?: string;
  /** Two values that differ only in this way are equal. */
  readonly "x-compare"?: "set" | "case";
  /** `seconds`, `bytes`, …: printed with limits. */
  readonly "x-unit"?: string;
  /** Longest text in UTF-8 bytes, where the service counts those: a Chinese character has three. */
  readonly "x-max-bytes"?: number;
  /** What to write instead, for a value that breaks `pattern`. */
  readonly "x-hint"?: string;
  /** Has a meaning for us only; a change of it is no change of the object. */
  readonly "x-local"?: true;
}

export interface ObjectSchema extends Field {
  readonly type: "object";
  readonly properties: { readonly [name: string]: Field };
}

type Primitive = { string: string; integer: number; number: number; boolean: boolean };
type Flat<T> = { [K in keyof T]: T[K] } & {};
type RequiredOf<X> = X extends { readonly required: readonly (infer R)[] } ? R : never;
type DefaultedOf<P> = { [K in keyof P]: P[K] extends { readonly default: unknown } ? K : never }[keyof P];
type Present<X, P, Full extends boolean> = RequiredOf<X> | (Full extends true ? DefaultedOf<P> : never);

type ValueOf<X, Full extends boolean> = X extends { readonly enum: readonly (infer E)[] }
  ? E
  : X extends { readonly format: "id" }
    ? Full extends true
      ? string
      : string | number
    : X extends { readonly type: "array"; readonly items: infer I }
      ? ValueOf<I, Full>[]
      : X extends { readonly type: "object"; readonly properties: infer P }
        ? Flat<
            { -readonly [K in keyof P as K extends Present<X, P, Full> ? K : never]: ValueOf<P[K], Full> } & {
              -readonly [K in keyof P as K extends Present<X, P, Full> ? never : K]?: ValueOf<P[K], Full> | undefined;
            }
          >
        : X extends { readonly type: "object" }
          ? Record<string, unknown>
          : X extends { readonly type: infer N extends keyof Primitive }
            ? Primitive[N]
            : unknown;

/** What a user writes: fields with a default may be left out. */
export type Args<S> = ValueOf<S, false>;
/** What the lifecycle sees: checked, defaults filled. */
export type Desired<S> = ValueOf<S, true>;

/** Property values of any kind, as they stand in Pulumi's state. */
export type Props = { [name: string]: unknown };

export function isProps(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own keys only, so that nothing inherited is ever taken for a field. */
export function fieldOf(schema: Field, name: string): Field | undefined {
  return schema.properties !== undefined && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
}
