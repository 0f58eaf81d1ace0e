import { closest } from "fastest-levenshtein";
import { type Situation, TWIN_PREFIXES, UNDECIDED } from "./inferred-codes";
import { CLIP_ROUNDINGS, FILE_NAME_CLOCKS, QUOTAS, type Quotas, type Settings, STORAGE_TIME_FROM } from "./settings";

/** A change to the settings; `quotas`, `rates` and `codes` may be given in part, and a rate of null goes back to the documented one. */
export type SettingsChange = Partial<Omit<Settings, "quotas" | "rates">> & {
  readonly quotas?: Partial<Quotas>;
  readonly rates?: Record<string, number | null>;
};

/** Raised for a setting that does not exist or cannot have the value. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

type Kind =
  | "number"
  | "number?"
  | "boolean"
  | "key"
  | "id"
  | "quotas"
  | "rates"
  | "codes"
  | "map"
  | "strings"
  | "strings?"
  | readonly (string | null)[];

const KINDS: Record<keyof Settings, Kind> = {
  effectDelay: "number",
  fileDelay: "number",
  minRecordSeconds: "number",
  quotas: "quotas",
  rates: "rates",
  latencyMs: "number",
  allowEmptyDomain: "boolean",
  vodActivated: "boolean",
  clipHostRequired: "boolean",
  snapshotDelay: "number",
  persistenceDelay: "number",
  procedureDelay: "number",
  repeatSeconds: "number?",
  callbackTargets: "strings",
  cosBuckets: "strings?",
  maxClipSeconds: "number",
  playDomains: "map",
  legacyDomains: "strings",
  legacyKey: "key",
  legacyQueueConsumes: "boolean",
  legacyOutputArray: "boolean",
  pullSeconds: "number",
  emptyPullFails: "boolean",
  callbackRuleOnce: "boolean",
  firstTemplateId: "id",
  firstTaskId: "id",
  codes: "codes",
  codePrefix: [...TWIN_PREFIXES, null],
  modifyKeepsBlocks: "boolean",
  storageTimeFrom: STORAGE_TIME_FROM,
  fileNameClock: FILE_NAME_CLOCKS,
  clipRounding: CLIP_ROUNDINGS,
  mixTasksTakeInputs: "boolean",
  domains: "strings?",
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isId = (value: unknown): boolean =>
  typeof value === "string" ? /^[1-9]\d{0,18}$/.test(value) : Number.isSafeInteger(value) && Number(value) >= 1;
const isStrings = (value: unknown): boolean => Array.isArray(value) && value.every((entry) => typeof entry === "string");

function known(name: string, names: readonly string[], what: string): void {
  if (!names.includes(name)) throw new SettingsError(`There is no ${what} \`${name}\`; the nearest is \`${closest(name, [...names])}\`.`);
}

function check(name: string, kind: Kind, value: unknown, actions: readonly string[]): void {
  const wrong = (expected: string): never => {
    throw new SettingsError(`The setting \`${name}\` takes ${expected}.`);
  };
  if (kind === "number" && !isCount(value)) wrong("a number of 0 or more");
  if (kind === "number?" && value !== null && !isCount(value)) wrong("a number of 0 or more, or null");
  if (kind === "boolean" && typeof value !== "boolean") wrong("true or false");
  if (kind === "id" && !isId(value)) wrong("an integer from 1 to 2^63, as digits in quotes where a number is not exact");
  if (kind === "key" && !(typeof value === "string" && Buffer.byteLength(value) === 32)) wrong("a string of 32 bytes");
  if (kind === "strings" && !isStrings(value)) wrong("an array of strings");
  if (kind === "strings?" && value !== null && !isStrings(value)) wrong("an array of strings or null");
  if (kind === "map" && !(isObject(value) && Object.values(value).every((entry) => typeof entry === "string")))
    wrong("an object of strings");
  if (typeof kind === "object" && !kind.some((choice) => choice === value))
    wrong(`one of ${kind.join(", ")}${kind.includes(null) ? "null" : ""}`);
  if (kind === "codes") checkCodes(value);
  if (kind !== "quotas" && kind !== "rates") return;
  if (!isObject(value)) wrong("an object of numbers");
  for (const [key, entry] of Object.entries(isObject(value) ? value : {})) {
    known(key, kind === "quotas" ? Object.keys(QUOTAS) : actions, kind === "quotas" ? "quota" : "action");
    if (!isCount(entry) && !(kind === "rates" && entry === null))
      throw new SettingsError(`\`${name}.${key}\` takes a number of 0 or more.`);
  }
}

function checkCodes(value: unknown): void {
  if (!isObject(value)) throw new SettingsError("The setting `codes` takes an object of codes by condition.");
  for (const [situation, code] of Object.entries(value)) {
    known(situation, Object.keys(UNDECIDED), "condition in `codes`");
    const choices: readonly unknown[] = UNDECIDED[situation as Situation].choices;
    if (!choices.includes(code)) throw new SettingsError(`\`codes.${situation}\` takes one of ${choices.join(", ")}.`);
  }
}

/**
 * The settings after a change. Quotas, rates and codes change by key, everything else as a whole.
 * Throws SettingsError for an unknown name (with the nearest known one) or a wrong value, and then changes nothing.
 */
export function changeSettings(current: Settings, change: unknown, actions: readonly string[]): Settings {
  if (!isObject(change)) throw new SettingsError("Settings are an object.");
  for (const [name, value] of Object.entries(change)) {
    known(name, Object.keys(KINDS), "setting");
    check(name, KINDS[name as keyof Settings], value, actions);
  }
  const given = change as SettingsChange;
  const rates = Object.entries({ ...current.rates, ...given.rates }).filter((entry): entry is [string, number] => entry[1] !== null);
  return {
    ...current,
    ...given,
    quotas: { ...current.quotas, ...given.quotas },
    rates: Object.fromEntries(rates),
    codes: { ...current.codes, ...given.codes },
  };
}
