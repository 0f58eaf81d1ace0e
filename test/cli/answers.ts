import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

const folder = join(import.meta.dirname, "..", "..", "schema");
const read = (name: string): { $id: string; $defs: Record<string, unknown> } =>
  JSON.parse(readFileSync(join(folder, `${name}.schema.json`), "utf8"));

const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ } });
const answers = read("answers");
for (const schema of [answers, ...["preview", "explain", "simulate", "lint"].map(read)]) ajv.addSchema(schema);

/** The commands of which the published schema describes an answer, such as `list-streams`. */
export const DESCRIBED: readonly string[] = Object.keys(answers.$defs);

/** What holds an answer of a command against its schema. */
export function validatorOf(command: string): ValidateFunction {
  const found = ajv.getSchema(`${answers.$id}#/$defs/${command}`);
  if (found === undefined) throw new Error(`schema/answers.schema.json does not describe ${command}`);
  return found;
}

/** @throws where an answer is not as the schema of its command says */
export function holdAgainstSchema(words: readonly string[], out: string): void {
  const [first = "", second = ""] = words;
  const validate = validatorOf(["list", "legacy"].includes(first) ? `${first}-${second}` : first);
  if (!validate(JSON.parse(out))) throw new Error(`liverec ${words.join(" ")}: ${ajv.errorsText(validate.errors)}\n${out}`);
}
