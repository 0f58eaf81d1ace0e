import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { SYSTEMS } from "./systems-list";

/** Test files by the actions that the emulator carried out for them, the most telling files first. Committed as evidence.json. */
export type Evidence = Readonly<Record<string, readonly string[]>>;

/** What one test file did when all of it ran and passed. */
export interface FileRecord {
  readonly file: string;
  readonly tests: readonly { readonly name: string; readonly calls: readonly string[] }[];
  /** Actions that were carried out for the file, hooks included. */
  readonly calls: readonly string[];
}

/** Where test runs leave their records. */
export const RECORDS = ".cache/evidence";

export const EVIDENCE = "tools/generate/evidence.json";

export function committedEvidence(): Evidence {
  return JSON.parse(readFileSync(EVIDENCE, "utf8"));
}

/** How many files are named for an action. */
const NAMED = 4;
/** The most telling tests first: whole lives through Pulumi's engine, the lifecycle of each kind, as a user reads. Not test/real, which may run without an emulator. */
const TELLING = [
  "test/engine/examples",
  "test/engine/lifecycle",
  "test/engine/further-kinds",
  "test/engine/",
  "test/resources/suite",
  "test/resources/",
  "test/reading/",
  "test/cli/",
  "test/emulator/",
  "test/recording/",
];

/** What a file owes: the proofs of systems that name it, and the actions that it is named for. @returns what does not hold, in sentences */
export function brokenClaims(record: FileRecord, claimed: Evidence): string[] {
  const { file, tests, calls } = record;
  const proofs = SYSTEMS.flatMap((system) => system.proofs.map((proof) => ({ ...proof, system: system.name }))).filter(
    (proof) => proof.file === file,
  );
  const broken = proofs.flatMap(({ test, calls: wanted = [], system }) => {
    const named = tests.filter(({ name }) => name.includes(test));
    const sent = named.some((one) => wanted.every((action) => one.calls.includes(action)));
    const what = named.length === 0 ? `no test "${test}"` : `no test "${test}" for which ${wanted.join(" and ")} are carried out`;
    return sent ? [] : [`${file} has ${what}: correct the proof of "${system}" in tools/generate/systems-list.ts`];
  });
  const actions = Object.entries(claimed).filter(([action, files]) => files.includes(file) && !calls.includes(action));
  return [...broken, ...actions.map(([action]) => `${file} does not have ${action} carried out: run npm run generate -- --evidence`)];
}

/** The committed evidence brought up to date by the records of test runs: files that ran count as they ran, the others as before. */
export function withRecords(committed: Evidence, records: readonly FileRecord[], actions: readonly string[]): Evidence {
  const ran = new Set(records.map(({ file }) => file));
  return Object.fromEntries(
    actions.map((action) => {
      const kept = (committed[action] ?? []).filter((file) => !ran.has(file) && existsSync(file) && isSteady(file));
      const seen = records.filter(({ file, calls }) => calls.includes(action) && isSteady(file)).map(({ file }) => file);
      return [action, mostTelling([...kept, ...seen])];
    }),
  );
}

/** The best file of each folder, then the best of the rest. */
function mostTelling(files: readonly string[]): string[] {
  const sorted = [...files].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const first = sorted.filter((file, place) => sorted.findIndex((other) => dirname(other) === dirname(file)) === place);
  return [...new Set([...first, ...sorted])].slice(0, NAMED);
}

/** The records of test runs that are newer than their test files. */
export function readRecords(): FileRecord[] {
  if (!existsSync(RECORDS)) return [];
  return readdirSync(RECORDS).flatMap((name): FileRecord[] => {
    const path = join(RECORDS, name);
    const record: FileRecord = JSON.parse(readFileSync(path, "utf8"));
    const isFresh = existsSync(record.file) && statSync(record.file).mtimeMs <= statSync(path).mtimeMs;
    return isFresh ? [record] : [];
  });
}

/** A test of random inputs sends now this, now that. */
function isSteady(file: string): boolean {
  return rank(file) >= 0 && !readFileSync(file, "utf8").includes('"fast-check"');
}

function rank(file: string): number {
  return TELLING.findIndex((folder) => file.startsWith(folder));
}
