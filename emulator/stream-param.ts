import { fail } from "./codes";

const DEFAULT_INTERVAL = 1800;

/**
 * Reads CreateLiveRecord's `StreamParam`, a query string, URL-encoded once more or not.
 * `record_interval` 1800-7200 s, default 1800; `storage_time` in seconds, absent = for ever (0). Other names are ignored (INF).
 */
export function streamParam(given: string): { interval: number; storageTime: number } {
  const query = new URLSearchParams(given.includes("%") ? decode(given) : given);
  return {
    interval: seconds(query.get("record_interval"), "record_interval", 1800, 7200) ?? DEFAULT_INTERVAL,
    storageTime: seconds(query.get("storage_time"), "storage_time", 0, 1500 * 86400) ?? 0,
  };
}

function decode(given: string): string {
  try {
    return decodeURIComponent(given);
  } catch {
    return fail("InvalidParameterValue", "`StreamParam` is not URL-encoded.");
  }
}

function seconds(value: string | null, name: string, min: number, max: number): number | undefined {
  if (value === null) return undefined;
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  return fail("InvalidParameterValue", `\`${name}\` in \`StreamParam\` must be ${min} to ${max} seconds.`);
}
