import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";

/** Parts of the JSON Schemas of what people write for the emulator. */
export const text = { type: "string" };
export const flag = { type: "boolean" };
export const list = (items: object): object => ({ type: "array", items });
export const closed = (properties: object, required: readonly string[] = []): object => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

/** A JSON Schema with words of its own for the patterns in it. */
export interface Form {
  readonly schema: object;
  /** What is called wrong where no place can be named. */
  readonly whole: string;
  /** What a text of a pattern is, by the pattern. */
  readonly patterns?: Readonly<Record<string, string>>;
}

const compiled = new WeakMap<Form, ValidateFunction>();

/** What is wrong with a value by its form, a line each; "" where nothing is. */
export function misfits(form: Form, value: unknown): string {
  return misfitsIn(form, value)
    .map(({ text: line }) => line)
    .join("\n");
}

/** Something wrong, with the JSON pointer of the value, or of a name that does not belong where it is. */
export interface Misfit {
  readonly pointer: string;
  readonly isName: boolean;
  readonly text: string;
}

/** What is wrong with a value by its form. Forms are compiled when they are first met. */
export function misfitsIn(form: Form, value: unknown): Misfit[] {
  let validate = compiled.get(form);
  if (validate === undefined) {
    validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(form.schema);
    compiled.set(form, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => {
    const name: unknown = error.params["additionalProperty"];
    const escaped = String(name).replaceAll("~", "~0").replaceAll("/", "~1");
    const pointer = name === undefined ? error.instancePath : `${error.instancePath}/${escaped}`;
    return { pointer, isName: name !== undefined, text: words(error, form) };
  });
}

function words({ instancePath, message, params, keyword }: ErrorObject, { whole, patterns = {} }: Form): string {
  const path =
    instancePath
      .replace(/\/(\d+)/g, "[$1]")
      .replace(/\//g, ".")
      .replace(/^\./, "") || whole;
  if (keyword === "additionalProperties") return `${path}: there is no \`${String(params["additionalProperty"])}\` here.`;
  const meant = keyword === "pattern" ? patterns[String(params["pattern"])] : undefined;
  if (meant !== undefined) return `${path}: ${meant}.`;
  if (keyword === "enum") return `${path} is one of ${(params["allowedValues"] as unknown[]).join(", ")}.`;
  return `${path} ${(message ?? "is wrong").replace(/,(?=\w)/g, " or ")}.`;
}
