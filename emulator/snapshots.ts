import { type Account, APP_ID } from "./account";
import { reportSnapshot } from "./callbacks";
import { resolveSnapshot } from "./configuration";
import { cosHost } from "./cos-address";
import { enqueueSnapshot } from "./legacy-queue";
import { picture } from "./media/picture";
import type { SnapshotRun, SnapshotTemplate, Stream, WindowTask } from "./model";
import { mayHold, pictureSize, type Snapshot, snapshotAt, wantsSnapshots } from "./snapshot-files";

/** Width of a snapshot by the rules of 2016 in pixels, and its interval in seconds (S3). */
const WIDTH_2016 = 300;
const INTERVAL_2016 = 10;
const BUCKET_2016 = `snapshots-${APP_ID}.file.myqcloud.com`;

/** Opens the snapshots of a push that starts: by the rules of 2016 on their domains, else by the snapshot rule that wins. */
export function startSnapshots(account: Account, stream: Stream): void {
  if (!stream.video) return;
  if (account.settings.legacyDomains.includes(stream.domain)) {
    const by = { rule: { domain: stream.domain, app: "", stream: "" }, templateId: 0 };
    const { width, height } = pictureSize(WIDTH_2016, 0);
    open(account, stream, { by, of2016: true, interval: INTERVAL_2016, width, height, bucket: BUCKET_2016, folder: "", fileName: "" });
    return;
  }
  const resolved = resolveSnapshot(account, stream);
  if (resolved === undefined || resolved.template === null) return;
  const { rule, templateId } = resolved.resolution;
  open(account, stream, { by: { rule, templateId }, ...byTemplate(resolved.template) });
}

/** Opens the snapshots of a task on a live stream; a template that does not exist means that nothing happens (service facts 4). */
export function snapshotsForTask(account: Account, stream: Stream, task: WindowTask): void {
  const template =
    account.snapshot.effectiveTemplates.get(String(task.templateId))?.value ?? account.snapshot.templates.get(String(task.templateId));
  const running = stream.snapshots
    .map((id) => account.snapshotRuns.get(id))
    .filter((run) => run !== undefined && run.end === null && "taskId" in run.by);
  if (template === undefined || !stream.video || running.length >= account.settings.quotas.recordersPerStream) return;
  if (running.some((run) => run !== undefined && "taskId" in run.by && run.by.taskId === task.taskId)) return;
  task.recordings.push(open(account, stream, { by: { taskId: task.taskId }, ...byTemplate(template) }).id);
  account.windowTasks.put(task.taskId, task);
}

/** Ends the snapshots of a push. */
export function endSnapshots(account: Account, stream: Stream): void {
  for (const id of stream.snapshots) close(account, id);
  stream.snapshots = [];
}

export function endTaskSnapshots(account: Account, task: WindowTask): void {
  for (const id of task.recordings) close(account, id);
}

/** Hands on the picture that was taken at `at`, if the push went on until then, and plans the next. */
export function deliverSnapshot(account: Account, id: string, at: number): void {
  const run = account.snapshotRuns.get(id);
  if (run === undefined || (run.end !== null && at >= run.end)) return;
  planNext(account, run, at + run.interval * 1000);
  const snapshot = snapshotAt(run, at);
  if (run.of2016) enqueueSnapshot(account, { stream_id: run.stream, pic_url: snapshot.path });
  reportSnapshot(account, run, snapshot);
}

/**
 * Plans the pictures of running pushes that a callback rule asks for from now on: unlike those of recordings, its addresses count at once
 * for a push that is live (7.2 speaks of what a push is recorded by).
 */
export function resumeSnapshots(account: Account): void {
  for (const stream of account.streams.values()) {
    for (const id of stream.snapshots) {
      const run = account.snapshotRuns.get(id);
      if (run === undefined || run.end !== null || run.planned) continue;
      const { count } = takenBy(account, run, account.now() - 1);
      planNext(account, run, firstOf(run) + count * run.interval * 1000);
    }
  }
}

/** How many pictures of a run are in the bucket at `now`, and the latest of them. */
export function takenBy(account: Account, run: SnapshotRun, now: number): { count: number; latest: Snapshot | undefined } {
  const first = firstOf(run);
  const step = run.interval * 1000;
  const before = Math.min(run.end ?? Number.POSITIVE_INFINITY, now - account.settings.snapshotDelay * 1000 + 1);
  const count = Math.max(0, Math.ceil((before - first) / step));
  return { count, latest: count === 0 ? undefined : snapshotAt(run, first + (count - 1) * step) };
}

/** The picture of a bucket and a name, if it is there at `now`. */
export function findSnapshot(account: Account, host: string, key: string, now: number): Buffer | undefined {
  for (const run of account.snapshotRuns.values()) {
    if (!mayHold(run, host, key)) continue;
    const { count } = takenBy(account, run, now);
    for (let index = count - 1; index >= 0; index--) {
      const at = firstOf(run) + index * run.interval * 1000;
      if (snapshotAt(run, at).path === key) return picture(run.width, run.height, Math.floor(at / 1000));
    }
  }
  return undefined;
}

function byTemplate(template: SnapshotTemplate) {
  const { SnapshotInterval, Width, Height, CosBucket, CosAppId, CosRegion, CosPrefix, CosFileName } = template;
  return {
    of2016: false,
    interval: SnapshotInterval,
    ...pictureSize(Width, Height),
    bucket: cosHost(CosBucket, CosAppId, CosRegion),
    folder: CosPrefix ?? "",
    fileName: CosFileName ?? "",
  };
}

type Opening = Omit<SnapshotRun, "id" | "domain" | "app" | "stream" | "pushStart" | "start" | "end" | "planned">;

function open(account: Account, stream: Stream, how: Opening): SnapshotRun {
  const { domain, app, stream: name } = stream;
  const start = account.now();
  const id = String(account.next("snapshotRun"));
  const run: SnapshotRun = {
    ...how,
    id,
    domain,
    app,
    stream: name,
    pushStart: stream.pushes.at(-1)?.start ?? start,
    start,
    end: null,
    planned: false,
  };
  account.snapshotRuns.put(id, run);
  stream.snapshots.push(id);
  planNext(account, run, firstOf(run));
  return run;
}

function close(account: Account, id: string): void {
  const run = account.snapshotRuns.get(id);
  if (run === undefined || run.end !== null) return;
  run.end = account.now();
  account.snapshotRuns.put(id, run);
}

/** By the rules of 2016 pictures are taken on absolute time (S3); else one interval after the start, and so on (INF). */
function firstOf(run: SnapshotRun): number {
  const step = run.interval * 1000;
  return run.of2016 ? Math.ceil(run.start / step) * step : run.start + step;
}

/** Plans a picture where somebody is told of it: single pictures are events of the account only there, because a season holds millions. */
function planNext(account: Account, run: SnapshotRun, at: number): void {
  const planned = run.of2016 || wantsSnapshots(account, run);
  if (planned) account.scheduler.plan(at + account.settings.snapshotDelay * 1000, { type: "snapshot", run: run.id, at });
  if (planned === run.planned) return;
  run.planned = planned;
  account.snapshotRuns.put(run.id, run);
}
