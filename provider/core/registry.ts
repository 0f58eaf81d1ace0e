import type { Kind } from "./lifecycle";

/** The kinds by name. Refuses a name that is taken, and a shape that contradicts itself. */
export function register(list: readonly Kind[]): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const kind of list) {
    if (kinds.has(kind.token)) throw new Error(`two kinds are named ${kind.token}`);
    for (const name of kind.identity) {
      if (!Object.hasOwn(kind.inputs.properties, name)) throw new Error(`${kind.token}: identity names ${name}, which is not an input`);
    }
    for (const name of Object.keys(kind.outputs.properties)) {
      if (Object.hasOwn(kind.inputs.properties, name)) throw new Error(`${kind.token}: ${name} is both input and output`);
    }
    kinds.set(kind.token, kind);
  }
  return kinds;
}
