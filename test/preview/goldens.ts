import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkManifest, resourcesOfManifest } from "../../provider/manifest/index";
import { documentOf, type Plan, type PreviewDocument, planOfManifests } from "../../provider/preview/index";
import { kinds } from "../../provider/resources/index";

const folder = join(import.meta.dirname, "..", "..", "examples", "changes");

/** The examples of real changes. */
export const topics = readdirSync(folder).sort();

/** All of them are looked at on this day. */
export const NOW = Date.parse("2026-12-01T04:00:00Z");

export function resourcesIn(text: string, file = "liverec.yaml") {
  const { resources, problems } = checkManifest([{ file, text }], kinds);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message, path }) => `${file}: ${path}: ${message}`).join("\n"));
  return resourcesOfManifest(resources);
}

export function planOfTexts(before: string, after: string, context: Partial<Parameters<typeof planOfManifests>[2]> = {}): Plan {
  return planOfManifests(resourcesIn(before, "before.yaml"), resourcesIn(after, "after.yaml"), { now: NOW, ...context });
}

export function planOfTopic(topic: string): Plan {
  const [before, after] = ["before", "after"].map((side) => readFileSync(join(folder, topic, `${side}.yaml`), "utf8"));
  return planOfTexts(before ?? "", after ?? "");
}

export function documentOfTopic(topic: string): PreviewDocument {
  return documentOf(planOfTopic(topic));
}
