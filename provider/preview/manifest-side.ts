import type { Declared } from "../manifest/index";
import { type DeclaredResource, keyOf, SECRET } from "./resource";

/** What a manifest declares, without an engine and without any secret. */
export function resourcesOfManifest(declared: readonly Declared[]): DeclaredResource[] {
  return declared.map(({ kind, token, name, inputs, references, unsettled }) => {
    const secrets = kind.secretFields.filter((field) => unsettled.includes(field) || inputs[field] !== undefined);
    return {
      kind,
      name,
      key: keyOf(token, name),
      inputs: { ...inputs, ...Object.fromEntries(secrets.map((field) => [field, SECRET])) },
      references: new Map(references.map((to) => [to.input, { key: keyOf(to.token, to.name), name: to.name }])),
    };
  });
}
