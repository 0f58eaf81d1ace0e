import { type Account, APP_ID } from "./account";
import { resolveCallback } from "./configuration";
import { cosUrl } from "./cos-address";
import { post } from "./deliveries";
import { PUSH_EXCEPTIONS, RECORD_EXCEPTIONS, type RecordException } from "./exceptions";
import { metaData } from "./media-info";
import type { CallbackTemplate, Footage, Recording, SnapshotRun, Stream, StreamKey } from "./model";
import type { Plan } from "./plans";
import type { Snapshot } from "./snapshot-files";

const RETRIES = { retries: 12, interval: 60 };
const SNAPSHOT_RETRIES = { retries: 5, interval: 120 };
/** The service waits so long for an answer, and reports what is wrong with a push at most so often (INF for the second). Milliseconds. */
const TIMEOUT = 20_000;
const REPORT_INTERVAL = 5_000;

/** What a recorder went through, in the words of event 332. */
export type RecordEvent =
  | "record_start_succeeded"
  | "record_start_failed"
  | "record_paused"
  | "record_resumed"
  | "record_error"
  | "record_ended";

type Urls = Extract<keyof CallbackTemplate, `${string}NotifyUrl`>;

/**
 * Sends one callback to the address that the rule in effect for the stream's domain and app gives (7.13), signed if there is a key
 * (INF: without one, no `sign`). Failures are retried 12 times a minute apart, snapshots 5 times every 2 minutes; the number counts
 * the tries after the first.
 */
function tell(account: Account, about: StreamKey, url: Urls, event: number, say: (template: CallbackTemplate) => object | undefined): void {
  if (account.callback.effectiveRules.size === 0) return;
  const template = resolveCallback(account, about);
  if (template === undefined || !template[url]) return;
  const said = say(template);
  if (said === undefined) return;
  const signed = template.CallbackKey === "" ? null : ({ expiry: "t", sign: "sign", key: template.CallbackKey } as const);
  const how = url === "SnapshotNotifyUrl" ? SNAPSHOT_RETRIES : RETRIES;
  post(account, { event: String(event), url: template[url], signed, ...how, body: { event_type: event, ...said } });
}

/** Event 1, a push has begun. The output of a mix is no push (INF). */
export function reportPush(account: Account, stream: Stream): void {
  if (stream.source === "mixed") return;
  tell(account, stream, "StreamBeginNotifyUrl", 1, () => ({ ...streamBody(account, stream), errcode: 0, errmsg: "ok" }));
}

/** Event 0, a push has ended; the emulator's pushers always say goodbye (errcode 1). */
export function reportBreak(account: Account, stream: Stream): void {
  if (stream.source === "mixed") return;
  const start = stream.pushes.at(-1)?.start ?? account.now();
  const ended = { push_duration: String(account.now() - start), errcode: 1, errmsg: "recv rtmp deleteStream" };
  tell(account, stream, "StreamEndNotifyUrl", 0, () => ({ ...streamBody(account, stream), ...ended }));
}

/** Event 100, a recorded file is there. One in COS has no id (INF: the page calls the ids VOD's, and names no field of its own). */
export function reportFile(
  account: Account,
  recordingId: string,
  footage: Footage,
  { fileId, url }: { fileId: string; url: string },
): void {
  const recording = account.recordings.get(recordingId);
  if (recording === undefined) return;
  const { by } = recording;
  const { live, stretches, tracks, type } = footage;
  const meta = () => metaData(type, stretches, tracks.video, tracks.audio);
  tell(account, recording, "RecordNotifyUrl", 100, () => ({
    ...names(recording),
    appid: APP_ID,
    file_id: fileId,
    record_file_id: fileId,
    record_temp_id: "rule" in by && by.templateId !== 0 ? String(by.templateId) : "",
    file_format: type,
    task_id: "taskId" in by ? String(by.taskId) : "",
    start_time: seconds(live.start),
    end_time: seconds(live.end),
    start_time_usec: micros(live.start),
    end_time_usec: micros(live.end),
    duration: Math.round(meta().Duration),
    file_size: meta().Size,
    video_id: fileId,
    video_url: url,
    // A recording for a CreateRecordTask task does not know the push's parameters.
    ...("taskId" in by && typeof by.taskId === "string" ? {} : { stream_param: "" }),
    media_start_time: 0,
    record_bps: Math.round(meta().Bitrate / 1000),
    callback_ext: JSON.stringify({
      video_codec: tracks.video ? "h264" : "",
      resolution: tracks.video ? "1280x720" : "",
      session_id: recording.id,
    }),
  }));
}

/** Event 200, a snapshot is in its bucket. */
export function reportSnapshot(account: Account, run: SnapshotRun, { at, path, size }: Snapshot): void {
  tell(account, run, "SnapshotNotifyUrl", 200, () => ({
    ...names(run),
    stream_param: "",
    create_time: seconds(at),
    file_size: size,
    width: run.width,
    height: run.height,
    pic_url: `/${path}`,
    pic_full_url: cosUrl(account, { host: run.bucket, key: path }),
    task_id: "taskId" in run.by ? run.by.taskId : "",
  }));
}

/** Event 332, what a recorder went through. `domain` is the domain here, and `seq` counts through the account (INF). */
export function reportStatus(account: Account, recording: StreamKey & Plan & { id: string }, what: RecordEvent): void {
  tell(account, recording, "RecordStatusNotifyUrl", 332, () => ({
    appid: APP_ID,
    appname: recording.app,
    domain: recording.domain,
    event_time: seconds(account.now()),
    record_event: what,
    record_detail: JSON.stringify({
      file_format: ["flv", "hls", "mp4", "aac", "mp3"].indexOf(recording.format) + 1,
      record_bps: 0,
      start_model: "rule" in recording.by ? 1 : 5,
      record_content: 1,
      source_type: 1,
      codec_temp_id: 0,
    }),
    task_id: "taskId" in recording.by ? String(recording.by.taskId) : recording.id,
    seq: String(account.next("recordStatus")),
    session_id: recording.id,
    stream_id: recording.stream,
  }));
}

/** Event 341, something is wrong with a recording. No levels in the template mean all (INF); the read-side word `alarm` means warning. */
export function reportException(account: Account, about: StreamKey & { id?: Recording["id"] }, given: RecordException): void {
  const { type, level, format } = given;
  tell(account, about, "RecordExceptionNotifyUrl", 341, ({ RecordExceptionLevels: wanted }) => {
    const asked = wanted.length === 0 || wanted.includes(level) || (level === "warning" && wanted.includes("alarm"));
    if (!asked) return undefined;
    return {
      interface: "general_callback",
      appid: APP_ID,
      stream_id: about.stream,
      session_id: about.id ?? "",
      file_format: format,
      timestamp: seconds(account.now()),
      exception_level: level,
      exception: { type, occurs: 1, desc: RECORD_EXCEPTIONS[type] ?? "" },
    };
  });
}

/** Event 321, something is wrong with a push (document 267/84046). Its descriptions are in one language here (INF: our words). */
export function reportPushException(account: Account, stream: Stream, { type, count }: { type: number; count: number }): void {
  const desc = PUSH_EXCEPTIONS[type] ?? "";
  const now = account.now();
  const detail = Array.from({ length: count }, () => ({ desc, occur_time: now }));
  tell(account, stream, "PushExceptionNotifyUrl", 321, () => ({
    appid: APP_ID,
    user_ip: "127.0.0.1",
    data_time: now,
    domain: stream.domain,
    path: stream.app,
    report_interval: REPORT_INTERVAL,
    sequence: stream.sequence,
    stream_id: stream.stream,
    stream_param: "",
    timeout: TIMEOUT,
    abnormal_event: [{ type, count, customer_visible: "true", event_key: "", detail, type_desc_cn: desc, type_desc_en: desc }],
  }));
}

/** Here `app` is the domain and `appname` the path. */
function names({ domain, app, stream }: StreamKey) {
  return { app: domain, appname: app, stream_id: stream, channel_id: stream };
}

function streamBody(account: Account, stream: Stream) {
  const from = { sequence: stream.sequence, node: "127.0.0.1", user_ip: "127.0.0.1", stream_param: "" };
  return { appid: APP_ID, ...names(stream), event_time: seconds(account.now()), ...from };
}

const seconds = (ms: number): number => Math.floor(ms / 1000);
const micros = (ms: number): number => (ms % 1000) * 1000;
