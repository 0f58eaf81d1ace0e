import { type Account, streamKey } from "./account.js";
import { enabledFormats, paramName, resolveRecord } from "./configuration.js";
import { fileOf } from "./files.js";
import { addMedia } from "./media.js";
import type { Format, Recording, RecordTask, RecordTemplate, Stream } from "./model.js";

const DEFAULT_INTERVAL = 1800;

/** Resolves the record rule for a push that starts now and records by it. A waiting file goes on if the same template still rules. */
export function onPush(account: Account, stream: Stream): void {
  const resolved = resolveRecord(account, stream);
  stream.recordedBy = resolved?.resolution ?? null;
  const template = resolved?.template ?? null;
  const waiting = new Map<Format, Recording>();
  for (const recording of activeOf(account, stream)) {
    const goesOn =
      template !== null && "rule" in recording.by && recording.by.templateId === template.TemplateId && template.HlsParam.Enable === 1;
    if (goesOn) waiting.set(recording.format, recording);
    else endRecording(account, stream, recording);
  }
  if (template === null || resolved === undefined) return;
  for (const format of enabledFormats(template)) {
    const recording = waiting.get(format);
    if (recording !== undefined) resume(account, recording);
    else start(account, stream, byTemplate(template, format, resolved.resolution.rule));
  }
}

/** Ends every recording of a push, except HLS files that wait for the push to come back (7.5). */
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
    account.scheduler.plan(now + recording.continuation * 1000, { type: "continuationOver", recording: recording.id, since: now });
  }
}

/** Ends a file whose push did not come back within its continuation. */
export function endContinuation(account: Account, id: string, since: number): void {
  const recording = account.recordings.get(id);
  if (recording?.state !== "waiting" || recording.parts.at(-1)?.end !== since) return;
  const stream = account.streams.get(streamKey(recording));
  if (stream !== undefined) endRecording(account, stream, recording);
}

/** Closes the slice that began at `start` and opens the next. */
export function nextSlice(account: Account, id: string, start: number): void {
  const recording = account.recordings.get(id);
  if (recording?.state !== "recording" || recording.parts[0]?.start !== start) return;
  const now = account.now();
  closePart(recording, now);
  writeFile(account, recording);
  recording.parts = [{ start: now, end: null }];
  planSlice(account, recording, now);
  account.recordings.put(id, recording);
}

/** Records a live stream for a task from now on. */
export function recordForTask(account: Account, stream: Stream, task: RecordTask): void {
  const started = start(account, stream, {
    by: { taskId: task.taskId },
    format: task.format,
    content: task.content,
    interval: task.format === "hls" ? null : task.interval,
    continuation: 0,
    storageTime: task.storageTime,
    vodFileName: "",
    subAppId: 0,
    classId: 0,
    procedure: "",
    storageClass: "STANDARD",
    cos: false,
  });
  if (started !== undefined) task.recordings.push(started.id);
}

/** Ends one recording and writes what it has. */
export function endRecording(account: Account, stream: Stream, recording: Recording): void {
  if (recording.state === "ended") return;
  const now = account.now();
  closePart(recording, now);
  recording.state = "ended";
  recording.end = now;
  stream.active = stream.active.filter((id) => id !== recording.id);
  account.recordings.put(recording.id, recording);
  writeFile(account, recording);
}

type Start = Pick<
  Recording,
  | "by"
  | "format"
  | "content"
  | "interval"
  | "continuation"
  | "storageTime"
  | "vodFileName"
  | "subAppId"
  | "classId"
  | "procedure"
  | "storageClass"
  | "cos"
>;

function byTemplate(template: RecordTemplate, format: Format, rule: { domain: string; app: string; stream: string }): Start {
  const param = template[paramName(format)];
  return {
    by: { rule, templateId: template.TemplateId },
    format,
    content: format === "aac" || format === "mp3" ? "audio" : "video",
    interval: format === "hls" ? null : param.RecordInterval || DEFAULT_INTERVAL,
    continuation: format === "hls" ? template.HlsSpecialParam.FlowContinueDuration : 0,
    storageTime: param.StorageTime,
    vodFileName: param.VodFileName,
    subAppId: param.VodSubAppId,
    classId: param.ClassId ?? 0,
    procedure: param.Procedure ?? "",
    storageClass: param.StorageMode === "cold" ? "STANDARD_IA" : "STANDARD",
    cos: template.CosStore === 1,
  };
}

function start(account: Account, stream: Stream, how: Start): Recording | undefined {
  if (how.content === "audio" ? !stream.audio : !stream.audio && !stream.video) return undefined;
  const now = account.now();
  const { domain, app, stream: name } = stream;
  const id = String(account.next("recording"));
  const recording: Recording = {
    ...how,
    id,
    domain,
    app,
    stream: name,
    state: "recording",
    start: now,
    end: null,
    parts: [{ start: now, end: null }],
    files: [],
  };
  stream.active.push(id);
  account.recordings.put(id, recording);
  planSlice(account, recording, now);
  return recording;
}

function resume(account: Account, recording: Recording): void {
  recording.state = "recording";
  recording.parts.push({ start: account.now(), end: null });
  account.recordings.put(recording.id, recording);
}

function planSlice(account: Account, recording: Recording, start: number): void {
  if (recording.interval !== null)
    account.scheduler.plan(start + recording.interval * 1000, { type: "slice", recording: recording.id, start });
}

function closePart(recording: Recording, now: number): void {
  const part = recording.parts.at(-1);
  if (part !== undefined && part.end === null) part.end = now;
}

function activeOf(account: Account, stream: Stream): Recording[] {
  return stream.active.map((id) => account.recordings.get(id)).filter((one) => one !== undefined);
}

function writeFile(account: Account, recording: Recording): void {
  const file = fileOf(account, recording);
  if (file === undefined) return;
  recording.files.push(file.fileId);
  account.recordings.put(recording.id, recording);
  const delay = account.settings.fileDelay * 1000;
  if (delay === 0) addMedia(account, file);
  else account.scheduler.plan(account.now() + delay, { type: "file", media: file });
}
