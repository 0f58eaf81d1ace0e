import { configurationFrom, type Kinds } from "../configuration/index";
import { declaredResources, resourcesInState } from "../preview/index";
import type { Configuration } from "../recording/configuration";

/**
 * What a stack's state says is recorded. Every declared thing carries its resource's name as its origin, and templates are named by theirs.
 * @param exported what `pulumi stack export` prints, parsed
 */
export function configurationOfState(exported: unknown, kinds: Kinds): Configuration {
  const resources = resourcesInState(exported);
  return configurationFrom(declaredResources(resources, resources, kinds));
}
