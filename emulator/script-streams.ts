import type { StreamKey } from "./model";
import { ScriptError } from "./script-times";

const REFUSED = /[?#&%*\\"'<>{}]/g;
const MOST_STREAMS = 100_000;

/** `domain/app/stream`, or the streams of one range in it. As in a shell, a number written with a leading zero gives all of them that width. */
export function streamsOf(given: string, where: string): StreamKey[] {
  const [before = "", inner, after = "", ...rest] = given.split(/\{(\d{1,15}\.\.\d{1,15})\}/);
  if (rest.length > 0) throw new ScriptError(`${where}: a stream has one range at most.`, where);
  const signs = [...new Set(`${before}${after}`.match(REFUSED) ?? [])];
  if (signs.some((sign) => sign === "{" || sign === "}"))
    throw new ScriptError(`${where}: a range is {1..20}, of whole numbers; other braces are no part of a stream's name.`, where);
  if (signs.length > 0) throw new ScriptError(`${where}: ${signs.join(" ")} cannot stand in the name of a stream.`, where);
  return numbersOf(inner, where).map((number) => {
    const [domain = "", app = "", stream = ""] = `${before}${number}${after}`.split("/");
    return { domain, app, stream };
  });
}

function numbersOf(range: string | undefined, where: string): string[] {
  if (range === undefined) return [""];
  const [low = "", high = ""] = range.split("..");
  const count = Number(high) - Number(low) + 1;
  if (count < 1 || count > MOST_STREAMS) throw new ScriptError(`${where}: the range names ${count} streams.`, where);
  const isPadded = [low, high].some((number) => number.length > 1 && number.startsWith("0"));
  const width = isPadded ? Math.max(low.length, high.length) : 0;
  return Array.from({ length: count }, (_, index) => {
    const digits = String(Number(low) + index);
    return "0".repeat(Math.max(0, width - digits.length)) + digits;
  });
}
