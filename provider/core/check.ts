import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { readTime } from "../recording/time";
import { diff } from "./diff";
import { isReadable, type Kind, MARK, PROVIDER } from "./lifecycle";
import { explain } from "./messages";
import { fillName } from "./naming";
import { type Field, fieldOf, isProps, type Props } from "./schema";
import { hasUnknown, isUnknown } from "./unknown";

/** One thing that is wrong with a declaration. */
export interface Failure {
  /** The user's own path, `hlsParam.storageTime`; empty for the resource as a whole. */
  readonly path: string;
  readonly message: string;
}

export interface Checked {
  /** The declaration with defaults filled; what is unknown stays so. */
  readonly inputs: Props;
  readonly failures: readonly Failure[];
  readonly warnings: readonly Failure[];
}

/**
 * Validates a declaration without any I/O (the engine checks resources one after another) and fills its defaults.
 * Values that are not known yet are passed on unseen.
 * @param olds the checked inputs of the last run, `{}` for a new resource
 */
export function check(kind: Kind, news: Props, olds: Props): Checked {
  const mark = news[MARK] ?? olds[MARK];
  const holes: Hole[] = [];
  const inputs = prepare(kind.inputs, withoutMachinery(news), holes);
  const validate = ajv.compile(kind.inputs);
  const failures = validate(inputs)
    ? []
    : (validate.errors ?? []).filter((error) => !concernsUnknown(error, holes)).map((error) => explain(kind.inputs, error, inputs));
  const zoneKnown = !holes.some(({ path }) => path[0] === "timeZone");
  if (isProps(inputs) && zoneKnown) failures.push(...textFailures(kind.inputs, inputs, timeProblem));
  if (isProps(inputs))
    failures.push(...textFailures(kind.inputs, inputs, byteProblem), ...textFailures(kind.inputs, inputs, characterProblem));
  const filled = isProps(inputs) ? inputs : {};
  for (const hole of holes) fill(filled, hole);
  if (mark !== undefined) filled[MARK] = mark;
  fillName(kind, filled, olds);
  const warnings: Failure[] = [];
  applyRules(kind, filled, failures, warnings);
  if (failures.length === 0 && kind.keyStays === "refuse") failures.push(...refusedReplacement(kind, olds, filled));
  return { inputs: filled, failures: unique(failures), warnings };
}

interface Hole {
  readonly path: readonly string[];
  readonly value: unknown;
}

function withoutMachinery(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([name]) => name !== MARK && name !== PROVIDER));
}

/** A deep copy without nulls, with ids as strings and without unknown values, whose places are noted in `holes`. */
function prepare(field: Field | undefined, value: unknown, holes: Hole[], names: readonly string[] = []): unknown {
  if (Array.isArray(value)) {
    if (value.some(hasUnknown)) {
      holes.push({ path: names, value });
      return undefined;
    }
    return value.map((item) => prepare(field?.items, item, holes, names));
  }
  if (isProps(value)) {
    const copy: Props = {};
    for (const [name, part] of Object.entries(value)) {
      if (part === null || part === undefined) continue;
      const here = [...names, name];
      if (isUnknown(part)) holes.push({ path: here, value: part });
      else {
        const prepared = prepare(field === undefined ? undefined : fieldOf(field, name), part, holes, here);
        if (prepared !== undefined) copy[name] = prepared;
      }
    }
    return copy;
  }
  return field?.format === "id" && typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
}

function fill(target: Props, hole: Hole): void {
  let at = target;
  for (const name of hole.path.slice(0, -1)) {
    const next = at[name];
    if (isProps(next)) at = next;
    else {
      const made: Props = {};
      at[name] = made;
      at = made;
    }
  }
  const last = hole.path.at(-1);
  if (last !== undefined) at[last] = hole.value;
}

/** A field that is unknown was taken out before the validation, so "required" there is no finding. */
function concernsUnknown(error: ErrorObject, holes: readonly Hole[]): boolean {
  const base = error.instancePath.split("/").slice(1);
  const missing = error.keyword === "required" ? [...base, String(error.params["missingProperty"])] : base;
  return holes.some((hole) => hole.path.join("/") === missing.join("/"));
}

/** Keeps what it compiled. The schemas are this package's own: that they are sound, the tests find out once instead of every run. */
const ajv = new Ajv2020({
  ...{ allErrors: true, useDefaults: true, verbose: true },
  ...{ strict: false, validateFormats: false, meta: false, validateSchema: false },
});

/** What a test finds in the texts of a declaration, also inside its blocks. */
function textFailures(
  schema: Field,
  value: Props,
  test: (field: Field, text: string, block: Props) => string | undefined,
  prefix = "",
): Failure[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]): Failure[] => {
    const part = value[name];
    if (field.properties !== undefined && isProps(part)) return textFailures(field, part, test, `${prefix}${name}.`);
    const texts: [string, unknown][] = Array.isArray(part) ? part.map((item, index) => [`${name}[${index}]`, item]) : [[name, part]];
    return texts.flatMap(([path, text]) => {
      const message = typeof text === "string" ? test(field.items ?? field, text, value) : undefined;
      return message === undefined ? [] : [{ path: `${prefix}${path}`, message }];
    });
  });
}

function timeProblem(field: Field, text: string, block: Props): string | undefined {
  if (field.format !== "time" && field.format !== "date-time") return undefined;
  const zone = field.format === "time" && typeof block["timeZone"] === "string" ? block["timeZone"] : undefined;
  const reading = readTime(text, zone);
  return "problem" in reading ? reading.problem : undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const INVISIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}/u;

/** A text is written as it stands into names of files and messages: what cannot be seen there, or sent, is a slip. */
function characterProblem(_field: Field, text: string): string | undefined {
  const found = INVISIBLE.exec(text)?.[0];
  if (found === undefined) return undefined;
  return `holds the invisible character U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}; take it out`;
}

function byteProblem(field: Field, text: string): string | undefined {
  const most = field["x-max-bytes"];
  const bytes = Buffer.byteLength(text);
  return most !== undefined && bytes > most ? `is ${bytes} bytes long (a Chinese character has 3); at most ${most} are allowed` : undefined;
}

/** Rules between fields, as far as what they look at is known and well-formed: so that everything that is wrong is told at once. */
function applyRules(kind: Kind, inputs: Props, failures: Failure[], warnings: Failure[]): void {
  const malformed = new Set(failures.map(({ path }) => path.split(/[.[]/, 1)[0]));
  for (const rule of kind.rules ?? []) {
    if (rule.fields.some((name) => malformed.has(name) || hasUnknown(inputs[name]))) continue;
    const message = rule.test(inputs);
    if (message !== undefined) (rule.level === "warning" ? warnings : failures).push({ path: rule.path, message });
  }
}

function refusedReplacement(kind: Kind, olds: Props, news: Props): Failure[] {
  if (kind.named === undefined || Object.keys(olds).length === 0 || !isReadable(kind, news)) return [];
  const { field } = kind.named;
  const { deleteFirst, changes } = diff(kind, olds, news);
  if (!deleteFirst) return [];
  return changes.flatMap(({ path, replaces, after }) =>
    replaces && !hasUnknown(after)
      ? [
          {
            path,
            message: `a change here makes a new object, and with the same ${field} the service could not tell it from the old one; change ${field} too`,
          },
        ]
      : [],
  );
}

function unique(failures: readonly Failure[]): Failure[] {
  return [...new Map(failures.map((failure) => [`${failure.path} ${failure.message}`, failure])).values()];
}
