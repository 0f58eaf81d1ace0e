import type { Account } from "./account";
import { configuredRecord, countsFrom, enabledFormats, type Resolved } from "./configuration";
import type { ClosedStretch, Miss, Recording, RecordTemplate, Stream, StreamKey, Why } from "./model";

/** Which stream a task is about, and when in milliseconds. A missing domain stands for any. */
interface Window extends ClosedStretch {
  readonly domain: string | null;
  readonly app: string;
  readonly stream: string;
}

/** Notes why the latest push of a stream gives no recording that somebody may count on: by its rule, or for a task. */
export function noteMiss(account: Account, stream: Stream, why: Why, task: Miss["task"] = null): void {
  note(account, stream, stream.pushes.at(-1)?.start ?? account.now(), why, task);
}

/** Notes why no rule records a push: none matches, the one that does is not in effect yet, or it exempts the stream. */
export function noteUnruled(account: Account, stream: Stream, resolved: Resolved<RecordTemplate> | undefined): void {
  const configured = configuredRecord(account, stream);
  if (configured !== undefined && enabledFormats(configured.template).length > 0) {
    const { rule, template } = configured;
    const names = { domain: rule.DomainName, app: rule.AppName, stream: rule.StreamName };
    noteMiss(account, stream, { code: "not-in-effect", rule: names, template: template.TemplateName, from: countsFrom(account, rule) });
  } else if (resolved === undefined) noteMiss(account, stream, { code: "no-rule" });
  else noteMiss(account, stream, { code: "norecord", rule: resolved.resolution.rule, template: resolved.resolution.templateName ?? "" });
}

/** Notes why a recorder that has ended leaves no file, for every push that it recorded. */
export function noteNoFile(account: Account, stream: Stream, recording: Recording): void {
  if (recording.files.length > 0) return;
  const { format, closed } = recording;
  const least = account.settings.minRecordSeconds;
  const why: Why = whyNotKept(account, recording) ?? { code: "too-short", format, seconds: closed / 1000, least };
  const task = "taskId" in recording.by ? recording.by.taskId : null;
  for (const part of recording.parts) {
    const push = stream.pushes.findLast(({ start }) => start <= part.start);
    note(account, stream, push?.start ?? part.start, why, task);
  }
}

/** Why the files of a recording can be kept nowhere: VOD is off, or its bucket does not take them. */
export function whyNotKept({ settings }: Account, { cos }: Recording): Why | undefined {
  if (cos === null) return settings.vodActivated ? undefined : { code: "vod-off" };
  const taken = cos.bucket !== "" && cos.region !== "" && (settings.cosBuckets?.includes(cos.bucket) ?? true);
  return taken ? undefined : { code: "no-bucket", bucket: cos.bucket };
}

/** Notes that a file of a recording is not there any more. */
export function noteGone(account: Account, recordingId: string | null, why: "deleted" | "expired" | "overwritten"): void {
  const recording = recordingId === null ? undefined : account.recordings.get(recordingId);
  if (recording === undefined) return;
  recording.gone = { count: (recording.gone?.count ?? 0) + 1, at: account.now(), why };
  account.recordings.put(recording.id, recording);
}

/** Notes that a task is over and that none of its streams was pushed in its window. */
export function noteIdle(account: Account, task: Exclude<Miss["task"], null>, asked: Window, streams: readonly Stream[]): void {
  const { start, end } = asked;
  const met = ({ pushes }: Stream) => pushes.some((push) => push.start < end && (push.end ?? end) > start);
  if (!streams.some(met)) note(account, { ...asked, domain: asked.domain ?? "" }, null, { code: "never-pushed", start, end }, task);
}

function note(account: Account, { domain, app, stream }: StreamKey, push: number | null, why: Why, task: Miss["task"]): void {
  account.misses.put(String(account.next("miss")), { domain, app, stream, push, task, why });
}
