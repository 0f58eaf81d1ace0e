import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, afterEach, beforeEach, type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite } from "vitest";
import { Journal, type JournalEntry } from "../../emulator/journal";
import { brokenClaims, committedEvidence, RECORDS } from "../../tools/generate/evidence";

// Every test file records which actions emulators of its process carried out for it, and fails when the README claims more of it than it does.

let run: RunnerTestFile | undefined;
let entries: JournalEntry[] = [];
const byTest = new Map<string, Set<string>>();
const byFile = new Set<string>();

const note = Journal.prototype.note;
Journal.prototype.note = function (...given) {
  const entry = note.apply(this, given);
  entries.push(entry);
  return entry;
};

/** The actions carried out since this was asked last. */
function carriedOut(): Set<string> {
  const actions = new Set(entries.filter(({ acted }) => acted).map(({ action }) => action));
  entries = [];
  for (const action of actions) byFile.add(action);
  return actions;
}

beforeEach(({ task }) => {
  run = task.file;
  carriedOut();
});
afterEach(({ task }) => {
  byTest.set(task.id, carriedOut());
});

afterAll(() => {
  carriedOut();
  if (run === undefined) return;
  const tests = testsIn(run.tasks, []);
  // A part of a file, or a file with a failure, says nothing of what the file does.
  if (tests.some(({ task }) => task.result?.state !== "pass")) return;
  const file = relative(process.cwd(), run.filepath);
  const record = {
    file,
    tests: tests.map(({ task, name }) => ({ name, calls: [...(byTest.get(task.id) ?? [])].sort() })),
    calls: [...byFile].sort(),
  };
  mkdirSync(RECORDS, { recursive: true });
  writeFileSync(join(RECORDS, `${file.replaceAll(/[/\\]/g, "+")}.json`), JSON.stringify(record));
  const broken = brokenClaims(record, committedEvidence());
  if (broken.length > 0) throw new Error(broken.join("\n"));
});

function testsIn(tasks: readonly (RunnerTestCase | RunnerTestSuite)[], above: readonly string[]): { task: RunnerTestCase; name: string }[] {
  return tasks.flatMap((task) =>
    task.type === "suite" ? testsIn(task.tasks, [...above, task.name]) : [{ task, name: [...above, task.name].join(" > ") }],
  );
}
