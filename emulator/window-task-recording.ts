import { type Account, streamKey } from "./account";
import type { Id } from "./ids";
import { noteIdle, noteMiss } from "./misses";
import { isWantedSource } from "./mix-sources";
import type { RecordTemplate, Stream, WindowTask } from "./model";
import { plansOfWindowTask } from "./plans";
import { activeOf, startRecording } from "./recorder";
import { endTaskSnapshots, snapshotsForTask } from "./snapshots";
import { streamsOf } from "./streams";
import { endRecordings } from "./tasks";

/** Starts recording (or picturing) the live stream of a task whose window opens, if the stream is live. */
export function startTaskRecording(account: Account, task: WindowTask): void {
  account.runningTasks.put(task.taskId, task.taskId);
  const stream = account.streams.get(streamKey(task));
  if (stream?.live !== true) return;
  startTaskOn(account, stream, task);
  account.streams.put(streamKey(stream), stream);
}

/** Ends what a task records, with its files. */
export function endTaskRecording(account: Account, task: WindowTask): void {
  account.runningTasks.delete(task.taskId);
  if (task.family === "screenshot") endTaskSnapshots(account, task);
  else endRecordings(account, task.recordings);
  const idle = task.family === "record" && task.stoppedAt === null && !task.deleted && task.recordings.length === 0;
  if (idle) noteIdle(account, task.taskId, task, streamsOf(account, task));
}

/**
 * Takes up a live stream for a task. Overlapping tasks of one family get at most 3 recorders on a stream; a task that comes too late gets
 * none until the next push (INF: the page says only that no more are started). The caller stores the stream.
 */
export function startTaskOn(account: Account, stream: Stream, task: WindowTask): void {
  const otherSource = !isWantedSource(account, task, stream);
  if (task.family === "screenshot") {
    if (!otherSource) snapshotsForTask(account, stream, task);
    return;
  }
  if (otherSource) {
    noteMiss(account, stream, { code: "other-source", source: stream.source }, task.taskId);
    return;
  }
  const busy = new Set(activeOf(account, stream).flatMap(({ by }) => ("taskId" in by && typeof by.taskId === "string" ? [by.taskId] : [])));
  if (busy.has(task.taskId)) return;
  const most = account.settings.quotas.recordersPerStream;
  if (busy.size >= most) {
    noteMiss(account, stream, { code: "three-recorders", most }, task.taskId);
    return;
  }
  const template = templateOf(account, task.templateId);
  const plans = plansOfWindowTask(task.taskId, template);
  if (plans.length === 0) noteMiss(account, stream, { code: "norecord", rule: null, template: template?.TemplateName ?? "" }, task.taskId);
  for (const plan of plans) {
    const started = startRecording(account, stream, plan);
    if (started !== undefined) task.recordings.push(started.id);
  }
  account.windowTasks.put(task.taskId, task);
}

/**
 * The template that a task records by when it takes up a push: the version in effect then, and one that was never in effect yet as it is
 * (INF: a task names a template that exists). Undefined for one that is missing, deleted or not named.
 */
function templateOf(account: Account, id: Id): RecordTemplate | undefined {
  const inEffect = account.record.effectiveTemplates.get(String(id));
  return inEffect === undefined ? account.record.templates.get(String(id)) : (inEffect.value ?? undefined);
}
