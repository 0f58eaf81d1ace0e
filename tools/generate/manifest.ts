import { manifestSchema } from "../../provider/manifest/schema";
import type { Registry } from "../../provider/manifest/sections";
import { published } from "./schemas";

/** The JSON Schema of manifests, as editors load it. */
export function manifestSchemaText(kinds: Registry): string {
  return `${JSON.stringify(manifestSchema(kinds, published), null, 2)}\n`;
}
