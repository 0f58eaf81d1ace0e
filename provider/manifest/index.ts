/** YAML manifests: read with places, checked, turned into resources. Knows the core and the list of kinds, and nothing of Pulumi or the command line. */
export type { IgnoredFinding } from "./accepted";
export { type CheckedManifest, checkManifest } from "./check";
export { configurationOfManifest, resourcesOfManifest } from "./configuration";
export type { Declared, Reference } from "./declared";
export type { Source } from "./load";
export { inWords, lineOf, ManifestError, nearest, type Place, type Problem, problem, suggestion } from "./place";
export { DEFAULT_MANIFEST, manifestIn, readSources, whyUnreadable } from "./read";
export { type PlannedPushes, readTimetable } from "./timetable";
