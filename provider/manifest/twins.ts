import { soleKey } from "../core/naming";
import { UNKNOWN } from "../core/unknown";
import type { Declared } from "./declared";
import { inWords, type Problem, problem } from "./place";

/**
 * Resources of different names that would be one object at the service. A run finds that only when it has made the first of them. Where a part of
 * the key is open (a secret, a derived name) nothing is said.
 */
export function twinProblems(resources: readonly Declared[]): Problem[] {
  const first = new Map<string, Declared>();
  return resources.flatMap((resource) => {
    const key = keyIn(resource);
    if (key === undefined) return [];
    const twin = first.get(key);
    if (twin === undefined) {
      first.set(key, resource);
      return [];
    }
    const message = `is declared twice: ${twin.path}, at ${inWords(twin.place)}, is the same ${resource.token} at the service; keep one of the two`;
    return [problem(resource.place, resource.path, message)];
  });
}

function keyIn({ kind, inputs, references, unsettled }: Declared): string | undefined {
  const { named } = kind;
  if (named !== undefined && kind.identity.includes(named.field) && inputs[named.field] === undefined) return undefined;
  const open = unsettled.map((input) => [input, UNKNOWN] as const);
  // A blank is in no number, so that no name of a template is taken for one.
  const bound = references.map(({ input, token, name }) => [input, `${token} ${name}`] as const);
  return soleKey(kind, { ...inputs, ...Object.fromEntries([...open, ...bound]) });
}
