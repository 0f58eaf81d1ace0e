/** Writes everything that is derived from the registry; `--check` writes nothing and fails when a file is not up to date. `--evidence` takes up what test runs have
 * recorded of the actions that each test file has carried out. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { actions } from "../../provider/cloud/index";
import { kinds } from "../../provider/resources/index";
import { answersSchemaText } from "./answers";
import { classesSource, handlersSource } from "./classes";
import { commandDocs } from "./commands";
import { docsOf } from "./docs";
import { committedEvidence, EVIDENCE, readRecords, withRecords } from "./evidence";
import { realServiceDocs } from "./inferences";
import { lintDocs } from "./lint";
import { manifestSchemaText } from "./manifest";
import { schemaOf } from "./schemas";
import { readmeWithSystems } from "./systems";

function formatted(path: string, text: string): string {
  return execFileSync("npx", ["biome", "format", `--stdin-file-path=${path}`], { input: text, encoding: "utf8" });
}

if (process.argv.includes("--evidence")) {
  writeFileSync(EVIDENCE, formatted(EVIDENCE, JSON.stringify(withRecords(committedEvidence(), readRecords(), Object.keys(actions)))));
  console.log(`wrote ${EVIDENCE}`);
}

const all = [...kinds.values()];
const files = new Map<string, string>([
  ["provider/generated/resources.ts", formatted("provider/generated/resources.ts", classesSource(all))],
  ["README.md", readmeWithSystems()],
  ["docs/real-service.md", realServiceDocs()],
  ["provider/generated/dynamic.ts", formatted("provider/generated/dynamic.ts", handlersSource(all))],
  ...all.map((kind): [string, string] => [`schema/${kind.token}.schema.json`, `${JSON.stringify(schemaOf(kind), null, 2)}\n`]),
  ["schema/answers.schema.json", answersSchemaText()],
  ["schema/manifest.schema.json", manifestSchemaText(kinds)],
  ...all.map((kind): [string, string] => [`docs/resources/${kind.token}.md`, docsOf(kind)]),
  ["docs/lint.md", lintDocs()],
  ["docs/commands.md", commandDocs()],
]);

const stale = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, "utf8") !== text);
if (process.argv.includes("--check")) {
  for (const [path] of stale) console.error(`${path} is not up to date: run npm run generate`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}
