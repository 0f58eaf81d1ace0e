import type { Account } from "./account";
import { type ShownId, shownId } from "./ids";
import type { Recording, StreamKey } from "./model";
import { taskNames } from "./script-calls";
import { instant } from "./time";

/** Why something is recorded: for a rule, by its template, or for a task. The rules of 2016 have template 0. */
export type Cause = { rule: StreamKey; templateId: ShownId } | { taskId: ShownId };

/** What one recorder made, with files that are gone since. Times are UTC. */
export interface Recorded {
  /** `domain/app/stream`. */
  readonly stream: string;
  readonly by: Cause;
  /** What `by` is called: the template's name, or the name under which a script keeps the task; null: neither is known. */
  readonly name: string | null;
  readonly format: Recording["format"];
  readonly content: Recording["content"];
  readonly picture: Recording["picture"];
  readonly start: string;
  /** When its last file was closed, continuation included; null: it still records, or waits for the push to come back. */
  readonly end: string | null;
  /** Length of what was written, without interruptions. */
  readonly seconds: number;
  readonly files: number;
  /** Where the files go. COS keeps them for ever. */
  readonly place: "VOD" | "COS";
  /** Files that are there now. */
  readonly kept: number;
  /** When the last of those expires; null never, or there is none. */
  readonly expires: string | null;
  /** Files that are there no more, when the last of them went and why; null: none is gone. */
  readonly gone: { readonly files: number; readonly at: string; readonly why: "deleted" | "expired" | "overwritten" } | null;
}

/** Every recording of the account in order of its start. A push that was too short for a file is one without files. */
export function recorded(account: Account): Recorded[] {
  const found: Recorded[] = [];
  const tasks = taskNames(account);
  for (const recording of account.recordings.values()) {
    const { domain, app, stream, by, format, tracks, picture, start, end, closed, files, gone } = recording;
    const inCos = new Set(files.filter((file) => account.cosFiles.get(file)?.recordingId === recording.id));
    const inVod = files.map((id) => account.media.get(id)).filter((media) => media !== undefined);
    const expires = inVod.reduce((latest, { expireTime }) => Math.max(latest, expireTime ?? Number.POSITIVE_INFINITY), 0);
    found.push({
      stream: `${domain}/${app}/${stream}`,
      by: causeOf(by),
      name: ("taskId" in by ? tasks.get(by.taskId) : account.record.templates.get(String(by.templateId))?.TemplateName) ?? null,
      format,
      content: tracks.video ? "video" : "audio",
      picture,
      start: instant(start),
      end: end === null ? null : instant(end),
      seconds: closed / 1000,
      files: files.length,
      place: recording.cos === null ? "VOD" : "COS",
      kept: inVod.length + inCos.size,
      expires: inVod.length === 0 || !Number.isFinite(expires) ? null : instant(expires),
      gone: gone === null ? null : { files: gone.count, at: instant(gone.at), why: gone.why },
    });
  }
  return found.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

export function causeOf(by: Recording["by"]): Cause {
  return "taskId" in by ? { taskId: shownId(by.taskId) } : { rule: by.rule, templateId: shownId(by.templateId) };
}
