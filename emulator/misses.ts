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
  const { vodActivated, minRecordSeconds: least } = account.settings;
  const { format, closed } = recording;
  const why: Why = !vodActivated && !recording.cos ? { code: "vod-off" } : { code: "too-short", format, seconds: closed / 1000, least };
  const task = "taskId" in recording.by ? recording.by.taskId : null;
  for (const { start, end } of stream.pushes) {
    const recorded = recording.parts.some((part) => start <= part.start && part.start <= (end ?? part.start));
    if (recorded) note(account, stream, start, why, task);
  }
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
