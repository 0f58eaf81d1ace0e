import type { DeclaredResource } from "../configuration/index";
import { canonicalObject } from "../core/codec";
import type { ResourceChange } from "./resource-changes";

/** Says of what goes and comes with equal inputs that only its name is another. What that does to recordings, and to media, the findings say. */
export function withRenames(
  changes: readonly ResourceChange[],
  before: readonly DeclaredResource[],
  after: readonly DeclaredResource[],
): readonly ResourceChange[] {
  const gone = touched(changes, "delete", before);
  const made = touched(changes, "create", after);
  const names = new Map<string, string>();
  for (const [declaration, [old]] of gone) {
    const [next] = made.get(declaration) ?? [];
    // Of several that are equal nothing tells which became which.
    if (old === undefined || next === undefined || made.get(declaration)?.length !== 1 || gone.get(declaration)?.length !== 1) continue;
    names.set(old.key, `is declared as ${next.name} from then on`);
    names.set(next.key, `has the same fields as ${old.name}, under another name`);
  }
  return names.size === 0 ? changes : changes.map((change) => ({ ...change, note: change.note ?? names.get(change.key) }));
}

/** The resources that an operation touches, by what they declare. */
function touched(
  changes: readonly ResourceChange[],
  operation: ResourceChange["operation"],
  side: readonly DeclaredResource[],
): Map<string, DeclaredResource[]> {
  const keys = new Set(changes.filter((change) => change.operation === operation && change.note === undefined).map(({ key }) => key));
  const found = new Map<string, DeclaredResource[]>();
  for (const resource of side) {
    if (!keys.has(resource.key)) continue;
    const declaration = declarationOf(resource);
    found.set(declaration, [...(found.get(declaration) ?? []), resource]);
  }
  return found;
}

/** What a resource declares, without its names, of which the derived one follows from the other. */
function declarationOf({ kind, inputs, references }: DeclaredResource): string {
  const named = new Set([kind.named?.field, ...references.keys()]);
  const rest = Object.entries(canonicalObject(kind.inputs, inputs)).filter(([name]) => !named.has(name));
  return JSON.stringify([kind.token, rest, [...references].map(([input, { name }]) => [input, name])]);
}
