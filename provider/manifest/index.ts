/** YAML manifests: read with places, checked, turned into resources. Knows the core and the list of kinds, and nothing of Pulumi or the command line. */
export { type CheckedManifest, checkManifest } from "./check";
export type { Declared, Reference } from "./declared";
export type { Source } from "./load";
export { inWords, lineOf, ManifestError, nearest, type Place, type Problem } from "./place";
export { readSources } from "./read";
