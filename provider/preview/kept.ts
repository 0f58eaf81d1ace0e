import { configurationFrom } from "../configuration/index";
import { type ChangeFinding, keptClip, keptHighlight, keptTask } from "../recording/changes";
import type { Moment } from "../recording/moments";
import type { Kept } from "./engine-steps";

/** What is declared of something that is over, and will not come true. */
export function keptFindings({ stands, declared }: Kept, now: Moment): ChangeFinding[] {
  const called = declared.place ?? declared.name;
  const [was, will] = [configurationFrom([stands]), configurationFrom([declared])];
  return [
    ...[...will.tasks, ...will.timed].flatMap((task) => keptTask([...was.tasks, ...was.timed][0], task, called, now)),
    ...will.highlights.flatMap((highlight) => keptHighlight(was.highlights[0], highlight, called)),
    ...will.clips.flatMap((clip) => keptClip(was.clips[0], clip, called)),
  ];
}
