import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { actions } from "../../provider/cloud/index";
import { committedEvidence } from "./evidence";
import { withMarked } from "./marked";
import { SYSTEMS } from "./systems-list";

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function link(file: string): string {
  return `[${file.replace(/^test\//, "").replace(/(\.test)?\.ts$/, "")}](${file})`;
}

/** README.md with its tables of systems and actions brought up to date. */
export function readmeWithSystems(): string {
  return withMarked("README.md", "systems", `${systemsTable()}\n\n${actionsTable()}`);
}

function systemsTable(): string {
  const rows = SYSTEMS.map(({ name, source, proofs }) => {
    const files = [...new Set(proofs.map(({ file }) => file))];
    return `| ${name} | ${source} | ${files.map(link).join(", ")} |`;
  });
  return ["| system | source document | exercised by |", "|---|---|---|", ...rows].join("\n");
}

const users = ["provider/resources", "provider/reading", "provider/account"];

/** Names of actions in the code of a file, without its comments and without the reading of what they answered. */
function namesIn(file: string): Set<string> {
  const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/ .*/g, "");
  return new Set(
    [...code.matchAll(/(listIn\(|idIn\(|AnswerShapeError\(|mediaIn\()?\s*"(\w+)"/g)].flatMap(([, reads, name = ""]) =>
      reads ? [] : [name],
    ),
  );
}

/** Every action of the action table: what of the package uses it, and the tests for which an emulator carried it out. */
function actionsTable(): string {
  const code = users.flatMap(filesUnder).map((file) => ({ file, names: namesIn(file) }));
  const claimed = committedEvidence();
  const rows = Object.keys(actions).map((name) => {
    const used = code.filter(({ names }) => names.has(name)).map(({ file }) => link(file));
    const exercised = claimed[name] ?? [];
    if (exercised.length === 0) throw new Error(`no test has ${name} carried out: run the tests, then npm run generate -- --evidence`);
    return `| ${name} | ${used.join(", ") || "the emulator only"} | ${exercised.map(link).join(", ")} |`;
  });
  return [
    `<details><summary>All ${rows.length} actions, where they are used and tested</summary>`,
    "",
    "| action | used by | exercised by |",
    "|---|---|---|",
    ...rows,
    "",
    "</details>",
  ].join("\n");
}
