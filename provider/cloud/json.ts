/** Levels of nesting that an answer may have. The service's deepest answers (media infos) stay below 15. */
const maxDepth = 100;

/** Raised for text that is not JSON, or is nested too deeply to be an answer. The message never repeats the text. */
export class JsonError extends Error {
  override readonly name = "JsonError";
}

/**
 * Whether the text nests deeper than {@link maxDepth}. A scan of its own because JSON.parse with a reviver recurses and would end in a
 * stack overflow at some depth that depends on the machine.
 */
function tooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x5b || c === 0x7b) {
      depth++;
      if (depth > maxDepth) return true;
    } else if (c === 0x5d || c === 0x7d) depth--;
  }
  return false;
}

/** What JSON.parse hands to a reviver as its third argument since Node 22. */
interface ReviverContext {
  readonly source?: string;
}

/**
 * Parses JSON without losing digits: an integer that a double cannot hold exactly comes back as the string of its digits; every other
 * number as a number. Members named `__proto__` are dropped. Of duplicate keys the last one counts.
 * @throws JsonError
 */
export function parseJson(text: string): unknown {
  if (tooDeep(text)) throw new JsonError(`nested deeper than ${maxDepth} levels`);
  const revive = (key: string, value: unknown, context?: ReviverContext): unknown => {
    if (key === "__proto__") return undefined;
    if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
    const source = context?.source;
    return source !== undefined && /^-?\d+$/.test(source) ? source : value;
  };
  try {
    return JSON.parse(text, revive);
  } catch (error) {
    if (error instanceof SyntaxError) throw new JsonError("not valid JSON");
    throw error;
  }
}

/** Node's JSON.rawJSON, which the compiler's library does not declare. */
function rawJson(text: string): unknown {
  const make: unknown = Reflect.get(JSON, "rawJSON");
  if (typeof make !== "function") throw new JsonError("this version of Node has no JSON.rawJSON: use Node 22 or newer");
  return Reflect.apply(make, JSON, [text]);
}

/**
 * Serializes call parameters. A `bigint` becomes a JSON integer with all its digits; members that are undefined are left out.
 * @throws JsonError for NaN and infinities, which JSON would turn into null without a word.
 */
export function encodeJson(value: unknown): string {
  const text = JSON.stringify(value, (key, member: unknown) => {
    if (typeof member === "bigint") return rawJson(member.toString());
    if (typeof member === "number" && !Number.isFinite(member)) throw new JsonError(`"${key}" is not a number that JSON can hold`);
    return member;
  });
  if (text === undefined) throw new JsonError("there is nothing to send");
  return text;
}

/**
 * Turns an id that is kept as text into the integer that the service wants, exact at any size: a number where that is exact, else a
 * bigint, which {@link encodeJson} writes digit by digit.
 * @throws JsonError for text that is not a decimal integer.
 */
export function integer(text: string): number | bigint {
  if (!/^-?\d+$/.test(text)) throw new JsonError(`"${text}" is not an integer`);
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** A text that is equal for equal values, whatever the order of their members. Used as a cache key. */
export function canonicalJson(value: unknown): string {
  return encodeJson(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
