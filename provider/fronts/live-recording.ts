import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../core/errors";
import * as classes from "../generated/resources";
import { checkManifest, type Declared, ManifestError, readSources } from "../manifest/index";
import { kinds } from "../resources/index";

export interface LiveRecordingArgs {
  /** The manifest's file or files, relative to the folder of the program. */
  readonly manifest: string | readonly string[];
}

type ResourceClass<R extends pulumi.CustomResource = pulumi.CustomResource> = new (
  name: string,
  args: never,
  opts?: pulumi.CustomResourceOptions,
) => R;

/**
 * Everything that a YAML manifest declares, as ordinary resources below one component. Program and manifest mix: what the manifest declares is
 * found with `resource`, and what it does not is declared beside it.
 */
export class LiveRecording extends pulumi.ComponentResource {
  readonly #children = new Map<string, pulumi.CustomResource>();

  /**
   * @param name prefix of the names of all resources of the manifest
   * @throws pulumi.RunError with file, line and column of everything that is wrong with the manifest
   */
  constructor(name: string, args: LiveRecordingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("live-recording:index:LiveRecording", name, {}, opts);
    for (const declared of inOrder(readManifest(args.manifest))) this.#declare(name, declared);
    this.registerOutputs({});
  }

  /**
   * A resource of the manifest.
   * @param type its class, such as `RecordTemplate`
   * @param name its name in the manifest; a rule's is `domain/app/stream`, empty parts kept
   */
  resource<R extends pulumi.CustomResource>(type: ResourceClass<R>, name: string): R {
    const token = Object.entries<unknown>(classes).find(([, known]) => known === type)?.[0];
    const found = this.#children.get(`${token} ${name}`);
    if (found instanceof type) return found;
    throw new pulumi.RunError(`the manifest declares no ${token ?? "such resource"} named ${JSON.stringify(name)}`);
  }

  #declare(prefix: string, declared: Declared): void {
    const references = declared.references.map(({ input, token, name }) => [input, this.#children.get(`${token} ${name}`)?.id]);
    const inputs = { ...declared.inputs, ...Object.fromEntries(references) };
    const made = new (classOf(declared.token))(`${prefix}/${declared.name}`, inputs as never, { parent: this });
    this.#children.set(`${declared.token} ${declared.name}`, made);
  }
}

function readManifest(manifest: LiveRecordingArgs["manifest"]): readonly Declared[] {
  try {
    const { resources, problems } = checkManifest(readSources([manifest].flat()), kinds, { env: process.env, unset: "error" });
    const errors = problems.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw new ManifestError(errors);
    return resources;
  } catch (error) {
    // A RunError is printed without a stack.
    throw error instanceof UserError ? new pulumi.RunError(error.message) : error;
  }
}

/** What is referred to comes first. */
function inOrder(resources: readonly Declared[]): Declared[] {
  return [...resources].sort((a, b) => Number(a.references.length > 0) - Number(b.references.length > 0));
}

function classOf(token: string): ResourceClass {
  const found = Object.entries(classes).find(([name]) => name === token)?.[1];
  if (found === undefined) throw new Error(`there is no class ${token}`);
  return found as ResourceClass;
}
