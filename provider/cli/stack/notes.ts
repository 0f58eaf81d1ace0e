import type { Plan } from "../../preview/index";
import { plannedTasks, plannedTime } from "../../recording/changes";

/** The tasks that a run leaves only planned, and when the next run is needed for each. */
export function plannedNotes({ after, now }: Plan): string[] {
  return plannedTasks(after, now).map(({ origin, stream, from, until, timeZone }) => {
    const [first, last] = [from, until].map((at) => plannedTime(at, timeZone).replace("T", " "));
    return `${origin} (${stream}) is planned, and not sent to the service yet: run up again after ${first} and before ${last}.`;
  });
}

/** What a run leaves undone, for machines that were not shown the preview. */
export function notesOf(plan: Plan): string[] {
  const unmet = plan.findings.filter(({ kind, risk }) => risk === "not-recorded" && (kind === "not-changed" || kind === "task-missed"));
  return [...unmet.map(({ text }) => text), ...plannedNotes(plan)];
}
