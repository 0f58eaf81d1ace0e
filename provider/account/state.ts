import { isProps, type Props } from "../core/schema";
import { configurationFrom, type DeclaredResource, declaredResources, type Kinds, resourcesInState } from "../preview/index";
import type { Configuration } from "../recording/configuration";
import { instantOf, isoUtc } from "../recording/time";

/**
 * What a stack's state says is recorded. Every declared thing carries its resource's name as its origin, and templates are named by theirs.
 * @param exported what `pulumi stack export` prints, parsed
 */
export function configurationOfState(exported: unknown, kinds: Kinds): Configuration {
  const resources = resourcesInState(exported);
  const outputs = outputsByUrn(exported);
  const declared = declaredResources(resources, resources, kinds);
  return configurationFrom(declared.flatMap((resource) => asItIs(resource, outputs.get(resource.key) ?? {})));
}

/** A resource with what only its outputs tell: a missed task does nothing, and a highlight runs since it was made. */
function asItIs(resource: DeclaredResource, { status, endsAt }: Props): DeclaredResource[] {
  if (status === "missed") return [];
  const { duration } = resource.inputs;
  if (typeof endsAt !== "string" || typeof duration !== "number") return [resource];
  const startedAt = isoUtc(instantOf(endsAt).subtract({ seconds: duration }));
  return [{ ...resource, inputs: { ...resource.inputs, startedAt } }];
}

function outputsByUrn(exported: unknown): Map<string, Props> {
  const deployment = isProps(exported) ? exported["deployment"] : undefined;
  const resources = isProps(deployment) ? deployment["resources"] : undefined;
  return new Map(
    (Array.isArray(resources) ? resources : []).flatMap((resource: unknown): [string, Props][] => {
      if (!isProps(resource) || typeof resource["urn"] !== "string" || !isProps(resource["outputs"])) return [];
      return resource["delete"] === true ? [] : [[resource["urn"], resource["outputs"]]];
    }),
  );
}
