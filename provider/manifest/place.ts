import { closest, distance } from "fastest-levenshtein";
import { UserError } from "../core/errors";

/** Where something stands in a manifest; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong, or worth a word, with the place in the user's own file. */
export interface Problem {
  readonly place: Place;
  /** The path in the manifest's own names: `templates.archive.hlsParam.storageTime`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  /** A note is about where the manifest is used, not about the manifest. */
  readonly severity: "error" | "warning" | "note";
}

export function problem(place: Place, path: string, message: string): Problem {
  return { place, path, message, severity: "error" };
}

/** `liverec.yaml:12:7` */
export function inWords(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** `liverec.yaml:12:7: templates.archive.storageTime: …`, as editors and terminals recognise it. */
export function lineOf({ place, path, message, severity }: Problem): string {
  return `${inWords(place)}: ${severity === "error" ? "" : `${severity}: `}${path === "" ? "" : `${path}: `}${message}`;
}

/** By file (in the order in which they were given), line and column; what is said twice of one place is said once. */
export function sorted(problems: readonly Problem[], files: readonly string[]): Problem[] {
  const once = new Map(problems.map((entry) => [`${inWords(entry.place)} ${entry.message}`, entry]));
  return [...once.values()].sort(
    (a, b) => files.indexOf(a.place.file) - files.indexOf(b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column,
  );
}

/** A manifest that cannot be used; the message has one line per problem. */
export class ManifestError extends UserError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(lineOf).join("\n"));
    this.problems = problems;
  }
}

/** The known name that a misspelt one most likely means; undefined when none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  if (names.length === 0) return undefined;
  const best = closest(name, names);
  if (distance(name.toLowerCase(), best.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3))) return best;
  // A name cut short, also with the plural of its own: callbacks for callbackTemplates.
  const stem = name.toLowerCase().replace(/s$/, "");
  const longer = names.filter((one) => stem.length > 2 && one.toLowerCase().startsWith(stem));
  return longer.length === 1 ? longer[0] : undefined;
}

const NAMED_AT_MOST = 30;

/** `; did you mean archive?`, or what there is. */
export function suggestion(name: string, known: Iterable<string>, what: string): string {
  const names = [...known];
  const near = nearest(name, names);
  if (near !== undefined) return `; did you mean ${near}?`;
  if (names.length === 0) return `; there are no ${what}`;
  const shown = names.slice(0, NAMED_AT_MOST).join(", ");
  return `; ${what}: ${shown}${names.length > NAMED_AT_MOST ? `, and ${names.length - NAMED_AT_MOST} more` : ""}`;
}
