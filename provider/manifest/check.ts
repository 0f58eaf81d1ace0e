import { check } from "../core/check";
import type { Props } from "../core/schema";
import { UNKNOWN } from "../core/unknown";
import { lookalikes } from "./characters";
import type { Declared } from "./declared";
import { type Expanded, expand } from "./expand";
import type { Secrets } from "./item";
import { load, type Source } from "./load";
import { inWords, type Problem, problem, sorted, suggestion } from "./place";
import type { Registry } from "./sections";
import { twinProblems } from "./twins";

/** A manifest with everything that is to be said of it. */
export interface CheckedManifest extends Expanded {
  /** Errors and warnings by place. */
  readonly problems: readonly Problem[];
}

/**
 * Reads and checks a manifest without any I/O: syntax, names, and for each resource what its kind says of the values. All errors at once.
 * @param secrets where secrets are looked up, for a run; without it they are left open
 */
export function checkManifest(sources: readonly Source[], kinds: Registry, secrets?: Secrets): CheckedManifest {
  const { files, problems: syntax } = load(sources);
  const expanded = expand(files, kinds, secrets);
  // Of a value that could not be read as it stands, more would be said of what it was taken for.
  const told = new Set(syntax.map(({ place }) => inWords(place)));
  const ofKinds = expanded.resources.flatMap(kindProblems).filter(({ place }) => !told.has(inWords(place)));
  const found = [
    ...syntax,
    ...expanded.problems,
    ...referenceProblems(expanded.resources),
    ...twinProblems(expanded.resources),
    ...ofKinds,
  ];
  const wrong = new Set(found.flatMap(({ severity, place }) => (severity === "error" ? [place.file] : [])));
  const problems = [...found, ...sources.filter(({ file }) => wrong.has(file)).flatMap(({ file, text }) => lookalikes(file, text))];
  return {
    ...expanded,
    problems: sorted(
      problems,
      sources.map(({ file }) => file),
    ),
  };
}

function referenceProblems(resources: readonly Declared[]): Problem[] {
  const names = new Map<string, Set<string>>();
  for (const { token, name } of resources) names.set(token, (names.get(token) ?? new Set()).add(name));
  return resources.flatMap((resource) =>
    resource.references.flatMap(({ input, token, name }) => {
      const known = names.get(token) ?? new Set<string>();
      if (known.has(name)) return [];
      const { place, path } = resource.originOf(input);
      return [problem(place, path, `there is no ${token} named ${name}${suggestion(name, known, "declared")}`)];
    }),
  );
}

function kindProblems(resource: Declared): Problem[] {
  const { failures, warnings } = check(resource.kind, provisional(resource), {});
  const at = (severity: Problem["severity"]) => (failure: (typeof failures)[number]) => {
    const { place, path } = resource.originOf(failure.path);
    return { place, path, severity, message: inOwnWords(resource, failure.path, failure.message) };
  };
  const found = [...failures.map(at("error")), ...warnings.map(at("warning"))];
  // A value of the wrong type is told of for its type and for its content, which may be one sentence.
  return [...new Map(found.map((one) => [JSON.stringify([one.place, one.path, one.message]), one])).values()];
}

/** The inputs with the mark of "not known yet" for references, for what was complained of already, and for secrets that are not at hand. */
function provisional({ inputs, references, unsettled }: Declared): Props {
  const open = [...references.map(({ input }) => input), ...unsettled];
  return { ...inputs, ...Object.fromEntries(open.map((input) => [input, UNKNOWN])) };
}

/** What older readers of YAML took for true and false. */
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...["yes", "y", "on"].map((word) => [word, true] as const),
  ...["no", "n", "off"].map((word) => [word, false] as const),
]);

/** What `true` or `no` means for a field that is switched by words such as ON and OFF. */
function switchWord(plain: string | undefined, choices: readonly unknown[] = []): string | undefined {
  const said = plain?.toLowerCase() ?? "";
  const flag = said === "true" || said === "false" ? said === "true" : FLAGS.get(said);
  return flag === undefined ? undefined : choices.map(String).find((choice) => FLAGS.get(choice.toLowerCase()) === flag);
}

/** Kinds speak of `startTime` where a manifest says `start`; and a text that YAML reads as a number only lacks its quotes. */
function inOwnWords(resource: Declared, path: string, message: string): string {
  const plain = resource.plainAt(path);
  const spoken = [...resource.shape.fields].reduce(
    (text, [name, field]) =>
      field.how === "value" && field.input !== name ? text.replace(new RegExp(`\\b${field.input}\\b`, "g"), name) : text,
    message,
  );
  const word = /is not a text$|is not one of /.test(message) ? switchWord(plain, resource.kind.inputs.properties[path]?.enum) : undefined;
  if (word !== undefined) return `${plain} is no word of this switch; write "${word}"`;
  if (plain !== undefined && /is not a text$/.test(message)) return `${plain} is not a text without quotes; write "${plain}"`;
  const flag = /is not true or false$/.test(message) ? FLAGS.get(plain?.toLowerCase() ?? "") : undefined;
  return flag === undefined ? spoken : `${plain} is a text in YAML 1.2; write ${flag}`;
}
