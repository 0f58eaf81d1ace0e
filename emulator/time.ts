/** The far end of VOD's calendar: an `ExpireTime` of this value never expires. */
export const NEVER = "9999-12-31T23:59:59Z";

const CHINA_OFFSET_MS = 8 * 3600 * 1000;
const UTC = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/;
const CHINA = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** UTC as `YYYY-MM-DDThh:mm:ssZ`, fractions cut off: the form of VOD and of the stream queries. */
export function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** UTC with milliseconds only where there are any: the form of the control API. */
export function instant(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

/** China Standard Time as `YYYY-MM-DD hh:mm:ss`: the form of rules, domains and CreateLiveRecord. */
export function chinaTime(ms: number): string {
  return new Date(ms + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

/** Milliseconds since the epoch, or undefined where the text is no `YYYY-MM-DDThh:mm:ssZ` of the calendar. */
export function parseUtc(text: string): number | undefined {
  return fromParts(UTC.exec(text), 0);
}

/** Milliseconds since the epoch, or undefined where the text is no `YYYY-MM-DD hh:mm:ss` of the calendar; read as China time. */
export function parseChinaTime(text: string): number | undefined {
  return fromParts(CHINA.exec(text), CHINA_OFFSET_MS);
}

/** Reads an RFC 3339 time with an offset, or undefined: the form that the control API takes. */
export function parseInstant(text: string): number | undefined {
  if (!ZONED.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Number of the China-time day that holds `ms`; daily limits count by it. */
export function chinaDay(ms: number): number {
  return Math.floor((ms + CHINA_OFFSET_MS) / 86_400_000);
}

function fromParts(parts: RegExpExecArray | null, offset: number): number | undefined {
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(ms);
  const same = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour;
  return same && back.getUTCMinutes() === minute && back.getUTCSeconds() === second ? ms - offset : undefined;
}
