/** What a change will do to recordings: one plan object and its renderers. Knows the recording model and the core, and nothing of manifests and of the service client. */

export { acceptedIn, digestOf, type PlannedChange, planDifference, type ReviewedPlan, reviewedPlan, urnWords } from "./digest";
export { documentOf, isQuiet, isUnmet, type PreviewDocument } from "./document";
export { declaredResources, namesInState, resourcesInState } from "./engine-side";
export type { PlanFinding } from "./findings";
export { type Plan, type PlanContext, planOfDestruction, planOfEngine, planOfManifests } from "./plan";
export { type Posted, postComment } from "./post/comment";
export { type CommentTarget, TOKENS, targetOf } from "./post/target";
export { COMMENT_LIMITS, fitMarkdown, SUMMARY_LIMIT } from "./render/fit";
export { renderHtml } from "./render/html";
export { type Flavour, renderMarkdown } from "./render/markdown";
export { renderText } from "./render/text";
export { FORBIDDEN_BY_DEFAULT, type Refusal, refusalsOf, type Valves } from "./valves";
export { figure, refusalText, wrapped } from "./words";
