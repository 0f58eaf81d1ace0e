import type { Target } from "../recording/levels";
import { listed } from "../recording/words";
import { oneStream } from "../resources/shared/fields";

/** Streams that one text names. */
export interface NamedStreams {
  readonly streams: readonly Target[];
}

export interface NoStream {
  readonly problem: string;
}

const FORM = /^[^/\s]+\/[^/\s]+\/[^/\s]+$/;
const RANGE = /\{(\d{1,15})\.\.(\d{1,15})\}/;
/** What one range may name. */
const MOST_STREAMS = 100_000;
const ADVICE = "write domain/app/stream, such as push.example.com/live/final";

/**
 * `domain/app/stream`, or all streams of one range, `domain/app/room-{1..20}`. A range that is written with leading zeros keeps its width, as in a shell:
 * `{08..10}` is 08, 09, 10.
 */
export function streamsIn(value: unknown): NamedStreams | NoStream {
  if (typeof value !== "string" || !FORM.test(value)) return { problem: `is not a stream; ${ADVICE}` };
  const range = RANGE.exec(value);
  const around = value.replace(RANGE, "");
  const refused = [...new Set([...refusedIn(around, oneStream.pattern), ...around.replace(/[^{}]/g, "")])];
  if (refused.some((sign) => "{}".includes(sign)))
    return { problem: "has braces that are no range; one range of numbers is allowed, such as room-{1..20}" };
  if (refused.length > 0) return { problem: `is not the name of one stream: ${refusedWords(refused)}` };
  if (range === null) return { streams: [targetOf(value)] };
  const [whole, low = "", high = ""] = range;
  const count = Number(high) - Number(low) + 1;
  if (count < 1) return { problem: `has the range ${whole}, which names no stream; write the smaller number first` };
  if (count > MOST_STREAMS) return { problem: `has the range ${whole} of more than ${MOST_STREAMS} streams` };
  const width = [low, high].some((number) => /^0\d/.test(number)) ? Math.max(low.length, high.length) : 0;
  const numbers = Array.from({ length: count }, (_, index) => String(Number(low) + index).padStart(width, "0"));
  return { streams: numbers.map((number) => targetOf(value.replace(RANGE, number))) };
}

function targetOf(text: string): Target {
  const [domainName = "", appName = "", streamName = ""] = text.split("/");
  return { domainName, appName, streamName };
}

/** The characters of `domain/app/stream` that a pattern takes in none of its parts. */
export function refusedIn(text: string, pattern: string): string[] {
  const accepted = new RegExp(pattern);
  return [...new Set(text.replaceAll("/", ""))].filter((sign) => !accepted.test(sign));
}

export function refusedWords(signs: readonly string[]): string {
  return `${listed(signs.map((sign) => (/\s/.test(sign) ? "a blank" : sign)))} cannot stand in it`;
}
