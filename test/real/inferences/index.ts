import { clipInferences } from "./clips";
import { ruleInferences } from "./rules";
import { streamInferences } from "./streams";
import { taskInferences } from "./tasks";
import { templateInferences } from "./templates";
import type { Inference } from "./types";

/** Everything that no document states and that a run against the service observes. */
export const inferences: readonly Inference[] = [
  ...templateInferences,
  ...ruleInferences,
  ...taskInferences,
  ...clipInferences,
  ...streamInferences,
];
