import { type Account, streamKey } from "./account";
import { reportException, reportStatus } from "./callbacks";
import { leaveToTimeShift } from "./clip-sources";
import { resolveRecord } from "./configuration";
import { cosFileOf, placeOf } from "./cos";
import { footageOf, mediaOf } from "./files";
import type { Happening } from "./happenings";
import { noteMiss, noteNoFile, noteUnruled, whyNotKept } from "./misses";
import type { Recording, Stream } from "./model";
import { type Plan, planOf2016, plansOfRule } from "./plans";

/** Resolves the record rule for a push that starts now and records by it. A waiting file goes on if the same template still rules. */
export function onPush(account: Account, stream: Stream): void {
  const plans = plansOfPush(account, stream);
  const waiting = new Map<string, Recording>();
  for (const recording of activeOf(account, stream)) {
    if (stream.audio && plans.some((plan) => sameFile(plan, recording))) waiting.set(recording.format, recording);
    else endRecording(account, stream, recording);
  }
  for (const plan of plans) {
    const recording = waiting.get(plan.format);
    if (recording === undefined) startRecording(account, stream, plan);
    else resume(account, stream, recording);
  }
}

/** Plans of a push by rule: those of 2016 for the domains that have them (S3), else of the record rule that wins (7.1). */
function plansOfPush(account: Account, stream: Stream): Plan[] {
  if (account.settings.legacyDomains.includes(stream.domain)) {
    stream.recordedBy = null;
    return [planOf2016(stream.domain)];
  }
  const resolved = resolveRecord(account, stream);
  stream.recordedBy = resolved?.resolution ?? null;
  const plans = resolved === undefined || resolved.template === null ? [] : plansOfRule(resolved.template, resolved.resolution.rule);
  if (plans.length === 0) noteUnruled(account, stream, resolved);
  return plans;
}

/** A push goes on in the file of the one before if the same template still records that format; its settings stay the file's (INF). */
function sameFile(plan: Plan, recording: Recording): boolean {
  const by = "rule" in plan.by && "rule" in recording.by && plan.by.templateId === recording.by.templateId;
  return by && plan.format === recording.format;
}

/**
 * Ends every recording of a push, except HLS files that wait for the push to come back. A stream without sound never waits, and a push
 * without sound never goes on in a file that waits (7.5: not supported without audio).
 */
export function onBreak(account: Account, stream: Stream): void {
  const now = account.now();
  for (const recording of activeOf(account, stream)) {
    if (recording.continuation === 0 || !stream.audio) {
      endRecording(account, stream, recording);
      continue;
    }
    closePart(recording, now);
    recording.state = "waiting";
    account.recordings.put(recording.id, recording);
    reportStatus(account, recording, "record_paused");
    account.scheduler.plan(now + recording.continuation * 1000, { type: "continuationOver", recording: recording.id, since: now });
  }
}

/** Ends a file whose push did not come back within its continuation. */
export function endContinuation(account: Account, id: string, since: number): void {
  const recording = account.recordings.get(id);
  if (recording?.state !== "waiting" || recording.parts.at(-1)?.end !== since) return;
  const stream = account.streams.get(streamKey(recording));
  if (stream === undefined) return;
  endRecording(account, stream, recording);
  account.streams.put(streamKey(stream), stream);
}

/** Closes the slice that began at `start` and opens the next. */
export function nextSlice(account: Account, id: string, start: number): void {
  const recording = account.recordings.get(id);
  if (recording?.state !== "recording" || recording.parts[0]?.start !== start) return;
  const now = account.now();
  writeFile(account, recording);
  recording.parts = [{ start: now, end: null }];
  planSlice(account, recording, now);
  account.recordings.put(id, recording);
}

/** Records a live stream by a plan from now on. Undefined where the stream has nothing that the plan could record. */
export function startRecording(account: Account, stream: Stream, plan: Plan): Recording | undefined {
  if (!reportMissing(account, stream, plan)) return undefined;
  const now = account.now();
  const { domain, app, stream: name } = stream;
  const id = String(account.next("recording"));
  const recording: Recording = {
    ...plan,
    id,
    domain,
    app,
    stream: name,
    state: "recording",
    start: now,
    end: null,
    picture: stream.source === "mixed" || stream.mix !== null ? "mixed" : "own",
    tracks: { audio: stream.audio, video: stream.video && plan.content === "video" },
    closed: 0,
    parts: [{ start: now, end: null }],
    files: [],
    gone: null,
  };
  stream.active.push(id);
  account.recordings.put(id, recording);
  reportStatus(account, recording, "record_start_succeeded");
  planSlice(account, recording, now);
  return recording;
}

/** Whether a stream carries what a plan records; what it lacks is told as an exception (7.13). */
function reportMissing(account: Account, stream: Stream, plan: Plan): boolean {
  if (plan.content === "audio" && !stream.audio) reportException(account, stream, { type: -17, level: "error", format: plan.format });
  else if (plan.content === "video" && !stream.video)
    reportException(account, stream, { type: -18, level: "warning", format: plan.format });
  const fits = plan.content === "audio" ? stream.audio : stream.audio || stream.video;
  if (fits) return true;
  reportStatus(account, { ...stream, ...plan, id: "" }, "record_start_failed");
  const why = stream.video ? ({ code: "no-sound", format: plan.format } as const) : ({ code: "empty-stream" } as const);
  noteMiss(account, stream, why, "taskId" in plan.by ? plan.by.taskId : null);
  return false;
}

/** Ends one recording and writes what it has. The caller stores the stream. */
export function endRecording(account: Account, stream: Stream, recording: Recording): void {
  if (recording.state === "ended") return;
  const now = account.now();
  recording.state = "ended";
  recording.end = now;
  stream.active = stream.active.filter((id) => id !== recording.id);
  writeFile(account, recording);
  noteNoFile(account, stream, recording);
  account.recordings.put(recording.id, recording);
  if (recording.files.length === 0) leaveToTimeShift(account, recording);
  reportStatus(account, recording, "record_ended");
}

/** Notes that what is recorded of a stream from now on shows the picture of a mix. */
export function markMixed(account: Account, stream: Stream): void {
  for (const recording of activeOf(account, stream)) {
    if (recording.state !== "recording") continue;
    recording.picture = "mixed";
    account.recordings.put(recording.id, recording);
  }
}

/** The recordings of a stream that run or wait. */
export function activeOf(account: Account, stream: Stream): Recording[] {
  return stream.active.map((id) => account.recordings.get(id)).filter((one) => one !== undefined);
}

function resume(account: Account, stream: Stream, recording: Recording): void {
  recording.state = "recording";
  recording.parts.push({ start: account.now(), end: null });
  if (stream.mix !== null) recording.picture = "mixed";
  account.recordings.put(recording.id, recording);
  reportStatus(account, recording, "record_resumed");
}

function planSlice(account: Account, recording: Recording, start: number): void {
  if (recording.interval !== null)
    account.scheduler.plan(start + recording.interval * 1000, { type: "slice", recording: recording.id, start });
}

function closePart(recording: Recording, now: number): void {
  const part = recording.parts.at(-1);
  if (part !== undefined && part.end === null) part.end = now;
}

/** Closes the file that is being written and sends it on its way to VOD or COS. The caller stores the recording. */
function writeFile(account: Account, recording: Recording): void {
  closePart(recording, account.now());
  const footage = footageOf(account, recording);
  recording.closed += recording.parts.reduce((sum, { start, end }) => sum + (end ?? start) - start, 0);
  if (whyNotKept(account, recording) !== undefined) reportStatus(account, recording, "record_error");
  else if (footage !== undefined && recording.cos === null) {
    const media = mediaOf(account, recording, footage);
    recording.files.push(media.fileId);
    later(account, { type: "file", media });
  } else if (footage !== undefined && recording.cos !== null) {
    const file = cosFileOf(account, recording, recording.cos, footage);
    recording.files.push(placeOf(file));
    later(account, { type: "cosFile", file });
  }
}

/** A file is there some minutes after its end (7.4). */
function later(account: Account, event: Happening): void {
  const delay = account.settings.fileDelay * 1000;
  if (delay === 0) account.happen(account, event);
  else account.scheduler.plan(account.now() + delay, event);
}
