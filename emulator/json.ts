import { idOf } from "./ids";

/** What JSON.parse hands to a reviver as its third argument. */
interface Context {
  readonly source?: string;
}

/** Only text with so many digits in a row can hold an integer that a number cannot. */
const MANY_DIGITS = /\d{16}/;

/** Parses JSON without losing digits: an integer that a number cannot hold exactly becomes a bigint. Throws as JSON.parse does. */
export function parseJson(text: string): unknown {
  if (!MANY_DIGITS.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: Context) => {
    const digits = typeof value === "number" && !Number.isSafeInteger(value) ? context?.source : undefined;
    return digits !== undefined && /^-?\d+$/.test(digits) ? idOf(BigInt(digits)) : value;
  });
}

/** Writes JSON, a bigint as the integer that it is. */
export function encodeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Rare, so that all others are spared a replacer.
    return JSON.stringify(value, (_key, member: unknown) => (typeof member === "bigint" ? rawJson(member) : member));
  }
}

/** Node's JSON.rawJSON, which the compiler's library does not declare. */
function rawJson(value: bigint): unknown {
  return Reflect.apply(Reflect.get(JSON, "rawJSON") as (text: string) => unknown, JSON, [value.toString()]);
}
