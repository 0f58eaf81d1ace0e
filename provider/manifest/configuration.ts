import { configurationFrom, type DeclaredResource, keyOf, SECRET, secretIn } from "../configuration/index";
import type { Configuration } from "../recording/configuration";
import type { Declared } from "./declared";

/** What a manifest declares, without an engine and without any secret. */
export function resourcesOfManifest(declared: readonly Declared[]): DeclaredResource[] {
  return declared.map((resource) => {
    const { kind, token, name, path, inputs, references, unsettled, stream } = resource;
    const markOf = (field: string) => {
      const variable = resource.variableOf(field);
      return variable === undefined ? SECRET : secretIn(variable);
    };
    const secrets = kind.secretFields.filter((field) => unsettled.includes(field) || inputs[field] !== undefined);
    return {
      kind,
      name,
      place: path,
      key: keyOf(token, name),
      ...(stream === undefined ? {} : { pushedTo: { domainName: stream.domainName, appName: stream.appName } }),
      inputs: { ...inputs, ...Object.fromEntries(secrets.map((field) => [field, markOf(field)])) },
      references: new Map(references.map((to) => [to.input, { key: keyOf(to.token, to.name), name: to.name }])),
    };
  });
}

/**
 * What a checked manifest declares, as the recording model reads it. Every declared thing carries its path in the manifest as its origin; rules and
 * tasks name templates by their name in the manifest, and one that is not in it by its number.
 */
export function configurationOfManifest(resources: readonly Declared[]): Configuration {
  return configurationFrom(resourcesOfManifest(resources), ({ place, name }) => place ?? name);
}
