import * as pulumi from "@pulumi/pulumi";
import { MARK, PROVIDER } from "../core/lifecycle";
import { markOf } from "../core/naming";
import { providerText, typeOf } from "./contract";
import { refusePlainCredentials } from "./plain-credentials";

/** What the generated class of a kind knows of its shape. */
export interface ClassShape {
  readonly token: string;
  readonly outputs: readonly string[];
  readonly secrets: readonly string[];
}

/** The base of all resource classes. It holds no behaviour: that is in the provider host, reached through one constant line. */
export abstract class LiveResource extends pulumi.CustomResource {
  protected constructor(shape: ClassShape, name: string, args: object | undefined, opts: pulumi.CustomResourceOptions = {}) {
    refusePlainCredentials();
    const type = typeOf(shape.token);
    const secret = new Set(shape.secrets);
    const inputs = Object.entries(args ?? {}).map(([key, value]) => [
      key,
      secret.has(key) && value !== undefined ? pulumi.secret(value) : value,
    ]);
    const urn = pulumi.createUrn(name, type, opts.parent);
    super(
      type,
      name,
      {
        ...Object.fromEntries(shape.outputs.map((output) => [output, undefined])),
        ...Object.fromEntries(inputs),
        // A lookup by id has no declaration, and so nothing that a create could recognise.
        ...(opts.id === undefined ? { [MARK]: withoutDependencies(urn.apply(markOf)) } : {}),
        [PROVIDER]: providerText(shape.token),
      },
      pulumi.mergeOptions(opts, { additionalSecretOutputs: [...shape.secrets] }),
    );
  }
}

/**
 * The URN comes from the parent, and what comes from a component waits for all of the component's children: a child that took it as it is would wait
 * for itself.
 */
function withoutDependencies(text: pulumi.Output<string>): Promise<string> {
  return new Promise((resolve) => void text.apply(resolve));
}
