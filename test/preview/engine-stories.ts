import type { Props } from "../../provider/core/schema";
import { type Plan, type PlanContext, planOfEngine } from "../../provider/preview/index";
import { kinds } from "../../provider/resources/index";

/** One resource of a stack, as the engine keeps it and as the program declares it anew. */
export interface Story {
  readonly token: string;
  readonly name: string;
  /** The engine's word for what it will do. */
  readonly op?: "same" | "create" | "update" | "replace" | "delete";
  /** What was made; left out: nothing yet. */
  readonly was?: Props;
  /** Beside the declaration, what the state knows of it. */
  readonly outputs?: Props;
  /** What is declared; left out: as it was made. */
  readonly declared?: Props;
  /** The state's inputs, where they are not what was made. */
  readonly noted?: Props;
}

const parent = "urn:pulumi:dev::season::live-recording:index:LiveRecording::season";

/** The state of a stack and a preview of it, as `pulumi stack export` and `pulumi preview --json --show-sames` print them. */
export function engineStory(stories: readonly Story[]): { readonly preview: unknown; readonly exported: unknown } {
  const resources = stories.flatMap((story) => {
    const { was, outputs = {}, noted = was } = story;
    return was === undefined ? [] : [{ ...identityOf(story), id: `id-${story.name}`, inputs: noted, outputs: { ...was, ...outputs } }];
  });
  const steps = stories.map((story) => {
    const { urn } = identityOf(story);
    const oldState = resources.find((resource) => resource.urn === urn);
    const newState = story.op === "delete" ? undefined : { ...identityOf(story), inputs: story.declared ?? story.was };
    return { op: story.op ?? "same", urn, oldState, newState };
  });
  return { preview: { steps }, exported: { deployment: { resources } } };
}

function identityOf({ token, name }: Story) {
  const type = `pulumi-nodejs:dynamic/live-recording:${token}`;
  return { urn: `urn:pulumi:dev::season::live-recording:index:LiveRecording$${type}::season/${name}`, type, custom: true, parent };
}

export function planOfStories(stories: readonly Story[], context: PlanContext): Plan {
  const { preview, exported } = engineStory(stories);
  return planOfEngine(preview, exported, kinds, context);
}
